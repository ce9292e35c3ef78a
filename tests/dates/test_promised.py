"""Days in the words of a promise, read against the day on which it was made."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.dates.promised import split_day

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("call back on 2 December", "call back", "2026-12-02"),
        ("send the GitHub link tomorrow", "send the GitHub link", "2026-11-27"),
        ("send the list by Monday", "send the list", "2026-11-30"),
        ("Monday: send the list", "send the list", "2026-11-30"),
        ("tomorrow send the link", "send the link", "2026-11-27"),
        ("call on Monday about the shift", "call about the shift", "2026-11-30"),
        ("licence photo tonight", "licence photo", "2026-11-26"),
        ("send the report by Dec 4", "send the report", "2026-12-04"),
        ("send references in two days", "send references", "2026-11-28"),
        ("write to them within a week", "write to them", "2026-12-03"),
        ("send it by the end of the week", "send it", "2026-11-27"),
        ("send it by Fri", "send it", "2026-11-27"),
        ("send the deck before Tuesday", "send the deck", "2026-11-30"),
        ("writing sample by 11/30", "writing sample", "2026-11-30"),
        ("send the plan on 30.11.", "send the plan", "2026-11-30"),
        ("send the plan before 1/14/2027 to Jo", "send the plan to Jo", "2027-01-13"),
        ("11/28: the sketch", "the sketch", "2026-11-28"),
        ("send the plan by 12/12", "send the plan", "2026-12-12"),
        ("read 3/4 of the report", "read 3/4 of the report", None),
        ("cover on 24/7 support", "cover on 24/7 support", None),
        ("send version 2.1", "send version 2.1", None),
        ("send the portfolio", "send the portfolio", None),
        ("send the notes of Monday’s talk", "send the notes of Monday’s talk", None),
        ("portfolio", "portfolio", None),
    ],
)
def test_a_day_in_words_is_read_and_taken_out(text: str, words: str, day: str | None) -> None:
    found = split_day(text, THURSDAY)
    assert (found.words, found.day) == (words, date.fromisoformat(day) if day else None)
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "send it next week",
        "write by the end of the month",
        "send it next Friday",
        "send it by 12/5",
        "answer on 1/2/27",
    ],
)
def test_what_is_like_a_day_and_none_for_certain_is_told(text: str) -> None:
    found = split_day(text, THURSDAY)
    assert (found.words, found.day) == (text, None)
    assert found.doubt


@given(st.text(max_size=60), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_text_can_be_asked(text: str, said_at: datetime) -> None:
    found = split_day(text, said_at)
    assert found.day is None or found.day >= said_at.date().replace(year=said_at.year - 1)
