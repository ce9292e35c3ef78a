"""Converts raw values of properties: text → `Ref`, `Item`, `When` and so on.

Each `to_…` takes a raw value and the property's name, and returns the value and its faults; it never raises. The value
is None if nothing can be made of the text.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from vaultgen.dates.durations import any_minutes, parse_minutes
from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import length_words
from vaultgen.diagnostics.source import Span
from vaultgen.regex import late
from vaultgen.vault import ticks, time_zones
from vaultgen.vault.choices import read_choice
from vaultgen.vault.faults import Fault
from vaultgen.vault.notes.properties import Value
from vaultgen.vault.person_lines import read_line
from vaultgen.vault.property_values import Item, PersonRef, Promise, Ref
from vaultgen.vault.settings import zone

_LINK = r"\[\[(?P<target>[^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|(?P<label>[^\[\]]*))?\]\]"
_WHOLE_LINK = late(rf"\s*{_LINK}\s*")
_LINK_FIRST = late(rf"\s*{_LINK}\s*(?P<sep>[:,]?)\s*(?P<rest>.*)", re.DOTALL)


def read_person(text: str) -> PersonRef:
    """A person from one line of text, as an interview's list names them; of several the first."""
    return read_people(text)[0]


def read_people(text: str) -> tuple[PersonRef, ...]:
    """All people of one line of text, at least one; somebody without a name has an empty one."""
    return to_people(Value(text, Span()), "")[0]


Convert = Callable[[Value, str], tuple[Any, tuple[Fault, ...]]]


def to_text(value: Value, _name: str) -> tuple[str, tuple[Fault, ...]]:
    """The text."""
    return value.text.strip(), ()


def to_ref(value: Value, _name: str) -> tuple[Ref, tuple[Fault, ...]]:
    """A reference: the link, or the text without a link."""
    match = _WHOLE_LINK.fullmatch(value.text)
    return (_link_ref(match, value.span) if match else Ref(value.text.strip(), None, value.span)), ()


def _link_ref(match: re.Match[str], span: Span) -> Ref:
    target = match["target"].strip()
    label = (match["label"] or "").strip() or target.rpartition("/")[2].removesuffix(".md")
    return Ref(label, target, span)


def to_item(value: Value, _name: str) -> tuple[Item, tuple[Fault, ...]]:
    """An item of a list, with the person that it begins with."""
    whole = _WHOLE_LINK.fullmatch(value.text)
    if whole:
        ref = _link_ref(whole, value.span)
        return Item(ref.label, value.span, link=ref), ()
    first = _LINK_FIRST.fullmatch(value.text)
    if first and first["sep"] == ":":
        return Item(first["rest"].strip(), value.span, who=_link_ref(first, value.span)), ()
    return Item(value.text.strip(), value.span), ()


def to_person(value: Value, name: str) -> tuple[PersonRef, tuple[Fault, ...]]:
    """One person; of several the first."""
    people, faults = to_people(value, name)
    if len(people) > 1 and not faults and name != "to":
        doubt = f"it names {people[0].name} and {people[1].name}, and “{name}” is one person"
        faults = (_doubtful(value, doubt),)
    return people[0], faults


def to_people(value: Value, name: str) -> tuple[tuple[PersonRef, ...], tuple[Fault, ...]]:
    """The people, at least one, and what is not certain of them."""
    line = read_line(value.text)
    people = tuple(
        PersonRef(p.name, p.target, p.title, p.email, p.phone, p.salutation, value.span) for p in line.people
    )
    is_group = name == "to" and value.text.count("@") > 1  # VG419 asks about two addresses of a draft
    return people, (_doubtful(value, line.doubt),) if line.doubt and not is_group else ()


def _doubtful(value: Value, doubt: str) -> Fault:
    return Fault(
        "VG606",
        value.span,
        f"Who is meant by “{value.text.strip()}” is not certain: {doubt}.",
        'Write each person on a line of their own, the name first: "Jane Doe, VP Engineering".',
    )


def to_promise(value: Value, _name: str) -> tuple[Promise, tuple[Fault, ...]]:
    """A promise, and the day that it begins with."""
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


def to_choice(known: tuple[str, ...]) -> Convert:
    """A function that converts to one of some known words."""
    return lambda value, name: read_choice(value, name, known)


def to_when(value: Value, name: str) -> tuple[When | None, tuple[Fault, ...]]:
    """A day, perhaps with a time."""
    try:
        return parse_when(value.text), ()
    except BadDate as bad:
        return None, (_bad_date(bad, value, name),)


def to_sending(value: Value, name: str) -> tuple[Any, tuple[Fault, ...]]:
    """When something was sent; `ticks.TICK` if it is only ticked off, None if it is not."""
    word = value.text.strip().casefold()
    if word in ticks.UNTICKED:
        return None, ()
    if word not in ticks.TICKED:
        return to_when(value, name)
    message = f"“{value.text.strip()}” says that this was sent, but not when: it counts as sent at its deadline."
    return ticks.TICK, (Fault("VG113", value.span, message, "Write when it was sent, like 2026-03-12T09:30."),)


def to_day(value: Value, name: str) -> tuple[date | None, tuple[Fault, ...]]:
    """A day; a time is ignored."""
    when, faults = to_when(value, name)
    return (when.day if when else None), faults


def _bad_date(bad: BadDate, value: Value, name: str) -> Fault:
    fix = value.fix(bad.iso) if bad.iso else None
    return Fault("VG104", value.span, f"“{name}” needs a date: {bad}.", bad.hint, fix)


def to_minutes(value: Value, name: str) -> tuple[int | None, tuple[Fault, ...]]:
    """A length in minutes, at most a week."""
    number = parse_minutes(value.text)
    if number is not None:
        return number, ()
    long = any_minutes(value.text)
    too_long = f"is {length_words(long * 60)} or more, and an interview lasts a week at most" if long else ""
    fault = too_long or f"is a number of minutes, not “{value.text.strip()}”"
    return None, (Fault("VG103", value.span, f"“{name}” {fault}.", "Write 45, 1h 30m, or 2 days."),)


def to_scale(value: Value, name: str) -> tuple[int | None, tuple[Fault, ...]]:
    """A whole number from 1 to 5."""
    if re.fullmatch(r"[1-5]", value.text.strip()):
        return int(value.text), ()
    message = f"“{name}” is a number from 1 to 5, not “{value.text.strip()}”."
    return None, (Fault("VG103", value.span, message, "Write one digit: 1 is very uneasy, 5 is at ease."),)


def to_zone(value: Value, _name: str) -> tuple[Any, tuple[Fault, ...]]:
    """A time zone."""
    try:
        return zone(value.text.strip()), ()
    except LookupError:
        typed = value.text.strip()
        meant = time_zones.meant(typed)
        fix = value.fix(meant) if meant else None
        return None, (Fault("VG107", value.span, f"There is no time zone “{typed}”.", time_zones.hint(typed), fix),)
