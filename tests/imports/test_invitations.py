"""Import of invitations: what a calendar program sends becomes the note of an interview, once."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import VaultOf
from vaultgen.cli.invitation_import import InvitationOptions, run
from vaultgen.diagnostics.source import SourceFile
from vaultgen.errors import FileProblem
from vaultgen.vault.notes.note import parse_note

NOW = "2026-03-12T09:00"
SETTINGS = 'timezone = "America/Chicago"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n'
COMPANY = "---\ntype: company\nwebsite: https://www.acme.example/jobs\n---\n"
GMAIL = "---\ntype: company\nwebsite: https://gmail.com\n---\n"
pytestmark = pytest.mark.changes_notes

PLAIN = {
    "UID": "abc-1@acme.example",
    "DTSTART;TZID=America/Chicago": "20260317T140000",
    "DTEND;TZID=America/Chicago": "20260317T144500",
    "SUMMARY": "Acme – technical interview",
    "ATTENDEE;CN=Robin Hale": "mailto:robin@hale.example",
    'ATTENDEE;CN="Doe, Jane"': "MAILTO:Jane.Doe@mail.acme.example",
}
JANE = "Jane Doe, Jane.Doe@mail.acme.example"


def invitation(*events: Mapping[str, str], method: str = "REQUEST", producer: str = "-//Acme//EN") -> bytes:
    """A calendar file; an event's values are of the plain one where it does not say otherwise (`""` leaves one out)."""
    lines = ["BEGIN:VCALENDAR", f"PRODID:{producer}", "VERSION:2.0", f"METHOD:{method}"]
    for event in events or ({},):
        values = {**PLAIN, **event}
        if any(name.startswith("DTSTART") for name in event):
            values = {name: value for name, value in values.items() if name in event or not name.startswith("DT")}
        lines += ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in values.items() if value), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def imported(root: Path, data: bytes, *, company: str = "", yes: bool = True) -> dict[str, str]:
    """The interviews of a vault after the import of an invitation, by path."""
    path = root.parent / "invite.ics"
    path.write_bytes(data)
    run(path, InvitationOptions(company, yes), vault=str(root), now=NOW)
    return {found.name: found.read_text("utf-8") for found in (root / "interviews").glob("*.md")}


@pytest.fixture
def root(vault_of: VaultOf) -> Path:
    return vault_of({"vaultgen.toml": SETTINGS, "companies/Acme.md": COMPANY, "companies/Free.md": GMAIL})


def said(text: str) -> dict[str, list[str]]:
    note = parse_note(SourceFile("", text.encode()))[0]
    found = {name: [value.text for value in prop.values] for name, prop in note.properties.items()}
    return {name: values for name, values in found.items() if values and name != "type"}


def test_an_invitation_is_a_note(root: Path) -> None:
    (text,) = imported(root, invitation()).values()
    assert said(text) == {
        "company": ["[[Acme]]"],
        "stage": ["technical"],
        "date": ["2026-03-17T14:00"],
        "duration": ["45"],
        "interviewers": ["Jane Doe, Jane.Doe@mail.acme.example"],
        "calendar_uid": ["abc-1@acme.example"],
    }


def test_the_same_invitation_again_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    once = imported(root, invitation())
    assert imported(root, invitation()) == once
    assert "is there already: interviews/2026-03-17 Acme technical.md." in capsys.readouterr().err


def test_without_yes_nothing_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(root, invitation(), yes=False) == {}
    assert "add --yes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"DTSTART": "20260317T190000Z", "DURATION": "PT1H"}, {"date": "2026-03-17T14:00", "duration": "60"}),
        ({"DTSTART": "20260317T140000"}, {"date": "2026-03-17T14:00"}),
        (
            {"DTSTART;TZID=Europe/Berlin": "20260317T140000"},
            {"date": "2026-03-17T14:00", "timezone": "Europe/Berlin"},
        ),
        (
            {"DTSTART;TZID=W. Europe Standard Time": "20260317T140000"},
            {"date": "2026-03-17T14:00", "timezone": "Europe/Berlin"},
        ),
        ({"DTSTART;TZID=America/Menominee": "20260317T140000"}, {"date": "2026-03-17T14:00"}),
        ({"LOCATION": "1 Main St\\, Chicago"}, {"place": "1 Main St, Chicago"}),
        (
            {"LOCATION": "Microsoft Teams Meeting", "DESCRIPTION": "Join <https://teams.microsoft.com/l/x?y=1>"},
            {"place": "https://teams.microsoft.com/l/x?y=1", "format": "video"},
        ),
        ({"X-GOOGLE-CONFERENCE": "https://meet.google.com/abc"}, {"place": "https://meet.google.com/abc"}),
        ({"ATTENDEE;CUTYPE=ROOM;CN=Room 3": "mailto:room@acme.example"}, {"interviewers": JANE}),
        ({"ATTENDEE;CN=Bo;PARTSTAT=DECLINED": "mailto:bo@acme.example"}, {"interviewers": JANE}),
    ],
)  # fmt: skip
def test_what_an_event_says_is_read(root: Path, event: dict[str, str], expected: dict[str, str]) -> None:
    (text,) = imported(root, invitation(event)).values()
    found = said(text)
    assert {name: "; ".join(found.get(name, [])) for name in expected} == expected
    if not any(";TZID=" in name for name in event):
        assert "timezone" not in found


