"""The schema of properties: `Spec`, and the readers that turn raw text into values.

`model.py` gives each attribute a `Spec` through the functions here (`text`, `day`, `items` …). Parser, checks,
templates, Obsidian's property types, the README's table and the checklist are all derived from it.

A reader takes a `Property` and returns a value and its faults; it never raises.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from vaultgen.dates.durations import any_minutes, parse_minutes
from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import length_words
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import Span
from vaultgen.regex import late
from vaultgen.vault import ticks, time_zones
from vaultgen.vault.answers import filled, without_unknowns
from vaultgen.vault.choices import read_choice, read_skip
from vaultgen.vault.faults import Fault
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property, Value, key
from vaultgen.vault.person_lines import read_line
from vaultgen.vault.settings import zone

_LINK = r"\[\[(?P<target>[^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|(?P<label>[^\[\]]*))?\]\]"
SKIPS = "list of follow-ups"  # a type, in words
_WHOLE_LINK = late(rf"\s*{_LINK}\s*")
_LINK_FIRST = late(rf"\s*{_LINK}\s*(?P<sep>[:,]?)\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ref:
    """A text that may be a link: `label` is what is shown, `target` the name of the linked note, or None."""

    label: str
    target: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a property names them: a link, or one line with what is known."""

    name: str
    target: str | None
    title: str
    email: str
    phone: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. `who` is the linked person that it begins with; `link` is set if it is nothing but a link."""

    text: str
    span: Span
    who: Ref | None = None
    link: Ref | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and the day by which it is due if one is named; `span` is that of the day, else of the whole.

    `words` are the text without a day that it says in words; `doubt` is what of it may be a day and was not read.
    """

    text: str
    day: date | None
    span: Span
    words: str = ""
    doubt: str = ""


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
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return self.obsidian in ("multitext", "aliases")


# The types for model.py. Each function returns a dataclass field that carries a `Spec`.


def text(about: str, **more: Any) -> Any:
    """A text; `None` when empty."""
    return _field(Spec(_one(_text), about, "text", **more))


def link(about: str, **more: Any) -> Any:
    """A text or a link to a note (`Ref`)."""
    return _field(Spec(_one(_ref), about, "text or link", **more))


def person(about: str, **more: Any) -> Any:
    """One person (`PersonRef`)."""
    return _field(Spec(_one(_person), about, "person", **more))


def choice(about: str, choices: tuple[str, ...], **more: Any) -> Any:
    """One of a few words."""
    return _field(Spec(_one(_choice(choices)), about, "text", choices=choices, **more))


def day(about: str, **more: Any) -> Any:
    """A calendar day (`datetime.date`)."""
    return _field(Spec(_one(_day), about, "date", "date", **more))


def days(about: str, **more: Any) -> Any:
    """A list of calendar days."""
    return _field(Spec(_many(_day), about, "list of dates", "multitext", **more))


def moment(about: str, **more: Any) -> Any:
    """A wall-clock time (`When`)."""
    return _field(Spec(_one(_when), about, "date-time", "datetime", **more))


def sending(about: str, **more: Any) -> Any:
    """The wall-clock time (`When`) at which something was sent; `ticks.TICK` if it is only ticked off."""
    return _field(Spec(_one(_sending), about, "date-time", "datetime", **more))


def minutes(about: str, **more: Any) -> Any:
    """A length in minutes (`int`)."""
    return _field(Spec(_one(_minutes), about, "number, minutes", "number", **more))


def scale(about: str, **more: Any) -> Any:
    """A whole number from 1 to 5."""
    return _field(Spec(_one(_scale), about, "number 1–5", "number", **more))


def time_zone(about: str, **more: Any) -> Any:
    """An IANA time zone's name (`ZoneInfo`)."""
    return _field(Spec(_one(_zone), about, "text (IANA name)", **more))


