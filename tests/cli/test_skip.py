"""`vaultgen skip`: one follow-up is let go, by one property of its interview, and it can be taken back."""

from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf

pytestmark = pytest.mark.changes_notes

NOW = "2026-03-06T09:00"
PANEL = (
    "---\r\ncompany: 'Acme'   # the one in Boston\r\nrole: Cook\r\nstage: panel\r\ndate: 2026-03-05T14:30\r\n"
    'duration: 60\r\ninterviewers: ["Jane Doe, CTO", "Bo Li", "Jo March"]\r\n{skip}---\r\nShe laughed.\r\n'
)
PATH = "interviews/panel.md"


@pytest.fixture
def vault(vault_of: VaultOf) -> Path:
    return vault_of({PATH: PANEL.format(skip="")})


def held(vault: Path) -> str:
    return (vault / PATH).read_bytes().decode()


def due(run: Run, vault: Path) -> str:
    return run("status", "--now", NOW, cwd=vault).stdout


def test_one_of_a_panel_is_let_go_and_the_others_are_not(run: Run, vault: Path) -> None:
    before = held(vault)
    run("draft", "--now", NOW, cwd=vault)
    done = run("skip", "thanks", "bo", "--now", NOW, cwd=vault)
    assert (done.returncode, done.stdout) == (0, f"{PATH}: skip thank-you to Bo Li\n"), done.stderr
    assert held(vault) == PANEL.format(skip="skip:\r\n  - thank-you to Bo Li\r\n")
    said = due(run, vault)
    assert ("Bo Li" in said, "Jane Doe" in said, "Jo March" in said) == (False, True, True)
    run("draft", "--now", NOW, cwd=vault)
    assert not list((vault / "drafts").glob("*Bo Li*")), "an untouched draft that nothing calls for goes"
    again = run("skip", "thanks", "bo", "--now", NOW, cwd=vault)
    assert (again.returncode, "skipped already" in again.stderr) == (2, True)
    # The name that the first run printed works, also without the draft.
    name = done.stderr.split('"')[1]
    assert run("skip", "--undo", name, "--now", NOW, cwd=vault).returncode == 0
    assert held(vault) == before
    assert "Bo Li" in due(run, vault)


def test_one_of_a_panel_is_let_go_by_name_where_the_others_were_thanked(run: Run, vault: Path) -> None:
    run("draft", "--now", NOW, cwd=vault)
    for name in ("jane", "jo"):
        assert run("sent", "thanks", name, "--now", NOW, cwd=vault).returncode == 0
    assert run("skip", "thanks", "bo", "--now", NOW, cwd=vault).stdout == f"{PATH}: skip thank-you to Bo Li\n"
    assert run("sent", "--undo", "thanks", "jane", "--now", NOW, cwd=vault).returncode == 0
    assert "Jane Doe" in due(run, vault), "it was not sent after all, and nobody let go of it"


def test_a_kind_of_which_there_is_one_is_named_alone(run: Run, vault: Path) -> None:
    assert run("skip", "letter", "--now", NOW, cwd=vault).stdout == f"{PATH}: skip letter\n"
    assert (
        run("skip", "jane", "thank", "--now", NOW, cwd=vault).stdout == f"{PATH}: skip letter, thank-you to Jane Doe\n"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["thanks"], "fits 3 follow-ups"),
        (["globex"], "There is no follow-up"),
        (["letter", "--undo"], "is not skipped"),
    ],
)
def test_what_is_not_clear_changes_nothing(run: Run, vault: Path, typed: list[str], said: str) -> None:
    refused = run("skip", *typed, "--now", NOW, cwd=vault)
    assert (refused.returncode, said in refused.stderr) == (2, True), refused.stderr
    assert held(vault) == PANEL.format(skip="")


def test_what_the_application_skips_is_not_taken_out_of_the_interview(run: Run, vault_of: VaultOf) -> None:
    vault = vault_of(
        {PATH: PANEL.format(skip=""), "applications/Acme.md": "---\ncompany: Acme\nrole: Cook\nskip: [letter]\n---\n"}
    )
    refused = run("skip", "--undo", "letter", "--now", NOW, cwd=vault)
    assert (refused.returncode, "applications/Acme.md" in refused.stderr) == (2, True), refused.stderr
