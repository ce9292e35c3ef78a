"""A link in a property that leads to no note (VG201), or could lead to several (VG202)."""

import re
from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Rule, problem
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import distance
from vaultgen.vault.links import fold
from vaultgen.vault.notes.properties import Value
from vaultgen.vault.vault import Vault

DEAD_LINK = Rule("VG201", "hint", "link to no note")
AMBIGUOUS_LINK = Rule("VG202", "warning", "link that fits several notes")
RULES = (DEAD_LINK, AMBIGUOUS_LINK)

_LINK = late(r"\[\[([^\[\]|#]+)(?:[^\[\]]*\]\])?")
_SLIPS = 2  # letters in which a link may differ from the name that it was to lead to


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the links in all properties of notes and drafts."""
    vault, is_partial = snapshot.vault, snapshot.settings.vault.is_partial
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        for prop in note.properties.values():
            for value in prop.values:
                for link in filter(lambda found: found[1].strip(), _LINK.finditer(value.text)):
                    yield from _one(vault, note.path, value, link, is_partial=is_partial)


def _one(vault: Vault, path: str, value: Value, link: re.Match[str], *, is_partial: bool) -> Iterator[Diagnostic]:
    """The problem of one link. Where the settings leave notes out, it may lead to one of these."""
    target = link[1].strip()
    notes = vault.links.find(target)
    if not notes:
        fix = _fix(vault, value, link)
        near = vault.links.near(target)
        is_slip = fix is not None or (near is not None and distance(fold(target), fold(near), most=_SLIPS) <= _SLIPS)
        yield problem(
            DEAD_LINK,
            path,
            value.part(*link.span()),
            _what(target, is_slip=is_slip, is_partial=is_partial),
            hint=f"Did you mean [[{near}]]?" if is_slip else _hint(target, is_partial=is_partial),
            severity="warning" if is_slip else "hint",
            fix=fix,
        )
    elif len(notes) > 1:
        where = " and ".join(note.path for note in notes)
        yield problem(
            AMBIGUOUS_LINK,
            path,
            value.part(*link.span()),
            f"“{target}” can mean {where}; the first is taken, as in Obsidian.",
            hint=f"Write the folder too, like [[{notes[0].path.removesuffix('.md')}]].",
        )


def _what(target: str, *, is_slip: bool, is_partial: bool) -> str:
    if is_partial:
        return f"There is no note “{target}”, or [vault] in vaultgen.toml leaves it out."
    return f"There is no note “{target}”{'' if is_slip else ' yet'}."


def _hint(target: str, *, is_partial: bool) -> str:
    make = f"Make the note “{target}.md” when you have more to say."
    return f"{make} If it is left out on purpose, nothing is to be done: the name counts." if is_partial else make


def _fix(vault: Vault, value: Value, link: re.Match[str]) -> Fix | None:
    """The fix for a link that differs from exactly one note's name only by accents."""
    target = link[1].strip()
    same = vault.links.accented(target)
    if len(same) != 1 or len(vault.links.find(same[0])) != 1:
        return None
    start = link.start(1) + link[1].index(target)
    return value.part_fix(start, start + len(target), same[0])
