"""`vaultgen heard`: two properties of a note change, nothing else, and it can be taken back."""

from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf

pytestmark = pytest.mark.changes_notes

NOW = "2026-03-12T09:00"
NOTE = (
    "---\r\n# mine\r\ncompany: 'Acme'   # the one in Boston\r\nrole: Cook\r\ndate: {date}\r\nduration: 60\r\n"
    "interviewers: [Jane Doe]\r\n{more}---\r\nShe laughed.\r\n"
)


def note(date: str, more: str = "") -> str:
    return NOTE.format(date=date, more=more)


@pytest.fixture
def vault(vault_of: VaultOf) -> Path:
    return vault_of(
        {
            "interviews/one.md": note("2026-03-02T10:00"),
            "interviews/two.md": note("2026-03-05T10:00", "outcome:\r\n"),
            "interviews/ahead.md": note("2026-03-20T10:00"),
        }
    )


def test_the_last_round_that_has_taken_place_hears_of_it(run: Run, vault: Path) -> None:
    done = run("heard", "acme", "--outcome", "Rejected", "--on", "yesterday", "--now", NOW, cwd=vault)
    assert (done.returncode, done.stdout) == (0, "interviews/two.md: heard_back 2026-03-11, outcome rejected\n")
    after = (vault / "interviews/two.md").read_bytes().decode()
    head = note("2026-03-05T10:00", "outcome: rejected\r\nheard_back: 2026-03-11\r\n")
    assert after == head
    assert (vault / "interviews/one.md").read_bytes().decode() == note("2026-03-02T10:00")


def test_what_was_heard_is_taken_back_to_what_stood_there(run: Run, vault: Path) -> None:
    two = vault / "interviews/two.md"
    assert run("heard", "two", "--now", "2026-03-06T09:00", cwd=vault).returncode == 0
    before = two.read_bytes()
    assert run("heard", "acme", "--outcome", "offer", "--now", NOW, cwd=vault).returncode == 0
    assert b"outcome: offer" in two.read_bytes()
    assert run("heard", "acme", "--undo", "--now", NOW, cwd=vault).returncode == 0
    assert two.read_bytes() == before
    again = run("heard", "acme", "--undo", "--now", NOW, cwd=vault)
    assert (again.returncode, "Nothing that vaultgen heard wrote" in again.stderr) == (2, True)


def test_that_nobody_answers_is_an_outcome_and_no_answer(run: Run, vault: Path) -> None:
    two = vault / "interviews/two.md"
    before = two.read_bytes()
    done = run("heard", "two", "--outcome", "ghosted", "--now", NOW, cwd=vault)
    assert done.stdout == "interviews/two.md: outcome silent\n"
    assert two.read_bytes().decode() == note("2026-03-05T10:00", "outcome: silent\r\n")
    assert run("heard", "two", "--undo", "--now", NOW, cwd=vault).returncode == 0
    assert two.read_bytes() == before


def test_what_was_edited_since_is_not_taken_back(run: Run, vault: Path) -> None:
    two = vault / "interviews/two.md"
    assert run("heard", "two", "--outcome", "offer", "--now", NOW, cwd=vault).returncode == 0
    two.write_bytes(two.read_bytes().replace(b"outcome: offer", b"outcome: accepted"))
    assert run("heard", "two", "--undo", "--now", NOW, cwd=vault).returncode == 2
    assert b"outcome: accepted" in two.read_bytes()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["acme", "--on", "2026-03-20"], "still to come"),
        (["acme", "--outcome", "maybe"], "--outcome"),
        (["globex"], "There is no interview"),
        (["acme", "--undo", "--on", "today"], "--undo"),
        (["acme", "--outcome", "silent", "--on", "today"], "leave --on out"),
    ],
)
def test_what_is_not_clear_changes_nothing(run: Run, vault: Path, typed: list[str], said: str) -> None:
    refused = run("heard", *typed, "--now", NOW, cwd=vault)
    assert (refused.returncode, said in refused.stderr) == (2, True), refused.stderr
    assert b"heard_back" not in (vault / "interviews/two.md").read_bytes()
