"""Reads a value that must be one of a few words: in any case, with spaces, by a synonym, or misspelt."""

import re

from vaultgen.diagnostics.diagnostic import Fix
from vaultgen.english.lexicon import is_word
from vaultgen.regex import late
from vaultgen.spelling import slip
from vaultgen.vault.faults import Fault
from vaultgen.vault.notes.properties import Value, key
from vaultgen.vault.person_lines import read_line
from vaultgen.vault.synonyms import choice_called

# Words for no outcome yet.
_OPEN = late(
    r"(?:still )?(?:waiting|pending|open|in progress|ongoing|active|undecided)(?: (?:to hear|for (?:an )?answer))?"
)
_NUMBERED = late(
    r"(?:(?:1st|first|2nd|second|3rd|third|fourth|fifth|\d+(?:st|nd|rd|th)?)(?: (?:round|interview|stage))?|"
    r"(?:round|interview|stage) (?:\d+|one|two|three|four|five))"
)


_SKIPPED_ONE = late(r"\s*(?P<kind>[\w -]+?)\s+to\s+(?P<who>\S.*?)\s*", re.IGNORECASE | re.DOTALL)


def read_skip(value: Value, name: str, kinds: tuple[str, ...]) -> tuple[str | None, tuple[Fault, ...]]:
    """A kind of follow-up, alone or with a person (`thank-you to Jane Doe`, `letter to [[Jane Doe]]`)."""
    match = _SKIPPED_ONE.fullmatch(value.text)
    if match is None:
        return read_choice(value, name, kinds)
    kind, faults = read_choice(Value(match["kind"], value.part(*match.span("kind"))), name, kinds)
    name = read_line(match["who"]).people[0].name or match["who"]
    return (f"{kind} to {name}" if kind else None), faults


def read_choice(value: Value, name: str, choices: tuple[str, ...]) -> tuple[str | None, tuple[Fault, ...]]:
    """The choice that was typed; None with a fault that lists the choices if it is none of them.

    A synonym, like `Zoom` for `video`, is read as its choice, with a hint.
    """
    written = value.text.strip()
    typed = re.sub(r"[-_\s]+", "-", written.casefold())
    if typed in choices:
        return typed, ()
    called = choice_called(key(name), written)
    if called in choices:
        message, hint = (
            f"“{written}” is read as “{called}”.",
            f"Write “{called}”: then Obsidian and others know it, too.",
        )
        return called, (Fault("VG105", value.span, message, hint, value.fix(str(called)), "hint"),)
    plain = " ".join(written.casefold().split())
    if key(name) == "outcome" and _OPEN.fullmatch(plain):
        empty = value.fix("")
        fix = Fix("Leave “outcome” empty", empty.edits) if empty else None
        message, hint = (
            f"“{written}” is no outcome: the interview is taken as open.",
            "Leave “outcome” empty until then.",
        )
        return None, (Fault("VG105", value.span, message, hint, fix, "hint"),)
    if key(name) == "stage" and _NUMBERED.fullmatch(plain):
        message = f"“{written}” says which number the round has, not which kind it was."
        hint = f"Write one of {', '.join(f'“{word}”' for word in choices)}; rounds are counted by their dates."
        return None, (Fault("VG105", value.span, message, hint, None, "warning"),)
    meant = slip(typed.replace("-", "_"), [word.replace("-", "_") for word in choices], is_word=is_word)
    meant = meant.replace("_", "-") if meant else None
    near = meant or next((word for word in typed.split("-") if word in choices), None)
    listed = ", ".join(f"“{word}”" for word in choices)
    message = f"“{name}” cannot be “{written}”; it is one of {listed}."
    hint = f"Did you mean “{near}”?" if near else "Choose one of them, or leave it empty."
    if key(name) == "stage" and (how := choice_called("format", written)):
        hint = f"How you met goes into “format”: format: {how}. Choose one of these for the round, or leave it empty."
    return None, (Fault("VG105", value.span, message, hint, value.fix(meant) if meant else None),)
