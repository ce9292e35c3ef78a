"""Notes → typed values: the kind of a note, and its value as a dataclass of the model."""

import re
from dataclasses import replace
from datetime import UTC, time
from typing import Any

from vaultgen.dates.promised import split_day
from vaultgen.dates.typed import When
from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.english.lexicon import is_word
from vaultgen.spelling import slip
from vaultgen.vault import schema
from vaultgen.vault.answers import without_unknowns
from vaultgen.vault.layout import FOLDERS
from vaultgen.vault.links import fold
from vaultgen.vault.model import KINDS, Company, Interview, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property, Value
from vaultgen.vault.notes.sections import sections
from vaultgen.vault.property_values import Promise

_NOON = time(12)


def kind_of(note: Note) -> str | None:
    """The kind of a note, by its `type` or else its folder; None for a plain note or a conflict copy."""
    if note.copy_of:
        return None
    typed = note.properties.get("type")
    if typed and typed.values:
        return fold(typed.values[0].text)
    return FOLDERS.get(fold(note.folder))


def read(note: Note) -> tuple[str | None, Any, tuple[Diagnostic, ...]]:
    """The kind of a note, its typed value, and the problems of its values.

    The kind is None for a plain note; the value is None if something required is missing.
    """
    kind = kind_of(note)
    if kind is None:
        return None, None, ()
    if kind not in KINDS:
        return None, None, _unknown_kind(note)
    return kind, *_typed(KINDS[kind], note)


def _typed(kind: type[Any], note: Note) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A note as its dataclass, or None if something required is missing; and the problems of its values."""
    if note.broken:
        return None, ()
    values, problems = schema.read(kind, note)
    if any(spec.required and values.get(name) is None for name, spec in schema.specs(kind).items()):
        return None, problems
    if kind is Interview:
        values, of_sections = _with_sections(values, note)
        problems += of_sections
        values["promises"] = _with_days(values.get("promises"), values["date"])
    if kind is Company:
        values["name"] = note.name
    if kind is Person:
        values |= {"name": values.get("name") or note.name, "key": note.path}
    return kind(note=note, **values), problems


def section_name(heading: str) -> str | None:
    """The list property of an interview that a heading of its body names, by its name or its question."""
    return _SECTION_NAMES.get(_plain(heading))


def _with_days(promises: tuple[Promise, ...] | None, date: When) -> tuple[Promise, ...] | None:
    """Promises with the days that they say in words, read against the day of the interview."""
    if not promises:
        return promises
    said_at = date.at(UTC, default=_NOON)
    split = [(one, split_day(one.text, said_at)) for one in promises]
    return tuple(
        replace(one, words=one.text) if one.day else replace(one, words=s.words, day=s.day, doubt=s.doubt)
        for one, s in split
    )


def _with_sections(values: dict[str, Any], note: Note) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Adds the list items of body sections whose heading is a list property or its question."""
    problems: list[Diagnostic] = []
    for heading, points in sections(note.body, note.body_line):
        name = _SECTION_NAMES.get(_plain(heading))
        if name is None or not points:
            continue
        typed = tuple(Value(point.text, point.span) for point in points)
        prop = without_unknowns(Property(heading, typed[0].span, typed, is_list=True))
        items, faults = schema.specs(Interview)[name].read(prop)
        problems += (fault.at(note.path) for fault in faults)
        if items is not None:
            values[name] = (*(values.get(name) or ()), *items)
        elif not prop.values and values.get(name) is None:
            values["unknown"] = (*(values.get("unknown") or ()), name)
    return values, tuple(problems)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(heading)).strip()


_SECTION_NAMES = {
    _plain(words): name
    for name, spec in schema.specs(Interview).items()
    if spec.is_list and not spec.choices and name != "unknown"
    for words in (name.replace("_", " "), spec.about)
}


def _unknown_kind(note: Note) -> tuple[Diagnostic, ...]:
    """The problem of an unknown kind, if it is a misspelling or in one of our folders; elsewhere it is allowed."""
    value = note.properties["type"].values[0]
    meant = slip(fold(value.text), KINDS, is_word=is_word)
    ours = FOLDERS.get(fold(note.folder))
    if meant is None and ours is None:
        return ()
    message, kinds = f"There is no kind of note called “{value.text}”.", f"Known kinds: {', '.join(KINDS)}."
    if meant:
        fix = value.fix(meant)
        return (problem("VG108", note.path, value.span, message, hint=f"Did you mean “{meant}”? {kinds}", fix=fix),)
    hint = f"It stays a plain note of your own; as {ours} it counts without “type”. {kinds}"
    return (problem("VG108", note.path, value.span, message, hint=hint, severity="hint"),)
