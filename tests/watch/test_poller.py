"""Scans of the files find every change of what a build reads, with one stat per file."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from vaultgen.disk.watched import file_states, network_drive, watched_folders
from vaultgen.errors import FileProblem
from vaultgen.watch.debounce import changed_paths

VaultOf = Callable[..., Path]

LATER = 4e9  # seconds since 1970, long after all files that tests write
pytestmark = pytest.mark.changes_notes


@pytest.fixture
def root(vault_of: VaultOf) -> Path:
    return vault_of(
        {
            "interviews/Acme.md": "---\ncompany: Acme\n---\n",
            "board.png": b"\x89PNG",
            "overrides/theme/assets/style.css": "a {}",
            "overrides/drafts/thank-you.jinja": "Hello",
            "templates/Interview.md": "x",
            ".obsidian/workspace.json": "{}",
            "film.mp4": b"x",
            "site/index.html": "x",
        }
    )


def of_the_vault(root: Path) -> set[str]:
    return {path for path in file_states(root, root / "site", {}, at=LATER) if not path.startswith("vaultgen/")}


def test_only_files_that_a_build_reads_are_scanned(root: Path) -> None:
    assert of_the_vault(root) == {
        "vaultgen.toml",
        "interviews/Acme.md",
        "board.png",
        "overrides/theme/assets/style.css",
        "overrides/drafts/thank-you.jinja",
    }


def test_shipped_themes_and_texts_are_scanned(root: Path) -> None:
    known = file_states(root, root / "site", {}, at=LATER)
    assert {"vaultgen/themes/desk/parts/base.html", "vaultgen/themes/desk/assets/page.js"} <= known.keys()
    assert any(path.startswith("vaultgen/drafts/wording/en/") for path in known)
    assert any((folder / "desk/theme.toml").exists() for folder in watched_folders(root))


@pytest.mark.parametrize(
    "path", ["vaultgen.toml", "interviews/Acme.md", "board.png", "overrides/theme/assets/style.css"]
)
def test_a_change_is_seen_regardless_of_its_mtime(root: Path, path: str) -> None:
    before = file_states(root, root / "site", {}, at=LATER)
    told = (root / path).stat()
    (root / path).write_bytes((root / path).read_bytes() + b"more")
    os.utime(root / path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert changed_paths(before, file_states(root, root / "site", before, at=LATER)) == (path,)


def test_touching_a_file_is_not_a_change(root: Path) -> None:
    before = file_states(root, root / "site", {}, at=LATER)
    os.utime(root / "interviews/Acme.md")
    assert changed_paths(before, file_states(root, root / "site", before, at=LATER)) == ()


def test_a_file_with_a_racy_stat_is_read_again_by_the_poller(root: Path) -> None:
    """Two writes within one tick of the drive's clock leave the same time, and maybe the same size."""
    path = "interviews/Acme.md"
    at = (root / path).stat().st_mtime
    fresh = file_states(root, root / "site", {}, at=at)
    assert not fresh[path].certain
    before = {**fresh, path: replace(fresh[path], digest="that of the first of the two")}
    assert changed_paths(before, file_states(root, root / "site", before, at=LATER)) == (path,)


def test_unchanged_files_are_not_read_again(root: Path) -> None:
    before = file_states(root, root / "site", {}, at=LATER)
    after = file_states(root, root / "site", before, at=LATER)
    assert all(after[path] is before[path] for path in before)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_a_link_out_of_the_vault_and_a_pipe_are_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("x" * 10)
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "circle.md").symlink_to("circle.md")
    os.mkfifo(root / "pipe.md")
    before = file_states(root, root / "site", {}, at=LATER)
    assert before["link.md"].stat == before["pipe.md"].stat == ()
    (root / "link.md").unlink()
    assert changed_paths(before, file_states(root, root / "site", before, at=LATER)) == ("link.md",)


def test_a_missing_vault_is_reported(root: Path) -> None:
    root.rename(root.with_name("elsewhere"))
    with pytest.raises(FileProblem, match="cannot be read"):
        file_states(root, root / "site", {}, at=LATER)


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ("/dev/sda1 / ext4 rw 0 0\nserver:/home {here} nfs4 rw 0 0\n", "nfs4"),
        ("//server/share {here} cifs rw 0 0\n", "cifs"),
        ("C:\\134 {here} 9p rw 0 0\n", "9p"),
        ("robin@host:/notes {here} fuse.sshfs rw 0 0\n", "fuse.sshfs"),
        ("server:/home / nfs rw 0 0\n/dev/sda1 {here} ext4 rw 0 0\n", None),
        ("server:/home {here} nfs rw 0 0\n/dev/sda1 {here} ext4 rw 0 0\n", None),
        ("server:/home {here}s nfs rw 0 0\n", None),
        ("/dev/fuse {here} fuse.portal rw 0 0\n", None),
        ("", None),
    ],
)
def test_a_network_drive_is_known_by_where_it_is_mounted(tmp_path: Path, mounts: str, kind: str | None) -> None:
    here = tmp_path / "a folder"
    (here / "vault").mkdir(parents=True)
    listed = tmp_path / "mounts"
    listed.write_text(mounts.replace("{here}", str(here).replace(" ", "\\040")))
    assert network_drive(here / "vault", listed) == kind
    assert network_drive(here / "vault", tmp_path / "no such list") is None
