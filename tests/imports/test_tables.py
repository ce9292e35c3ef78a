"""Import of tables: whatever wrote the file, each cell is in the note as it was, and nothing that is there changes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import conftest
from tests.conftest import ROOT, VaultOf
from vaultgen.cli.table_import import TableOptions, run
from vaultgen.diagnostics.source import SourceFile
from vaultgen.errors import FileProblem, UsageProblem, VaultgenError
from vaultgen.imports import columns, delimited, known, rows, table
from vaultgen.imports.days import Order
from vaultgen.imports.presets import IGNORED
from vaultgen.vault import typed
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.settings import Settings
from vaultgen.vault.typed_answers import tidy
from vaultgen.vault.vault import Context, Vault

NOW = "2026-03-12T09:00"
SHEET = """\
Company,Job Title,Date Applied,Status,Link,Notes
"Acme, Inc.",Engineer,3/5/2026,Rejected,https://acme.example/jobs/1,"two
lines: “quoted”"
Zürich Söhne,C++ Dev,3/25/2026,Applied,,
"""
pytestmark = pytest.mark.changes_notes


def imported(
    root: Path, file: str, data: bytes, *, given: Mapping[str, str] = {}, kind: str | None = None, dates: Order = ""
) -> dict[str, str]:
    """The notes that a vault has after the import of a file, by path."""
    path = root.parent / file
    path.write_bytes(data)
    run(path, TableOptions(given, kind, dates, yes=True), vault=str(root), now=NOW)
    return {found.relative_to(root).as_posix(): found.read_text("utf-8") for found in root.rglob("*.md")}


def said(text: str) -> dict[str, list[str]]:
    """The properties of a note that have a value."""
    note = parse_note(SourceFile("", text.encode()))[0]
    found = {name: [value.text for value in prop.values] for name, prop in note.properties.items()}
    return {name: values for name, values in found.items() if values and name != "type"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_whatever_wrote_it(vault_of: VaultOf, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(SHEET.replace('"Acme, Inc."', "Acme Inc.").replace(",", delimiter).splitlines())
    notes = imported(vault_of({}), "jobs.txt", text.encode(encoding))
    assert said(notes["applications/Acme Inc. – Engineer.md"]) == {
        "company": ["Acme Inc."],
        "role": ["Engineer"],
        "applied": ["2026-03-05"],
        "url": ["https://acme.example/jobs/1"],
        "outcome": ["rejected"],
    }
    assert "two\nlines: “quoted”" in notes["applications/Acme Inc. – Engineer.md"]
    other = notes["applications/Zürich Söhne – C++ Dev.md"]
    assert said(other) == {"company": ["Zürich Söhne"], "role": ["C++ Dev"], "applied": ["2026-03-25"]}
    assert "- Status: Applied" in other, "what is no outcome is kept"


def test_the_same_file_again_writes_nothing(vault_of: VaultOf, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault_of({})
    once = imported(root, "jobs.csv", SHEET.encode())
    assert len(once) == 2
    assert imported(root, "jobs.csv", SHEET.encode()) == once
    assert "0 notes to write, 2 there already" in capsys.readouterr().out


def test_without_yes_nothing_is_written(vault_of: VaultOf, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault_of({})
    path = root.parent / "jobs.csv"
    path.write_text(SHEET)
    run(path, TableOptions({}, None, "", yes=False), vault=str(root), now=NOW)
    out = capsys.readouterr()
    assert "write applications/Acme, Inc. – Engineer.md" in out.out
    assert "add --yes" in out.err
    assert list(root.rglob("*.md")) == []


def test_a_row_that_is_there_is_left_alone_and_its_differences_are_told(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str]
) -> None:
    there = "---\ntype: application\ncompany: '[[Acme]]'\nrole: Staff Engineer\nurl: http://www.acme.example/jobs/1/\n---\nMine.\n"
    root = vault_of({"applications/mine.md": there, "companies/Acme.md": "---\naliases: ['Acme, Inc.']\n---\n"})
    notes = imported(root, "jobs.csv", SHEET.encode())
    assert notes["applications/mine.md"] == there
    assert "applications/Acme, Inc. – Engineer.md" not in notes
    out = capsys.readouterr().out
    assert "row 2: applications/mine.md stays as it is; role is “Engineer” in the table, “Staff Engineer” there" in out
    assert "company is" not in out, "an alias is the same employer"


@pytest.mark.parametrize("url", ["LinkedIn", "see e-mail", "https://acme.example/careers"])
def test_what_several_positions_have_for_a_link_tells_them_not_apart(vault_of: VaultOf, url: str) -> None:
    root, text = vault_of({}), f"Company,Role,Link\nAcme,Dev,{url}\nAcme,Ops,{url}\nGlobex,Dev,{url}\n"
    once = imported(root, "a.csv", text.encode())
    assert len(once) == 3
    assert imported(root, "a.csv", text.encode()) == once


def test_two_links_are_two_applications_and_an_open_day_is_none(vault_of: VaultOf) -> None:
    text = (
        "Company,Role,Applied,URL\nAcme,Dev,2026-03-01,https://a.example/1\nAcme,Dev,2026-03-01,https://a.example/2\n"
        "Acme,Dev,,\nAcme,Dev,2026-03-09,\n"
    )
    notes = imported(vault_of({}), "a.csv", text.encode())
    assert sorted(notes) == [
        "applications/Acme – Dev (2026-03-01).md",
        "applications/Acme – Dev (2026-03-09).md",
        "applications/Acme – Dev.md",
    ]


@pytest.mark.parametrize(
    ("cells", "dates", "expected"),
    [
        (["3/4/2026", "25/3/2026"], "", ["2026-04-03", "2026-03-25"]),
        (["3/4/2026", "3/25/26"], "", ["2026-03-04", "2026-03-25"]),
        (["03.04.2026", "04.04.2026"], "dmy", ["2026-04-03", "2026-04-04"]),
        (["March 5, 2026", "2026-03-06", "7 Mar 2026"], "", ["2026-03-05", "2026-03-06", "2026-03-07"]),
        (["4/4/2026", "5/5/26"], "", ["2026-04-04", "2026-05-05"]),
        (["2026-03-05T23:30:00.000Z", "2026-03-06T00:30:00-08:00"], "", ["2026-03-05", "2026-03-06"]),
        (["3/5/2026, 9:14 AM", "13/5/2026 17:00"], "", ["2026-05-03", "2026-05-13"]),
        (["soon", "31/2/2026", ""], "", []),
    ],
)
def test_days_are_decided_a_column_at_a_time(cells: list[str], dates: Order, expected: list[str]) -> None:
    lines = ["Company\tRole\tApplied", *(f"Acme\tDev {at}\t{cell}" for at, cell in enumerate(cells))]
    found = table.find("t", [delimited.read("t", "\n".join(lines).encode())], columns.known_names())
    read = columns.read(found, kind=None, given={}, dates=dates)
    entries = rows.entries(found, read, Settings().timezone)
    assert [day for entry in entries for day in entry.values.get("applied", ())] == expected
    assert not any(column.is_in_doubt for column in read.columns)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["3/4/2026", "5/6/2026"], "can be read in two ways: “3/4/2026” is"),
        (["13/4/2026", "4/13/2026"], "“13/4/2026” has the day first and “4/13/2026” the month"),
    ],
)
def test_days_in_doubt_are_asked_about(vault_of: VaultOf, cells: list[str], message: str) -> None:
    root = vault_of({})
    text = "Company,Role,Applied\n" + "".join(f"Acme,Dev {cell},{cell}\n" for cell in cells)
    with pytest.raises(UsageProblem) as stopped:
        imported(root, "jobs.csv", text.encode())
    assert message in stopped.value.message
    assert "--dates dmy" in stopped.value.hint
    assert len(imported(root, "jobs.csv", text.encode(), dates="mdy")) == 2


@pytest.mark.parametrize(
    ("header", "kind", "preset", "targets"),
    [
        ("Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Questions",
         "application", "LinkedIn", ["applied", "-", "-", "company", "role", "url", "text", "text"]),
        ("Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Notes", "application", "Simplify",
         ["role", "company", "url", "applied", "outcome", "text", "text", "text"]),
        ("Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,Date Applied,Follow up,Excitement",
         "application", "Teal",
         ["role", "company", "salary", "location", "outcome", "text", "text", "applied", "text", "text"]),
        ("Name,Position,Stage,Applied On,Posting URL,Recruiter,Recruiter Email", "application", None,
         ["company", "role", "outcome", "applied", "url", "via", "via.email"]),
        ("Firma,Stelle,Beworben am,Gehalt,Ansprechpartner", "application", None,
         ["company", "role", "applied", "salary", "contact"]),
        ("date,company,sector,role,role_type,channel,status,contact_person,notes", "application", None,
         ["applied", "company", "text", "role", "text", "text", "outcome", "contact", "text"]),
        ("Company,Role,Interview Date,Interviewers,Round,Notes", "interview", None,
         ["company", "role", "date", "interviewers", "stage", "text"]),
        ("Full Name,Company,Title,Email Address,Phone Number", "person", None,
         ["name", "company", "title", "email", "phone"]),
        ("company,role,source,url,applied,method,contact,reference,salary,location,via,answer_by,outcome,skip",
         "application", None, "company,role,source,url,applied,method,contact,reference,salary,location,via,answer_by,"
         "outcome,skip".split(",")),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(header: str, kind: str, preset: str | None, targets: list[str]) -> None:
    data = f"{header}\n{','.join('x' for _ in header.split(','))}\n".encode()
    read = columns.read(
        table.find("t", [delimited.read("t", data)], columns.known_names()), kind=None, given={}, dates=""
    )
    assert (read.kind, read.preset.name if read.preset else None) == (kind, preset)
    assert [column.target for column in read.columns] == targets


def test_a_column_is_what_the_user_says(vault_of: VaultOf) -> None:
    text = "Wer,Was,Company,Geheim\nAcme,Dev,ignored,x\n"
    given = {"Wer": "company", "Was": "role", "Company": "text", "Geheim": IGNORED}
    notes = imported(vault_of({}), "a.csv", text.encode(), given=given)
    assert said(notes["applications/Acme – Dev.md"]) == {"company": ["Acme"], "role": ["Dev"]}
    assert "- Company: ignored" in notes["applications/Acme – Dev.md"]
    assert "Geheim" not in notes["applications/Acme – Dev.md"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"Nope": "company"}, "There is no column “Nope”."),
        ({"Wer": "employer"}, "Application notes have no “employer”."),
        ({}, "No column is the “company”"),
    ],
)
def test_a_column_that_is_not_there_is_told(vault_of: VaultOf, given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageProblem) as stopped:
        imported(vault_of({}), "a.csv", b"Wer,Was\nAcme,Dev\n", given=given)
    assert message in stopped.value.message


def test_many_notes_ask_nothing_and_a_cell_for_nothing_is_empty(vault_of: VaultOf) -> None:
    (text,) = imported(vault_of({}), "a.csv", b"Company,Role,Applied,Contact,Mood\nAcme,Dev,none,n/a,none\n").values()
    assert said(text) == {"company": ["Acme"], "role": ["Dev"]}
    assert "Why this position" not in text
    assert text.endswith("- Mood: none\n\n")


def test_people_and_interviews_are_imported_too(vault_of: VaultOf) -> None:
    root = vault_of({})
    people = (
        "Full Name,Company,Phone,Email\nJane Doe,Acme,'+49 30 555 0100,jane@acme.example\n"
        "Jane Doe,Globex,,j@g.example\n"
    )
    interviews = (
        "Company,Role,Interview Date,Interviewers,Round\nAcme,Dev,2026-03-05 14:30,Jane Doe; Bo Roe,Phone screen\n"
    )
    imported(root, "people.csv", people.encode())
    notes = imported(root, "interviews.csv", interviews.encode())
    assert said(notes["people/Jane Doe.md"])["phone"] == ["+49 30 555 0100"], (
        "what kept it from being a formula is gone"
    )
    assert said(notes["people/Jane Doe (Globex).md"])["company"] == ["Globex"]
    assert said(notes["interviews/2026-03-05 Acme screen.md"]) == {
        "company": ["Acme"],
        "role": ["Dev"],
        "stage": ["screen"],
        "date": ["2026-03-05T14:30"],
        "interviewers": ["Jane Doe", "Bo Roe"],
    }
    assert imported(root, "people.csv", people.encode()) == notes
    assert imported(root, "interviews.csv", interviews.encode()) == notes


def archive(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def test_linkedins_archive_has_its_applications_read(vault_of: VaultOf) -> None:
    header = "Application Date,Contact Email,Company Name,Job Title,Job Url,Question And Answers\n"
    first = '"12/9/25, 9:14 PM",me@mail.example,Acme,Dev,https://linkedin.example/1,"Q: Why? A: | [x]"\n'
    second = '"1/3/26, 9:14 AM",me@mail.example,Globex,Ops,https://linkedin.example/2,\n'
    data = archive(
        {
            "Profile.csv": "First Name,Last Name\nRobin,Hale\n",
            "Jobs/Job Applications.csv": header + first,
            "Jobs/Job Applications_1.csv": header + second,
        }
    )
    notes = imported(vault_of({}), "Basic_LinkedInDataExport.zip", data)
    assert [said(text)["applied"] for _, text in sorted(notes.items())] == [["2025-12-09"], ["2026-01-03"]]
    assert "me@mail.example" not in "".join(notes.values())


def workbook(fill: Callable[[Any], None]) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    fill(book.active)
    book.save(made)
    return made.getvalue()


def _rows_of_excel(sheet: Any) -> None:
    sheet.append(["My search", None, None])
    sheet.append([])
    sheet.append(["Company", "Position", "Applied", "Salary", "Remote"])
    sheet.append(["Acme", "Dev", datetime(2026, 3, 4), 90000, True])  # noqa: DTZ001 - spreadsheets have no zones


def test_a_spreadsheet_is_read(vault_of: VaultOf) -> None:
    notes = imported(vault_of({}), "jobs.xlsx", workbook(_rows_of_excel))
    (text,) = notes.values()
    assert said(text) == {"company": ["Acme"], "role": ["Dev"], "applied": ["2026-03-04"], "salary": ["90000"]}
    assert "- Remote: yes" in text


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(lines: list[list[str]], *, repeated: int = 1) -> bytes:
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in line
        )
        for line in lines
    )
    rows_ = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated}">{line}</table:table-row>' for line in cells
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", ODS.format(rows=rows_))
        target.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return made.getvalue()


def test_what_libreoffice_keeps_of_a_table_of_ours_is_no_part_of_a_cell(vault_of: VaultOf) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Full Name", "Company", "Phone", "Email"])
        sheet.append(["Jane Doe", "Acme", "'+49 30 555 0100", "jane@acme.example"])

    (text,) = imported(vault_of({}), "people.xlsx", workbook(fill)).values()
    assert said(text)["phone"] == ["+49 30 555 0100"]


def test_a_libreoffice_sheet_is_read(vault_of: VaultOf) -> None:
    notes = imported(vault_of({}), "jobs.ods", ods([["Company", "Role"], ["Acme", "Dev"]]))
    assert list(notes) == ["applications/Acme – Dev.md"]


def _far_away(sheet: Any) -> None:
    sheet["A1"], sheet["XFD1048576"] = "Company", "bomb"


def _flipped(data: bytes) -> bytes:
    """An archive in which some packed bytes are others."""
    return data[:60] + b"\xff\xff\xff" + data[63:]


def _placed(place: bytes) -> bytes:
    """A spreadsheet with a cell at a place that there is in no sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook(_rows_of_excel))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return archive({**parts, sheet: parts[sheet].replace(b'r="A3"', b'r="' + place + b'"')})


