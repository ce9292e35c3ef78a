"""`vaultgen debrief`, `new` and `init` as somebody types at a terminal."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run, VaultOf, notes_of

pexpect = pytest.importorskip("pexpect", reason="there is no pseudo-terminal here")
pytestmark = pytest.mark.changes_notes

NOW = "2026-11-26T15:52"
NOTE = (
    "---\r\n# mine\r\ncompany: 'Acme'   # the one in Boston\r\ndate: 2026-11-26T15:00\r\nduration: 45\r\nculture:\r\n"
)
PROMPT = r"\n(?:\d+)?> $"

Typing = Callable[..., Any]


@pytest.fixture
def typing() -> Iterator[Typing]:
    """Starts a command on a pseudo-terminal; what it prints is the child's `before`."""
    started: list[Any] = []

    def start(*args: str, cwd: Path) -> Any:
        surroundings = os.environ | {"PYTHONPATH": str(ROOT), "VAULTGEN_NOW": NOW, "TERM": "dumb", "NO_COLOR": "1"}
        command = ["-m", "vaultgen", *args]
        child = pexpect.spawn(sys.executable, command, cwd=cwd, env=surroundings, encoding="utf-8", timeout=60)
        child.setwinsize(50, 200)
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def answer(child: Any, *lines: str) -> None:
    for line in lines:
        child.expect(PROMPT)
        child.sendline(line)


def ended(child: Any) -> tuple[str, int]:
    child.expect(pexpect.EOF)
    child.close()
    return child.before, child.exitstatus


