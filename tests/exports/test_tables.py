"""Tables, as a spreadsheet and as our own import read them."""

import csv
import io
import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import conftest
from tests.conftest import SnapshotOf, VaultOf
from vaultgen.builder import workspace
from vaultgen.cli.table_import import TableOptions, run
from vaultgen.diagnostics.source import SourceFile
from vaultgen.errors import UsageProblem
from vaultgen.exports.tables import FILE, TABLES, WORKED_OUT
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.exports.vault_files import csv as csv_file
from vaultgen.imports import columns, delimited, table
from vaultgen.imports import rows as rows_of_table
from vaultgen.imports.presets import PRESETS
from vaultgen.snapshot import Snapshot
from vaultgen.vault.settings import Settings
from vaultgen.vault.typed_answers import tidy

NOW = "2026-03-12T09:00"
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
problems: ["slow **builds**", "@Jane: no `tests_at` all"]
skills: ["SQL; well", "C:\\\\", "a\\\\b"]
concerns_open: none
hard_questions: ["Why us? (2/5)"]
---
""",
}

QUESTIONS = {
    "questions/Your worst day.md": "---\ncomfort: 4\naliases: [the worst day; or week]\npractised: [2026-03-01]\n---\n"
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
    assert row["problems"] == "slow builds; @Jane: no tests_at all"
    assert row["concerns_open"] == "none"
    assert (row["state"], row["note_file"]) == ("debrief", "interviews/Acme.md")
    people = {row["name"]: row for row in rows(snapshot_of(FILES, "2026-03-13T09:00"), "people")}
    assert people["Jane Doe"]["address"] == "1 Main St, Chicago"
    assert (people["Jane Doe"]["times_met"], people["Jane Doe"]["last_met"]) == ("1", "2026-03-11")


def test_what_people_are_called_is_in_the_table(snapshot_of: SnapshotOf) -> None:
    note = "---\ncompany: Acme\ndate: 2026-03-11\ninterviewers: ['Li Wei (goes by Wendy), CTO', goes by Bo]\n---\n"
    (row,) = rows(snapshot_of({"interviews/Acme.md": note}), "interviews")
    assert row["interviewers"] == "Li Wei, goes by Wendy, CTO; Bo"


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


def exported(root: Path, kind: str, out: Path) -> list[dict[str, str]]:
    """Writes a table of a vault to a file; gives its rows without the paths of notes."""
    out.write_bytes(VAULT_FILES["csv"].export(snapshot_now(root), {"words": (kind,)}).data)
    found = list(csv.DictReader(out.read_text("utf-8-sig").splitlines(), strict=True))
    return [{name: cell for name, cell in row.items() if name != FILE} for row in found]


def snapshot_now(root: Path) -> Snapshot:
    work = workspace.open_vault(str(root))
    return work.snapshot(work.now(NOW), new_drafts=False)


def imported(root: Path, table: Path, *, kind: str | None = None, yes: bool = True) -> None:
    run(table, TableOptions({}, kind, "", yes), vault=str(root), now=NOW)


LOG = {"words": (), "from": None, "to": None, "format": "csv", "week-start": None}
NOTES = ["people", "applications", "interviews", "questions"]


@pytest.mark.changes_notes
@pytest.mark.parametrize("kind", NOTES)
def test_a_table_that_was_imported_gives_the_same_table(vault_of: VaultOf, tmp_path: Path, kind: str) -> None:
    files = {path: text for path, text in FILES.items() if kind == "interviews" or "interviews" not in path}
    root, other = vault_of(files | QUESTIONS), vault_of({}, name="other")
    before = exported(root, kind, tmp_path / f"{kind}.csv")
    imported(other, tmp_path / f"{kind}.csv")
    after = exported(other, kind, tmp_path / "again.csv")
    assert before
    if kind == "people":
        assert {row["name"]: row["phone"] for row in after}["Jane Doe"] == "'+13125550100"
    if kind == "interviews":
        assert {row["concerns_open"] for row in after} == {"none"}
        assert {row["skills"] for row in after} == {r"SQL\; well; C:\\; a\b"}
    assert after == before


@pytest.mark.changes_notes
@pytest.mark.parametrize("kind", NOTES)
def test_a_table_adds_nothing_where_it_comes_from(
    vault_of: VaultOf, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Not for somebody who is named in an interview alone, nor a question that was only asked there."""
    root = vault_of(FILES | QUESTIONS)
    rows = exported(root, kind, tmp_path / f"{kind}.csv")
    imported(root, tmp_path / f"{kind}.csv")
    said = capsys.readouterr().out
    assert f"0 notes to write, {len(rows)} there already." in said
    assert "stays as it is" not in said