HOSTILE: Mapping[str, bytes | Callable[[], bytes]] = {
    "empty.csv": b"",
    "blank.csv": b"\n \n",
    "image.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "one-column.csv": b"Company\nAcme\n",
    "ragged.csv": b"a,b\nc\nd,e,f,g\nh,i,j\n",
    "open-quote.csv": b'Company,Role\nAcme,"Dev\n',
    "zeros.csv": b"Company,Role\nAcme,\0Dev\n",
    "long-cell.csv": b'Company,Role\nAcme,"' + b"x" * 200_000 + b'"\n',
    "many-rows.csv": b"Company,Role\n" + b"Acme,Dev\n" * 10_001,
    "archive.zip": archive({"readme.txt": "no table"}),
    "cut.xlsx": workbook(_rows_of_excel)[:900],
    "not-excel.xlsx": archive({"xl/workbook.xml": "<"}),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "far.xlsx": lambda: workbook(_far_away),
    "repeated.ods": lambda: ods([["Company", "Role"], ["Acme", "Dev"]], repeated=1_000_000),
    "columns.csv": lambda: b"Company,Role," + b"x," * 1_000_000 + b"\nAcme,Dev," + b"y," * 1_000_000,
    "utf-16 cut.csv": "Company,Role\nAcme,Dev\n".encode("utf-16")[:-1],
    "utf-16 of another script.csv": "会社,役職\n株式会社,開発者\n".encode("utf-16-le"),
    "flipped.zip": lambda: _flipped(archive({"Job Applications.csv": "Company Name,Job Title\n" + "Acme,Dev\n" * 200})),
    "nowhere.xlsx": lambda: _placed(b"ZZZZZZ99999999999"),
    "bomb.xlsx": lambda: archive({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": b" " * 51_000_000}),
    "entities.xlsx": archive(
        {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "' + "x" * 9_000 + '">]><workbook>&b;</workbook>'}
    ),
    "blown-up.zip": lambda: archive({"Job Applications.csv": b"a" * 60_000_000}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_with_a_sentence_and_nothing_is_written(vault_of: VaultOf, name: str) -> None:
    root, data = vault_of({}), HOSTILE[name]
    with pytest.raises(FileProblem) as stopped:
        imported(root, name, data if isinstance(data, bytes) else data())
    assert stopped.value.message.endswith(".")
    assert len(stopped.value.message) < 300
    assert list(root.rglob("*.md")) == []


def test_what_is_no_file_is_told(vault_of: VaultOf) -> None:
    root = vault_of({})
    for path in (root, root / "nothing.csv"):
        with pytest.raises(VaultgenError):
            run(path, TableOptions({}, None, "", yes=True), vault=str(root), now=NOW)


def test_names_do_not_lead_out_of_the_folder(vault_of: VaultOf) -> None:
    root = vault_of({})
    notes = imported(root, "a.csv", b'Company,Role\n../../etc,x\n"CON",nul\n"a: b",\n"=cmd()|x",/\n"[[x]]","%%"\n')
    assert all(path.startswith("applications/") and path.count("/") == 1 for path in notes)
    assert not any(part in path for path in notes for part in ("..", ":", "|", "["))


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(company=CELLS, role=CELLS, salary=CELLS, source=CELLS, other=CELLS)
@example(company="0", role="0", salary="", source="\x08_", other="")
def test_each_cell_is_read_back_as_it_was_or_stays_in_the_text(**cells: str) -> None:
    made = table.Table(tuple(cells), (table.Row(2, tuple(cells.values())),), table.Sheet("", ()))
    read = columns.read(made, kind="application", given={}, dates="")
    entries = rows.entries(made, read, Settings().timezone)
    plan = known.plan("application", entries, Vault(Settings(), (), Context.of(()).links, {}), ())
    assert len(plan.new) + len(plan.faulty) == 1
    for new in plan.new:
        note, faults = parse_note(SourceFile(new.path, new.text.encode()))
        kind, value, problems = typed.read(note)
        assert not [one for one in (*faults, *problems) if one.severity == "error"]
        kept = {cell.column for cell in new.entry.text}
        assert kind == "application"
        assert tidy(cells["company"]) in (value.company.label, next(iter(said(new.text)["company"])))
        for name in ("salary", "source"):
            assert name in kept or (getattr(value, name) or "") in (tidy(cells[name]), "")
            assert name in kept or getattr(value, name) is not None or name not in new.entry.values


KEYS = st.text(st.sampled_from("aB é:/?#[]|.-'\u0301\u200b1"), max_size=6)
LINKS = st.sampled_from(["", "https://a.example/1", "a.example/1/", "https://a.example/1?utm_source=x", "b.example"])
DAYS = st.sampled_from(["", "2026-03-05", "5 March 2026", "2026-03-06"])


@example([("1", "1", "", ""), ("1", ":", "", "")])
@given(st.lists(st.tuples(KEYS, KEYS, LINKS, DAYS), min_size=1, max_size=5))
def test_a_table_that_was_written_is_known_again(cells: list[tuple[str, ...]]) -> None:
    read = tuple(table.Row(number, row) for number, row in enumerate(cells, 2))
    made = table.Table(("company", "role", "url", "applied"), read, table.Sheet("", ()))
    entries = rows.entries(made, columns.read(made, kind="application", given={}, dates=""), Settings().timezone)
    first = known.plan("application", entries, Vault(Settings(), (), Context.of(()).links, {}), ())
    files = [SourceFile(new.path, new.text.encode()) for new in first.new]
    there = conftest.known(files, NOW, 'timezone = "UTC"', ROOT / "nowhere")
    again = known.plan("application", entries, there.vault, there.sources)
    assert again.new == ()
    assert len(again.known) == len(first.new) + len(first.known)


@pytest.mark.parametrize("kind", ["question", "company", "person"])
def test_a_name_that_no_file_can_hold_is_known_again(vault_of: VaultOf, kind: str) -> None:
    root, text = vault_of({}), "Name,Phone\nWhy: us?,1\nWhy - us,2\n"
    once = imported(root, "a.csv", text.encode(), kind=kind)
    assert any("Why: us?" in values for found in once.values() for values in said(found).values())
    assert imported(root, "a.csv", text.encode(), kind=kind) == once
