"""Reads for how long a position has been open, as somebody said it: `three weeks`, `since the end of January`."""

from datetime import date, timedelta
from typing import NamedTuple

from vaultgen.dates.words import MONTHS
from vaultgen.regex import late

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {"a": 1, "an": 1}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LENGTH = late(
    rf"(?i)(?:for )?(?:about |around |some |roughly |nearly |almost |over |more than )?"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?(?: (?:now|already|ago))?"
)
_SINCE = late(
    rf"(?i)since (?:(?P<part>the (?:beginning|start|middle|end) of|early|mid|late)[ -])?(?P<month>{'|'.join(MONTHS)})"
    r"(?: (?P<year>\d{4}))?"
)
_PARTS = {"early": (1, 12), "mid": (8, 22), "late": (18, 31), "beginning": (1, 12), "start": (1, 12), "middle": (8, 22)}
_END = (18, 36)  # the end of a month may be the first days of the next


class OpeningDays(NamedTuple):
    """The days between which a position was opened, both included."""

    first: date
    last: date


def opening_days(text: str, on: date) -> OpeningDays | None:
    """When a position was opened, by what was said on a day; None if that is not certain."""
    words = " ".join(text.split()).strip(".,;!")
    if length := _LENGTH.fullmatch(words):
        number = length["number"].casefold()
        days = (_NUMBERS.get(number) or int(number)) * _DAYS[length["unit"].casefold()]
        about = timedelta(days=max(_DAYS[length["unit"].casefold()], days // 3))  # nobody counts exactly
        return OpeningDays(on - timedelta(days=days) - about, on - timedelta(days=days) + about)
    if since := _SINCE.fullmatch(words):
        return _since(since["part"] or "", since["month"].capitalize(), since["year"], on)
    return None


def _since(part: str, month: str, year: str | None, on: date) -> OpeningDays:
    number = MONTHS.index(month) + 1
    in_year = int(year) if year else on.year - (number > on.month)
    word = part.casefold().removeprefix("the ").removesuffix(" of")
    first, last = _END if word == "end" else _PARTS.get(word, (1, 31))
    start = date(in_year, number, 1)
    return OpeningDays(start + timedelta(days=first - 1), start + timedelta(days=last - 1))
