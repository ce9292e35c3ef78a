"""Whether messages helped: counts of outcomes by when they were sent."""

from datetime import date, timedelta

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
