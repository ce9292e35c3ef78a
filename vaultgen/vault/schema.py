"""The schema of properties: a `Spec` for each property of a kind of note.

`model.py` gives each attribute a `Spec` through the functions here (`text`, `day`, `items` and so on). Parser, checks,
templates, Obsidian's property types, the README's table and the checklist are all derived from it.

A `Reader` takes a `Property` and returns a value and its faults; it never raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from functools import partial
from typing import Any, NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault import ticks
from vaultgen.vault.answers import filled, without_unknowns
from vaultgen.vault.choices import read_skip
from vaultgen.vault.faults import Fault
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property, key
from vaultgen.vault.property_readers import (
    Convert,
    to_choice,
    to_day,
    to_item,
    to_minutes,
    to_people,
    to_person,
    to_promise,
    to_ref,
    to_scale,
    to_sending,
    to_text,
    to_when,
    to_zone,
)

SKIPS = "list of follow-ups"  # a type, in words


Reader = Callable[[Property], tuple[Any, tuple[Fault, ...]]]


class Spec(NamedTuple):
    """A property: how it is read and described.

    `about` is the question of the checklist if `checklist` is true, else a description. `type` is the type in words,
    `obsidian` the one in Obsidian's property panel. An `automatic` property is written by vaultgen and not in
    templates. `why` says what an answer to a question of the checklist is good for.
    """

    read: Reader
    about: str
    type: str
    obsidian: str = "text"
    required: bool = False
    checklist: bool = False
    choices: tuple[str, ...] = ()
    automatic: bool = False
    why: str = ""

    @property
    def description(self) -> str:
        """`about` with an initial capital."""
        return self.about[:1].upper() + self.about[1:]

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return self.obsidian in ("multitext", "aliases")


# The types for model.py. Each function returns a dataclass field that carries a `Spec`.


def text(about: str, **more: Any) -> Any:
    """A text; `None` when empty."""
    return _field(Spec(_one(to_text), about, "text", **more))


def link(about: str, **more: Any) -> Any:
    """A text or a link to a note (`Ref`)."""
    return _field(Spec(_one(to_ref), about, "text or link", **more))


def person(about: str, **more: Any) -> Any:
    """One person (`PersonRef`)."""
    return _field(Spec(_one(to_person), about, "person", **more))


def choice(about: str, choices: tuple[str, ...], **more: Any) -> Any:
    """One of a few words."""
    return _field(Spec(_one(to_choice(choices)), about, "text", choices=choices, **more))


def day(about: str, **more: Any) -> Any:
    """A calendar day (`datetime.date`)."""
    return _field(Spec(_one(to_day), about, "date", "date", **more))


def days(about: str, **more: Any) -> Any:
    """A list of calendar days."""
    return _field(Spec(_many(to_day), about, "list of dates", "multitext", **more))


def moment(about: str, **more: Any) -> Any:
    """A wall-clock time (`When`)."""
    return _field(Spec(_one(to_when), about, "date-time", "datetime", **more))


def sending(about: str, **more: Any) -> Any:
    """The wall-clock time (`When`) at which something was sent; `ticks.TICK` if it is only ticked off."""
    return _field(Spec(_one(to_sending), about, "date-time", "datetime", **more))


def minutes(about: str, **more: Any) -> Any:
    """A length in minutes (`int`)."""
    return _field(Spec(_one(to_minutes), about, "number, minutes", "number", **more))


def scale(about: str, **more: Any) -> Any:
    """A whole number from 1 to 5."""
    return _field(Spec(_one(to_scale), about, "number 1–5", "number", **more))


def time_zone(about: str, **more: Any) -> Any:
    """An IANA time zone's name (`ZoneInfo`)."""
    return _field(Spec(_one(to_zone), about, "text (IANA name)", **more))


def items(about: str, **more: Any) -> Any:
    """A list of `Item`s: None if there is no answer, empty for the single item `none`."""
    return _field(Spec(_many(to_item), about, "list", "multitext", **more))


def people(about: str, **more: Any) -> Any:
    """A list of people (`PersonRef`); one line may name several."""
    return _field(Spec(_many_people, about, "list of people", "multitext", **more))


def promises(about: str, **more: Any) -> Any:
    """A list of `Promise`s; the text may begin with a day."""
    return _field(Spec(_many(to_promise), about, "list", "multitext", **more))


def names(about: str, **more: Any) -> Any:
    """A list of plain texts."""
    return _field(Spec(_many(to_text), about, "list", **({"obsidian": "multitext"} | more)))


def skips(about: str, kinds: tuple[str, ...], **more: Any) -> Any:
    """A list of kinds of follow-ups, each alone or with a person: `thank-you to Jane Doe`."""
    reader = _many(partial(read_skip, kinds=kinds))
    return _field(Spec(reader, about, SKIPS, "multitext", choices=kinds, **more))


def specs(kind: type[Any]) -> Mapping[str, Spec]:
    """The properties of a kind of note by name, in the order of `model.py`."""
    if kind not in _SPECS:
        _SPECS[kind] = {item.name: item.metadata["spec"] for item in fields(kind) if "spec" in item.metadata}
    return _SPECS[kind]


_SPECS: dict[type[Any], Mapping[str, Spec]] = {}


def read(kind: type[Any], note: Note) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of a note's properties by attribute name, and their problems."""
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    not_known: list[str] = []
    for name, spec in specs(kind).items():
        prop = note.properties.get(name)
        if prop is None:
            continue
        prop = filled(prop, is_list=spec.is_list)
        known = prop if "generated" in specs(kind) else without_unknowns(prop)
        if prop.values and not known.values and spec.checklist:
            not_known.append(name)
        values[name], faults = spec.read(known)
        problems += (fault.at(note.path) for fault in faults)
    if not_known:
        values["unknown"] = (*(values.get("unknown") or ()), *not_known)
    return ticks.with_times(values, problems)


# Readers: for one value or many, with the function of the type for each raw value.


def _field(spec: Spec) -> Any:
    return field(default=None, metadata={"spec": spec})


def _one(parse: Convert) -> Reader:
    def reader(prop: Property) -> tuple[Any, tuple[Fault, ...]]:
        if not prop.values:
            return None, ()
        if len(prop.values) > 1:
            message = f"“{prop.name}” takes one value, not a list of {len(prop.values)}."
            texts = [value.text.strip() for value in prop.values]
            hint = f"Keep one of them, like {prop.name}: {texts[0][:60]}"
            if parse is to_text:
                hint = f"Write one text, like {prop.name}: {', '.join(texts)[:60]}"
            more = ". Each interview has a note of its own." if key(prop.name) == "date" else ""
            return None, (Fault("VG103", prop.value_span, message, hint + more),)
        return parse(prop.values[0], prop.name)

    return reader


def _many(parse: Convert) -> Reader:
    def reader(prop: Property) -> tuple[Any, tuple[Fault, ...]]:
        if not prop.values:
            return None, ()
        if len(prop.values) == 1 and prop.values[0].text.strip().casefold() == "none":
            return (), ()
        parsed = [parse(value, prop.name) for value in prop.values]
        good = tuple(value for value, _ in parsed if value is not None)
        return good or None, tuple(fault for _, faults in parsed for fault in faults)

    return reader


def _many_people(prop: Property) -> tuple[Any, tuple[Fault, ...]]:
    lists, faults = _many(to_people)(prop)
    return tuple(person for people in lists for person in people) if lists else lists, faults
