"""Marks a note without opening it: a draft was sent, an employer answered, a follow-up is not wanted.

`mark` sets a few properties of one note, and changes nothing else in it. It returns the former values, with which the
same function undoes the change, byte for byte (see `mark_history`). The commands `sent`, `skip` and `heard` use it, and
the server of a watch.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from vaultgen.builder.mark_history import MarkHistory, front_of
from vaultgen.builder.workspace import Workspace
from vaultgen.diagnostics.source import SourceFile, Span
from vaultgen.disk import files
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.drafts.draft_paths import may_be_written
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.vault.model import KINDS, DraftNote, Interview
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.notes.properties import Property, Value, key
from vaultgen.vault.notes.property_edits import CannotEdit, set_property
from vaultgen.vault.schema import specs
from vaultgen.vault.typed import kind_of

# The properties that can be set, by the kind of the note.
ALLOWED: Mapping[str, tuple[str, ...]] = {"draft": ("sent",), "interview": ("heard_back", "outcome", "skip")}

Values = Mapping[str, tuple[str, ...]]  # texts of properties, by name; empty where a property is


class Marked(NamedTuple):
    """A change of a note: its path, and the values of the properties before and after."""

    path: str
    before: Values
    after: Values


def mark(work: Workspace, path: str, values: Mapping[str, Sequence[str]]) -> Marked:
    """Sets properties of the note at a path of the vault; writes nothing if they have these values already.

    Raises `UsageProblem` for properties that must not be set in this way, and `FileProblem` if the note cannot be
    changed, or was edited at the same moment.
    """
    with work.locked():
        data = files.read_file(work.root / path)
        note = parse_note(SourceFile(path, data))[0]
        kind = _kind(note, values)
        before = {name: held(note, name) for name in values}
        after = {name: tuple(texts) for name, texts in values.items()}
        if before == after:
            return Marked(path, before, after)
        history = MarkHistory(str(work.root.absolute()))
        front_lines = note.body_line - 1
        changed = history.former(path, data, front_lines, lambda former: _differs_by(note, former, after))
        if changed is None:
            changed = _changed(kind, path, data, after)
        if apply_plan(work.root, Plan(write=(FileWrite(path, changed, expects=digest(data)),))).changed_meanwhile:
            raise FileProblem(
                f"{path} was edited at this very moment, and stays as you wrote it.", "It was not marked: try again."
            )
        now_lines = parse_note(SourceFile(path, changed))[0].body_line - 1
        history.remember(path, front_of(data, front_lines), front_of(changed, now_lines))
    return Marked(path, before, after)


def typed(name: str, texts: Sequence[str], now: datetime) -> tuple[str, ...]:
    """The values of a property, with `now` replaced by the time or day. Raises `UsageProblem` for an invalid one."""
    spec = specs(DraftNote if name == "sent" else Interview).get(name)
    if spec is None or (len(texts) > 1 and not spec.is_list):
        raise UsageProblem(f"“{name}” cannot be set so.", "Edit the note.")
    form = "%Y-%m-%dT%H:%M" if name == "sent" else "%Y-%m-%d"
    written = tuple(f"{now:{form}}" if text == "now" else text for text in texts)
    _, faults = spec.read(Property(name, Span(), tuple(Value(text, Span()) for text in written), spec.is_list))
    for fault in faults:
        raise UsageProblem(fault.message, fault.hint)
    return written


def held(note: Note, name: str) -> tuple[str, ...]:
    """The values of a property of a note, as typed."""
    found = note.properties.get(key(name))
    return tuple(value.text for value in found.values) if found else ()


def _kind(note: Note, values: Mapping[str, Sequence[str]]) -> str:
    kind = kind_of(note) or ""
    wrong = [name for name in values if name not in ALLOWED.get(kind, ())]
    if wrong or not values:
        raise UsageProblem(f"“{', '.join(wrong)}” of {note.path} cannot be set so.", "Edit the note.")
    if kind == "draft" and not may_be_written(note.path):
        raise UsageProblem(
            f"{note.path} lies outside drafts/, where vaultgen writes nothing.",
            "Fill in “sent” there yourself, or move it back.",
        )
    return kind


def _differs_by(note: Note, former: bytes, values: Values) -> bool:
    """Whether a former state of a note is the note with other values of these properties, and nothing else changed."""
    before = parse_note(SourceFile(note.path, former))[0]
    names = {*map(key, values)}
    others = (note.properties.keys() | before.properties.keys()) - names
    return (
        all(held(before, name) == texts for name, texts in values.items())
        and all(held(before, name) == held(note, name) for name in others)
        and before.body == note.body
        and not before.broken
    )


def _changed(kind: str, path: str, data: bytes, values: Values) -> bytes:
    table = specs(KINDS[kind])
    order = list(table)
    try:
        for name, texts in values.items():
            data = set_property(data, name, texts, is_list=table[name].is_list, after=order[: order.index(name)])
    except CannotEdit as fault:
        raise FileProblem(
            f"{path} cannot be changed: {fault}.", "vaultgen check says what is wrong with its properties."
        ) from None
    return data
