"""Parses times in the recent past: `20:00`, `8pm`, `yesterday 20:00`, `10 minutes ago`."""

from datetime import datetime, timedelta

from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import WEEKDAYS
from vaultgen.regex import late

_AGO = late(r"(?P<number>\d{1,3}|an?|half an)\s*(?P<unit>m|min|mins|minutes?|h|hours?|days?)\s+ago")
_DAY = late(
    rf"(?:on\s+|last\s+)?(?P<day>today|yesterday|{'|'.join(WEEKDAYS).casefold()})\b,?\s*(?:at\s+)?(?P<clock>.*)"
)
_CLOCK = late(r"(?:at\s+)?(?P<clock>\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?|noon)")


def parse_past(text: str, now: datetime) -> When:
    """Parses a time before `now` (aware), in its zone; a day alone stays a day.

    Also accepts the forms of `parse_when`. Raises `BadDate` for anything else, and for a time of today in the future.
    """
    words = " ".join(text.split()).casefold()
    if words in ("now", "just now"):
        return _moment(now)
    if ago := _AGO.fullmatch(words):
        return _moment(now - _length(ago["number"], ago["unit"]))
    if named := _DAY.fullmatch(words):
        day = _day(named["day"], now)
        return _at(f"{day:%Y-%m-%d}", named["clock"], now) if named["clock"] else When(day.date())
    if clock := _CLOCK.fullmatch(words):
        if clock["clock"].isdigit():
            raise BadDate(f"“{text}” can be an hour or a day", "Write hours and minutes, like 20:00.")
        return _at(f"{now:%Y-%m-%d}", clock["clock"], now)
    return parse_when(text)


def _at(day: str, clock: str, now: datetime) -> When:
    typed = "12:00" if clock == "noon" else clock.removeprefix("at ")
    when = parse_when(f"{day} {typed}")
    if now.tzinfo is not None and when.at(now.tzinfo) > now:
        before = f"{now - timedelta(days=1):%Y-%m-%d}T{when.clock:%H:%M}"
        raise BadDate(f"{when.clock:%H:%M} today is still to come", f"For yesterday, write {before}.")
    return when


def _day(word: str, now: datetime) -> datetime:
    if word in ("today", "yesterday"):
        return now - timedelta(days=word == "yesterday")
    number = [name.casefold() for name in WEEKDAYS].index(word)
    return now - timedelta(days=(now.weekday() - number) % 7 or 7)


def _length(number: str, unit: str) -> timedelta:
    count = 0.5 if number == "half an" else 1.0 if number in ("a", "an") else float(number)
    return timedelta(**{"minutes" if unit[0] == "m" else "hours" if unit[0] == "h" else "days": count})


def _moment(moment: datetime) -> When:
    return When(moment.date(), moment.time().replace(second=0, microsecond=0, tzinfo=None))
