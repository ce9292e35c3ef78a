"""Whether messages helped: counts of outcomes by when they were sent."""

from datetime import date, timedelta
from typing import Any

from tests.conftest import SnapshotOf
from tests.learning.notes import interview, sent
from vaultgen.followups import effects

NOW = "2026-03-20T09:00"


def test_a_sentence_about_what_helped_needs_five_in_each_row(snapshot_of: SnapshotOf) -> None:
    def tables(late: int) -> tuple[effects.EffectTable, ...]:
        files = {}
        for number in range(5 + late):
            day = (date(2026, 1, 5) + timedelta(days=number)).isoformat()
            outcome = "advanced" if number < 4 else "rejected"
            name = f"Round {number}"
            files[f"interviews/{name}.md"] = interview(
                day, f"House {number}", interviewers=["Jane Doe"], outcome=outcome, heard_back=day
            )
            at = f"{day}T16:00" if number < 5 else "2026-03-01T10:00"
            files[f"drafts/{name}.md"] = sent(name, at, "Thank you.")
        snapshot = snapshot_of(files, now=NOW)
        return effects.tables(effects.effects(snapshot.vault, snapshot.follow_ups, snapshot.now))

    assert tables(4)[0].sentence == ""
    said = tables(5)[0].sentence
    assert said == (
        "A thank-you in time and going on went together in 4 of 5 interviews; "
        "a late thank-you and going on went together in 0 of 5 interviews."
    )


def test_of_a_panel_one_thanks_in_time_counts_and_what_was_skipped_does_not(snapshot_of: SnapshotOf) -> None:
    panel: dict[str, Any] = {"interviewers": ["Jane Doe", "Ben Ito"]}
    files = {
        "interviews/One.md": interview("2026-03-02", heard_back="2026-03-05", **panel),
        "interviews/Two.md": interview(
            "2026-03-09", stage="final", outcome="rejected", heard_back="2026-03-12", **panel
        ),
        "interviews/Three.md": interview("2026-03-02", "Globex", skip=["thank-you"], **panel),
        "interviews/Four.md": interview("2026-03-19", "Initech", **panel),
        "drafts/a.md": sent("One", "2026-03-04T10:00", "Thank you."),
        "drafts/b.md": sent("One", "2026-03-02T16:00", "Thank you.", to="Ben Ito"),
    }
    snapshot = snapshot_of(files, now="2026-03-19T16:00")
    found = [
        one for one in effects.effects(snapshot.vault, snapshot.follow_ups, snapshot.now) if one.kind == "thank-you"
    ]
    assert sorted((one.path, one.sending, one.result, one.days) for one in found) == [
        ("interviews/One.md", "in time", "went on", 3),
        ("interviews/Two.md", "not sent", "ended", 3),
    ]
