"""`vaultgen watch` as a real process: what it reports, what it debounces, and how it ends."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.watch.watch import note, started, watching

VaultOf = Callable[..., Path]

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT"), pytest.mark.changes_notes]


@pytest.fixture
def root(vault_of: VaultOf) -> Path:
    return vault_of({"interviews/Acme.md": note("first words")})


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def test_a_build_is_reported_in_one_line(root: Path) -> None:
    with watching(root) as watch:
        write(root, "interviews/Acme.md", note("second words"))
        assert watch.built().startswith("interviews/Acme.md has changed: 1 page written in ")
        assert "second words" in (root / "site/interviews/acme.html").read_text("utf-8")
        write(root, "companies/Acme.md", "Makers of anvils.\n")
        assert watch.built().startswith("companies/Acme.md is new: ")
        (root / "companies/Acme.md").unlink()
        assert watch.built().startswith("companies/Acme.md is gone: ")


def test_a_draft_that_was_edited_or_deleted_is_a_change_and_one_that_was_written_is_none(root: Path) -> None:
    (draft,) = ["drafts/2026-03-11 Acme thank-you to Jane Doe.md"]
    with watching(root) as watch:
        write(root, draft, (root / draft).read_text("utf-8") + "P.S. Thanks.\n")
        assert watch.built().startswith(f"{draft} has changed: ")
        (root / draft).unlink()
        line = watch.built()
        assert line.startswith(f"{draft} is gone: ")
        assert "1 draft written" in line
        write(root, "Sentinel.md", "x\n")
        assert watch.built().startswith("Sentinel.md is new"), "its own draft started no build"


def test_new_problems_are_reported_in_full_and_once(root: Path) -> None:
    with watching(root) as watch:
        write(root, "interviews/Acme.md", note("x").replace("duration: 60", "duration: soon"))
        assert watch.built().endswith("; 1 error.")
        assert watch.line("Acme.md:4:11: error VG103")
        write(root, "Other.md", "x\n")
        assert watch.built().endswith("; 1 error.")
        write(root, "interviews/Acme.md", note("x"))
        assert not watch.built().endswith("error.")
        assert sum("VG103" in line for line in watch.printed) == 1


def test_half_written_front_matter_is_built_after_a_delay(root: Path) -> None:
    with watching(root) as watch:
        write(root, "interviews/Acme.md", "---\ncompany: Acme\ndate: 2026-0")
        assert watch.built().endswith("; 1 error.")
        write(root, "interviews/Acme.md", note("finished"))
        assert not watch.built().endswith("error.")
        assert "finished" in (root / "site/interviews/acme.html").read_text("utf-8")


def test_broken_settings_and_a_broken_theme_are_waited_out(root: Path) -> None:
    with watching(root) as watch:
        write(root, "vaultgen.toml", "tone = 3\n")
        watch.line("The settings have errors")
        assert "first words" in (root / "site/interviews/acme.html").read_text("utf-8")
        write(root, "vaultgen.toml", 'timezone = "UTC"\n')
        watch.built()
        write(root, "overrides/theme/pages/people.html", "{% if %}")
        watch.line("overrides/theme/pages/people.html:1")
        (root / "overrides/theme/pages/people.html").unlink()
        watch.built()


def test_another_output_folder_is_written_to_and_not_listened_to(root: Path) -> None:
    with watching(root) as watch:
        write(root, "vaultgen.toml", 'timezone = "UTC"\noutput = "www"\n')
        watch.built()
        assert (root / "www/index.html").exists()
        write(root, "Sentinel.md", "x\n")
        assert watch.built().startswith("Sentinel.md is new")


def test_a_deadline_that_passes_writes_the_draft(vault_of: VaultOf) -> None:
    """The interview ends a few seconds from now, by the computer's own clock."""
    end = datetime.now(UTC) + timedelta(seconds=4)
    begin = (end - timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%S")
    text = f"---\ncompany: Acme\ndate: {begin}\nduration: 30\ninterviewers: [Jane Doe]\n---\n"
    root = vault_of({"interviews/Acme.md": text})
    with watching(root, now=None) as watch:
        while not list((root / "drafts").glob("* thank-you to Jane Doe.md")):
            assert watch.built().startswith("Time has passed: ")


def test_a_vault_that_comes_back_is_watched_again(root: Path) -> None:
    with watching(root) as watch:
        root.rename(root.with_name("elsewhere"))
        watch.line("Waiting for it.")
        root.with_name("elsewhere").rename(root)
        write(root, "interviews/Acme.md", note("back again"))
        watch.built()
        write(root, "interviews/Acme.md", note("and heard"))
        watch.built()
        assert "and heard" in (root / "site/interviews/acme.html").read_text("utf-8")


def test_polling_finds_every_change(root: Path) -> None:
    with watching(root, "--poll") as watch:
        write(root, "interviews/Acme.md", note("second words"))
        assert watch.built().startswith("interviews/Acme.md has changed")
        (root / "interviews").rename(root / "talks")
        assert watch.built().startswith("interviews/Acme.md is gone, talks/Acme.md is new")


@pytest.mark.skipif(shutil.which("unshare") is None, reason="cannot lower a limit for one process")
def test_without_system_events_it_polls(root: Path) -> None:
    lower = 'echo 2 > /proc/sys/user/max_inotify_watches && exec "$@"'
    wrap = ("unshare", "--user", "--map-root-user", "sh", "-c", lower, "sh")
    if subprocess.run([*wrap, "true"], capture_output=True, check=False).returncode:
        pytest.skip("may not lower a limit for one process")
    with started(root, wrap=wrap) as watch:
        watch.line("The system has no room left to tell of changes")
        watch.line("Watching")
        write(root, "interviews/Acme.md", note("second words"))
        assert watch.built().startswith("interviews/Acme.md has changed")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_watch_cleanly(root: Path, sent: signal.Signals) -> None:
    with watching(root, "--serve", "--port", "0") as watch:
        watch.process.send_signal(sent)
        assert watch.process.wait(timeout=20) == 0


def test_ctrl_c_in_a_build_leaves_nothing_half(vault_of: VaultOf) -> None:
    root = vault_of({f"interviews/{n}.md": note(f"Number {n}", f"Company {n}") for n in range(60)})
    with started(root) as watch:
        while not list(root.glob("site/interviews/*.html")):
            assert watch.process.poll() is None
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=20) == 0
        assert "Traceback" not in watch.rest()
    left = [path for folder in ("site", "drafts") for path in (root / folder).rglob("*") if path.is_file()]
    assert [path.name for path in left if path.name.endswith("-tmp")] == []
    assert all(path.read_bytes().rstrip().endswith(b"</html>") for path in left if path.suffix == ".html")
    with watching(root) as watch:
        assert watch.is_as_clean()


def test_wrong_settings_at_the_start_are_a_usage_error(vault_of: VaultOf) -> None:
    root = vault_of({"vaultgen.toml": "tone = 3\n"})
    command = [sys.executable, "-m", "vaultgen", "watch", str(root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=dict(os.environ))
    assert done.returncode == 2
    assert "The settings have errors" in done.stderr


def test_a_half_typed_note_keeps_the_draft_that_it_called_for(root: Path) -> None:
    with watching(root) as watch:
        (draft,) = (root / "drafts").glob("*.md")
        before = draft.read_bytes()
        for half in ("---\ncompany: Acme\ndate: 2026-0", note("x").replace("date: 2026-03-11T15:00", "date: ")):
            write(root, "interviews/Acme.md", half)
            assert watch.built().endswith("; 1 error.")
            assert draft.read_bytes() == before
        write(root, "interviews/Acme.md", note("x").replace("duration: 60", "duration: 60\nskip: [thank-you]"))
        assert "1 draft deleted" in watch.built(), "the note can be read again, and calls for none"
