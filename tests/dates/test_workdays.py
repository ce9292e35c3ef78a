"""Public holidays equal those of the library, whether cached or not."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.dates.workdays import HolidayCalendar, Place

PLACES = (("DE", "BY"), ("US", "CA"), ("GB", "SCT"), ("IN", ""), ("JP", ""), ("BR", "SP"))


@pytest.mark.filterwarnings("ignore::UserWarning")  # a warning of the library about years with incomplete data
@given(place=st.sampled_from(PLACES), first=st.integers(1990, 2060), kept=st.booleans())
def test_holidays_equal_those_of_the_library(place: Place, first: int, kept: bool) -> None:
    theirs = holidays.country_holidays(place[0], subdiv=place[1] or None)
    asked = HolidayCalendar(place)
    asked.is_holiday(date(first, 12, 31))
    ours = HolidayCalendar(place, asked.years) if kept else asked
    days = (date(first, 12, 1) + timedelta(days) for days in range(60))
    assert [day for day in days if ours.is_holiday(day) != (day in theirs)] == []


@pytest.mark.parametrize("place", [("XX", ""), ("DE", "XX")])
def test_an_unknown_place_raises_lookup_error(place: Place) -> None:
    with pytest.raises(LookupError, match="XX"):
        HolidayCalendar(place)


def test_without_a_country_there_are_no_holidays() -> None:
    assert not HolidayCalendar(("", "")).is_holiday(date(2026, 1, 1))
