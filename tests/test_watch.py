"""`vaultgen watch` as a real process: what it prints is what is waited for."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VaultOf = Callable[..., Path]

NOTE = "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [Jane Doe]\n---\n{}\n"
pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT"), pytest.mark.changes_notes]


class Watch:
    """A running watch; `built()` waits for the end of the next build and gives what was printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def built(self) -> str:
        assert self.process.stdout
        printed = []
        for line in self.process.stdout:
            printed.append(line)
            if line.startswith("Open "):
                return "".join(printed)
        raise AssertionError("the watch ended:\n" + "".join(printed))

    def line(self, start: str) -> str:
        assert self.process.stdout
        return next(line for line in self.process.stdout if line.startswith(start))


@contextmanager
def watching(root: Path) -> Iterator[Watch]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "vaultgen", "watch", str(root), "--now", "2026-03-11T18:00"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    try:
        watch = Watch(process)
        watch.built()
        watch.line("Watching")
        yield watch
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.fixture
def root(vault_of: VaultOf) -> Path:
    return vault_of({"interviews/Acme.md": NOTE.format("first words")})


def test_a_changed_note_is_on_its_page(root: Path) -> None:
    with watching(root) as watch:
        (root / "interviews/Acme.md").write_text(NOTE.format("second words"))
        watch.built()
        assert "second words" in (root / "site/interviews/acme.html").read_text("utf-8")


def test_a_new_note_a_new_folder_and_a_deletion_are_seen(root: Path) -> None:
    with watching(root) as watch:
        (root / "companies").mkdir()
        (root / "companies/Acme.md").write_text("Makers of anvils.\n")
        watch.built()
        assert "anvils" in (root / "site/companies/acme.html").read_text("utf-8")
        (root / "interviews/Acme.md").unlink()
        watch.built()
        assert not (root / "site/interviews/acme.html").exists()


def test_its_own_drafts_and_pages_start_no_build(root: Path) -> None:
    """The first build wrote a draft and a site; the next build must be the one for the next edit."""
    with watching(root) as watch:
        assert list((root / "drafts").glob("*.md"))
        (root / "interviews/Acme.md").write_text(NOTE.format("changed").replace("Jane Doe", "Kim Oh"))
        assert "1 draft written" in watch.built()
        (root / "companies").mkdir()
        (root / "companies/Beta.md").write_text("x\n")
        assert watch.line("Changed:") == "Changed: companies/Beta.md\n"
        watch.built()


def test_broken_settings_are_waited_out(root: Path) -> None:
    with watching(root) as watch:
        (root / "vaultgen.toml").write_text("tone = 3\n")
        assert "settings have errors" in watch.line("The settings")
        (root / "vaultgen.toml").write_text('timezone = "UTC"\n')
        watch.built()


def test_ctrl_c_ends_it_cleanly(root: Path) -> None:
    with watching(root) as watch:
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=20) in (0, 130)
        assert watch.process.stdout
        assert "Traceback" not in watch.process.stdout.read()