@pytest.mark.parametrize(
    ("event", "method", "reason"),
    [
        ({"RRULE": "FREQ=WEEKLY"}, "REQUEST", "it is repeated"),
        ({"DTSTART;VALUE=DATE": "20260317"}, "REQUEST", "it lasts whole days"),
        ({"DTSTART": "20260101T140000"}, "REQUEST", "it is long past"),
        ({"DTSTART": "20260317T140000Z", "DURATION": "P9D"}, "REQUEST", "more than a week"),
        ({"DTSTART": ""}, "REQUEST", "it has no time"),
        ({}, "REPLY", "an answer to an invitation"),
        ({'ATTENDEE;CN="Doe, Jane"': "mailto:jane@gmail.com"}, "REQUEST", "its employer is not certain"),
        ({'ATTENDEE;CN="Doe, Jane"': "mailto:jane@notacme.example"}, "REQUEST", "its employer is not certain"),
    ],
)
def test_what_is_no_interview_is_left_out_with_the_reason(
    root: Path, capsys: pytest.CaptureFixture[str], event: dict[str, str], method: str, reason: str
) -> None:
    assert imported(root, invitation(event, method=method)) == {}
    assert reason in capsys.readouterr().err


def test_two_employers_are_asked_about(vault_of: VaultOf, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault_of({"vaultgen.toml": SETTINGS, "companies/Acme.md": COMPANY, "companies/Acme Labs.md": COMPANY})
    assert imported(root, invitation()) == {}
    assert "it may be [[Acme]] or [[Acme Labs]]" in capsys.readouterr().err
    (text,) = imported(root, invitation(), company="Acme Labs").values()
    assert said(text)["company"] == ["Acme Labs"]


def test_the_one_open_application_says_the_role(vault_of: VaultOf) -> None:
    files = {
        "vaultgen.toml": SETTINGS,
        "companies/Acme.md": COMPANY,
        "people/Jane.md": "---\nname: Jane Doe\nemail: jane.doe@mail.acme.example\ncompany: Acme\n---\n",
        "applications/a.md": "---\ncompany: Acme\nrole: Dev\n---\n",
        "applications/b.md": "---\ncompany: Acme\nrole: Ops\noutcome: rejected\n---\n",
    }
    (text,) = imported(vault_of(files), invitation()).values()
    assert (said(text)["role"], said(text)["interviewers"]) == (["Dev"], ["[[Jane]]"])


def test_a_newer_version_changes_the_note_and_an_older_one_does_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = imported(root, invitation())
    note = root / "interviews" / path
    note.write_text(note.read_text().replace("problems:", "problems: [slow builds] # mine") + "My own text.\n")
    newer = {
        "SEQUENCE": "2",
        "DTSTART;TZID=Europe/Berlin": "20260318T160000",
        "DURATION": "PT1H",
        "ATTENDEE;CN=Bo Roe": "mailto:bo@acme.example",
    }
    before = note.read_text()
    assert imported(root, invitation(newer), yes=False)[path] == before
    assert "+date: 2026-03-18T16:00" in capsys.readouterr().out
    after = imported(root, invitation(newer))[path]
    assert said(after) | {"problems": []} == {
        **said(before),
        "date": ["2026-03-18T16:00"],
        "timezone": ["Europe/Berlin"],
        "duration": ["60"],
        "interviewers": ["Jane Doe, Jane.Doe@mail.acme.example", "Bo Roe, bo@acme.example"],
        "calendar_sequence": ["2"],
        "problems": [],
    }
    assert "problems: [slow builds] # mine" in after
    assert after.endswith("My own text.\n")
    assert imported(root, invitation({"SEQUENCE": "1"}))[path] == after
    assert "stays as it is, though date is “2026-03-17T14:00” in the invitation" in capsys.readouterr().err


@pytest.mark.parametrize("event", [{"STATUS": "CANCELLED"}, {}])
def test_a_cancelled_interview_is_told_and_stays(
    root: Path, capsys: pytest.CaptureFixture[str], event: dict[str, str]
) -> None:
    there = imported(root, invitation())
    assert imported(root, invitation(event, method="REQUEST" if event else "CANCEL")) == there
    assert "was cancelled: interviews/2026-03-17 Acme technical.md stays as it is" in capsys.readouterr().err


def test_a_note_of_ones_own_is_known_by_employer_and_time(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "---\ncompany: acme\ndate: 2026-03-17T14:00\n---\n"
    files = {"vaultgen.toml": SETTINGS, "companies/Acme.md": COMPANY, "interviews/mine.md": own}
    assert imported(vault_of(files), invitation({"SEQUENCE": "3"})) == {"mine.md": own}
    assert "is there already: interviews/mine.md" in capsys.readouterr().err


def test_text_of_an_invitation_stays_text(root: Path) -> None:
    hostile = {
        "SUMMARY": "Acme [[x]] %%\\n## Promises\\n- send money",
        "DESCRIPTION": "<b>Hi</b><br>&lt;script&gt;\\n## Hard questions\\n- none\\n%% hidden",
        "UID": "a: b\\n---\\n# x",
        'ATTENDEE;CN="x: - [[y]]"': "mailto:a@acme.example",
    }
    (text,) = imported(root, invitation(hostile)).values()
    found = said(text)
    assert {"promises", "hard_questions"}.isdisjoint(found)
    assert found["calendar_uid"] == ["a: b --- # x"]
    assert "\\%\\% hidden" in text
    assert "<script>" not in text.replace("\\<script\\>", "")


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5_000,
        b"BEGIN:VCALENDAR\r\n\xff\xfe\0\0",
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"x" * 6_000_000,
        invitation({"DTSTART;TZID=" + "A" * 10_000: "20260317T140000"}),
        invitation({}).replace(b"\r\n", b"\r"),
        invitation({}).decode().encode("utf-16"),
        invitation({}).decode().encode("utf-16-le"),
        invitation(*[{}] * 501),
    ],
    ids=range(12),
)
def test_a_broken_file_ends_with_a_sentence(root: Path, data: bytes) -> None:
    with pytest.raises(FileProblem) as stopped:
        imported(root, data)
    assert "site-packages" not in stopped.value.message
    assert not (root / "interviews").exists()


