"""An unchanged run replays the output of the last one; any change is noticed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pytest

from tests import command
from tests.conftest import ROOT, Run, VaultOf, unmeasured
from vaultgen.disk import scan

pytestmark = pytest.mark.changes_notes  # the test is about the user's edits

NOW = "2026-03-12T09:00"
NOTE = """---
company: Acme
role: Engineer
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example"]
moments: ["the pager story"]
---
She laughed.
"""
# All of vaultgen that a replay of a build loads: one more is one more file to find and to run each time.
LIGHT = {
    "vaultgen", "vaultgen.builder", "vaultgen.builder.answers", "vaultgen.builder.cache", "vaultgen.builder.replay",
    "vaultgen.cli", "vaultgen.cli.entry", "vaultgen.cli.exits", "vaultgen.clock", "vaultgen.console", "vaultgen.dates",
    "vaultgen.dates.time_marks", "vaultgen.dates.typed", "vaultgen.dates.words",
    "vaultgen.disk", "vaultgen.disk.atomic", "vaultgen.disk.cache_folder", "vaultgen.disk.files", "vaultgen.disk.git",
    "vaultgen.disk.locate", "vaultgen.disk.lock", "vaultgen.disk.plan", "vaultgen.disk.refusals",
    "vaultgen.disk.reports", "vaultgen.disk.scan", "vaultgen.errors", "vaultgen.fingerprint", "vaultgen.regex",
    "vaultgen.terminal", "vaultgen.vault", "vaultgen.vault.layout",
}  # fmt: skip
# What takes long to load, and is not needed for a replay.
HEAVY = {"click", "dataclasses", "inspect", "json", "subprocess", "urllib.request", "importlib.metadata"}
WORK = ("vaultgen.builder.pipeline", "vaultgen.vault.notes.note", "jinja2", "yaml", "markdown_it")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def root(vault_of: VaultOf) -> Path:
    return vault_of({"interviews/Acme.md": NOTE, "companies/Globex.md": "Makers of all sorts.\n"})


def typed(root: Path, cache: Path, *args: str, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """Runs a command in its own process, which lists its imported modules on standard error."""
    surroundings = {"PYTHONPATH": str(ROOT), "VAULTGEN_CACHE": str(cache), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "vaultgen", args[0], str(root), *args[1:], "--now", now],
        env=unmeasured() | surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def typed_here(root: Path, cache: Path, *args: str, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """Runs a command in this process, where it does not matter which modules it imports."""
    with mock.patch.dict(os.environ, VAULTGEN_CACHE=str(cache)):
        return command.typed(args[0], root, *args[1:], "--now", now)


def loaded(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The modules that a run has imported."""
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def worked(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a run did the work instead of replaying an answer."""
    return not loaded(done).isdisjoint(WORK)


def said(done: subprocess.CompletedProcess[str]) -> tuple[int, str, list[str]]:
    lines = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    return done.returncode, done.stdout, lines


def settled(root: Path, cache: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """The replayed answer of a command that was run before."""
    typed_here(root, cache, *args)
    done = typed(root, cache, *args)
    assert not worked(done), "nothing has changed"
    return done


def files(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


COMMANDS = (
    ("build",),
    ("status",),
    ("status", "--format", "json"),
    ("check",),
    ("check", "--format", "sarif", "--severity", "hint"),
)


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_an_unchanged_run_replays_the_output_and_imports_no_heavy_modules(
    root: Path, cache: Path, args: tuple[str, ...]
) -> None:
    typed_here(root, cache, "build")
    done = settled(root, cache, *args)
    assert said(done) == said(typed_here(root, Path("off"), *args))
    if "--severity" not in args:  # which only click reads
        assert loaded(done).isdisjoint(HEAVY)


def test_a_replay_loads_these_modules_and_no_other(root: Path, cache: Path) -> None:
    found = {name for name in loaded(settled(root, cache, "build")) if name.partition(".")[0] == "vaultgen"}
    assert found == LIGHT


def test_words_that_depend_on_the_time_are_filled_in_again(root: Path, cache: Path) -> None:
    settled(root, cache, "status")
    later = typed(root, cache, "status", now="2026-03-12T09:45")
    assert not worked(later)
    assert "by 16:00 today: Thank-you" in later.stdout
    assert "(in 6 hours)" in later.stdout
    assert said(later) == said(typed_here(root, Path("off"), "status", now="2026-03-12T09:45"))


@pytest.mark.parametrize("now", ["2026-03-12T16:00:00.000001", "2026-03-12T08:59", "2026-03-13T00:00"])
def test_an_answer_is_replayed_until_the_next_deadline_or_day_and_not_for_earlier_times(
    root: Path, cache: Path, now: str
) -> None:
    settled(root, cache, "status")
    done = typed(root, cache, "status", now=now)
    assert worked(done)
    assert said(done) == said(typed_here(root, Path("off"), "status", now=now))


def test_a_build_a_minute_later_writes_only_files_with_the_time(root: Path, cache: Path) -> None:
    settled(root, cache, "build")
    before = files(root / "site")
    done = typed(root, cache, "build", now="2026-03-12T09:01")
    assert not worked(done)
    assert "2 site files written" in done.stdout
    after = files(root / "site")
    assert {path for path in after if after[path] != before.get(path)} == {
        "index.html",
        "data/built.js",
        ".vaultgen.json",
    }
    typed_here(root, Path("off"), "build", "--out", str(root.parent / "clean"), now="2026-03-12T09:01")
    assert files(root.parent / "clean") == after
    assert not worked(typed(root, cache, "build", now="2026-03-12T09:02")), "and it is remembered again"


def test_the_holidays_of_a_country_are_looked_up_once(root: Path, cache: Path) -> None:
    (root / "vaultgen.toml").write_text('timezone = "Europe/Berlin"\ncountry = "DE"\nregion = "BY"\n', "utf-8")
    assert "holidays" in loaded(typed(root, cache, "status"))
    edited(root)
    done = typed(root, cache, "status")
    assert worked(done)
    assert "holidays" not in loaded(done)
    assert said(done) == said(typed_here(root, Path("off"), "status"))


def edited(root: Path) -> None:
    """Edits a file without changing its size and mtime."""
    path = root / "interviews/Acme.md"
    told = path.stat()
    path.write_text(NOTE.replace("laughed", "giggled"), "utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def replaced(root: Path) -> None:
    new = root / "interviews/new"
    new.write_text(NOTE.replace("laughed", "giggled"), "utf-8")
    new.replace(root / "interviews/Acme.md")


def added(root: Path) -> None:
    (root / "notes").mkdir()
    (root / "notes/Later.md").write_text("See [[Acme]].\n", "utf-8")


def renamed(root: Path) -> None:
    (root / "companies/Globex.md").rename(root / "companies/Initech.md")


def deleted(root: Path) -> None:
    (root / "companies/Globex.md").unlink()


def set_anew(root: Path) -> None:
    (root / "vaultgen.toml").write_text('timezone = "Europe/Berlin"\n', "utf-8")


def overridden(root: Path) -> None:
    (root / "overrides/theme/assets").mkdir(parents=True)
    (root / "overrides/theme/assets/style.css").write_text("body { color: red; }\n", "utf-8")


def reworded(root: Path) -> None:
    (root / "overrides/drafts").mkdir(parents=True)
    (root / "overrides/drafts/thank-you.jinja").write_text("Subject: Thanks\n\nThank you.\n", "utf-8")


def draft_edited(root: Path) -> None:
    (draft,) = (root / "drafts").glob("*.md")
    draft.write_text(draft.read_text("utf-8") + "\nMine.\n", "utf-8")


def draft_deleted(root: Path) -> None:
    (draft,) = (root / "drafts").glob("*.md")
    draft.unlink()


def page_deleted(root: Path) -> None:
    (root / "site/people/jane-doe.html").unlink()


CHANGES = (
    edited,
    replaced,
    added,
    renamed,
    deleted,
    set_anew,
    overridden,
    reworded,
    draft_edited,
    draft_deleted,
    page_deleted,
)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_a_file_prevents_a_replay(root: Path, cache: Path, change: object) -> None:
    assert callable(change)
    settled(root, cache, "build")
    change(root)
    done = typed(root, cache, "build")
    assert worked(done)
    typed_here(root, Path("off"), "build", "--out", str(root.parent / "clean"))
    clean = files(root.parent / "clean")
    here = files(root / "site")
    # A site elsewhere differs from one in the vault only by its place.
    assert {path: here[path] for path in here} == clean


def test_a_changed_page_is_refused_also_in_an_unchanged_vault(root: Path, cache: Path) -> None:
    settled(root, cache, "build")
    page = root / "site/people/jane-doe.html"
    page.write_text("mine", "utf-8")
    assert typed(root, cache, "build").returncode == 3
    assert page.read_text("utf-8") == "mine"


def test_a_file_with_a_racy_stat_is_read_again(root: Path, cache: Path) -> None:
    note = root / "interviews/Acme.md"
    for word in ("laughed", "giggled", "grinned", "smirked", "laughed"):
        note.write_text(NOTE.replace("laughed", word), "utf-8")
        typed_here(root, cache, "build")
        assert word in (root / "site/interviews/acme.html").read_text("utf-8")


def damaged(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-7])


def garbled(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:60] + b"???" + kept.read_bytes()[63:])


def of_another_version(kept: Path) -> None:
    kept.write_bytes(b"vaultgen 0\n" + kept.read_bytes())


def emptied(kept: Path) -> None:
    kept.write_bytes(b"")


def gone(kept: Path) -> None:
    kept.unlink()


@pytest.mark.parametrize("harm", [damaged, garbled, of_another_version, emptied, gone])
def test_a_damaged_cache_is_ignored(root: Path, cache: Path, harm: object) -> None:
    assert callable(harm)
    before = said(settled(root, cache, "status"))
    for kept in cache.iterdir():
        harm(kept)
    done = typed(root, cache, "status")
    assert worked(done)
    assert said(done) == before


def test_no_cache_is_written_if_it_is_disabled_or_impossible(root: Path, cache: Path, run: Run) -> None:
    cache.write_text("no folder", "utf-8")
    assert run("build", root, "--now", NOW, env={"VAULTGEN_CACHE": str(cache)}).returncode == 0
    home = root.parent / "home"
    home.mkdir()
    quiet = {"VAULTGEN_CACHE": "off", "HOME": str(home), "XDG_CACHE_HOME": ""}
    assert run("build", root, "--now", NOW, env=quiet).returncode == 0
    assert not any(home.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there no mode says who may write")
def test_a_cache_that_others_can_write_to_is_ignored(root: Path, cache: Path) -> None:
    settled(root, cache, "status")
    cache.chmod(0o777)
    assert worked(typed(root, cache, "status"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere another folder is the user's cache")
def test_the_cache_is_in_the_system_cache_folder_and_private(root: Path, run: Run) -> None:
    home = root.parent / "home"
    run("status", root, "--now", NOW, env={"VAULTGEN_CACHE": "", "HOME": str(home), "XDG_CACHE_HOME": ""})
    folder = home / ".cache/vaultgen"
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


def test_old_cache_files_are_deleted_and_nothing_else(root: Path, cache: Path) -> None:
    cache.mkdir()
    old, mine = cache / "0123456789abcdef.vaultgen", cache / "thesis.doc"
    for path in (old, mine):
        path.write_text("", "utf-8")
        os.utime(path, (0, 0))
    typed(root, cache, "status")
    assert not old.exists()
    assert mine.exists()


def test_git_is_queried_in_every_run(root: Path, cache: Path) -> None:
    typed_here(root, cache, "build")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert "VG702" in settled(root, cache, "check").stdout
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/exclude").write_text("/site\n", "utf-8")
    assert "VG702" not in typed(root, cache, "check").stdout


def test_a_moved_vault_has_a_cache_of_its_own(root: Path, cache: Path) -> None:
    settled(root, cache, "build")
    moved = root.rename(root.parent / "moved")
    done = typed(moved, cache, "build")
    assert worked(done)
    assert "0 site files written" in done.stdout


@pytest.mark.parametrize(
    ("content", "change", "is_racy"),
    [
        (999.95, 999.95, True),
        (500.5, 999.95, True),  # the mtime was set back
        (999.85, 999.85, False),
        (999.0, 999.0, True),  # a drive that counts in whole seconds, or in two
        (998.0, 998.0, False),
    ],
)
def test_a_stat_too_fresh_to_trust_is_racy(content: float, change: float, *, is_racy: bool) -> None:
    look = (5, int(content * 10**9), int(change * 10**9), 1)
    assert scan.racy({"Acme.md": look}, 1_000) == (["Acme.md"] if is_racy else [])
