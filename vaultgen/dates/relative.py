"""Parses days and times relative to now: `yesterday 10:30`, `Friday`, `in two weeks`, `Nov 26 10:30am`.

They are only accepted on the command line, not in notes, where it is not known when they were typed. A time alone,
`14:00`, is today. Ambiguous days are not guessed.
"""

import re
from datetime import date, datetime, timedelta
from typing import Literal

from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import MONTHS, WEEKDAYS
from vaultgen.regex import late

Direction = Literal["past", "future", ""]

_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
_NUMBERS |= {"a": 1, "an": 1}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r"|a couple of)"
_UNIT = r"(?P<unit>minute|min|hour|day|week|month)s?"
_AGO = late(rf"{_COUNT}\s+{_UNIT}\s+ago|(?P<half>half an hour)\s+ago|(?:just\s+)?now", re.IGNORECASE)
_IN = late(rf"(?:in|within)\s+{_COUNT}\s+{_UNIT}|{_COUNT.replace('count', 'count2')}\s+"
           rf"{_UNIT.replace('unit', 'unit2')}\s+from\s+(?:now|today)", re.IGNORECASE)  # fmt: skip
_NAMED = late(
    r"(?P<word>the day before yesterday|day before yesterday|the day after tomorrow|day after tomorrow|today|tonight|"
    r"this (?:morning|afternoon|evening)|yesterday|tomorrow)",
    re.IGNORECASE,
)
_AWAY = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_WEEKDAY = late(
    r"(?:(?P<which>last|this|next|coming|this coming)\s+)?"
    r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?![a-z])",
    re.IGNORECASE,
)
_MONTH = "(?P<month>" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + r"|sept)\.?(?![a-z])"
_NO_YEAR = tuple(
    late(rf"(?:(?P<on>[a-z]{{3,9}}),?\s+)?{form}(?!\s*,?\s*\d{{4}})(?=\W|$)", re.IGNORECASE)
    for form in (
        rf"(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}",
        rf"{_MONTH}\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)",
    )
)
_CLOCK = late(r"(?:at\s+)?(?P<clock>\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)|\d{1,2}[:.h]\d{2}|noon)", re.IGNORECASE)
_LEAD = late(r"(?:on|by|until|till|before the end of)\s+", re.IGNORECASE)
_LONGEST_GUESS = 200  # days: a day without its year that is further off may be that of another year


def parse_near(text: str, now: datetime, *, direction: Direction = "") -> When:
    """Parses a day or time in a form of `parse_when`, or relative to `now`.

    A weekday alone is the last or the next one by `direction`, and refused if that is empty. Raises `BadDate`.
    """
    try:
        return parse_when(text)
    except BadDate as bad:
        bare = " ".join(_LEAD.sub("", text.strip(), count=1).split())
        found = _by_distance(bare, now) or _by_day(bare, now, direction)
        if found is not None:
            return found
        if bad.in_words:  # the moment is known here, and the words still are no day
            hint = "Write it like Friday 14:30, 4 December, in two weeks or 2026-03-05."
            raise BadDate(f"“{text.strip()}” is not one day", hint) from None
        raise bad from None


def _by_distance(words: str, now: datetime) -> When | None:
    """`an hour ago`, `in two weeks`."""
    ago, ahead = _AGO.fullmatch(words), _IN.fullmatch(words)
    match = ago or ahead
    if match is None:
        return None
    groups = match.groupdict()
    count = groups.get("count") or groups.get("count2")
    unit = (groups.get("unit") or groups.get("unit2") or "min").casefold()
    if count is None:
        number = 30 if groups.get("half") else 0
    else:
        word = count.casefold()
        number = 2 if word.startswith("a couple") else _NUMBERS[word] if word in _NUMBERS else int(word)
    sign = -1 if ago else 1
    if unit in ("minute", "min", "hour"):
        moment = now + sign * timedelta(minutes=number * (60 if unit == "hour" else 1))
        return When(moment.date(), moment.time().replace(second=0, microsecond=0))
    if unit == "month":
        return When(_months_on(now.date(), sign * number))
    return When(now.date() + sign * timedelta(days=number * (7 if unit == "week" else 1)))


