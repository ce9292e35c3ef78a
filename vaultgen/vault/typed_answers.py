"""An answer as somebody typed it at a moment → the text that a property of a note holds.

Words that need a moment (`yesterday`, `in two weeks`) are written as a date; lengths as minutes; another's word for a
choice as the choice. Any other answer is kept as it was typed.
"""

import re
from datetime import datetime

from vaultgen.dates.relative import Direction, parse_near
from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import day_words
from vaultgen.diagnostics.diagnostic import READING_RULES
from vaultgen.diagnostics.source import Span
from vaultgen.terminal import printable
from vaultgen.vault.notes.properties import Property, Value
from vaultgen.vault.schema import Spec


class Unclear(ValueError):
    """An answer that cannot be read; `str()` is the reason, `hint` says how to write it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def tidy(typed: str) -> str:
    """An answer on one line, without what is no text: control characters, noncharacters, and bytes that are none."""
    text = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(printable(re.sub(r"[\s\x00-\x1f\x7f\ufdd0-\ufdef]+", " ", text)).split())


def read_answer(name: str, spec: Spec, typed: str, now: datetime, *, direction: Direction = "") -> str:
    """The text for the property `name` in which an answer is kept; raises `Unclear`.

    `direction` says to which side of `now` a weekday alone lies.
    """
    answer = tidy(typed)
    if spec.type in ("date", "date-time"):
        try:
            when = parse_near(answer, now, direction=direction)
        except BadDate as bad:
            reason = str(bad)
            raise Unclear(f"{reason[:1].upper()}{reason[1:]}.", bad.hint) from None
        return str(When(when.day)) if spec.type == "date" else str(_in_zone(when, now))
    value, faults = spec.read(Property(name, Span(), (Value(answer, Span()),), spec.is_list))
    for fault in faults:
        if (fault.severity or READING_RULES[fault.code].severity) != "hint":
            raise Unclear(fault.message, fault.hint)
    if spec.choices or spec.type == "number, minutes":
        return str(value[0] if isinstance(value, tuple) else value)
    return answer


def in_words(spec: Spec, text: str) -> str:
    """How an answer was read, to be shown: the weekday of a day, the unit of a length."""
    if spec.type == "date":
        return day_words(parse_when(text).day)
    return f"{text} minutes" if spec.type == "number, minutes" else text


def _in_zone(when: When, now: datetime) -> When:
    """A time with a typed offset in the zone of `now`: notes hold none."""
    if when.offset is None or now.tzinfo is None:
        return when
    moment = when.at(now.tzinfo)
    return When(moment.date(), moment.time())
