"""The example vault: plausible, without problems, and with every situation that it should show.

Its unedited drafts are golden files: `VAULTGEN_GOLDEN=write` updates them.
"""

import os
import shutil
from pathlib import Path

import pytest

from vaultgen.builder import workspace
from vaultgen.builder.build import apply_drafts
from vaultgen.builder.pipeline import draft_plan
from vaultgen.exports.learned import learned
from vaultgen.followups import state
from vaultgen.followups.queue import by_interview, course, interview_state
from vaultgen.snapshot import Snapshot

NOW = "2026-03-12T09:00"


@pytest.fixture
def search(example: Path) -> Snapshot:
    work = workspace.open_vault(str(example))
    return work.snapshot(work.now(NOW))


def test_it_has_no_error_and_no_warning(search: Snapshot) -> None:
    found = {(problem.severity, problem.code) for problem in search.diagnostics}
    assert found == {("hint", "VG411"), ("hint", "VG424")}


def test_it_is_as_large_as_a_search_of_three_months(search: Snapshot) -> None:
    vault = search.vault
    employers = [company for company in vault.companies if company.note]
    assert (len(employers), len(vault.applications), len(vault.interviews)) == (6, 8, 14)
    assert max(len(vault.interviewers(interview)) for interview in vault.interviews) == 3


def test_it_shows_every_state(search: Snapshot) -> None:
    states = {state(follow_up, search.now) for follow_up in search.follow_ups}
    assert states == {"upcoming", "due", "overdue", "sent", "skipped", "superseded", "moot"}
    met = {
        interview_state(course(search.vault, i), by_interview(search.follow_ups).get(i.note.path, []), search.now)
        for i in search.vault.interviews
    }
    assert met == {"scheduled", "debrief", "follow-up", "waiting", "silent", "closed"}
    outcomes = {search.vault.outcome(application) for application in search.vault.applications}
    assert {"rejected", "offer", "withdrawn", None} <= outcomes


def test_a_reader_sees_its_story_on_top_of_each_ledger(search: Snapshot) -> None:
    told = learned(search)
    need = next(need for need in told["evidence"]["needs"] if need["backing"] == "none")
    assert (need["title"], need["positions"], need["make"]) == (
        "Terraform",
        4,
        'vaultgen new accomplishment "Terraform"',
    )
    question = max(told["questions"], key=lambda theme: len(theme["asked"]))
    marks = [asked["mark"] for asked in question["asked"]]
    assert len(marks) == 5
    assert marks[-1] > marks[0]
    assert any(concern["state"] == "open" for concern in told["concerns"])
    assert any(moment["spent"] for moment in told["moments"])


def test_its_drafts_are_what_is_written_today(example: Path, tmp_path: Path) -> None:
    root = example if os.environ.get("VAULTGEN_GOLDEN") == "write" else tmp_path / "vault"
    if root != example:
        shutil.copytree(example, root)
    work = workspace.open_vault(str(root))
    report = apply_drafts(work, draft_plan(work.snapshot(work.now(NOW))))
    assert report.written == ()
    assert report.deleted == ()
    assert report.kept == 8


def test_it_reads_well_years_later(example: Path) -> None:
    work = workspace.open_vault(str(example))
    known = work.snapshot(work.now("2031-06-01T09:00"))
    assert {problem.severity for problem in known.diagnostics} <= {"hint"}
    assert all("day ago" not in draft.body for draft in known.drafts)
