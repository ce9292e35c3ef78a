"""If the system refuses to write, the error says what, where and what to do.

Nothing is lost, and the next build heals.
"""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, VaultOf
from tests.faults.conftest import (
    EDITED,
    MANIFEST,
    NOTES,
    NOW,
    Clean,
    Prepared,
    Stage,
    Tree,
    built,
    changed,
    fill,
    heals,
    leftovers,
    points,
    tree,
    whole,
)
from tests.faults.stage import MEDDLED, Played

pytestmark = pytest.mark.changes_notes


def is_refused(played: Played, *said: str) -> None:
    """The exit code is 3, and the error has two lines with these words: the reason and a hint."""
    assert played.code == 3, played
    fault, mend = played.err.splitlines()[-2:]
    assert fault.startswith("vaultgen: ")
    assert mend.startswith("  ")
    assert "mistake in vaultgen" not in played.err
    for words in said:
        assert words in played.err


def is_whole(root: Path, before: Tree, after: Tree) -> None:
    left = whole(root)
    for path in left.keys() | {path for path in before if not path.endswith("/")}:
        assert path == MANIFEST or left.get(path) in (before.get(path), after.get(path)), path


@pytest.fixture
def changed_vault(prepared: Prepared, stage: Stage) -> tuple[Path, Tree, Tree, list[tuple[str, str]]]:
    """A vault to build, its files before and after, and the writes of the build."""
    root, before = prepared(changed)
    done = stage.play(root, "build", ".")
    assert done.code == 0
    after = whole(root)
    fill(root, before)
    return root, before, after, done.changes


Waiting = tuple[Path, Tree, Tree, list[tuple[str, str]]]


def test_a_full_disk_at_any_write_loses_nothing(stage: Stage, clean: Clean, changed_vault: Waiting) -> None:
    root, before, after, changes = changed_vault
    for point in points(changes):
        fill(root, before)
        played = stage.play(root, "build", ".", at=point, fail=errno.ENOSPC)
        event, _ = changes[point - 1]
        # Where only tidying up fails, or a folder is there already, the work is done all the same.
        if played.code or event not in ("os.rmdir", "os.remove", "os.mkdir"):
            is_refused(played, "no space left on device", "Make room on the disk")
        is_whole(root, before, after)
        assert not leftovers(root) or event == "os.remove", "what cannot be deleted"
        heals(stage, clean, root)


def test_a_file_size_limit_loses_nothing(stage: Stage, clean: Clean, changed_vault: Waiting) -> None:
    root, before, after, _ = changed_vault
    is_refused(
        stage.play(root, "build", ".", file_size=3000), "cannot be written: file too large", "Allow larger files"
    )
    is_whole(root, before, after)
    assert not leftovers(root)
    heals(stage, clean, root)


