"""The work-search log: its rows, and that nothing else gets in."""

import csv
import re

import pytest

from tests.conftest import SnapshotOf
from vaultgen.errors import UsageProblem
from vaultgen.exports.exported import Exported
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import KINDS
from vaultgen.vault.schema import specs

SENT = """---
kind: {kind}
interview: "[[interviews/Acme]]"
to: Jane Doe
sent: 2026-03-0{day}T10:00
---
Dear Jane,
"""
FILES = {
    "applications/Acme.md": """---
company: "[[Acme]]"
role: Engineer
applied: 2026-03-01
method: referral
contact: "Kim Lee, Recruiter"
---
""",
    "companies/Acme.md": '---\naddress: "1 Main St\\nChicago"\nphone: +1 312 555 0100\n---\n',
    "interviews/Acme.md": """---
company: "[[Acme]]"
role: "[[applications/Acme]]"
stage: panel
format: video
date: 2026-03-04T15:00
duration: 60
interviewers: ["Jane Doe, CTO", "Sam Roe"]
outcome: rejected
---
""",
    "drafts/letter.md": SENT.format(kind="letter", day=6),
    "drafts/check.md": SENT.format(kind="check-in", day=7),
    "applications/Initech.md": "---\ncompany: Initech\nrole: Clerk\napplied: 2026-03-08\n---\n",
    "applications/Umbrella.md": "---\ncompany: Umbrella\nrole: Clerk\n---\n",
}


def log(snapshot: Snapshot, **asked: str) -> Exported:
    every = {"words": (), "from": None, "to": None, "format": "html", "week-start": None} | asked
    return VAULT_FILES["log"].export(snapshot, {key.replace("since", "from"): value for key, value in every.items()})


def rows(snapshot: Snapshot, **asked: str) -> list[list[str]]:
    text = log(snapshot, format="csv", **asked).data.decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:]


def test_the_rows(snapshot_of: SnapshotOf) -> None:
    at = "1 Main St, Chicago"
    assert rows(snapshot_of(FILES)) == [
        ["2026-03-01", "Acme", at, "Kim Lee, Recruiter", "through a referral", "Engineer", "not hired"],
        ["2026-03-04", "Acme", at, "Jane Doe, CTO; Sam Roe", "interview by video (panel)", "Engineer", "not hired"],
        ["2026-03-06", "Acme", at, "Jane Doe, CTO", "letter", "Engineer", "not hired"],
        ["2026-03-08", "Initech", "", "", "", "Clerk", "no answer yet"],
    ]


def test_what_has_not_been_done_yet_is_no_row(snapshot_of: SnapshotOf) -> None:
    assert [row[0] for row in rows(snapshot_of(FILES, "2026-03-04T12:00"))] == ["2026-03-01", "2026-03-06"]


def test_a_part_of_it(snapshot_of: SnapshotOf) -> None:
    assert [row[0] for row in rows(snapshot_of(FILES), since="2026-03-02", to="6 March 2026")] == [
        "2026-03-04",
        "2026-03-06",
    ]
    for days in ({"since": "soon"}, {"since": "2026-03-02", "to": "2026-03-01"}):
        with pytest.raises(UsageProblem, match="--from"):
            log(snapshot_of(FILES), **days)


@pytest.mark.parametrize(
    ("start", "weeks"),
    [
        ("monday", ["Monday 23 February 2026", "Monday 2 March 2026"]),
        ("sunday", ["Sunday 1 March 2026", "Sunday 8 March 2026"]),
    ],
)
def test_a_table_for_each_week(snapshot_of: SnapshotOf, start: str, weeks: list[str]) -> None:
    page = log(snapshot_of(FILES), **{"week-start": start}).data.decode()
    assert re.findall("Week of ([^<]+)", page) == weeks
    as_set = snapshot_of(FILES, settings=f'timezone = "UTC"\nweek_starts = "{start}"')
    assert log(as_set).data.decode() == page


def test_what_the_rows_lack_is_said_with_the_note_to_complete(snapshot_of: SnapshotOf) -> None:
    file = log(snapshot_of(FILES))
    lacks = [
        "applications/Initech.md: method",
        "companies/Initech.md: address, phone or website",
        "applications/Umbrella.md: applied",
    ]
    assert [remark.removeprefix("Not noted yet, in ") for remark in file.remarks] == lacks
    assert re.findall("<li>([^<]+)</li>", file.data.decode()) == lacks


def test_the_page_is_signed_and_numbered(snapshot_of: SnapshotOf) -> None:
    page = log(snapshot_of(FILES)).data.decode()
    assert "Signature" in page
    assert 'counter(page) " of " counter(pages)' in page


# What the office asks for; whatever else a note says is nobody's business.
ASKED = {
    "interview": {"company", "role", "interviewers", "stage", "format", "date", "duration", "place"},
    "application": {"company", "role", "url", "applied", "method", "contact", "via"},
    "company": {"address", "phone", "website"},
}
VALID = {"timezone": "UTC", "decision_date": "2026-03-20", "heard_back": "2026-03-10", "answer_by": "2026-03-20"}


@pytest.mark.parametrize("form", ["html", "csv"])
def test_nothing_else_gets_in(snapshot_of: SnapshotOf, form: str) -> None:
    files = dict(FILES)
    for path in ("interviews/Acme.md", "applications/Acme.md", "companies/Acme.md"):
        kind = {"i": "interview", "a": "application", "c": "company"}[path[0]]
        more = [
            f"{name}: {VALID.get(name) or (f'[secret-{name}]' if spec.is_list else f'secret-{name}')}"
            for name, spec in specs(KINDS[kind]).items()
            if name not in ASKED[kind] and not spec.choices and f"\n{name}:" not in files[path]
        ]
        assert len(more) > 2
        head = files[path].rstrip().removesuffix("---")
        files[path] = head + "\n".join(more) + "\n---\nA secret-body.\n\n## Moments\n\n- secret-section\n"
    files["drafts/letter.md"] += "A secret-letter.\n"
    data = log(
        snapshot_of(files, settings='timezone = "UTC"\n[me]\nname = "Robin"\nphone = "secret-phone"'), format=form
    ).data
    assert b"Jane Doe" in data
    assert not re.findall(rb"secret-\w+", data)


def test_text_stays_text(snapshot_of: SnapshotOf) -> None:
    files = FILES | {
        "applications/Initech.md": FILES["applications/Initech.md"].replace("Clerk", "<b>Clerk</b> <script>")
    }
    page = log(snapshot_of(files)).data.decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
