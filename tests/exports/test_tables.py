"""Tables, as a spreadsheet and as our own import read them."""

import csv
from pathlib import Path

import pytest

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen.exports.tables import FILE, TABLES, WORKED_OUT
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.imports.presets import PRESETS
from vaultgen.snapshot import Snapshot

FILES = {
    "applications/Acme.md": """---
company: "[[Acme]]"
role: "=HYPERLINK(\\"https://evil.example\\")"
applied: 2026-03-01
method: online
contact: "Jane Doe, CTO, jane@acme.example, +1 312 555 0100"
---
""",
    "companies/Acme.md": "---\n---\n",
    "people/Jane Doe.md": '---\ncompany: "[[Acme]]"\nphone: "+13125550100"\naddress: "1 Main St\\nChicago"\n---\n',
    "interviews/Acme.md": """---
company: "[[Acme]]"
role: Engineer
stage: screen
date: 2026-03-11T23:30
timezone: America/New_York
duration: 30
interviewers: ["[[Jane Doe]]", "Sam Roe, CEO"]
problems: ["slow **builds**", "@Jane: no tests"]
concerns_open: none
hard_questions: ["Why us? (2/5)"]
---
""",
}


def rows(snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet reads them, by the names of the columns."""
    file = VAULT_FILES["csv"].export(snapshot, {"words": (name,)})
    assert file.name == f"{name}.csv"
    assert file.data.startswith(b"\xef\xbb\xbf")
    text = file.data.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


def test_a_table_has_the_properties_and_what_is_worked_out(snapshot_of: SnapshotOf) -> None:
    (row,) = rows(snapshot_of(FILES), "interviews")
    assert (row["company"], row["date"], row["duration"]) == ("Acme", "2026-03-11T23:30", "30")
    assert row["interviewers"] == "Jane Doe; Sam Roe, CEO"
    assert row["problems"] == "slow builds; @Jane: no tests"
    assert row["concerns_open"] == "none"
    assert (row["state"], row["note_file"]) == ("debrief", "interviews/Acme.md")
    people = {row["name"]: row for row in rows(snapshot_of(FILES, "2026-03-13T09:00"), "people")}
    assert people["Jane Doe"]["address"] == "1 Main St, Chicago"
    assert (people["Jane Doe"]["times_met"], people["Jane Doe"]["last_met"]) == ("1", "2026-03-11")


def test_follow_ups_and_questions(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(FILES)
    due = {(row["kind"], row["to"]): row for row in rows(snapshot, "follow-ups")}
    assert due["thank-you", "Sam Roe"]["due"] == "2026-03-13T04:00"
    (question,) = rows(snapshot, "questions")
    assert (question["name"], question["times_asked"], question["last_mark"]) == ("Why us?", "1", "2")


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_vault_has_the_columns(snapshot_of: SnapshotOf, name: str) -> None:
    assert rows(snapshot_of({}), name) == []
    assert TABLES[name](snapshot_of({})).columns == TABLES[name](snapshot_of(FILES)).columns


def test_nothing_is_taken_for_a_formula(snapshot_of: SnapshotOf) -> None:
    (row,) = (row for row in rows(snapshot_of(FILES), "applications") if row["applied"])
    assert row["role"] == '\'=HYPERLINK("https://evil.example")'
    assert {row["name"]: row["phone"] for row in rows(snapshot_of(FILES), "people")}["Jane Doe"] == "'+13125550100"


def test_our_import_knows_which_columns_are_worked_out() -> None:
    own = next(preset for preset in PRESETS if preset.name == "vaultgen")
    assert set(own.meanings) == {*WORKED_OUT, FILE}


@pytest.mark.changes_notes
@pytest.mark.parametrize("kind", ["people", "applications"])
def test_a_table_that_was_imported_gives_the_same_table(vault_of: VaultOf, run: Run, tmp_path: Path, kind: str) -> None:
    now = ("--now", "2026-03-12T09:00")
    files = {path: text for path, text in FILES.items() if "interviews" not in path}
    root, other = vault_of(files), vault_of({}, name="other")
    table = tmp_path / f"{kind}.csv"
    assert run("export", "csv", kind, root, *now, "--out", table).returncode == 0
    imported = run("import", table, "--yes", *now, cwd=other)
    assert imported.returncode == 0, imported.stderr
    again = tmp_path / "again.csv"
    run("export", "csv", kind, other, *now, "--out", again)
    before, after = (list(csv.DictReader(one.read_text("utf-8-sig").splitlines())) for one in (table, again))
    for row in (*before, *after):
        del row["note_file"]
    assert before
    if kind == "people":
        assert {row["name"]: row["phone"] for row in after}["Jane Doe"] == "'+13125550100"
    assert after == before