def test_a_really_full_disk_loses_nothing(prepared: Prepared, tmp_path: Path) -> None:
    """On a separate drive with room for the notes and half of the site."""
    if subprocess.run(["unshare", "--mount", "--map-root-user", "true"], check=False).returncode:
        pytest.skip("no drive can be made here")
    root, before = prepared(built)
    shutil.rmtree(root / "site")
    pages = [-(-len(data or b"") // 4096) * (1 if path.startswith("site/") else 2) for path, data in before.items()]
    for name in ("full", "mended"):
        (tmp_path / name).mkdir()
    script = f"""
        mount -t tmpfs -o size={sum(pages) * 2}k none {tmp_path}/drive
        cp -r {root}/. {tmp_path}/drive && cd {tmp_path}/drive || exit 9
        "{sys.executable}" -m vaultgen build . --now {NOW} >&2; echo $?
        cp -r . {tmp_path}/full
        mount -o remount,size=9m {tmp_path}/drive
        "{sys.executable}" -m vaultgen build . --now {NOW} >/dev/null 2>&1; echo $?
        cp -r . {tmp_path}/mended
    """
    (tmp_path / "drive").mkdir()
    played = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert played.stdout.split() == ["3", "0"], played.stderr
    assert "cannot be written: no space left on device.\n  Make room on the disk" in played.stderr
    full, mended = whole(tmp_path / "full"), whole(tmp_path / "mended")
    assert not [path for path in full if path.startswith("site/")], "what does not fit as a whole is not begun"
    assert not leftovers(tmp_path / "full")
    theirs = {path for path in before if not path.startswith("site/")}
    assert {path: full[path] for path in theirs} == {path: before[path] for path in theirs}
    is_whole(tmp_path / "full", {path: before[path] for path in theirs}, mended)


READ_ONLY = (
    ("build", ("build", "."), "drafts"),
    ("build", ("build", "."), "site"),
    ("build", ("build", "."), "site/people"),
    ("build elsewhere", ("build", ".", "--out", "public"), "."),
    ("sent", ("sent", "thank-you Kim Oh", "--vault", "."), "drafts"),
    ("check --fix", ("check", ".", "--fix", "--yes"), "interviews"),
    ("new", ("new", "person", "Robin", "--vault", "."), "people"),
    ("eject", ("theme", "eject", "style.css", "--vault", "."), "."),
    ("init", ("init", "."), "."),
)


@pytest.mark.parametrize(("args", "folder"), [case[1:] for case in READ_ONLY], ids=[case[0] for case in READ_ONLY])
def test_a_read_only_folder_is_reported(
    stage: Stage, clean: Clean, prepared: Prepared, args: tuple[str, ...], folder: str
) -> None:
    root, before = prepared(changed)
    slip = root / "interviews/Globex.md"
    slip.write_text(slip.read_text().replace("duration", "durration"))
    before = tree(root)
    (root / folder).chmod(0o555)
    try:
        played = stage.play(root, *args, unprivileged=True)
    finally:
        (root / folder).chmod(0o755)
    is_refused(played, "permission denied", "allow yourself")
    left = tree(root)
    assert {
        path: data for path, data in left.items() if path in before and not path.startswith(("site", "drafts"))
    } == {path: data for path, data in before.items() if not path.startswith(("site", "drafts"))}
    assert left[EDITED] == before[EDITED]
    heals(stage, clean, root)


IN_THE_WAY = (
    ("drafts", ("build", "."), "drafts stands where a folder is needed"),
    ("site", ("build", "."), "site is a file"),
    ("site/people", ("build", "."), "somebody else: people"),
    ("public", ("build", ".", "--out", "public/here"), "public stands where a folder is needed"),
    ("people", ("new", "person", "Kim", "--vault", "."), "people stands where a folder is needed"),
    ("overrides", ("theme", "eject", "style.css", "--vault", "."), "overrides stands where a folder is needed"),
    ("templates", ("init", "."), "templates stands where a folder is needed"),
    ("vault", ("init", "vault/my search"), "vault stands where a folder is needed"),
)


@pytest.mark.parametrize(("path", "args", "said"), IN_THE_WAY)
def test_a_file_in_place_of_a_folder_is_reported(
    stage: Stage, clean: Clean, prepared: Prepared, path: str, args: tuple[str, ...], said: str
) -> None:
    root, _ = prepared(built)
    (root / EDITED).rename(root / "kept.md")
    shutil.rmtree(root / path, ignore_errors=True)
    (root / path).write_text("Mine.\n")
    played = stage.play(root, *args)
    is_refused(played, said)
    assert (root / path).read_text() == "Mine.\n"
    (root / path).unlink()
    heals(stage, clean, root)


def test_a_symlink_in_the_site_is_not_followed_out_of_it(stage: Stage, prepared: Prepared, tmp_path: Path) -> None:
    root, _ = prepared(changed)
    shutil.move(root / "site/people", tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    (root / "site/people").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    is_refused(stage.play(root, "build", "."), "people", "Nothing was touched")
    assert tree(tmp_path / "elsewhere") == before


def test_a_site_deleted_at_any_write_is_reported_or_restored(
    stage: Stage, clean: Clean, changed_vault: Waiting
) -> None:
    root, before, _, changes = changed_vault
    for point in points(changes):
        fill(root, before)
        played = stage.play(root, "build", ".", at=point, vanish="site")
        if played.code:
            is_refused(played, "site", "once more" if "Run vaultgen" in played.err else "ommand again")
        heals(stage, clean, root)


def test_empty_files_after_a_power_cut_are_replaced(stage: Stage, clean: Clean, prepared: Prepared) -> None:
    """The files exist, but their contents were not written: they are empty or all zeros."""
    root, _ = prepared(built)
    (root / "site/index.html").write_bytes(b"")
    (root / "site/people/jane-doe.html").write_bytes(bytes(300))
    (root / "site/companies/globex.html").write_bytes(b"")
    (root / "interviews/Globex.md").unlink()
    heals(stage, clean, root)


LONG = "n" * 300


@pytest.mark.parametrize(
    "args",
    [
        ("build", ".", "--out", LONG),
        ("build", LONG),
        ("init", LONG),
        ("export", "text", "thank-you Kim Oh", "--vault", ".", "--out", LONG),
    ],
    ids=["build --out", "build", "init", "export"],
)
def test_a_name_too_long_for_the_file_system_is_reported(
    stage: Stage, prepared: Prepared, args: tuple[str, ...]
) -> None:
    root, before = prepared(built)
    is_refused(stage.play(root, *args), "file name too long", "shorter name")
    assert tree(root) == before


def test_names_of_the_longest_length_work(stage: Stage, clean: Clean, vault_of: VaultOf) -> None:
    letters, kanji = "n" * 252, "面" * 84
    root = vault_of(
        dict(NOTES)
        | {f"interviews/{name}.md": "---\ncompany: A\ndate: 2026-03-11\n---\n" for name in (letters, kanji)}
        | {f"notes/{letters[:-1]}.png": "x", "notes/a.md": f"![[{letters[:-1]}.png]]\n"}
    )
    played = stage.play(root, "build", ".")
    assert played.code == 0, played.err
    assert len(list((root / "site/interviews").glob("*.html"))) >= 4
    heals(stage, clean, root)


def test_files_open_in_another_program_are_retried(stage: Stage, clean: Clean, changed_vault: Waiting) -> None:
    root, before, after, _ = changed_vault
    played = stage.play(root, "build", ".", held=3)
    assert played.code == 0, played.err
    assert whole(root) == after
    fill(root, before)
    is_refused(stage.play(root, "build", ".", held=1000), "permission denied", "another program has it open, close it")
    is_whole(root, before, after)
    heals(stage, clean, root)


MEDDLING = (
    (("sent", "thank-you Kim Oh", "--vault", "."), EDITED, 3, "was edited at this very moment"),
    (("draft", ".", "--refresh", EDITED, "--yes"), EDITED, 3, "was edited at this very moment"),
    (("check", ".", "--fix", "--yes"), "interviews/Globex.md", 0, "was edited at this very moment"),
    (("new", "person", "Kim", "--vault", "."), "people/Kim.md", 2, "There is a note people/Kim.md already"),
    (("draft", ".", "--eject", "letter"), "overrides/drafts/letter.jinja", 2, "is there already"),
    (("build", "."), "drafts/2026-03-11 Acme thank-you to Jane Doe.md", 0, "was edited at this very moment"),
    (("build", "."), "site/index.html", 3, "somebody else was at work while the site was written: index.html"),
)


@pytest.mark.parametrize(
    ("args", "path", "code", "said"),
    MEDDLING,
    ids=[" ".join(case[0])[:8] + case[1].rpartition("/")[2] for case in MEDDLING],
)
def test_a_file_written_at_the_same_moment_is_not_overwritten(
    stage: Stage, prepared: Prepared, args: tuple[str, ...], path: str, code: int, said: str
) -> None:
    root, _ = prepared(changed)
    for folder in ("overrides/drafts", "people"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    if args[0] == "check":
        slip = root / path
        slip.write_text(slip.read_text().replace("duration", "durration"))
    target, place = ("os.link" if code == 2 else "os.rename"), f"/{path.rpartition('/')[0]}/"
    before, text = tree(root), (root / path).read_text() if (root / path).exists() else ""
    changes = stage.play(root, *args).changes
    fill(root, before)
    for folder in ("overrides/drafts", "people"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    # Just when its own file beside the other is opened, after whatever was looked at.
    opened = [number for number, (event, name) in enumerate(changes, 1) if event == "open" and place in f"/{name}"]
    assert any(event == target for event, _ in changes)
    played = stage.play(root, *args, at=opened[0], meddle=path)
    assert played.code == code, played
    assert said in played.err
    assert (root / path).read_text() == f"{text}{MEDDLED}\n"
