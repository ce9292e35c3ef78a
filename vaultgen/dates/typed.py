"""Parses days and times as they are typed in notes.

A note holds wall-clock times without a zone (Obsidian writes nothing else); `When` is such a time, and `When.at(zone)`
makes it an aware instant.
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from vaultgen.dates.words import MONTHS, WEEKDAYS
from vaultgen.regex import late

_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|" + "|".join(MONTHS) + r")\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])"
_BEFORE, _AFTER = rf"(?:(?P<before>{_WEEKDAY})\.?,?\s+)?", rf"(?:,?\s+\(?(?P<after>{_WEEKDAY})\.?\)?)?"
_DAY = r"(?P<d>\d{1,2})"
_ZONE = r"(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)"
# What may follow a day: `T14:30`, ` 14:30:15.250`, ` at 2:30 pm`, `, 14h30`, ` 14.30`.
_CLOCK = late(
    r"(?:T|,?\s+(?:at\s+|@\s*)?)(?P<H>\d{1,2})(?:[:.h](?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?|h|(?=\s*[ap]))"
    rf"\s*(?:uhr|h|(?P<half>[ap]\.?m\.?)|)\s*{_ZONE}?",
    re.IGNORECASE,
)
# A range of times: `14:30-15:30`, `2 to 3 pm`.
_TIME_RANGE = late(r"\D*\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:-|to|until|till)\s*\d{1,2}\D.*", re.IGNORECASE)
# The year comes first, or the month is a word: all other forms are ambiguous.
_DAYS = tuple(
    late(rf"{_BEFORE}{form}{_AFTER}", re.IGNORECASE)
    for form in (
        rf"(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep){_DAY}",
        rf"{_DAY}(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<y>\d{{4}})",
        rf"{_MONTH}[\s-]+{_DAY}(?:st|nd|rd|th)?,?[\s-]+(?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[\s-]+{_MONTH}[\s-]+{_DAY}",
    )
)
_COMPACT = late(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?", re.IGNORECASE)
_NAMED_MONTH = _MONTH.replace("?P<month>", "?:")
_NO_YEAR = late(
    rf"(?:{_WEEKDAY}\.?,?\s+)?(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_NAMED_MONTH}|"
    rf"{_NAMED_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}/\d{{1,2}})(?![\w:/-])(?!,?\s*\d{{4}}).*",
    re.IGNORECASE,
)
# Words that name another day on another day.
_IN_WORDS = late(
    rf".*\b(?:yesterday|today|tonight|tomorrow|{_WEEKDAY}|(?:last|this|next|coming) (?:week|month|morning|afternoon|"
    r"evening)|(?:minute|hour|day|week|month)s? (?:ago|from (?:now|today))|(?:in|within) \w+ (?:couple of )?"
    r"(?:minute|hour|day|week|month)s?)\b.*|(?:just )?now",
    re.IGNORECASE,
)
_TIME_ALONE = late(r"(?:at )?(?:\d{1,2}(?:[:.h]\d{2}|\s*[ap]\.?m\.?)|noon)", re.IGNORECASE)
_LINKED = late(r"\[\[(?:[^\[\]|#]*/)?([^\[\]|#/]+)(?:\|[^\[\]]*)?\]\]")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)  # no zone lies further out


class BadDate(ValueError):
    """A text that is not a date; `str()` is the reason, `hint` how to write it.

    `iso` is the date year first if only one can be meant, else empty; `in_words` whether words such as `Friday` say the
    day, which mean another one on another day.
    """

    def __init__(self, reason: str, hint: str, *, iso: str = "", in_words: bool = False) -> None:
        super().__init__(reason)
        self.hint = hint
        self.iso = iso
        self.in_words = in_words


class When:
    """A day, optionally with a wall-clock time and a typed offset from UTC.

    Not a dataclass: importing `dataclasses` would double the time of a run that finds nothing changed.
    """

    __slots__ = ("clock", "day", "offset")

    def __init__(self, day: date, clock: time | None = None, offset: timedelta | None = None) -> None:
        self.day = day
        self.clock = clock
        self.offset = offset

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __repr__(self) -> str:
        return f"When{self._parts}"

    @property
    def _parts(self) -> tuple[date, time | None, timedelta | None]:
        return self.day, self.clock, self.offset

    def at(self, zone: tzinfo, *, default: time = time(0)) -> datetime:
        """The aware instant in `zone`; a day without a time gets `default`."""
        clock = self.clock or default
        if self.offset is not None:
            return datetime.combine(self.day, clock, timezone(self.offset)).astimezone(zone)
        return datetime.combine(self.day, clock, zone)

    def __str__(self) -> str:
        return f"{self.day}T{self.clock:%H:%M}" if self.clock else str(self.day)


def parse_when(text: str) -> When:
    """Parses a date or date-time as Obsidian and people write them.

    Accepts `2026-03-05`, `2026/3/5`, `20260305`, `5 March 2026`, `Thursday, March 5th, 2026`, and a link to a note
    named so; after it `T14:30`, `14:30:15`, `2:30 pm`, `14h30`, `14.30`, and an offset. Raises `BadDate` for anything
    else; ambiguous dates and times are not guessed.
    """
    typed = _plain(text)
    match = next(filter(None, (form.match(typed) for form in _DAYS)), None)
    rest = typed[match.end() :] if match else ""
    clock = _CLOCK.fullmatch(rest)
    if match is None or (rest and clock is None and not rest[0].isspace() and rest[0] not in ",Tt"):
        raise _not_iso(text.strip(), typed)
    on = _day_of(match)
    if clock and not _may_be_end_time(rest, clock):
        return When(on, _clock(clock), _offset(clock["zone"]))
    if written := rest.strip().lstrip(",Tt").strip():
        raise _no_time(on, written)
    if rest:
        raise _not_iso(text.strip(), typed)
    return When(on)


def _plain(text: str) -> str:
    """A text normalized for the forms above: plain hyphens, no link brackets, hyphens in `20260305`."""
    typed = text.strip().translate(_HYPHENS)
    if linked := _LINKED.fullmatch(typed):
        typed = linked[1].strip()
    if digits := _COMPACT.fullmatch(typed):
        year, month, day, hour, minute, second, zone = digits.groups()
        typed = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
    return typed


def _day_of(match: re.Match[str]) -> date:
    """The day that one of the forms matched; raises `BadDate` if it does not exist."""
    groups = match.groupdict()
    year, day = int(match["y"]), int(match["d"])
    month = _month(groups["month"]) if "month" in groups else int(match["m"])
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
    for written in filter(None, (match["before"], match["after"])):
        named = next(name for name in WEEKDAYS if name[:3].casefold() == written[:3].casefold())
        if named != WEEKDAYS[on.weekday()]:
            words = f"{day} {MONTHS[month - 1]} {year}"
            raise BadDate(f"{words} is a {WEEKDAYS[on.weekday()]}, not a {named}", "Correct the day, or the weekday.")
    return on


def _may_be_end_time(rest: str, clock: re.Match[str]) -> bool:
    """Whether what looks like an offset may be an end time, as people type it: ` 10:00-11:00`."""
    end = re.fullmatch(r"-(\d\d):(\d\d)", clock["zone"] or "")
    if end is None or clock["S"]:
        return False
    later_than_start = (int(end[1]), int(end[2])) > (int(clock["H"]), int(clock["M"] or 0))
    return later_than_start and (rest[0] not in "Tt" or timedelta(hours=-int(end[1])) < _WEST)


def _no_time(on: date, written: str) -> BadDate:
    """The error for a text after a day that is not a time."""
    if _TIME_RANGE.fullmatch(written):
        start = re.search(r"([01]?\d|2[0-3])[:.h]([0-5]\d)", written)
        at = f"{on}T{start[1]:0>2}:{start[2]}" if start else f"like {on}T14:30"
        return BadDate(
            f"“{written}” is a start and an end", f"Write the start alone, {at}; “duration” takes the length."
        )
    return BadDate(
        f"“{written}” is no time of day",
        "Write hours and minutes, like 14:30; “timezone” takes another zone, “duration” the length.",
    )


def _month(name: str) -> int:
    """The number of a month (1 to 12) from its name or the first letters of it."""
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].casefold() == name[:3].casefold())


_HOURS_OF_A_CLOCK = "Write hours from 1 to 12, like 2:30 pm."
_HOURS_OF_A_DAY = "Write hours from 00 to 23, like 14:30."
_MINUTES_OF_AN_HOUR = "Write minutes and seconds from 00 to 59, like 14:30."


def _clock(match: re.Match[str]) -> time:
    hour, minute, second = (int(match[name] or 0) for name in ("H", "M", "S"))
    am_pm = (match["half"] or "").casefold()[:1]
    if am_pm:
        hour = hour % 12 + (12 if am_pm == "p" else 0) if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute, second)
    except ValueError:
        written = ":".join(match[name] for name in ("H", "M", "S") if match[name])
        raise BadDate(
            f"{written}{' ' + match['half'] if am_pm else ''} is no time of day",
            _HOURS_OF_A_CLOCK if am_pm and minute < 60 else _HOURS_OF_A_DAY if hour > 23 else _MINUTES_OF_AN_HOUR,
        ) from None


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return timedelta(0)
    minutes = int(text[-2:]) if len(text) > 3 else 0
    offset = (1 if text[0] == "+" else -1) * timedelta(hours=int(text[1:3]), minutes=minutes)
    if minutes > 59 or not _WEST <= offset <= _EAST:
        raise BadDate(f"{text} is no time zone offset", "Leave the offset out, or write one like +02:00.")
    return offset


def _not_iso(text: str, typed: str) -> BadDate:
    """The error for a text that is not a date; `typed` is the text as `_plain` returns it."""
    parts = re.match(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", typed)
    clock = _CLOCK.fullmatch(typed[parts.end() :]) if parts else None
    if parts and (clock or parts.end() == len(typed)):
        first, second, year = parts.groups()
        orders = dict.fromkeys(((second, first), (first, second)))
        try:
            at = f"T{_clock(clock):%H:%M}{clock['zone'] or ''}" if clock else ""
        except BadDate as bad:
            return bad
        tried = [(f"{year}-{month:0>2}-{day:0>2}{at}", int(month) <= 12) for month, day in orders]
        real = [iso for iso, _ in tried if _fault_of(iso) is None]
        if len(real) > 1:
            return BadDate(f"“{text}” can mean two days", f"Write {real[0]} or {real[1]}.")
        if real:
            return BadDate(f"“{text}” is not written as year-month-day", f"Write {real[0]}.", iso=real[0])
        for iso, is_month in tried:
            if is_month and (fault := _fault_of(iso)):
                return fault
    return _no_day(text, typed)


def _no_day(text: str, typed: str) -> BadDate:
    """The error for a text with no day in figures: why it says none, if that is known."""
    itself = "Write the day itself, like 2026-03-05 or 2026-03-05T14:30."
    if _TIME_ALONE.fullmatch(typed):
        return BadDate(f"“{text}” says no day", itself, in_words=True)
    if _NO_YEAR.fullmatch(typed):
        return BadDate(f"“{text}” says no year", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30.")
    if _IN_WORDS.fullmatch(typed):
        return BadDate(f"“{text}” depends on the day on which it is read", itself, in_words=True)
    return BadDate(f"“{text}” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30.")


def _fault_of(iso: str) -> BadDate | None:
    try:
        parse_when(iso)
    except BadDate as bad:
        return bad
    return None