def items(about: str, **more: Any) -> Any:
    """A list of `Item`s: None if there is no answer, empty for the single item `none`."""
    return _field(Spec(_many(_item), about, "list", "multitext", **more))


def people(about: str, **more: Any) -> Any:
    """A list of people (`PersonRef`); one line may name several."""
    return _field(Spec(_many_people, about, "list of people", "multitext", **more))


def promises(about: str, **more: Any) -> Any:
    """A list of `Promise`s; the text may begin with a day."""
    return _field(Spec(_many(_promise), about, "list", "multitext", **more))


def names(about: str, **more: Any) -> Any:
    """A list of plain texts."""
    return _field(Spec(_many(_text), about, "list", **({"obsidian": "multitext"} | more)))


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


def read_item(value: Value) -> Item:
    """The item of a raw value; also used for the list items of a body section."""
    return _item(value, "")[0]


def read_person(text: str) -> PersonRef:
    """A person from one line of text, as an interview's list names them; of several the first."""
    return read_people(text)[0]


def read_people(text: str) -> tuple[PersonRef, ...]:
    """All people of one line of text, at least one; somebody without a name has an empty one."""
    return _people(Value(text, Span()), "")[0]


# Readers: for one value or many, with the function of the type for each raw value.

_Parse = Callable[[Value, str], tuple[Any, tuple[Fault, ...]]]


def _field(spec: Spec) -> Any:
    return field(default=None, metadata={"spec": spec})


def _one(parse: _Parse) -> Reader:
    def reader(prop: Property) -> tuple[Any, tuple[Fault, ...]]:
        if not prop.values:
            return None, ()
        if len(prop.values) > 1:
            message = f"“{prop.name}” takes one value, not a list of {len(prop.values)}."
            texts = [value.text.strip() for value in prop.values]
            hint = f"Keep one of them, like {prop.name}: {texts[0][:60]}"
            if parse is _text:
                hint = f"Write one text, like {prop.name}: {', '.join(texts)[:60]}"
            more = ". Each interview has a note of its own." if key(prop.name) == "date" else ""
            return None, (Fault("VG103", prop.value_span, message, hint + more),)
        return parse(prop.values[0], prop.name)

    return reader


def _many(parse: _Parse) -> Reader:
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
    lists, faults = _many(_people)(prop)
    return tuple(person for people in lists for person in people) if lists else lists, faults


def _text(value: Value, name: str) -> tuple[str, tuple[Fault, ...]]:
    return value.text.strip(), ()


def _ref(value: Value, name: str) -> tuple[Ref, tuple[Fault, ...]]:
    match = _WHOLE_LINK.fullmatch(value.text)
    return (_link_ref(match, value.span) if match else Ref(value.text.strip(), None, value.span)), ()


def _link_ref(match: re.Match[str], span: Span) -> Ref:
    target = match["target"].strip()
    label = (match["label"] or "").strip() or target.rpartition("/")[2].removesuffix(".md")
    return Ref(label, target, span)


def _item(value: Value, name: str) -> tuple[Item, tuple[Fault, ...]]:
    whole = _WHOLE_LINK.fullmatch(value.text)
    if whole:
        ref = _link_ref(whole, value.span)
        return Item(ref.label, value.span, link=ref), ()
    first = _LINK_FIRST.fullmatch(value.text)
    if first and first["sep"] == ":":
        return Item(first["rest"].strip(), value.span, who=_link_ref(first, value.span)), ()
    return Item(value.text.strip(), value.span), ()


def _person(value: Value, name: str) -> tuple[PersonRef, tuple[Fault, ...]]:
    """The one person of a value; of several the first."""
    people, faults = _people(value, name)
    if len(people) > 1 and not faults and name != "to":
        doubt = f"it names {people[0].name} and {people[1].name}, and “{name}” is one person"
        faults = (_doubtful(value, doubt),)
    return people[0], faults


