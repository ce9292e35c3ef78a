"""A date without a year, like `Nov 26 10:30am`, or in words, like `in two weeks` (VG115); the hint names a likely one.

The date of an interview is compared with now; decision dates and the days of answers are counted from the interview.
"""

from collections.abc import Iterator
from datetime import datetime

from vaultgen.dates.relative import parse_near
from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import MONTHS, day_words
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Value

NO_YEAR = Rule("VG115", "hint", "date without a year, or in words")
RULES = (NO_YEAR,)

_MONTH = "|".join([*MONTHS, *(rf"{month[:3]}\b\.?" for month in MONTHS), r"Sept\b\.?"])
_DAY = late(
    rf"(?i)(?:(?P<month>{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH}))"
    r"(?![\s,-]*\d{4})(?!\d)"
)
_NEAR = 60  # days: a date so close to now is hardly that of another year


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the dates of interviews that cannot be read."""
    vault = snapshot.vault
    for note in vault.notes:
        if vault.kinds.get(note.path) != "interview":
            continue
        interview = vault.of(note)
        if isinstance(interview, Interview):
            yield from _counted(note, interview, vault.start(interview))
            continue
        for value in _values(note, "date"):
            when = _likely(value, snapshot.now)
            if when is not None:
                near = abs((when.day - snapshot.now.date()).days) <= _NEAR
                yield problem(
                    NO_YEAR,
                    note.path,
                    value.span,
                    f"“{value.text.strip()}” says no year.",
                    hint=f"If you mean {when.day.year}, write {when}.",
                    fix=value.fix(str(when)) if near else None,
                )


def _counted(note: Note, interview: Interview, start: datetime) -> Iterator[Diagnostic]:
    """The days after an interview that are named without a year or in words, counted from its day."""
    for name in ("decision_date", "heard_back"):
        if getattr(interview, name) is not None:
            continue
        for value in _values(note, name):
            text = value.text.strip()
            has_no_year = _DAY.search(text) is not None
            try:
                day = parse_near(text, start, direction="future").day
            except BadDate:
                continue
            if name == "heard_back" and not has_no_year:
                continue  # an answer is noted later than on the day of the interview
            how = "without a year" if has_no_year else "in words"
            counted = f"counted from the interview, {day_words(start.date())}, it is {day_words(day)}"
            yield problem(
                NO_YEAR,
                note.path,
                value.span,
                f"“{text}” is a day {how}: {counted}.",
                hint=f"If you mean that day, write {day}.",
                fix=value.fix(str(day)) if has_no_year else None,
            )


def _values(note: Note, name: str) -> tuple[Value, ...]:
    return note.properties[name].values[:1] if name in note.properties else ()


def _likely(value: Value, now: datetime) -> When | None:
    """The date with the year that makes it nearest to now; None if a year alone does not make it a date."""
    text = value.text.strip()
    match = _DAY.search(text)
    if match is None:
        return None
    tried = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            tried.append(parse_when(f"{text[: match.end()]} {year}{text[match.end() :]}"))
        except BadDate:
            continue
    return min(tried, key=lambda when: abs((when.day - now.date()).days), default=None)
