"""Placeholders for later, and leftovers of a template (VG701)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.answers import TEMPLATE_CODE
from vaultgen.vault.notes.note import Note
from vaultgen.vault.templates import PROMPTS

LEFTOVER = Rule("VG701", "hint", "still to be filled in")
RULES = (LEFTOVER,)

_LATER = late(r"(?:TODO|TBD|TBC|FIXME)\b[:.!? ]*|\?{2,}|[xX]{3,}")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the values of notes that have a kind. A word like `todo` only counts as the whole value."""
    vault = snapshot.vault
    for note in vault.notes:
        yield from _prompt(note, PROMPTS.get(vault.kinds.get(note.path, "")))
        values = [value for prop in note.properties.values() for value in prop.values]
        for value in values if note.path in vault.kinds else ():
            text = value.text.strip()
            if TEMPLATE_CODE.search(text):
                message = f"“{text}” is a place in a template that was never filled; it is not read."
                yield problem(LEFTOVER, note.path, value.span, message, hint="Write what belongs here.")
            elif _LATER.fullmatch(text):
                yield problem(
                    LEFTOVER,
                    note.path,
                    value.span,
                    f"“{text}” is still to be filled in, but counts as an answer.",
                    hint="Write the answer, or leave it empty: then you are asked for it.",
                )


def _prompt(note: Note, prompt: str | None) -> Iterator[Diagnostic]:
    """A body that contains only the prompt of the template."""
    if prompt is None or without_comments(note.body).strip() != prompt:
        return
    line = next(number for number, text in enumerate(split_lines(note.body)) if text.strip() == prompt) + note.body_line
    yield problem(
        LEFTOVER,
        note.path,
        Span(line, 1, line, len(prompt) + 1),
        f"“{prompt}” is what the template asks; the answer is still to be written.",
        hint="Write it below, or delete the line.",
    )