def test_what_was_added_in_the_table_is_taken_over(
    vault_of: VaultOf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, table = vault_of(FILES), tmp_path / "people.csv"
    exported(root, "people", table)
    text = table.read_text("utf-8-sig").replace("Sam Roe,,CEO,Acme,", "Sam Roe,,CEO,Acme,sam@acme.example")
    table.write_text(text + "Ada Poe,,CFO,Acme,,,,,,,,,\n", "utf-8-sig")
    imported(root, table, yes=False)
    said = capsys.readouterr().out
    assert "2 notes to write" in said
    assert "write people/Sam Roe.md" in said
    assert "write people/Ada Poe.md" in said


@pytest.mark.parametrize(
    ("kind", "asked", "what"),
    [("csv", {"words": ("follow-ups",)}, "follow-ups,"), ("log", LOG, "a work-search log,")],
)
def test_what_vaultgen_works_out_is_not_imported(
    vault_of: VaultOf, tmp_path: Path, kind: str, asked: dict[str, Any], what: str
) -> None:
    root, table = vault_of(FILES), tmp_path / "table.csv"
    table.write_bytes(VAULT_FILES[kind].export(snapshot_now(root), asked).data)
    with pytest.raises(UsageProblem) as stopped:
        imported(root, table)
    assert f"These are {what}" in stopped.value.message
    imported(root, table, kind="application", yes=False)  # who says what the rows are may


@pytest.mark.changes_notes
def test_libreoffice_shows_a_table_as_it_is_and_what_it_saves_adds_nothing(
    vault_of: VaultOf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("there is no LibreOffice on this computer")
    root, files = vault_of(FILES | QUESTIONS), [tmp_path / f"{kind}.csv" for kind in NOTES]
    for file in files:
        exported(root, file.stem, file)
    # The answers of its dialog: commas, quotation marks, UTF-8, from row 1, days in ISO 8601 are days.
    given = ("--infilter=CSV:44,34,76,1,,1033,false,true", "--convert-to", "xlsx", "--outdir", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([program, profile, "--headless", *given, *files], check=True, capture_output=True, timeout=120)
    for file in files:
        shown = list(openpyxl.load_workbook(file.with_suffix(".xlsx")).active.iter_rows())
        written = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
        assert [[_as_text(cell.value) for cell in row] for row in shown] == written
        assert "f" not in {cell.data_type for row in shown for cell in row}, "no formula"
        imported(root, file.with_suffix(".xlsx"))
        said = capsys.readouterr().out
        assert "0 notes to write" in said
        assert "stays as it is" not in said


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}".removesuffix("T00:00")
    return "" if value is None else str(value)


ITEMS = st.lists(st.text(st.sampled_from("a; \\é,'=+"), min_size=1, max_size=8).map(tidy).filter(bool), max_size=4)


@given(ITEMS)
@settings(max_examples=50)
def test_the_items_of_a_list_are_read_back_as_they_were(items: list[str]) -> None:
    note = (
        "---\ncompany: Acme\ndate: 2026-03-11T10:00\nskills: " + json.dumps([f"{item}x" for item in items]) + "\n---\n"
    )
    files = [SourceFile("interviews/a.md", note.encode())]
    known = conftest.known(files, NOW, 'timezone = "UTC"', conftest.ROOT / "nowhere")
    made = TABLES["interviews"](known)
    sheet = delimited.read("t", csv_file.write(made.columns, made.rows))
    found = table.find("t", [sheet], columns.known_names())
    read = columns.read(found, kind=None, given={}, dates="")
    (entry,) = rows_of_table.entries(found, read, Settings().timezone)
    (interview,) = known.vault.interviews
    assert list(entry.values.get("skills", [])) == [item.text for item in interview.skills or ()]
    assert len(interview.skills or ()) == len(items)