def _people(value: Value, name: str) -> tuple[tuple[PersonRef, ...], tuple[Fault, ...]]:
    """The people of a value, one or more, and what is not certain of them."""
    line = read_line(value.text)
    people = tuple(PersonRef(p.name, p.target, p.title, p.email, p.phone, value.span) for p in line.people)
    return people, (_doubtful(value, line.doubt),) if line.doubt else ()


def _doubtful(value: Value, doubt: str) -> Fault:
    return Fault(
        "VG606",
        value.span,
        f"Who is meant by “{value.text.strip()}” is not certain: {doubt}.",
        'Write each person on a line of their own, the name first: "Jane Doe, VP Engineering".',
    )


def _promise(value: Value, name: str) -> tuple[Promise, tuple[Fault, ...]]:
    match = re.fullmatch(r"\s*(\d[\d./-]{5,})\s*:\s+(.+)", value.text, re.DOTALL)
    if match is None:
        return Promise(value.text.strip(), None, value.span), ()
    where = value.part(*match.span(1))
    try:
        return Promise(match[2].strip(), parse_when(match[1]).day, where), ()
    except BadDate as bad:
        fix = value.part_fix(match.start(1), match.end(1), bad.iso) if bad.iso else None
        fault = Fault("VG104", where, f"A promise here begins with a date that is none: {bad}.", bad.hint, fix)
        return Promise(match[2].strip(), None, value.span), (fault,)


def _choice(known: tuple[str, ...]) -> _Parse:
    return lambda value, name: read_choice(value, name, known)


def _when(value: Value, name: str) -> tuple[When | None, tuple[Fault, ...]]:
    try:
        return parse_when(value.text), ()
    except BadDate as bad:
        return None, (_bad_date(bad, value, name),)


def _sending(value: Value, name: str) -> tuple[Any, tuple[Fault, ...]]:
    word = value.text.strip().casefold()
    if word in ticks.UNTICKED:
        return None, ()
    if word not in ticks.TICKED:
        return _when(value, name)
    message = f"“{value.text.strip()}” says that this was sent, but not when: it counts as sent at its deadline."
    return ticks.TICK, (Fault("VG113", value.span, message, "Write when it was sent, like 2026-03-12T09:30."),)


def _day(value: Value, name: str) -> tuple[date | None, tuple[Fault, ...]]:
    when, faults = _when(value, name)
    return (when.day if when else None), faults


def _bad_date(bad: BadDate, value: Value, name: str) -> Fault:
    fix = value.fix(bad.iso) if bad.iso else None
    return Fault("VG104", value.span, f"“{name}” needs a date: {bad}.", bad.hint, fix)


def _minutes(value: Value, name: str) -> tuple[int | None, tuple[Fault, ...]]:
    number = parse_minutes(value.text)
    if number is not None:
        return number, ()
    long = any_minutes(value.text)
    too_long = f"is {length_words(long * 60)} or more, and an interview lasts a week at most" if long else ""
    fault = too_long or f"is a number of minutes, not “{value.text.strip()}”"
    return None, (Fault("VG103", value.span, f"“{name}” {fault}.", "Write 45, 1h 30m, or 2 days."),)


def _scale(value: Value, name: str) -> tuple[int | None, tuple[Fault, ...]]:
    if re.fullmatch(r"[1-5]", value.text.strip()):
        return int(value.text), ()
    message = f"“{name}” is a number from 1 to 5, not “{value.text.strip()}”."
    return None, (Fault("VG103", value.span, message, "Write one digit: 1 is very uneasy, 5 is at ease."),)


def _zone(value: Value, name: str) -> tuple[Any, tuple[Fault, ...]]:
    try:
        return zone(value.text.strip()), ()
    except LookupError:
        typed = value.text.strip()
        meant = time_zones.meant(typed)
        fix = value.fix(meant) if meant else None
        return None, (Fault("VG107", value.span, f"There is no time zone “{typed}”.", time_zones.hint(typed), fix),)