def test_an_old_windows_program_s_letters_are_read(root: Path) -> None:
    (text,) = imported(root, invitation({"SUMMARY": "Gespräch über Rechnungen"}).decode().encode("cp1252")).values()
    assert "Gespräch über Rechnungen" in text


def test_a_broken_event_costs_itself(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(imported(root, invitation({"DTSTART": "soon"}, {}))) == 1
    assert "it has no time" in capsys.readouterr().err


def test_who_has_not_said_their_address_is_told_that_they_may_be_among_them(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str]
) -> None:
    (text,) = imported(vault_of({"companies/Acme.md": COMPANY}), invitation()).values()
    assert len(said(text)["interviewers"]) == 2
    assert "you may be among the interviewers yourself" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more", ["RRULE:FREQ=SECONDLY;COUNT=999999999", "RRULE:FREQ=NEVER;BYDAY=XX", "RDATE:" + "20260401T100000Z," * 5_000]
)
def test_what_is_repeated_is_left_out_however_often(root: Path, capsys: pytest.CaptureFixture[str], more: str) -> None:
    name, _, value = more.partition(":")
    assert imported(root, invitation({name: value.rstrip(",")})) == {}
    assert "it is repeated, and an interview is not" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("date: soon\ncalendar_uid: abc-1@acme.example", "lacks something"),
        (
            "date: 2026-03-17T15:00\ncalendar_uid: abc-1@acme.example\ncalendar_sequence: two",
            "so does interviews/mine.md",
        ),
    ],
)
def test_a_note_that_somebody_edited_is_no_obstacle(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str], note: str, expected: str
) -> None:
    own = f"---\ncompany: Acme\n{note}\n---\n"
    files = {"vaultgen.toml": SETTINGS, "companies/Acme.md": COMPANY, "interviews/mine.md": own}
    newer = [{"SEQUENCE": "2"}, {"SEQUENCE": "3"}]
    assert imported(vault_of(files), invitation(*newer), yes=False) == {"mine.md": own}
    out = capsys.readouterr()
    assert expected in out.out + out.err
    assert "stands twice in the file" in out.err


def test_two_versions_in_one_file_are_one_note(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = imported(root, invitation({}, {"SEQUENCE": "1", "LOCATION": "Main St"})).values()
    assert said(text)["place"] == ["Main St"]
    assert "stands twice in the file" in capsys.readouterr().err


def test_the_examples_invitation_makes_a_note_without_a_problem(example: Path, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns("site"))
    (data,) = (path.read_bytes() for path in (root / "files").glob("*.ics"))
    text = imported(root, data)["2026-03-24 Meridian Atlas panel.md"]
    assert said(text)["interviewers"] == ["[[Amara Diallo]]", "Solveig Quist, solveig.quist@meridianatlas.example"]


def test_the_vaults_own_calendar_is_not_taken_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(root, invitation(producer="-//vaultgen//EN")) == {}
    assert "written by vaultgen" in capsys.readouterr().err
