"""What people say at a moment: Thursday 26 November 2026, 15:52."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.dates.relative import Direction, parse_near
from vaultgen.dates.typed import BadDate

NOW = datetime(2026, 11, 26, 15, 52, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "direction", "meant"),
    [
        ("2026-11-25T10:30", "", "2026-11-25T10:30"),
        ("yesterday 10:30", "", "2026-11-25T10:30"),
        ("Yesterday at 10:30 am", "", "2026-11-25T10:30"),
        ("10:30 yesterday", "", "2026-11-25T10:30"),
        ("yesterday", "", "2026-11-25"),
        ("today 2pm", "", "2026-11-26T14:00"),
        ("this morning at 9:15", "", "2026-11-26T09:15"),
        ("tomorrow, 9 am", "", "2026-11-27T09:00"),
        ("the day after tomorrow", "", "2026-11-28"),
        ("14:00", "", "2026-11-26T14:00"),
        ("at noon", "", "2026-11-26T12:00"),
        ("2 pm", "", "2026-11-26T14:00"),
        ("now", "", "2026-11-26T15:52"),
        ("an hour ago", "", "2026-11-26T14:52"),
        ("half an hour ago", "", "2026-11-26T15:22"),
        ("45 minutes ago", "", "2026-11-26T15:07"),
        ("3 days ago", "", "2026-11-23"),
        ("in two weeks", "", "2026-12-10"),
        ("in a month", "", "2026-12-26"),
        ("Nov 26 10:30am", "", "2026-11-26T10:30"),
        ("26 November", "", "2026-11-26"),
        ("the 3rd of December at 11", "", None),
        ("3 Dec 11:00", "", "2026-12-03T11:00"),
        ("Jan 4", "", "2027-01-04"),
        ("Fri 4 Dec", "", "2026-12-04"),
        ("Fri 5 Dec", "", None),
        ("Dec 4", "past", None),
        ("Nov 20", "past", "2026-11-20"),
        ("Nov 20", "future", None),
        ("last Friday 10:00", "", "2026-11-20T10:00"),
        ("this Friday", "", "2026-11-27"),
        ("next Friday", "", None),
        ("next Monday", "", "2026-11-30"),
        ("Friday", "", None),
        ("Friday", "future", "2026-11-27"),
        ("by Friday", "future", "2026-11-27"),
        ("on Monday 14:00", "past", "2026-11-23T14:00"),
        ("Thursday", "future", None),
        ("30 February", "", None),
        ("soon", "", None),
        ("next week", "future", None),
        ("03/04/2026", "", None),
        ("maybe tomorrow", "", None),
        ("tomorrowish", "", None),
    ],
)
def test_what_people_say_at_a_moment(said: str, direction: Direction, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(BadDate):
            parse_near(said, NOW, direction=direction)
    else:
        assert str(parse_near(said, NOW, direction=direction)) == meant


def test_words_that_are_no_one_day_are_not_blamed_on_the_moment() -> None:
    for said in ("end of next week", "Friday week"):
        with pytest.raises(BadDate, match=f"“{said}” is not one day"):
            parse_near(said, NOW, direction="future")


def test_what_may_mean_two_days_names_both() -> None:
    with pytest.raises(BadDate, match="can mean two days") as bad:
        parse_near("next Friday", NOW)
    assert bad.value.hint == "Write 2026-11-27 or 2026-12-04."


@given(st.text() | st.from_regex(r"(last|next|in|) ?(two|3|99|a)? ?(Friday|weeks|31 Feb|Nov 26)( ago| 25:00| 9am)?"))
def test_any_text_is_a_day_or_a_bad_date(said: str) -> None:
    try:
        meant = str(parse_near(said, NOW, direction="future").day)
    except BadDate as bad:
        meant = f"{bad} {bad.hint}"
    assert meant
