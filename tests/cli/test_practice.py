"""`vaultgen practice` as somebody types at a terminal, and `export anki`."""

import csv
from pathlib import Path

import pytest

from tests.cli.test_debrief import Typing, ended, typing
from tests.conftest import Run, VaultOf

__all__ = ["typing"]  # the fixture

pytestmark = pytest.mark.changes_notes

NOTES = {
    "questions/Why here.md": "---\ncomfort: 3\n---\n## 2026-01-02\nOld.\n\n## 2026-02-02\nBecause of **you**.\n",
    "questions/Weak.md": "---\ncomfort: 1\n---\nAn answer.\n",
    "interviews/a.md": "---\ncompany: Acme\ndate: 2026-12-01T10:00\n---\nAsk me [[Why here]].\n",
}


def text(root: Path, name: str) -> str:
    return (root / "questions" / f"{name}.md").read_text("utf-8")


def test_each_mark_is_in_its_note_before_the_next_question(typing: Typing, vault_of: VaultOf) -> None:
    root = vault_of(NOTES)
    child = typing("practice", "--minutes", "5", cwd=root)
    child.expect(r"For Acme[^\n]*\r\n2 questions, about 4 minutes")
    child.expect(r"\(1/2\) Why here\r\n  You link it")
    child.expect("… $")
    assert "Because" not in child.before
    child.sendline("")
    child.expect("Because of you.")
    child.expect("1 to 5")
    child.sendline("7")
    child.expect("A mark is a number from 1 to 5")
    child.sendline("5")
    child.expect(r"\(2/2\) Weak")
    assert "comfort: 5\npractised:\n  - 2026-11-26\n" in text(root, "Why here")
    child.expect("… $")
    child.sendline("s")
    said, code = ended(child)
    assert code == 0
    assert "1 question practised" in said
    assert text(root, "Weak") == NOTES["questions/Weak.md"]


def test_practice_needs_somebody_to_ask(run: Run, vault_of: VaultOf) -> None:
    done = run("practice", cwd=vault_of(NOTES))
    assert done.returncode == 2
    assert "practice.html" in done.stderr


def test_cards_for_anki_keep_their_ids(run: Run, vault_of: VaultOf) -> None:
    root = vault_of(NOTES | {"questions/Empty.md": "---\ntype: question\n---\n"})
    done = run("export", "anki", root)
    assert done.returncode == 0, done.stderr
    assert "1 question left out" in done.stderr
    lines = done.stdout.splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert "#guid column:1" in head
    rows = list(csv.reader(lines[len(head) :], dialect="excel-tab"))
    assert [row[1:] for row in rows] == [
        ["Weak", "An answer.", "vaultgen"],
        ["Why here", "Because of you.", "vaultgen why-us"],
    ]
    (root / "questions/Weak.md").write_text('---\ncomfort: 1\n---\nA better\tone: "yes".\n', "utf-8")
    again = list(csv.reader(run("export", "anki", root).stdout.splitlines()[len(head) :], dialect="excel-tab"))
    assert [row[0] for row in again] == [row[0] for row in rows]
    assert again[0][2] == 'A better\tone: "yes".'
