"""The weeks of a search."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import SnapshotOf
from tests.learning.notes import interview, sent
from vaultgen.followups import weeks
from vaultgen.snapshot import Snapshot


def weeks_of(snapshot: Snapshot, starts: str = "monday") -> tuple[weeks.Week, ...]:
    happened, called = (
        weeks.events(snapshot.vault, snapshot.now),
        weeks.follow_up_records(snapshot.vault, snapshot.follow_ups),
    )
    return weeks.weeks(happened, called, snapshot.settings, snapshot.now.date(), starts=starts)


def test_a_week_tells_what_was_had_sent_and_left_open(snapshot_of: SnapshotOf) -> None:
    files = {
        "interviews/One.md": interview(
            "2026-03-13", interviewers=["Jane Doe"], lessons=["Breathe first."], heard_back="2026-03-18"
        ),
        "interviews/Two.md": interview("2026-03-18", "Globex", interviewers=["Jo March"]),
        "applications/Acme.md": "---\ncompany: Acme\nrole: Engineer\napplied: 2026-03-09\n---\n",
        "drafts/thanks.md": sent("One", "2026-03-16T15:00", "Thank you."),
    }
    after, before = weeks_of(snapshot_of(files, now="2026-03-23T09:00"))
    assert (before.key, after.key) == ("2026-W11", "2026-W12")
    assert [event.words for event in before.had] == ["Acme: technical"]
    assert [event.text for event in before.lessons] == ["Breathe first"]
    assert [event.path for event in before.applied] == ["applications/Acme.md"]
    assert [call.kind for call in before.not_sent] == ["thank-you"], "its day was Saturday, and it went out on Monday"
    assert [event.words for event in before.ahead] == ["Globex: technical"]
    assert before.gap
    assert [call.kind for call in after.late] == ["thank-you"]
    assert [(call.kind, call.to) for call in after.not_sent] == [("thank-you", "Jo March"), ("letter", "Jane Doe")]
    assert [event.path for event in after.heard] == ["interviews/One.md"]


@pytest.mark.parametrize(
    ("starts", "day", "first", "key"),
    [
        ("monday", "2026-03-15", "2026-03-09", "2026-W11"),
        ("sunday", "2026-03-15", "2026-03-15", "2026-W12"),
        ("sunday", "2026-03-14", "2026-03-08", "2026-W11"),
        ("saturday", "2026-03-14", "2026-03-14", "2026-W12"),
        ("monday", "2027-01-01", "2026-12-28", "2026-W53"),
    ],
)
def test_a_week_is_called_after_its_middle(starts: str, day: str, first: str, key: str) -> None:
    begins = weeks.first_day(date.fromisoformat(day), starts)
    assert (begins.isoformat(), weeks.key_of(begins)) == (first, key)


def test_an_interview_later_in_the_week_is_ahead_and_lacks_nothing_yet(snapshot_of: SnapshotOf) -> None:
    files = {
        "interviews/One.md": interview("2026-03-16", interviewers=["Jane Doe"]),
        "interviews/Two.md": interview("2026-03-18", "Globex", decision_date="2026-04-01"),
    }
    (week,) = weeks_of(snapshot_of(files, now="2026-03-17T09:00"))
    assert [event.path for event in week.had] == ["interviews/One.md"]
    assert [event.path for event in week.ahead] == ["interviews/Two.md"]
    assert week.gap
    assert week.gap.path == "interviews/One.md"


def test_a_week_names_the_gap_that_helps_most_not_the_latest(snapshot_of: SnapshotOf) -> None:
    full: dict[str, Any] = {"interviewers": ["Jane Doe"], "moments": ["the pager"], "problems": ["slow"]}
    files = {
        "interviews/One.md": interview("2026-03-09", **full),
        "interviews/Two.md": interview("2026-03-11", "Globex", decision_date="2026-04-01", **full),
    }
    week = weeks_of(snapshot_of(files, now="2026-03-16T09:00"))[-1]
    assert week.gap
    assert (week.gap.path, week.gap.text) == ("interviews/One.md", "decision_date")


def test_what_was_not_sent_is_listed_as_open_for_four_weeks(snapshot_of: SnapshotOf) -> None:
    files = {
        "interviews/One.md": interview("2026-01-05", interviewers=["Jane Doe"], decision_date="2026-01-07"),
        **{
            f"interviews/Other {number}.md": interview(
                (date(2026, 1, 12) + timedelta(days=7 * number)).isoformat(), f"House {number}", outcome="rejected"
            )
            for number in range(8)
        },
    }
    open_in = {
        week.key
        for week in weeks_of(snapshot_of(files, now="2026-03-10T09:00"))
        if any(
            call.interview == "interviews/One.md" and call.kind == "check-in" and call.number == 1 for call in week.open
        )
    }
    assert open_in
    assert max(open_in) < "2026-W08"
