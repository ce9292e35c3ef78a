"""Unreadable files are reported and affect nothing else."""

from pathlib import Path

import pytest

from tests.faults.conftest import EDITED, Clean, Prepared, Stage, built, heals, tree, whole


def test_an_unreadable_note_affects_no_other(stage: Stage, clean: Clean, prepared: Prepared) -> None:
    root, _ = prepared(built)
    note = root / "people/Jane Doe.md"
    note.chmod(0)
    played = stage.play(root, "build", ".", unprivileged=True)
    note.chmod(0o644)
    assert played.code == 1
    assert "people/Jane Doe.md:1:1: error VG001 The file cannot be read: permission denied." in played.err
    assert "4 valid, 1 with errors" in played.out or "1 with errors" in played.out
    assert (root / "site/interviews/acme.html").exists()
    heals(stage, clean, root)


@pytest.mark.parametrize("mode", [0o000, 0o444], ids=["closed", "names only"])
def test_an_unreadable_folder_does_not_delete_drafts(stage: Stage, clean: Clean, prepared: Prepared, mode: int) -> None:
    root, before = prepared(built)
    drafts = {path for path in before if path.startswith("drafts/")}
    assert len(drafts) == 4
    folder = root / "interviews"
    folder.chmod(mode)
    played = stage.play(root, "build", ".", unprivileged=True)
    checked = stage.play(root, "check", ".", unprivileged=True)
    folder.chmod(0o755)
    assert played.code == checked.code == 1, played
    assert "VG001" in played.err
    assert "permission denied" in played.err
    assert {path: data for path, data in tree(root).items() if path in drafts} == {
        path: before[path] for path in drafts
    }
    heals(stage, clean, root)
    assert whole(root)[EDITED] == before[EDITED]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("vaultgen.toml", "vaultgen.toml cannot be read: permission denied"),
        (".", "permission denied"),
        ("site", "site cannot be read: permission denied"),
        ("site/people", "site/people cannot be read: permission denied"),
        ("overrides", "overrides/drafts cannot be read: permission denied"),
        ("overrides/theme", "overrides/theme cannot be read: permission denied"),
        ("drafts", "permission denied"),
    ],
)
def test_an_unreadable_essential_file_stops_the_build(
    stage: Stage, clean: Clean, prepared: Prepared, path: str, said: str
) -> None:
    root, _ = prepared(built)
    (root / "overrides/theme").mkdir(parents=True)
    (root / "overrides/theme/mine.html").write_text("mine")
    before, mode = tree(root), (root / path).stat().st_mode
    (root / path).chmod(0)
    try:
        played = stage.play(root, "build", str(root) if path == "." else ".", unprivileged=True)
    finally:
        (root / path).chmod(mode)
    assert played.code == 3, played
    assert said in played.err
    assert "mistake in vaultgen" not in played.err
    assert tree(root) == before
    heals(stage, clean, root)


def test_an_unreadable_image_is_left_out(stage: Stage, clean: Clean, prepared: Prepared) -> None:
    root, _ = prepared(built)
    picture = root / "notes/whiteboard.png"
    picture.chmod(0)
    played = stage.play(root, "build", ".", unprivileged=True)
    picture.chmod(0o644)
    assert played.code == 0
    assert "notes/whiteboard.png cannot be read, and is not shown: permission denied." in played.err
    heals(stage, clean, root)
    assert Path(root / "site/files/whiteboard.png").exists()
