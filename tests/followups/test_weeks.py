"""The weeks of a search."""

from datetime import date

import pytest

from tests.conftest import SnapshotOf
from tests.learning.notes import interview, sent
from vaultgen.followups import weeks
from vaultgen.snapshot import Snapshot


def weeks_of(snapshot: Snapshot, starts: str = "monday") -> tuple[weeks.Week, ...]:
    happened, called = weeks.events(snapshot.vault, snapshot.now), weeks.calls(snapshot.vault, snapshot.follow_ups)
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
