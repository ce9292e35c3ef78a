"""Implausible values: a length (VG109) or a date (VG305) that can hardly be meant."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaultgen.dates.words import day_words, length_words
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.notes.note import Note

ODD_LENGTH = Rule("VG109", "warning", "length that is hardly meant")
ODD_DATE = Rule("VG305", "warning", "date that is hardly meant")
RULES = (ODD_LENGTH, ODD_DATE)

_SHORTEST, _LONGEST = 5, 10 * 60  # minutes of an interview; a stay on site may last days
_OLDEST = 2000  # year
_FURTHEST = timedelta(days=2 * 366)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the lengths and dates of interviews, and at the dates of applications."""
    for value in snapshot.vault.typed.values():
        if isinstance(value, Interview):
            yield from _length(value)
            yield from _day(snapshot, value.note, "date", value.date.day)
            yield from _day(snapshot, value.note, "decision_date", value.decision_date)
            for promise in value.promises or ():
                yield from _day(snapshot, value.note, "promises", promise.day, promise.span)
        elif isinstance(value, Application) and value.note:
            yield from _day(snapshot, value.note, "applied", value.applied)


def _length(interview: Interview) -> Iterator[Diagnostic]:
    minutes = interview.duration
    if minutes is None:
        return
    is_stay = interview.stage == "onsite" or "d" in interview.note.properties["duration"].values[0].text.casefold()
    if _SHORTEST <= minutes <= _LONGEST or interview.stage == "take-home" or (is_stay and minutes > _LONGEST):
        return
    span = interview.note.properties["duration"].value_span
    if minutes < _SHORTEST:
        message = f"An interview of {minutes} minute{'' if minutes == 1 else 's'} is hardly one."
    else:
        message = f"An interview that lasts {length_words(minutes * 60)} or more is hardly meant."
    yield problem(ODD_LENGTH, interview.note.path, span, message, hint="“duration” is in minutes: 60, or 1h 30m.")


def _day(snapshot: Snapshot, note: Note, name: str, day: date | None, span: Span | None = None) -> Iterator[Diagnostic]:
    if day is None or (day.year >= _OLDEST and day <= snapshot.now.date() + _FURTHEST):
        return
    where = span or note.properties[name].value_span
    side = "long ago" if day.year < _OLDEST else "more than two years ahead"
    yield problem(
        ODD_DATE,
        note.path,
        where,
        f"{day_words(day)} is {side}.",
        hint="Correct the date; the year is the usual slip.",
    )