def test_every_answer_is_in_the_note_before_the_next_question(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": f"\ufeff{NOTE}---\r\nBody\r\n"})
    child = typing("debrief", cwd=root)
    child.expect("15 questions")
    answer(child, "Jane Doe, CTO, jane@acme.example")
    child.expect("\n2> ")
    text = (root / "interviews/Acme.md").read_bytes().decode()
    added = 'interviewers:\r\n  - "Jane Doe, CTO, jane@acme.example"\r\n'
    wanted = NOTE.replace("duration: 45\r\n", f"duration: 45\r\n{added}")
    assert text == f"\ufeff{wanted}---\r\nBody\r\n"
    child.sendline("")
    answer(child, "the nightly load")
    child.expect("\n2> ")
    child.kill(signal.SIGKILL)  # the battery is empty
    child.wait()

    child = typing("debrief", cwd=root)
    child.expect("13 questions")
    answer(child, "", "Why did you leave?", "")
    child.expect(PROMPT)
    child.sendintr()
    said, code = ended(child)
    assert "vaultgen debrief goes on" in said
    assert code == 130
    assert '  - "Why did you leave?"\r\n' in (root / "interviews/Acme.md").read_bytes().decode()
    assert "debriefed: 2026-11-26T15:52\r\n" in (root / "interviews/Acme.md").read_bytes().decode()


def test_the_next_run_goes_back_to_what_was_answered_before(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": f"{NOTE}unknown: [interested_in]\r\n---\r\n## Skills\r\n- SQL\r\n"})
    child = typing("debrief", cwd=root)
    answer(child, "Jane Doe", "", "the nightly load", "")
    child.expect(PROMPT)
    child.sendintr()
    ended(child)

    child = typing("debrief", cwd=root)
    child.expect(r"\(1/11\) Which questions were out of your comfort zone")
    answer(child, "-")
    child.expect(r"\(answered before; Enter keeps it\) What skills")
    child.expect("now: in the text of the note")
    answer(child, "-")
    child.expect(r"\(answered before; Enter keeps it\) What problems")
    child.expect("1. the nightly load")
    answer(child, "-1", "the late load", "-", "-")
    child.expect("How long did it last")
    child.expect("now: 45")
    answer(child, "-")
    child.expect("This is the first question")
    answer(child, "")
    child.expect(r"\(1/11\)")
    answer(child, *[""] * 3, "-")
    child.expect("interested the interviewer")
    child.expect("now: unknown")
    answer(child, "")
    child.expect(r"\(4/11\) What did you find out about the culture")
    child.expect(PROMPT)
    child.sendeof()
    assert ended(child)[1] == 0
    text = (root / "interviews/Acme.md").read_bytes().decode()
    assert "the late load" in text
    assert "the nightly load" not in text
    assert "duration: 45\r\n" in text
    assert "  - Jane Doe\r\n" in text


def test_it_ends_with_the_deadline_and_the_draft(typing: Typing, run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": f"{NOTE}---\r\n"})
    child = typing("debrief", "acme", cwd=root)
    answer(child, "Jane Doe, CTO, jane@acme.example", "", *[""] * 13)
    answer(child, "2026-12-01: send the plan", "")
    said, code = ended(child)
    assert code == 0
    assert "Thank-you to Jane Doe: by Friday 27 November 2026 at 15:45" in said
    draft = root / "drafts/2026-11-26 Acme thank-you to Jane Doe.md"
    assert f"drafts/{draft.name}" in said
    assert draft.is_file()
    assert run("check", root, "--now", NOW, "--severity", "error").returncode == 0


def test_a_length_that_does_not_fit_asks_when_it_began(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": NOTE.replace("duration: 45\r\n", "") + "---\r\n"})
    child = typing("debrief", cwd=root)
    answer(child, "an hour")
    child.expect("When did it begin")
    child.sendline("")
    child.expect(PROMPT)
    child.sendeof()
    assert ended(child)[1] == 0
    assert "date: 2026-11-26T14:45\r\nduration: 60\r\n" in (root / "interviews/Acme.md").read_bytes().decode()


def test_names_complete_with_the_tab_key(typing: Typing, vault_of: VaultOf) -> None:
    pytest.importorskip("readline")
    root = vault_of({"interviews/Acme.md": f"{NOTE}---\r\n", "people/Jane Doe.md": "---\r\ncompany: Acme\r\n---\r\n"})
    child = typing("debrief", cwd=root)
    child.expect(PROMPT)
    child.send("ja\t")
    child.expect("Jane Doe")
    child.sendline("")
    child.expect("\n2> ")
    child.sendeof()
    assert ended(child)[1] == 0
    assert "  - Jane Doe\r\n" in (root / "interviews/Acme.md").read_bytes().decode()


def test_a_thank_you_that_is_late_is_said_to_be_late(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": f"{NOTE}---\r\n".replace("2026-11-26", "2026-11-24")})
    child = typing("debrief", "acme", cwd=root)
    child.expect(PROMPT)
    child.sendeof()
    said = ended(child)[0]
    assert "late, and still worth it (due Wednesday 25 November 2026 at" in said
    assert "ago" not in said


def test_a_vault_without_interviews_gets_one(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({})
    child = typing("debrief", cwd=root)
    typed = ["", "Acme", "13:00", "Line Cook", "phone screen"]
    for question, line in zip(["employer", "employer", "begin", "position", "round"], typed, strict=True):
        child.expect(f"{question}[^\n]*$")
        child.sendline(line)
    child.expect("16 questions")
    child.expect(PROMPT)
    child.sendeof()
    assert "The rest is asked the next time" in ended(child)[0]
    text = (root / "interviews/2026-11-26 Acme screen.md").read_text("utf-8")
    assert "\ncompany: Acme\n" in text
    assert "\nrole: Line Cook\n" in text
    assert "\nstage: screen\n" in text
    assert "\ndate: 2026-11-26T13:00\n" in text
    assert "debriefed" not in text  # nothing was answered


def test_without_a_terminal_nobody_is_asked(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": f"{NOTE}---\r\n"})
    before = notes_of(root)
    result = run("debrief", cwd=root)
    assert result.returncode == 2
    assert "no terminal" in result.stderr
    assert notes_of(root) == before


def test_new_asks_for_what_is_missing(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of({})
    child = typing("new", "interview", "Acme technical", cwd=root)
    child.expect(r"employer\? \[Acme\] $")
    child.sendline("")
    child.expect(r"begin, or will it\? \[2026-11-26 15:00\] $")
    child.sendline("Friday")
    child.expect("can mean two days")
    child.sendline("tomorrow 9am")
    said, code = ended(child)
    assert code == 0, said
    assert (root / "interviews/2026-11-27 Acme technical.md").is_file()


def test_init_asks_and_says_what_it_took(typing: Typing, run: Run, tmp_path: Path) -> None:
    child = typing("init", "my search", cwd=tmp_path)
    for question, line in (
        ("name", 'Robin "Rob" Hale'),
        ("e-mail", "robin"),
        ("e-mail", "robin@hale.example"),
        ("time zone", "berlin"),
        ("country", "de"),
    ):
        child.expect(rf"Your {question}[^\n]*$")
        child.sendline(line)
    said, code = ended(child)
    assert code == 0, said
    assert "Taken: time zone Europe/Berlin" in said
    settings = (tmp_path / "my search/vaultgen.toml").read_text("utf-8")
    assert r'name = "Robin \"Rob\" Hale"' in settings
    assert 'timezone = "Europe/Berlin"' in settings
    assert 'country = "DE"' in settings
    assert run("check", tmp_path / "my search").returncode == 0
