"""Working days: no weekends, no public holidays of the configured country."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

IsHoliday = Callable[[date], bool]


@cache
def holidays_of(country: str, region: str) -> IsHoliday:
    """Tells the public holidays of a country (ISO 3166 code) and region; none for an empty code.

    Raises `LookupError` with a sentence where the country or the region is not known.
    """
    if not country:
        return lambda _: False
    # Imported late: it is large, and only needed where a country is set.
    import holidays

    try:
        known = holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError as error:
        raise LookupError(str(error)) from None
    return known.__contains__


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether people are at their desks: Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int, is_holiday: IsHoliday) -> date:
    """The `count`-th working day after `day`; `day` itself need not be one."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, is_holiday)
    return day