def _months_on(day: date, months: int) -> date:
    """The same day of another month, or the last day of a month that has no such day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    last = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def _by_day(words: str, now: datetime, direction: Direction) -> When | None:
    """A day with or without a time, in either order, or a time alone."""
    if alone := _CLOCK.fullmatch(words):
        return _with_clock(now.date(), alone["clock"])
    first = _CLOCK.match(words)
    rest = words[first.end() :].strip(" ,") if first and words[first.end() :][:1] in " ," else ""
    if first and (parts := _day(rest, now, direction)) and not parts[1]:
        return _with_clock(parts[0], first["clock"])
    parts = _day(words, now, direction)
    if parts is None:
        return None
    day, after = parts
    if after and not re.search(r"\d|noon", after, re.IGNORECASE):
        return None  # more words of a day than are known here: `Friday week`, `tomorrow morning`
    return _with_clock(day, after) if after else When(day)


def _with_clock(day: date, clock: str) -> When:
    time = re.sub(r"(?i)^(?:at\s+|@\s*)", "", clock.strip())
    return parse_when(f"{day} {'12:00' if time.casefold() == 'noon' else time}")


def _day(words: str, now: datetime, direction: Direction) -> tuple[date, str] | None:
    """The day that a text begins with, and the rest of the text."""
    for form in _NO_YEAR:
        match = form.match(words)
        if match and (match["on"] is None or _WEEKDAY.fullmatch(match["on"])):
            return _nearest(match, now.date(), direction), words[match.end() :].strip(" ,")
    match = _NAMED.match(words) or _WEEKDAY.match(words)
    after = words[match.end() :] if match else ""
    if match is None or (after and after[0] not in " ,"):
        return None
    day = _named(match, now.date()) if "word" in match.groupdict() else _weekday(match, now.date(), direction)
    return day, after.strip(" ,")


def _named(match: re.Match[str], today: date) -> date:
    word = match["word"].casefold().removeprefix("the ")
    return today + timedelta(days=_AWAY.get(word, 0))


def _weekday(match: re.Match[str], today: date, direction: Direction) -> date:
    name = next(name for name in WEEKDAYS if name[:3].casefold() == match["weekday"][:3].casefold())
    ahead = (WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1  # 1 to 7 days
    coming, last = today + timedelta(days=ahead), today + timedelta(days=ahead - 7)
    last -= timedelta(days=7 * (last == today))
    which = (match["which"] or "").casefold()
    if which == "last":
        return last
    if which in ("this", "coming", "this coming"):
        return coming
    if which == "next":
        if today.weekday() < WEEKDAYS.index(name):  # it may be that of this week, or of the one after
            raise _two_days(match.group(), coming, coming + timedelta(days=7))
        return coming
    if not direction or ahead == 7:
        raise _two_days(
            match.group(), today if ahead == 7 else last, coming if ahead < 7 or direction != "past" else last
        )
    return coming if direction == "future" else last


def _nearest(match: re.Match[str], today: date, direction: Direction) -> date:
    """The nearest date for a day without a year that is on the right side of now and on the given weekday."""
    written = f"{match['on'] + ' ' if match['on'] else ''}{match['d']} {match['month']}"
    days, fault = [], None
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            days.append(parse_when(f"{written} {year}").day)
        except BadDate as bad:
            fault = fault if fault and year != today.year else bad
    near = [day for day in days if (direction != "past" or day <= today) and (direction != "future" or day >= today)]
    near.sort(key=lambda day: abs(day - today))
    if not near:
        raise fault or BadDate(f"“{written}” is not a date", "Write it with its year, like 2026-03-05.")
    if abs((near[0] - today).days) > _LONGEST_GUESS:
        raise fault or BadDate(f"“{written}” has no year", f"Write it with its year, like {near[0]}.")
    return near[0]


def _two_days(text: str, one: date, other: date) -> BadDate:
    return BadDate(f"“{text}” can mean two days", f"Write {one} or {other}.")
