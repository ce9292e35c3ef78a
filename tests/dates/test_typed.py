"""Days and times: the spellings that people use, the instants they mean, and the words for them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultgen.dates.durations import parse_minutes
from vaultgen.dates.instants import later
from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import both_clocks, day_words, distance_words, length_words, moment_words, short_words

BERLIN = ZoneInfo("Europe/Berlin")
MARCH_5 = date(2026, 3, 5)
THE_DAY = "Write the day itself, like 2026-03-05 or 2026-03-05T14:30."
YEAR_FIRST = "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30."
NO_TIME = "Write hours and minutes, like 14:30; “timezone” takes another zone, “duration” the length."
AT = datetime(2026, 3, 5, 14, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("2026-03-05", When(MARCH_5)),
        ("2026-3-5", When(MARCH_5)),
        ("  2026-03-05 ", When(MARCH_5)),
        ("2026-03-05T14:30", When(MARCH_5, time(14, 30))),
        ("2026-03-05 14:30", When(MARCH_5, time(14, 30))),
        ("2026-03-05   9:05", When(MARCH_5, time(9, 5))),
        ("2026-03-05T14:30:15", When(MARCH_5, time(14, 30, 15))),
        ("2026-03-05T14:30:15.250", When(MARCH_5, time(14, 30, 15))),
        ("2026-03-05T14:30Z", When(MARCH_5, time(14, 30), timedelta(0))),
        ("2026-03-05 14:30 +01:00", When(MARCH_5, time(14, 30), timedelta(hours=1))),
        ("2026-03-05T14:30-0530", When(MARCH_5, time(14, 30), -timedelta(hours=5, minutes=30))),
        ("2024-02-29", When(date(2024, 2, 29))),
        ("2026/3/5", When(MARCH_5)),
        ("2026.03.05", When(MARCH_5)),
        ("5 March 2026", When(MARCH_5)),
        ("5. mar 2026", When(MARCH_5)),
        ("Thursday, March 5th, 2026", When(MARCH_5)),
        ("thu 5th of March, 2026", When(MARCH_5)),
        ("Sept. 9 2026", When(date(2026, 9, 9))),
        ("5 March 2026 at 14:30", When(MARCH_5, time(14, 30))),
        ("March 5, 2026, 2:30 pm", When(MARCH_5, time(14, 30))),
        ("2026-03-05 2 p.m.", When(MARCH_5, time(14))),
        ("2026-03-05 12:15am", When(MARCH_5, time(0, 15))),
        ("2026-03-05 14h30", When(MARCH_5, time(14, 30))),
        ("2026-03-05 14h", When(MARCH_5, time(14))),
        ("2026-03-05 14.30", When(MARCH_5, time(14, 30))),
        ("2026-03-05t14:30:00.000z", When(MARCH_5, time(14, 30), timedelta(0))),
        ("2026-03-05T14:30+01", When(MARCH_5, time(14, 30), timedelta(hours=1))),
        ("2026-03-05 14:30 UTC", When(MARCH_5, time(14, 30), timedelta(0))),
        ("2026-03-05 10:00-05:00", When(MARCH_5, time(10), -timedelta(hours=5))),
        ("2026-03-05T05:00-08:00", When(MARCH_5, time(5), -timedelta(hours=8))),
        ("20260305", When(MARCH_5)),
        ("20260305T143000Z", When(MARCH_5, time(14, 30), timedelta(0))),
        ("2026–03–05", When(MARCH_5)),
        ("5-Mar-2026", When(MARCH_5)),
        ("2026 March 5", When(MARCH_5)),
        ("Thu 2026-03-05", When(MARCH_5)),
        ("2026-03-05 (Thursday), 14:30", When(MARCH_5, time(14, 30))),
        ("2026-03-05 @ 14:30", When(MARCH_5, time(14, 30))),
        ("2026-03-05 14:30 Uhr", When(MARCH_5, time(14, 30))),
        ("2026-03-05 2:30\u202fPM", When(MARCH_5, time(14, 30))),
        ("[[2026-03-05]]", When(MARCH_5)),
        ("[[Daily/2026-03-05|today]]", When(MARCH_5)),
    ],
)
def test_a_date_is_read_as_people_and_obsidian_write_it(typed: str, when: When) -> None:
    assert parse_when(typed) == when


@pytest.mark.parametrize(
    ("typed", "reason", "hint"),
    [
        ("next Friday", "“next Friday” depends on the day on which it is read", THE_DAY),
        ("yesterday 10:30", "“yesterday 10:30” depends on the day on which it is read", THE_DAY),
        ("in two weeks", "“in two weeks” depends on the day on which it is read", THE_DAY),
        ("14:30", "“14:30” says no day", THE_DAY),
        ("soon", "“soon” is not a date", YEAR_FIRST),
        ("Nov 26 10:30am", "“Nov 26 10:30am” says no year", YEAR_FIRST),
        ("26/11 10:30", "“26/11 10:30” says no year", YEAR_FIRST),
        ("", "“” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30."),
        ("2026-03-05T", "“2026-03-05T” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30."),
        ("99/99/2026", "“99/99/2026” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30."),
        ("5 March", "“5 March” says no year", YEAR_FIRST),
        ("2026-03/05", "“2026-03/05” is not a date", "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30."),
        ("2026-03-05 14", "“14” is no time of day", NO_TIME),
        ("2026-03-05 14:30 CET", "“14:30 CET” is no time of day", NO_TIME),
        (
            "2026-03-05 10:00-11:00",
            "“10:00-11:00” is a start and an end",
            "Write the start alone, 2026-03-05T10:00; “duration” takes the length.",
        ),
        (
            "2026-03-05T14:30 – 15:30",
            "“14:30 - 15:30” is a start and an end",
            "Write the start alone, 2026-03-05T14:30; “duration” takes the length.",
        ),
        (
            "2026-03-05 2-3pm",
            "“2-3pm” is a start and an end",
            "Write the start alone, like 2026-03-05T14:30; “duration” takes the length.",
        ),
        ("Friday, March 5th, 2026", "5 March 2026 is a Thursday, not a Friday", "Correct the day, or the weekday."),
        ("2026-03-05 Mon.", "5 March 2026 is a Thursday, not a Monday", "Correct the day, or the weekday."),
        ("31 April 2026", "there is no 31 April 2026", "April 2026 has 30 days."),
        ("2026-03-05 14:30 pm", "14:30 pm is no time of day", "Write hours from 1 to 12, like 2:30 pm."),
        ("2026-13-01", "there is no month 13", "Write year-month-day, like 2026-03-05."),
        ("2026-02-29", "there is no 29 February 2026", "February 2026 has 28 days."),
        ("2024-02-30", "there is no 30 February 2024", "February 2024 has 29 days."),
        ("2026-12-32", "there is no 32 December 2026", "December 2026 has 31 days."),
        ("2026-04-31", "there is no 31 April 2026", "April 2026 has 30 days."),
        ("2026-03-05T24:00", "24:00 is no time of day", "Write hours from 00 to 23, like 14:30."),
        ("2026-03-05 14:60", "14:60 is no time of day", "Write minutes and seconds from 00 to 59, like 14:30."),
        ("2026-03-05T14:30+24:00", "+24:00 is no time zone offset", "Leave the offset out, or write one like +02:00."),
        ("03/04/2026", "“03/04/2026” can mean two days", "Write 2026-04-03 or 2026-03-04."),
        ("3.4.2026", "“3.4.2026” can mean two days", "Write 2026-04-03 or 2026-03-04."),
        ("13/04/2026", "“13/04/2026” is not written as year-month-day", "Write 2026-04-13."),
        ("04/13/2026", "“04/13/2026” is not written as year-month-day", "Write 2026-04-13."),
        ("11/03/2026 3pm", "“11/03/2026 3pm” can mean two days", "Write 2026-03-11T15:00 or 2026-11-03T15:00."),
        ("13.04.2026, 14:30", "“13.04.2026, 14:30” is not written as year-month-day", "Write 2026-04-13T14:30."),
        ("13.04.2026 25:30", "25:30 is no time of day", "Write hours from 00 to 23, like 14:30."),
        ("5-5-2026", "“5-5-2026” is not written as year-month-day", "Write 2026-05-05."),
    ],
)
def test_an_invalid_date_says_why_and_how_to_write_it(typed: str, reason: str, hint: str) -> None:
    with pytest.raises(BadDate) as bad:
        parse_when(typed)
    assert (str(bad.value), bad.value.hint) == (reason, hint)


@given(st.text("0123456789-/.:TZ +", max_size=25))
@example("31.02.2026")
@example("0000-01-01")
@example("9999-12-32")
def test_a_suggested_date_is_valid(typed: str) -> None:
    try:
        parse_when(typed)
    except BadDate as bad:
        suggested = [word.strip(".;") for word in bad.hint.split() if word[:4].isdigit() and "-" in word]
        for suggestion in suggested:
            parse_when(suggestion)


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_a_time_is_read_back_as_it_is_shown(day: date, clock: time | None) -> None:
    assert parse_when(str(When(day, clock))) == When(day, clock)


def test_a_time_is_in_the_zone_unless_it_has_an_offset() -> None:
    assert parse_when("2026-03-05T14:30").at(BERLIN) == datetime(2026, 3, 5, 13, 30, tzinfo=UTC)
    brought = parse_when("2026-03-05T23:30-05:00").at(BERLIN)
    assert brought.isoformat() == "2026-03-06T05:30:00+01:00"


def test_a_day_without_a_time_gets_the_default_time() -> None:
    assert When(MARCH_5).at(BERLIN).isoformat() == "2026-03-05T00:00:00+01:00"
    assert When(MARCH_5).at(BERLIN, default=time(8, 30)).isoformat() == "2026-03-05T08:30:00+01:00"


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-03-28T14:00", "2026-03-29T15:00:00+02:00"), ("2026-10-24T14:00", "2026-10-25T13:00:00+01:00")],
)
def test_hours_are_real_hours_across_a_clock_change(before: str, after: str) -> None:
    assert later(parse_when(before).at(BERLIN), hours=24).isoformat() == after


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("0", 0),
        ("45 min", 45),
        ("45 min.", 45),
        ("90 minutes", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1 hour 30 minutes", 90),
        ("2 hrs", 120),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        (" 1H 30M ", 90),
        ("1 hour and 30 minutes", 90),
        ("1 hr., 30 min.", 90),
        ("90'", 90),
        ("~45 min", 45),
        ("ca. 1 h", 60),
        ("45.0", 45),
        ("", None),
        ("45-60", None),
        ("-5", None),
        ("1:30", None),
        ("1.5", None),
        ("h", None),
        ("an hour", 60),
        ("about an hour", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("one hour 15 minutes", 75),
        ("two hours", 120),
        ("forty-five minutes", 45),
        ("roughly 50 min", 50),
        ("an hour or so", 60),
        ("hours", None),
        ("an hour or two", None),
        ("a while", None),
    ],
)
def test_minutes_are_read_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["9" * 5000, "9" * 400 + " hours"], ids=["5000 digits", "400 digits of hours"])
def test_a_very_long_number_is_not_a_length(typed: str) -> None:
    assert parse_minutes(typed) is None


def test_the_words_are_english_on_every_machine() -> None:
    assert day_words(MARCH_5) == "Thursday 5 March 2026"
    assert day_words(MARCH_5, weekday=False) == "5 March 2026"
    assert moment_words(AT) == "Thursday 5 March 2026 at 14:30"
    assert short_words(AT) == "Thursday 5 March at 14:30"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=60), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=59), "59 days"),
        (timedelta(days=60), "2 months"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_a_length_is_given_in_the_largest_fitting_unit(length: timedelta, words: str) -> None:
    assert length_words(length.total_seconds()) == words
    now = AT.astimezone(UTC)
    assert distance_words(now + length, AT) == f"in {words}"
    assert distance_words(now - length, AT) == f"{words} ago"


def test_a_distance_across_time_zones_is_between_instants() -> None:
    same_instant = AT.astimezone(timezone(timedelta(hours=9)))
    assert distance_words(same_instant + timedelta(hours=3), AT) == "in 3 hours"


def test_a_distance_across_a_clock_change_is_in_real_hours() -> None:
    before, after = (datetime(2026, 3, day, 12, 0, tzinfo=BERLIN) for day in (28, 29))
    assert distance_words(after, before) == "in 23 hours"


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        ("Europe/Berlin", "Europe/Berlin", "Friday 6 March 2026 at 08:30"),
        ("Europe/Berlin", "Europe/Paris", "Friday 6 March 2026 at 08:30"),
        ("America/Chicago", "Europe/Berlin", "Friday 6 March 2026 at 01:30 (08:30 in Europe/Berlin)"),
        (
            "Europe/Berlin",
            "Pacific/Honolulu",
            "Friday 6 March 2026 at 08:30 (Thursday 5 March at 21:30 in Pacific/Honolulu)",
        ),
    ],
)
def test_another_clock_is_named_where_it_differs(here: str, there: str, words: str) -> None:
    assert both_clocks(datetime(2026, 3, 6, 7, 30, tzinfo=UTC), ZoneInfo(here), ZoneInfo(there)) == words
