"""Working days (no weekends, no public holidays of the configured country) and working hours."""

import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

IsHoliday = Callable[[date], bool]
Place = tuple[str, str]  # a country (ISO 3166 code) and one of its regions, or an empty text
Years = dict[int, frozenset[int]]  # the public holidays of each year, as days of the proleptic Gregorian calendar


class HolidayCalendar:
    """The public holidays of one place. `years` are known already; others are looked up in `holidays`.

    Loading that library takes as long as a small build, so its answers are worth caching. Raises `LookupError` with a
    sentence if it does not know the place.
    """

    def __init__(self, place: Place, years: Mapping[int, frozenset[int]] | None = None) -> None:
        self._place = place
        self.years: Years = dict(years or {})
        if years is None and place[0]:
            self._holidays  # noqa: B018 - asks whether there is such a place

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a public holiday."""
        known = self.years.get(day.year)
        if known is None:
            known = self.years[day.year] = self._load_year(day.year) if self._place[0] else frozenset()
        return day.toordinal() in known

    def _load_year(self, year: int) -> frozenset[int]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about incomplete data for distant years
            _ = date(year, 1, 1) in self._holidays  # fills in the year
        return frozenset(day.toordinal() for day in self._holidays if day.year == year)

    @cached_property
    def _holidays(self) -> Any:
        # Imported late: it is large, and only needed if a country is set.
        import holidays

        country, region = self._place
        try:
            return holidays.country_holidays(country, subdiv=region or None)
        except NotImplementedError as error:
            raise LookupError(str(error)) from None


_calendars: dict[Place, HolidayCalendar] = {}


def holidays_of(country: str, region: str) -> IsHoliday:
    """The test for public holidays of a country (ISO 3166 code) and region; always false for an empty code.

    Raises `LookupError` with a sentence if the country or the region is not known.
    """
    place = (country, region)
    if place not in _calendars:
        _calendars[place] = HolidayCalendar(place)
    return _calendars[place].is_holiday


def known_years() -> dict[Place, Years]:
    """The holidays looked up so far, by place, for the cache."""
    return {place: dict(calendar.years) for place, calendar in _calendars.items() if place[0]}


def recall(known: Mapping[Place, Mapping[int, frozenset[int]]]) -> None:
    """Restores what `known_years` returned in another process with the same version of the library."""
    for place, years in known.items():
        _calendars.setdefault(place, HolidayCalendar(place, years))


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether a day is Monday to Friday and not a public holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int, is_holiday: IsHoliday) -> date:
    """The `count`-th working day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, is_holiday)
    return day


_PAUSE = timedelta(hours=1)  # after an interview, before one can write
_WAKING_HOURS = (time(8), time(22))  # outside them, mail looks like a sleepless night


def time_to_send(opens: datetime, due: datetime, hours: tuple[time, time], is_holiday: IsHoliday) -> datetime:
    """A sensible moment to write between two instants (aware, in the recipient's zone).

    It is within working hours if that meets the deadline, and never after the deadline: after an interview on Friday at
    17:00 with 24 hours to go, it is the same evening, not Monday.
    """
    zone = opens.tzinfo
    ready = (opens.astimezone(UTC) + _PAUSE).astimezone(zone)
    for moment in (ready, *(_start(ready.date() + timedelta(days), hours[0], zone) for days in range(15))):
        at_desks = is_working_day(moment.date(), is_holiday) and hours[0] <= moment.time() < hours[1]
        if at_desks and _between(ready, moment, due):
            return moment
    mornings = (_start(ready.date() + timedelta(days), hours[0], zone) for days in range(2))
    by_day = [ready] if _WAKING_HOURS[0] <= ready.time() < _WAKING_HOURS[1] else [*mornings]
    return next((moment for moment in by_day if _between(ready, moment, due)), due)


def _start(day: date, clock: time, zone: Any) -> datetime:
    return datetime.combine(day, clock, zone)


def _between(first: datetime, moment: datetime, last: datetime) -> bool:
    """Compares instants in UTC: datetimes of one zone would be compared by their wall clocks."""
    return first.astimezone(UTC) <= moment.astimezone(UTC) <= last.astimezone(UTC)
