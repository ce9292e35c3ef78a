"""`vaultgen new`: what is said becomes the note, what is missing is told, and no note has an error."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf, notes_of
from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.new_notes import company_in, file_name, just_ended, stage_in, without_stage
from vaultgen.vault.notes.note import Note, parse_note

NOW = "2026-11-26T15:52"  # a Thursday
pytestmark = pytest.mark.changes_notes


def made(root: Path, path: str) -> Note:
    return parse_note(SourceFile(path, (root / path).read_bytes()))[0]


def held(note: Note, name: str) -> list[str]:
    return [value.text for value in note.properties[name].values]


def test_what_is_said_of_an_interview_is_in_its_note(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({})
    typed = ("--company", "Acme: Labs", "--role", "SRE", "--stage", "phone screen", "--date", "yesterday 10:30")
    people = ("--with", "Jane Doe, CTO", "--with", "Bo Roe", "--place", "https://meet.example/#7")
    result = run("new", "interview", "Acme", *typed, *people, "--vault", root, "--now", NOW)
    assert result.returncode == 0, result.stderr
    note = made(root, "interviews/2026-11-25 Acme.md")
    assert held(note, "company") == ["Acme: Labs"]
    assert held(note, "stage") == ["screen"]
    assert held(note, "date") == ["2026-11-25T10:30"]
    assert held(note, "interviewers") == ["Jane Doe, CTO", "Bo Roe"]
    assert held(note, "place") == ["https://meet.example/#7"]
    assert run("check", root, "--now", NOW, "--severity", "error").returncode == 0


def test_an_interview_without_a_date_has_just_ended(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({})
    result = run("new", "interview", "Acme technical", "--company", "Acme", "--vault", root, "--now", NOW)
    assert "--date says another time" in result.stderr
    note = made(root, "interviews/2026-11-26 Acme technical.md")
    assert (held(note, "date"), held(note, "stage")) == (["2026-11-26T15:00"], ["technical"])


def test_an_employer_of_the_vault_is_known_by_the_name(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"companies/Acme Labs.md": "---\ntype: company\n---\n"})
    assert run("new", "interview", "Acme Labs final round", "--vault", root, "--now", NOW).returncode == 0
    note = made(root, "interviews/2026-11-26 Acme Labs final round.md")
    assert (held(note, "company"), held(note, "stage")) == (["Acme Labs"], ["final"])


def test_a_question_keeps_its_mark(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({})
    assert run("new", "question", "Why us?", "--vault", root).returncode == 0
    assert held(made(root, "questions/Why us.md"), "aliases") == ["Why us?"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("interview", "Acme"), "“company”"),
        (("interview", "Acme", "--company", "Acme", "--date", "Friday"), "can mean two days"),
        (("interview", "Acme", "--company", "Acme", "--date", "soon"), "is not a date"),
        (("interview", "Acme", "--company", "Acme", "--stage", "lunch"), "cannot be “lunch”"),
        (("person", "Jane Doe", "--stage", "panel"), "A person has no “stage”"),
        (("accomplishment", "Load"), "--result"),
        (("application", "Acme", "--company", "Acme"), "“role”"),
        (("person", "?"), "cannot be a note's name"),
    ],
)
def test_what_cannot_be_a_note_is_not_written(run: Run, vault_of: VaultOf, typed: tuple[str, ...], said: str) -> None:
    root = vault_of({})
    result = run("new", *typed, "--vault", root, "--now", NOW)
    assert result.returncode == 2
    assert said in result.stderr
    assert notes_of(root) == {}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Why us?", "Why us"),
        ("Acme: screen", "Acme - screen"),
        ("AC/DC", "AC-DC"),
        ("“Why?” they asked", "“Why” they asked"),
        ("C#", "C"),
        ("con", "con note"),
        (" a  b. ", "a b"),
        ("...", ""),
        ("word " * 60, " ".join(["word"] * 40)),
        ("\u00e4" * 300, "\u00e4" * 100),
    ],
)
def test_a_name_that_a_file_can_hold(name: str, file: str) -> None:
    assert file_name(name) == file


@pytest.mark.parametrize(
    ("now", "began"),
    [("15:52", "15:00"), ("18:02", "17:00"), ("18:50", "18:00"), ("18:15", "17:30"), ("18:14", "17:00")],
)
def test_an_interview_that_has_just_ended_began_on_a_half_hour(now: str, began: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-26T{now}:31").replace(tzinfo=UTC)
    assert f"{just_ended(moment):%H:%M:%S}" == f"{began}:00"


def test_an_interview_just_after_midnight_began_the_day_before() -> None:
    assert f"{just_ended(datetime(2026, 11, 26, 0, 20, tzinfo=UTC)):%Y-%m-%dT%H:%M}" == "2026-11-25T23:30"


@pytest.mark.parametrize(
    ("name", "company", "stage", "rest"),
    [
        ("Acme phone screen", "", "screen", "Acme"),
        ("Acme technical", "", "technical", "Acme"),
        ("Acme take-home", "", "take-home", "Acme"),
        ("Final Panel Ltd", "Final Panel Ltd", None, "Final Panel Ltd"),
        ("panel technical", "", None, "panel"),
        ("Acme", "", None, "Acme"),
        ("Acme other", "", None, "Acme other"),
    ],
)
def test_the_round_that_a_name_holds(name: str, company: str, stage: str | None, rest: str) -> None:
    assert stage_in(name, company=company) == stage
    assert without_stage(name) == rest


def test_the_longest_employer_that_a_name_begins_with() -> None:
    assert company_in("acme labs screen", ["Acme", "Acme Labs", "Acme Lab"]) == "Acme Labs"
    assert company_in("Acmeism", ["Acme"]) is None
