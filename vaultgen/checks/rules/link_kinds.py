"""A link to a note of another kind than its property is about (VG203)."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_values import PersonRef, Ref

LINK_TO_WRONG_KIND = Rule("VG203", "warning", "link to the wrong kind of note")
RULES = (LINK_TO_WRONG_KIND,)

_BRACKETS = late(r"\[\[[^\[\]]*\]\]")

_ABOUT = {
    "company": "company",
    "role": "application",
    "interview": "interview",
    "interviewers": "person",
    "decision_maker": "person",
    "via": "person",
    "contact": "person",
    "to": "person",
}


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the links in properties that are about one kind of note. A plain note counts as any kind."""
    for path, value in snapshot.vault.typed.items():
        for name in (field.name for field in fields(value) if field.name in _ABOUT):
            for ref in _refs(getattr(value, name)):
                yield from _one(snapshot, path, name, ref)


def _refs(value: Any) -> tuple[Ref | PersonRef, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(ref for ref in values if isinstance(ref, Ref | PersonRef) and ref.target)


def _link(note: Note, ref: Ref | PersonRef) -> Span:
    """The span of a link within its value, in either form of link."""
    values = (value for prop in note.properties.values() for value in prop.values if value.span == ref.span)
    found = ((value, link) for value in values if (link := _BRACKETS.search(value.text)))
    return next((value.part(*link.span()) for value, link in found), ref.span)


def _one(snapshot: Snapshot, path: str, name: str, ref: Ref | PersonRef) -> Iterator[Diagnostic]:
    vault = snapshot.vault
    if name not in vault.typed[path].note.properties:
        return  # what an interview says of somebody is looked at there
    kinds = [vault.kinds.get(note.path) for note in vault.links.find(ref.target or "")]
    if kinds and None not in kinds and _ABOUT[name] not in kinds:
        wanted, is_ = _ABOUT[name], kinds[0]
        yield problem(
            LINK_TO_WRONG_KIND,
            path,
            _link(vault.typed[path].note, ref),
            f"“{name}” links to a note of the kind “{is_}”; it should be of the kind “{wanted}”.",
            hint="Link to the right note, or take the brackets away and write the name as text.",
        )
