"""Reading a vault with unusual files: symlinks, placeholders, pipes, odd names, vanishing files."""

import io
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.conftest import ROOT, Run, VaultOf
from vaultgen import fingerprint
from vaultgen.builder.reader import Reader
from vaultgen.diagnostics.source import LazySource, SourceFile
from vaultgen.disk import files
from vaultgen.disk.vault import read_vault

NOTE = "---\ncompany: Acme\ndate: 2026-03-05T14:30\n---\n"


def read(root: Path) -> dict[str, tuple[str, str]]:
    """The files read, by path: the code of the fault if there is one, and the text."""
    found = read_vault(root, root / "site")
    return {one.path: (one.code if one.fault else "", one.data.decode()) for one in found}


def link(path: Path, target: Path, *, folder: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("this system makes no links")


def test_symlinks_are_followed_within_the_vault_but_not_out_of_it(vault_of: VaultOf, tmp_path: Path) -> None:
    root = vault_of({"archive/Acme.txt": NOTE, "notes/a.md": ""})
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/b.md").write_text("secret")
    link(root / "interviews/Acme.md", root / "archive/Acme.txt")
    link(root / "interviews/Out.md", tmp_path / "secret.md")
    link(root / "people", tmp_path / "elsewhere", folder=True)
    link(root / ".hidden", tmp_path / "elsewhere", folder=True)
    link(root / "site", tmp_path, folder=True)
    found = read(root)
    assert found == {
        "interviews/Acme.md": ("", NOTE),
        "interviews/Out.md": ("VG015", ""),
        "notes/a.md": ("", ""),
        "people": ("VG015", ""),
    }
    for path in ("people", ".hidden", "site", "interviews/Out.md", "interviews/Acme.md"):
        (root / path).unlink()


def test_circular_symlinks_end(vault_of: VaultOf) -> None:
    root = vault_of({"notes/a.md": "a"})
    link(root / "notes/around", root / "notes", folder=True)
    link(root / "notes/b.md", root / "notes/c.md")
    link(root / "notes/c.md", root / "notes/b.md")
    try:
        assert {path: code for path, (code, _) in read(root).items()} == {
            "notes/a.md": "",
            "notes/b.md": "VG001",
            "notes/c.md": "VG001",
        }
    finally:
        (root / "notes/b.md").unlink()
        (root / "notes/c.md").unlink()


def test_a_note_that_is_only_in_icloud_is_reported(vault_of: VaultOf) -> None:
    root = vault_of({"interviews/.Acme.md.icloud": "bplist00", "interviews/.other.icloud": ""})
    assert read(root) == {"interviews/Acme.md": ("VG016", "")}


def run_python(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs Python in a folder."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may have a hundred letters
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR, os.makedev(1, 5))  # the one of which zeros come without end
    except PermissionError:
        pytest.skip("only root makes devices")


@pytest.mark.parametrize("make", [a_pipe, a_socket, a_device])
def test_special_files_are_reported_and_not_opened(run: Run, vault_of: VaultOf, make: Callable[[Path], None]) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "notes/a.md": "![[photo.png]]"})
    for name in ("interviews/odd.md", "notes/photo.png"):
        make(root / name)
    (root / "overrides/theme").mkdir(parents=True)
    make(root / "overrides/theme/note.html")
    try:
        played = run("build", root, "--now", "2026-03-12T09:00")
        kind = make.__name__.replace("_", " ")
        assert f"interviews/odd.md:1:1: error VG001 The file cannot be read: it is {kind}, not a file." in played.stderr
        assert played.returncode == 1
        assert (root / "site/interviews/acme.html").exists()
        assert not list((root / "site").glob("files/*"))
        (root / "vaultgen.toml").unlink()
        make(root / "vaultgen.toml")
        played = run("status", root)
        assert played.returncode == 3
        assert f"vaultgen.toml cannot be read: it is {kind}, not a file." in played.stderr
    finally:
        (root / "interviews/odd.md").unlink()


