"""The facts on a note's page: each type of property in words, in the model's order."""

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen.website.facts import facts

INTERVIEW = """---
company: "[[Acme]]"
date: 2026-03-05T14:30
timezone: Europe/Berlin
duration: 45
interviewers: ["[[Jane Doe]]", "Ann Lee, CTO"]
culture: none
decision_date: 2026-03-12
promises: ["2026-03-09: the article"]
unknown: [problems, skills]
---
"""


def test_each_type_of_property_is_told_in_words(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of({"interviews/Acme.md": INTERVIEW, "questions/Why.md": "---\ncomfort: 2\n---\n"}).vault
    assert facts(vault.interviews[0], but=("unknown",)) == [
        ("Company", "Acme"),
        ("Date", "Thursday 5 March 2026 at 14:30"),
        ("Timezone", "Europe/Berlin"),
        ("Duration", "45 minutes"),
        ("Interviewers", "Jane Doe, Ann Lee"),
        ("Decision date", "Thursday 12 March 2026"),
        ("Promises", "the article"),
    ]
    assert facts(vault.of(vault.notes[1]), but=()) == [("Comfort", "2 of 5")]


def test_the_page_of_an_interview_links_its_place_and_calls_nobody_somebody(run: Run, vault_of: VaultOf) -> None:
    more = "place: https://call.example/acme\ndecision_maker: the director\n---"
    root = vault_of({"interviews/Acme.md": INTERVIEW.removesuffix("---\n") + more})
    assert run("build", root, "--now", "2026-03-06T09:00").returncode == 0
    page = (root / "site/interviews/acme.html").read_text("utf-8")
    assert '<a href="https://call.example/acme" rel="noreferrer">https://call.example/acme</a>' in page
    assert ("the director" in page, "somebody" in page) == (True, False)
    # No rules around facts of which there are none.
    (position,) = (root / "site/applications").iterdir()
    assert '<dl class="facts">' not in position.read_text("utf-8")
