"""The day that a promise names in words: `send the link tomorrow`, `call back on 2 December`, `Monday: the list`.

`split_day` resolves it relative to the moment at which it was said. Only a certain day is taken; if words may mean
several days, that is reported.
"""

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from vaultgen.dates.relative import parse_near
from vaultgen.dates.typed import BadDate
from vaultgen.regex import late

_LONGEST = 6  # words of a day
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
# What a text must have for any of it to be a day.
_DAY_WORD = late(
    rf"(?i:\b(?:today|tonight|tomorrow|this (?:evening|afternoon|week)|{_WEEKDAY}s?|next week|weekend|"
    rf"end of (?:the|this) (?:day|week|month)|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}|{_MONTH}\.? \d{{1,2}}|"
    rf"(?:in|within) (?:a|an|one|two|three|\d+) (?:days?|weeks?)|\d{{4}}-\d\d-\d\d)\b)|\b{_SHORT}"
)
_LEAD = late(r"(?i:on|by|until|till|before|for|at the latest)\s+")
# A day in figures, `by 11/30` or `11/30: send it`: elsewhere two figures may be a fraction, a score or `24/7`.
_FIGURES = late(
    r"(?i)(?:(?P<lead>\b(?:by|on|before|until|till)\s+)|^(?=[\d/.]+\s*[:,–—-]\s))"
    r"(?P<first>\d{1,2})(?P<sign>[/.])(?P<second>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d\d))?\.?(?![\w/%]|[.:]\d)"
)
_LONGEST_GUESS = timedelta(days=200)  # a day in figures that is further off may be that of another year
_ENDS = late(r"(?i)(?:by |before |at )?(?:the )?(?:end of (?:the|this) (?:day|week)|eod|eow|the weekend|this weekend)")


class Split(NamedTuple):
    """A promise without the words of its day, and the day; `doubt` are words that may be a day and were not read."""

    words: str
    day: date | None
    doubt: str


def split_day(text: str, said_at: datetime) -> Split:
    """The day that a text names, at its beginning, at its end, or after `on`, `by` or the like."""
    day_word = _DAY_WORD.search(text)
    if day_word is None:
        return _split_figures(text, said_at.date())
    for start, end in _places(text):
        if re.search(r"(?i)\b(?:next|last)\s*$", text[:start]):
            continue
        if (day := _day(text[start:end], said_at)) is not None:
            rest = f"{text[:start].rstrip(' ,:–—-')} {text[end:].lstrip(' ,:–—-')}".strip()
            return Split(rest, day, "") if rest else Split(text, day, "")
    is_of_something = re.match(r"[’']s\b", text[day_word.end() :]) is not None
    return Split(text, None, "" if is_of_something else day_word[0])


def _split_figures(text: str, said_on: date) -> Split:
    """As `split_day`, for a day in figures: it is taken if only one of its orders is a day ahead."""
    figures = next((match for match in _FIGURES.finditer(text) if match["first"] + match["second"] != "247"), None)
    days = _days_of(figures, said_on) if figures else set()
    if figures is None or not days:
        return Split(text, None, "")
    rest = f"{text[: figures.start()].rstrip()} {text[figures.end() :].lstrip(' :,–—-')}".strip()
    if len(days) > 1 or not rest:
        return Split(text, None, figures[0].strip())
    day = days.pop()
    is_before = (figures["lead"] or "").casefold().startswith("before")
    return Split(rest, day - timedelta(days=1) if is_before else day, "")


def _days_of(figures: re.Match[str], said_on: date) -> set[date]:
    """The days that figures can mean, by either order, from the day on which they were said."""
    first, second, year = int(figures["first"]), int(figures["second"]), figures["year"]
    years = (2000 + int(year[-2:]),) if year else (said_on.year, said_on.year + 1)
    days = set()
    for number in years:
        for month, day in {(first, second), (second, first)}:
            with contextlib.suppress(ValueError):
                days.add(date(number, month, day))
    return days if year else {day for day in days if said_on <= day <= said_on + _LONGEST_GUESS}


def _places(text: str) -> Iterator[tuple[int, int]]:
    """The possible places of a day in a text, the longest first: at the end, at the beginning, after a preposition."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    stop = len(text.rstrip(" .!;"))
    for count in range(min(_LONGEST, len(words)), 0, -1):
        yield words[-count][0], stop
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        end = words[count - 1][1]
        if text[end - 1] in ":," or re.match(r"\s*[:–—-]\s", text[end:]) or _is_adverb(text[:end]):
            yield words[0][0], len(text[:end].rstrip(":,"))
    for first, (start, _) in enumerate(words):
        if _LEAD.match(text, start) or _is_adverb(text[start : words[first][1]]):
            for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
                yield start, len(text[: words[last][1]].rstrip(",.;:"))


def _is_adverb(text: str) -> bool:
    return re.fullmatch(r"(?i)today|tonight|tomorrow|the day after tomorrow", text) is not None


def _day(words: str, said_at: datetime) -> date | None:
    """The day that words name, if they name one and nothing else."""
    if not _DAY_WORD.search(words):
        return None
    if _ENDS.fullmatch(words):
        return _end(words, said_at.date())
    lead = _LEAD.match(words)
    bare = words[lead.end() :] if lead else words
    if lead is None and re.fullmatch(r"(?i)(?:the )?\w+days?(?: .*)?", bare) and bare.casefold().endswith("days"):
        return None
    try:
        day = parse_near(bare, said_at, direction="future").day
    except BadDate:
        return None
    return day - timedelta(days=1) if lead and lead[0].casefold().startswith("before") else day


def _end(said: str, day: date) -> date | None:
    """The day meant by the end of a day or of a working week; None if the week is over."""
    if re.search(r"(?i)\bday\b|eod", said):
        return day
    return day + timedelta(days=4 - day.weekday()) if day.weekday() < 5 else None