def test_a_folder_named_like_a_note_is_a_folder(vault_of: VaultOf) -> None:
    assert read(vault_of({"interviews/Acme.md/Notes.md": "a"})) == {"interviews/Acme.md/Notes.md": ("", "a")}


def test_a_circular_symlink_as_the_site_stops_the_build(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"notes/a.md": "a"})
    link(root / "site", root / "site", folder=True)
    played = run("build", root)
    assert played.returncode == 3
    assert "site cannot be read: too many levels of symbolic links." in played.stderr
    assert run("check", root).returncode == 0


@pytest.mark.changes_notes
def test_a_file_that_vanishes_while_it_is_read_is_skipped(vault_of: VaultOf) -> None:
    root = vault_of({"notes/a.md": "a", "notes/b.md": "b", "notes/c.md": "c", "people/Jane.md": ""})
    found = read_vault(root, root / "site")
    assert next(found).path == "notes/a.md"
    (root / "notes/b.md").unlink()
    shutil.rmtree(root / "people")
    assert [one.path for one in found] == ["notes/c.md"]


class ReadSlowly:
    """A file that is read in two steps, with something happening once in between."""

    def __init__(self, path: Path, happens: Callable[[], object]) -> None:
        self._path = path
        self._happens = [happens]

    def stat(self) -> os.stat_result:
        return self._path.stat()

    def open(self, mode: str, *, buffering: int) -> io.RawIOBase:
        assert (mode, buffering) == ("rb", 0)
        happens = self._happens

        class Slow(io.FileIO):
            def read(self, _size: int | None = -1, /) -> bytes:
                begin = super().read(2)
                while happens:
                    happens.pop()()
                return begin + self.readall()

        return Slow(self._path)


@pytest.mark.changes_notes
@pytest.mark.parametrize("new", ["other words", "short", "words that are far longer than before"])
def test_a_file_that_changes_while_it_is_read_is_read_again(vault_of: VaultOf, new: str) -> None:
    path = vault_of({"notes/a.md": "first words"}) / "notes/a.md"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    slow = ReadSlowly(path, lambda: path.write_text(new))
    assert files.read_stable(cast("Path", slow)).decode() == new


def test_file_names_that_are_not_text_are_distinguished_and_affect_nothing_else(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "notes/a.md": "![[photo.png]]"})
    odd = [os.fsencode(root) + name for name in (b"/notes/\xff.md", b"/notes/\xfe.md", b"/\xff")]
    try:
        for name in odd[:2]:
            Path(os.fsdecode(name)).write_text(NOTE)
        Path(os.fsdecode(odd[2])).mkdir()
    except OSError:
        pytest.skip("this system knows only names that are text")
    inside = (b"/Jane.md", b"/photo.png")
    for name in inside:
        Path(os.fsdecode(odd[2] + name)).write_text("x")
    try:
        played = run("build", root, "--now", "2026-03-12T09:00")
        for shown in ("notes/\\xff.md", "notes/\\xfe.md", "\\xff/Jane.md"):
            assert f"{shown}:1:1: error VG001 The file cannot be read: its file name is not UTF-8." in played.stderr
        assert "5 notes read, 2 valid, 3 with errors" in played.stdout
        for form in ("json", "sarif", "github", "concise"):
            assert run("check", root, "--format", form).returncode == 1
    finally:
        shutil.rmtree(os.fsdecode(odd[2]))
        for name in odd[:2]:
            Path(os.fsdecode(name)).unlink()


def test_a_vault_whose_path_is_not_text_is_built(run: Run, vault_of: VaultOf, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"my \xff search")
    try:
        shutil.copytree(vault_of({"interviews/Acme.md": NOTE, "notes/a.md": "![[b.png]]", "notes/b.png": "x"}), odd)
    except OSError:
        pytest.skip("this system knows only names that are text")
    played = run("build", odd, "--now", "2026-03-12T09:00")
    assert played.returncode == 0, played.stderr
    assert (odd / "site/files/b.png").exists()
    assert run("status", odd, "--format", "json").returncode == 0


