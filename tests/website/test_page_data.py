"""What the pages are given: where an application stands, the order of a day, what notes say of each other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.paging import pages_of
from vaultgen.builder import workspace

VaultOf = Callable[..., Path]
Data = Callable[..., dict[str, dict[str, Any]]]
SETTINGS = 'timezone = "America/Chicago"\ncountry = "US"\n[check]\nignore = ["VG4"]\n'


@pytest.fixture
def data(vault_of: VaultOf) -> Data:
    """The data of each page of a vault, by the page's path."""

    def of(files: dict[str, str], now: str = "2026-03-12T09:00") -> dict[str, dict[str, Any]]:
        work = workspace.open_vault(str(vault_of({"vaultgen.toml": SETTINGS} | files)))
        return {page.path: dict(page.data) for page in pages_of(work.snapshot(work.now(now)))}

    return of


def note(day: str, more: str = "", *, company: str = "Acme") -> str:
    return f"---\ncompany: {company}\nrole: Engineer\ndate: {day}\nduration: 60\n{more}---\n"


def column(page: dict[str, Any]) -> list[str]:
    return [column["key"] for column in page["columns"] for _ in column["applications"]]


@pytest.mark.parametrize(
    ("now", "stands"),
    [("2026-03-09T09:00", "applied"), ("2026-03-10T15:00", "screen"), ("2026-03-17T09:00", "technical")],
)
def test_an_application_stands_where_its_last_round_has_begun(data: Data, now: str, stands: str) -> None:
    rounds = {
        "interviews/1.md": note("2026-03-10T15:00", "stage: screen\n"),
        "interviews/2.md": note("2026-03-13T10:00", "stage: onsite\noutcome: cancelled\n"),
        "interviews/3.md": note("2026-03-16T10:00", "stage: technical\n"),
    }
    assert column(data(rounds, now)["pipeline.html"]) == [stands]


@pytest.mark.parametrize(
    ("outcome", "active", "accepted"), [("offer", 1, 0), ("accepted", 0, 1), ("declined", 0, 0), ("advanced", 1, 0)]
)
def test_an_accepted_offer_ends_an_application(data: Data, outcome: str, active: int, accepted: int) -> None:
    page = data({"interviews/1.md": note("2026-03-02T15:00", f"outcome: {outcome}\n")})["pipeline.html"]
    assert (len(page["active"]), len(page["accepted"])) == (active, accepted)
    assert len(page["closed"]) == 1 - active


def test_a_day_shows_interviews_first_and_decisions_last(data: Data) -> None:
    pages = data(
        {
            "interviews/1.md": note("2026-03-11T15:00", "decision_date: 2026-03-12\n", company="Borch"),
            "interviews/2.md": note("2026-03-12T17:00", company="Zillow"),
            "interviews/3.md": note("2026-03-02T17:00", "decision_date: 2026-03-12\noutcome: advanced\n"),
            "interviews/4.md": note("2026-02-20T17:00", "outcome: offer\n", company="Initech"),
            "applications/a.md": "---\ncompany: Initech\nrole: Engineer\nanswer_by: 2026-03-12\n---\n",
        }
    )
    (day,) = [d for m in pages["calendar.html"]["months"] for d in m["days"] if d["iso"] == "2026-03-12"]
    shown = [(event["kind"], event["name"]) for event in day["events"]]
    assert shown == [
        ("interview", "Zillow: interview"),
        ("offer", "Initech: answer the offer"),
        ("follow-up", "Thank-you"),
        ("decision", "Borch decides"),
    ]


def test_what_notes_say_of_each_other_names_no_raw_targets(data: Data) -> None:
    pages = data({"B.md": "# S1\ntext ^here\n", "A.md": "see [[B#S1]], [[B#^here]] and [[B#S1|words]]\n"})
    (mention,) = pages["notes/b.html"]["mentions"]
    assert mention["said"] == "see B > S1, B and words"


def test_prompts_of_the_template_are_not_shown_as_notes(data: Data) -> None:
    empty = "%%\nasks\n%%\n\n## What was discussed\n\n\n## Impressions\n\n"
    pages = data(
        {
            "interviews/1.md": note("2026-03-02T15:00") + empty,
            "interviews/2.md": note("2026-03-02T15:00") + empty + "Friendly.\n",
            "interviews/3.md": note("2026-03-02T15:00") + empty + "\n## Ask about pay\n",
        }
    )
    bodies = [pages[f"interviews/{n}.html"]["body"] for n in (1, 2, 3)]
    assert bodies[0] == ""
    assert "Friendly" in bodies[1]
    assert "discussed" not in bodies[1]
    assert "Ask about pay" in bodies[2], "a heading of one's own says something"


def test_a_site_that_was_left_behind_is_no_part_of_the_vault(vault_of: VaultOf) -> None:
    root = vault_of({"files/a.png": "", "site/.vaultgen.json": "{}", "site/files/a.png": "", "site/x.md": "old"})
    (root / "vaultgen.toml").write_text('output = "public"\n', "utf-8")
    known = workspace.open_vault(str(root))
    snapshot = known.snapshot(known.now("2026-03-12T09:00"))
    assert snapshot.attachments == ("files/a.png",)
    assert [n.path for n in snapshot.vault.notes] == []
