"""Days, instants and lengths in English words, the same on every machine: the system's locale is not used."""

from datetime import UTC, date, datetime, tzinfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = 7  # days; those further off are named by their date
MONTHS = ("January February March April May June July August September October November December").split()


def day_words(day: date, *, weekday: bool = True) -> str:
    """`Friday 6 March 2026`, or without the weekday."""
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


def moment_words(moment: datetime) -> str:
    """`Friday 6 March 2026 at 17:00`, in the moment's own zone."""
    return f"{day_words(moment)} at {moment.hour:02}:{moment.minute:02}"


def short_words(moment: datetime) -> str:
    """`Friday 6 March at 17:00`, for sentences in which the year is clear."""
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} at {moment:%H:%M}"


def both_clocks(moment: datetime, here: tzinfo, there: tzinfo) -> str:
    """`Friday 6 March 2026 at 01:30 (08:30 in Europe/Berlin)`: an instant `here`, and `there` if its clock differs.

    The day is repeated where it is another one there.
    """
    return moment_words(moment.astimezone(here)) + other_clock(moment, here, there)


def other_clock(moment: datetime, here: tzinfo, there: tzinfo) -> str:
    """` (08:30 in Europe/Berlin)`: an instant `there` if its clock differs from the one `here`, else nothing."""
    near, far = moment.astimezone(here), moment.astimezone(there)
    if near.utcoffset() == far.utcoffset():
        return ""
    clock = f"{far:%H:%M}" if far.date() == near.date() else short_words(far)
    return f" ({clock} in {there})"


def day_name(day: date, today: date) -> str:
    """`today`, `tomorrow`, `Friday`, `27 March`; the year only where it is another one. So does the page script."""
    away = (day - today).days
    if -1 <= away <= 1:
        return ("yesterday", "today", "tomorrow")[away + 1]
    if 1 < away < _WEEK:
        return WEEKDAYS[day.weekday()]
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def by_words(moment: datetime, now: datetime) -> str:
    """`by 16:30 today`, `by Friday 17:30`, `by 27 March`, in the zone of `now`. So does the page script."""
    local = moment.astimezone(now.tzinfo)
    name = day_name(local.date(), now.date())
    if name in ("today", "tomorrow"):
        return f"by {local:%H:%M} {name}"
    return f"by {name} {local:%H:%M}" if name in WEEKDAYS else f"by {name}"


def at_words(moment: datetime, now: datetime) -> str:
    """`today 14:00`, `Friday 08:30`, `27 March 08:30`, in the zone of `now`."""
    local = moment.astimezone(now.tzinfo)
    return f"{day_name(local.date(), now.date())} {local:%H:%M}"


def length_words(seconds: float) -> str:
    """`3 hours`, `2 days`: a length in the largest fitting unit, rounded down."""
    minutes = int(seconds // 60)
    for at_least, unit, size in _UNITS:
        if minutes >= at_least:
            # Twelve months of thirty days are not a year yet.
            count = min(minutes // size, 11) if unit == "month" else minutes // size
            return f"{count} {unit}" + ("s" if count != 1 else "")
    return "less than a minute"


# Units: the minutes from which each is used, its name, and its size in minutes.
_UNITS = (
    (525_600, "year", 525_600),
    (86_400, "month", 43_200),
    (2_880, "day", 1_440),
    (60, "hour", 60),
    (1, "minute", 1),
)


def distance_words(moment: datetime, now: datetime) -> str:
    """`in 3 hours`, `2 days ago`: the distance of an instant from now. The page script has the same function."""
    seconds = (moment.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    return f"in {length_words(seconds)}" if seconds > 0 else f"{length_words(-seconds)} ago"