@pytest.mark.parametrize("form", ["text", "concise", "github", "json", "sarif"])
def test_file_names_cannot_control_the_terminal_or_begin_a_line(run: Run, vault_of: VaultOf, form: str) -> None:
    names = ["a\nb", "c\x1b[31md", "e\r\x07f", "g\u202eh", "i\x9bj"]
    try:
        root = vault_of({f"interviews/{name}.md": "---\ncompany: A\n---\n" for name in names})
    except OSError:
        pytest.skip("this system has no such names")
    played = run("check", root, "--format", form, "--now", "2026-03-12T09:00")
    shown = played.stderr + run("build", root, "--now", "2026-03-12T09:00").stderr
    # The last two are for programs, which read a name as it is, and write it so that no line begins in it.
    shown += "".join(filter(str.isascii, played.stdout)) if form in ("json", "sarif") else played.stdout
    assert not {char for char in shown if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"}
    if form in ("concise", "github"):
        assert len(played.stdout.splitlines()) == len(names)
    if form == "json":
        assert {one["path"] for one in json.loads(played.stdout)["diagnostics"]} == {
            f"interviews/{n}.md" for n in names
        }


def test_a_folder_name_in_a_message_cannot_begin_a_line(run: Run, vault_of: VaultOf, tmp_path: Path) -> None:
    root, odd = vault_of({"notes/a.md": "a"}), tmp_path / "o\n\x1b[31mvaultgen: all is well"
    odd.mkdir()
    (odd / "thesis\n.doc").write_text("mine")
    played = run("build", root, "--out", odd)
    assert played.returncode == 3
    assert len(played.stderr.splitlines()) == 2
    assert "\x1b" not in played.stderr
    assert len(run("build", odd / "x").stderr.splitlines()) == 2
    assert "\x1b" not in run("sent", "\x1b[31mJane", "--vault", root).stderr


def test_names_that_differ_only_by_case_have_separate_pages(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "people/Jane.md": "likes tea", "people/JANE.md": "likes tar"})
    if len(list((root / "people").iterdir())) == 1:
        pytest.skip("this system has one file of that name")
    played = run("build", root, "--now", "2026-03-12T09:00")
    assert "VG013" in played.stderr
    pages = [path.read_text("utf-8") for path in (root / "site/people").glob("jane*.html")]
    assert sorted(("likes tea" in page, "likes tar" in page) for page in pages) == [(False, True), (True, False)]


def test_a_deleted_working_directory_is_reported(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = "import os, sys, runpy; os.rmdir(os.getcwd()); sys.argv = ['vaultgen', 'build']; "
    played = run_python(program + "runpy.run_module('vaultgen', run_name='__main__')", gone)
    assert played.returncode == 2
    assert "The folder that you are in is gone." in played.stderr


def test_an_unwritable_output_is_not_reported_as_a_bug(vault_of: VaultOf) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no such device")
    root = vault_of({"notes/a.md": "a"})
    program = (
        f"import os, sys, runpy; os.dup2(os.open('{full}', os.O_WRONLY), 1); sys.argv = ['vaultgen', 'status', '.']; "
    )
    played = run_python(program + "runpy.run_module('vaultgen', run_name='__main__')", root)
    assert played.returncode == 3
    assert "The output cannot be written: no space left on device." in played.stderr


def test_a_note_saved_between_stat_and_read_is_identified_by_its_content(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    looked_at = LazySource("a.md", fingerprint.digest(b"old"), lambda _: b"new")
    assert reader.parse(looked_at)[0].body == "new"
    assert reader.parse(SourceFile("a.md", b"old"))[0].body == "old"
