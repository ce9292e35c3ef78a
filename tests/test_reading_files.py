"""What lies in the vault's folder besides plain files: links, stand-ins, files that are hardly begun."""

from pathlib import Path

import pytest

from tests.conftest import VaultOf
from vaultgen import disk

NOTE = "---\ncompany: Acme\ndate: 2026-03-05T14:30\n---\n"


def read(root: Path) -> dict[str, tuple[str, str]]:
    """Each file that is read, by path: its fault's code where it has one, and its text."""
    found = disk.read_vault(root, root / "site")
    return {one.path: (one.code if one.fault else "", one.data.decode()) for one in found}


def link(path: Path, target: Path, *, folder: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("this system makes no links")


def test_a_link_is_followed_inside_the_vault_and_not_out_of_it(vault_of: VaultOf, tmp_path: Path) -> None:
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


def test_links_in_circles_end(vault_of: VaultOf) -> None:
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


def test_a_note_that_icloud_keeps_is_named(vault_of: VaultOf) -> None:
    root = vault_of({"interviews/.Acme.md.icloud": "bplist00", "interviews/.other.icloud": ""})
    assert read(root) == {"interviews/Acme.md": ("VG016", "")}
