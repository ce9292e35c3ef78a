"""Days and times: as typed in notes, as instants, and in words.

A note holds wall-clock times without a zone (Obsidian writes nothing else); `When` is such a
time. `When.at(zone)` makes it an aware instant. The words are English and the same on every
machine: the system's locale is never asked.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January February March April May June July August September October November December").split()

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?:[T ]|\s+)(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|z|[+-]\d{2}:?\d{2})?)?"
)
_MINUTES = re.compile(
    r"(?:(?P<h>\d{1,5}(?:[.,]\d{1,5})?)\s*(?:h|hr|hrs|hours?))?\s*(?:(?P<m>\d{1,6})\s*(?:m|min|mins|minutes?)?)?\.?",
    re.IGNORECASE,
)


_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST = 24 * 60  # minutes


class BadDate(ValueError):
    """A text that is no date; `str()` is the reason and `hint` how to write it.

    `iso` is the day that is meant, year first, where only one can be.
    """

    def __init__(self, reason: str, hint: str, *, iso: str = "") -> None:
        super().__init__(reason)
        self.hint = hint
        self.iso = iso


@dataclass(frozen=True, slots=True)
class When:
    """A day, perhaps with a wall-clock time, perhaps with an offset that was typed with it."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    def at(self, zone: tzinfo, *, default: time = time(0)) -> datetime:
        """The instant, aware, in `zone`; a day without a time is taken at `default`."""
        moment = datetime.combine(self.day, self.clock or default)
        if self.offset is not None:
            return moment.replace(tzinfo=timezone(self.offset)).astimezone(zone)
        return moment.replace(tzinfo=zone)

    def __str__(self) -> str:
        return f"{self.day}T{self.clock:%H:%M}" if self.clock else str(self.day)


def parse_when(text: str) -> When:
    """A date or date-time in the spellings that Obsidian and people produce.

    Takes `2026-03-05`, `2026-03-05T14:30`, a space for the `T`, seconds, and an offset. Raises
    `BadDate` for anything else; day/month orders that could mean two days are never guessed.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise _not_iso(text.strip())
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not 1 <= month <= 12:
        raise BadDate(f"there is no month {month}", "Write year-month-day, like 2026-03-05.")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:  # further out, arithmetic would leave the calendar
        raise BadDate(f"the year {year} is not of our time", "Correct the year.")
    try:
        on = date(year, month, day)
    except ValueError:
        last = ((date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
        raise BadDate(
            f"there is no {day} {MONTHS[month - 1]} {year}", f"{MONTHS[month - 1]} {year} has {last} days."
        ) from None
    if match["H"] is None:
        return When(on)
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    try:
        clock = time(hour, minute, second)
    except ValueError:
        raise BadDate(
            f"{match['H']}:{match['M']}{':' + match['S'] if match['S'] else ''} is no time of day",
            "Write hours from 00 to 23, like 14:30.",
        ) from None
    return When(on, clock, _offset(match["zone"]))


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text in "Zz":
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        raise BadDate(f"{text} is no time zone offset", "Leave the offset out, or write one like +02:00.")
    return (1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)


def _not_iso(text: str) -> BadDate:
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    if parts:
        first, second, year = parts.groups()
        orders = dict.fromkeys(((second, first), (first, second)))
        tried = [(f"{year}-{month:0>2}-{day:0>2}", int(month) <= 12) for month, day in orders]
        real = [iso for iso, _ in tried if _fault_of(iso) is None]
        if len(real) > 1:
            return BadDate(f"“{text}” can mean two days", f"Write {real[0]} or {real[1]}.")
        if real:
            return BadDate(f"“{text}” is not written as year-month-day", f"Write {real[0]}.", iso=real[0])
        for iso, is_month in tried:
            if is_month and (fault := _fault_of(iso)):
                return fault
    return BadDate(f"“{text}” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30.")


def _fault_of(iso: str) -> BadDate | None:
    try:
        parse_when(iso)
    except BadDate as bad:
        return bad
    return None


def parse_minutes(text: str) -> int | None:
    """Minutes, a day of them at most, from `45`, `45 min`, `1h 30m`, `1.5 hours`; None for anything else."""
    match = _MINUTES.fullmatch(text.strip())
    if match is None or not (match["h"] or match["m"]):
        return None
    minutes = round(float((match["h"] or "0").replace(",", ".")) * 60) + int(match["m"] or 0)
    return minutes if minutes <= _LONGEST else None


def utc(moment: datetime) -> datetime:
    """The same instant in UTC, for arithmetic in real hours."""
    return moment.astimezone(UTC)


def later(moment: datetime, *, hours: float) -> datetime:
    """So many real hours after an instant, in its zone (24 h across a clock change are 24 h)."""
    return (utc(moment) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def day_words(day: date, *, weekday: bool = True) -> str:
    """`Friday 6 March 2026`, or without the weekday."""
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


def moment_words(moment: datetime) -> str:
    """`Friday 6 March 2026 at 17:00`, in the moment's own zone."""
    return f"{day_words(moment.date())} at {moment:%H:%M}"


def short_words(moment: datetime) -> str:
    """`Friday 6 March at 17:00`, for sentences where the year is plain."""
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} at {moment:%H:%M}"


def length_words(seconds: float) -> str:
    """`3 hours`, `2 days`: a length in the largest fitting unit, rounded down."""
    minutes = int(seconds // 60)
    for at_least, unit, size in _UNITS:
        if minutes >= at_least:
            # Twelve times thirty days are no year yet.
            count = min(minutes // size, 11) if unit == "month" else minutes // size
            return f"{count} {unit}" + ("s" if count != 1 else "")
    return "less than a minute"


# From how many minutes on a unit is used, its name, and its size in minutes.
_UNITS = (
    (525_600, "year", 525_600),
    (86_400, "month", 43_200),
    (2_880, "day", 1_440),
    (60, "hour", 60),
    (1, "minute", 1),
)


def distance_words(moment: datetime, now: datetime) -> str:
    """`in 3 hours`, `2 days ago`: how far an instant is from now. The page script has the same function."""
    seconds = (utc(moment) - utc(now)).total_seconds()
    return f"in {length_words(seconds)}" if seconds > 0 else f"{length_words(-seconds)} ago"
