"""The files of a vault that is read again and again are those that a reading from nothing gives."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from vaultgen import clock
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import scan
from vaultgen.disk.vault import list_attachments, read_vault
from vaultgen.disk.vault_files import VaultFiles

LATER = 10.0  # seconds: by then no stat is racy any more


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("interviews/Acme.md", "people/Jane.md", "Plan.md", "a.png"):
        write(tmp_path, path, f"{path} at first")
    write(tmp_path, "vaultgen.toml", 'timezone = "UTC"\n')
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def link(root: Path, path: str, to: Path | str) -> None:
    (root / path).unlink(missing_ok=True)
    (root / path).symlink_to(to)


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a note is changed": lambda root: write(root, "Plan.md", "other"),
    "a note is emptied": lambda root: write(root, "Plan.md", ""),
    "a note is new": lambda root: write(root, "people/Kim.md", "new"),
    "a note is gone": lambda root: (root / "Plan.md").unlink(),
    "a note is renamed": lambda root: (root / "Plan.md").rename(root / "Plans.md"),
    "a note takes the place of another": lambda root: (root / "people/Jane.md").replace(root / "Plan.md"),
    "a note becomes a link": lambda root: link(root, "Plan.md", root / "people/Jane.md"),
    "a note becomes a link out of the vault": lambda root: link(root, "Plan.md", "/etc/hostname"),
    "a note becomes a link to nothing": lambda root: link(root, "Plan.md", "nothing"),
    "a note becomes a link to a folder": lambda root: link(root, "Plan.md", root / "people"),
    "an image becomes a link out of the vault": lambda root: link(root, "a.png", "/etc/hostname"),
    "an image is new": lambda root: write(root, "b.png", "x"),
    "an image is changed": lambda root: write(root, "a.png", "other"),
    "a folder becomes a vault of its own": lambda root: write(root, "people/vaultgen.toml", ""),
    "a folder becomes one of templates": lambda root: (root / "people").rename(root / "templates"),
    "the settings leave a folder out": lambda root: write(root, "vaultgen.toml", 'exclude = ["people/**"]\n'),
    "iCloud takes a note away": lambda root: (root / "Plan.md").rename(root / ".Plan.md.icloud"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("later", [0.0, LATER], ids=["at once", "later"])
def test_what_changed_is_read_and_all_else_is_as_it_was(
    root: Path, change: Callable[[Path], object], later: float
) -> None:
    files = VaultFiles(root)
    read = reader(files, root, later)
    assert read() == from_nothing(root)
    change(root)
    assert read() == from_nothing(root)
    write(root, "interviews/Acme.md", "changed as well")
    assert read() == from_nothing(root)
    files.let_go({path: source.digest for path, source in files.sources.items()})
    assert read() == from_nothing(root)


def test_a_folder_that_obsidian_names_for_templates_is_left_out_from_then_on(root: Path) -> None:
    (root / ".obsidian").mkdir()
    read = reader(VaultFiles(root), root, LATER)
    read()
    write(root, ".obsidian/templates.json", '{"folder": "forms"}')
    write(root, "forms/Form.md", "{{title}}")
    assert read() == from_nothing(root)
    assert not any(path.startswith("forms/") for path, *_ in read())
    (root / ".obsidian/templates.json").unlink()
    assert read() == from_nothing(root)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to an administrator")
def test_a_file_that_was_closed_is_read_when_it_opens(root: Path) -> None:
    read = reader(VaultFiles(root), root, LATER)
    (root / "Plan.md").chmod(0)
    assert read() == from_nothing(root)
    (root / "Plan.md").chmod(0o600)
    assert read() == from_nothing(root)


def test_a_note_is_read_again_while_its_stat_is_racy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "stat_of", lambda _: (9, 4 * 10**18, 4 * 10**18, 1))
    read = reader(VaultFiles(root), root, 0.0)
    read()
    write(root, "Plan.md", "as if it had the same stat")
    assert read() == from_nothing(root)


def test_only_what_changed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = VaultFiles(root)
    reader(files, root, LATER)()
    files.let_go({path: source.digest for path, source in files.sources.items()})
    write(root, "Plan.md", "other")
    opened: list[str] = []

    def read(path: Path) -> bytes:
        opened.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr("vaultgen.disk.files.read_stable", read)
    files.read(root / "site", scan.scan_vault(root, root / "site"), clock.utc_now().timestamp() + LATER, {})
    assert [name for name in opened if name.endswith(".md")] == ["Plan.md"]
    assert files.sources["Plan.md"].data == b"other"


def reader(files: VaultFiles, root: Path, later: float) -> Callable[[], list[tuple[str, ...]]]:
    def read() -> list[tuple[str, ...]]:
        at = clock.utc_now().timestamp() + later
        files.read(root / "site", scan.scan_vault(root, root / "site"), at, {})
        return rows(files.sources.values(), files.attachments)

    return read


def from_nothing(root: Path) -> list[tuple[str, ...]]:
    return rows(read_vault(root, root / "site"), list_attachments(root, root / "site"))


def rows(sources: Iterable[SourceFile], attachments: tuple[str, ...]) -> list[tuple[str, ...]]:
    notes = [(one.path, "" if one.fault else one.data.decode(), one.fault) for one in sources]
    return [*sorted(notes), attachments]
