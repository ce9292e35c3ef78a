"""A note that lacks a required property (VG102) or front matter (VG003).

An empty file was most likely just created: a hint (VG014).
"""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix, Rule, problem
from vaultgen.diagnostics.source import Lines, Span
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.answers import filled
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.note import Note
from vaultgen.vault.schema import specs

NO_FRONT_MATTER = Rule("VG003", "error", "no front matter")
EMPTY_NOTE = Rule("VG014", "hint", "empty note")
MISSING_PROPERTY = Rule("VG102", "error", "required property missing")
RULES = (NO_FRONT_MATTER, EMPTY_NOTE, MISSING_PROPERTY)

# A line that was meant to open the front matter, a property below it, and a line that was meant to close it.
_ALMOST_OPENED = late(
    r"\s*(?P<fence>[-–—]{1,6})[ \t]*\r?\n"
    r"(?:[\w\"'][^:\n]*:(?:[ \t][^\n]*)?\r?\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+"
    r"(?P<closing>[-–—]{1,6})[ \t]*\r?(?:\n|\Z)"
)

# The same of a note in which something else is odd, too.
_OPENED_OTHERWISE = late(r"\s*(?P<fence>[-–—]{1,6})[ \t]*\r?\n[\w\"'][^:\n]*:(?:[ \t]|\r?\n)")

_EXAMPLES = {
    "company": 'company: "[[Acme]]"',
    "role": "role: Data Engineer",
    "date": "date: 2026-03-05T14:30",
    "result": 'result: "Cut the nightly load from six hours to forty minutes"',
    "kind": "kind: thank-you",
}


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """One problem for each missing property; only one if there is no front matter."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        kind = vault.kinds.get(note.path)
        if kind is None or note.broken:
            continue
        table = specs(KINDS[kind])
        required = [name for name, spec in table.items() if spec.required]
        needed = [name for name in required if name not in note.lost]
        if needed and not note.properties and not note.body.strip() and note.body_line == 1:
            yield problem(
                EMPTY_NOTE,
                note.path,
                Span(),
                f"This {kind} is empty so far.",
                hint="Fill it from the template in Obsidian, or delete the file.",
            )
            continue
        if needed and not note.properties:
            yield _almost_opened(note) or _without(note, kind, needed)
            continue
        for name in needed:
            prop = note.properties.get(name)
            if prop is None or not filled(prop, is_list=table[name].is_list).values:
                yield problem(
                    MISSING_PROPERTY,
                    note.path,
                    prop.span if prop else Span(1, 1, 1, 4),
                    f"“{name}” is {'empty' if prop else 'missing'}; "
                    f"without it, this {kind} is only shown as a plain note.",
                    hint=f"Write for example {_EXAMPLES[name]}",
                )


def _without(note: Note, kind: str, needed: list[str]) -> Diagnostic:
    example = " and ".join(_EXAMPLES[name] for name in needed)
    lines = f"{example} on {'a line of its own' if len(needed) == 1 else 'lines of their own'}"
    return problem(
        NO_FRONT_MATTER,
        note.path,
        Span(),
        f"This {kind} has no properties; {_listed(needed)} {'is' if len(needed) == 1 else 'are'} needed.",
        hint=f"Write {lines} between the two lines ---."
        if note.body_line > 1
        else f"Begin the file with a line ---, then {lines}, then another line ---.",
    )


def _almost_opened(note: Note) -> Diagnostic | None:
    """Properties that are not read because they follow an empty line, or a line other than three hyphens."""
    whole = _ALMOST_OPENED.match(note.body) if note.body_line == 1 else None
    match = whole or (_OPENED_OTHERWISE.match(note.body) if note.body_line == 1 else None)
    if match is None:
        return None
    lines = Lines(note.body)
    place = lines.span(*match.span("fence"))
    message = "The properties are not read: they begin here, and not with the first character of the file."
    hint, title = "Take the empty space before --- away.", "Begin the file with the properties"
    if match["fence"] != "---":
        message = f"The properties are not read: they begin with “{match['fence']}”, and not with three hyphens."
        hint = "Write --- in its place. Some keyboards make one long dash of two hyphens."
        title = f"Write “---” for “{match['fence']}”"
    edits = [Edit(Span(1, 1, place.end_line, place.end_column), "---")]
    if whole and whole["closing"] != "---":
        edits.append(Edit(lines.span(*whole.span("closing")), "---"))
    fix = Fix(title, tuple(edits)) if whole else None
    return problem(NO_FRONT_MATTER, note.path, place, message, hint=hint, fix=fix)


def _listed(names: list[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)
