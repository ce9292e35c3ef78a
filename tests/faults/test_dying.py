"""Killed at any change to the disk, a command leaves each file old or new, and the next build heals.

A few points of each sort are tried; `VAULTGEN_EVERY_FAULT=1` tries every one.
"""

import json
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGXFSZ

import pytest

from tests.faults.conftest import (
    ACME,
    EDITED,
    GLOBEX,
    MANIFEST,
    Clean,
    Prepared,
    Stage,
    State,
    as_noted,
    built,
    changed,
    fill,
    heals,
    leftovers,
    points,
    whole,
)

pytestmark = pytest.mark.changes_notes  # some of the commands are there to


def half_built(root: Path, stage: Stage) -> None:
    """The changed vault after a killed build."""
    changed(root, stage)
    made = stage.play(root, "build", ".", at=40, die=SIGKILL)
    assert made.code == -SIGKILL


def misspelt(root: Path, _stage: Stage) -> None:
    """Two notes have errors that can be fixed."""
    for name, text in (("Acme", ACME), ("Globex", GLOBEX)):
        (root / f"interviews/{name}.md").write_text(text.replace("duration", "durration"))


def nothing_yet(root: Path, _stage: Stage) -> None:
    """A folder with only one file of the user."""
    fill(root, {".obsidian/types.json": b'{"types": {"mine": "text"}}\n'})


COMMANDS: tuple[tuple[str, State, tuple[str, ...]], ...] = (
    ("first build", as_noted, ("build", ".")),
    ("next build", changed, ("build", ".")),
    ("build after a crash", half_built, ("build", ".")),
    ("build elsewhere", built, ("build", ".", "--out", "public")),
    ("draft", changed, ("draft", ".")),
    ("draft --refresh", built, ("draft", ".", "--refresh", EDITED, "--yes")),
    ("draft --eject", built, ("draft", ".", "--eject", "thank-you")),
    ("sent", built, ("sent", "thank-you Kim Oh", "--vault", ".")),
    ("check --fix", misspelt, ("check", ".", "--fix", "--yes")),
    ("new", built, ("new", "interview", "Initech", "--company", "Initech", "--vault", ".")),
    ("theme eject", built, ("theme", "eject", "style.css", "--vault", ".")),
    ("export", built, ("export", "text", "thank-you Kim Oh", "--vault", ".", "--out", "notes/kim.txt")),
    ("init", nothing_yet, ("init", ".")),
)


@pytest.mark.parametrize(("state", "args"), [case[1:] for case in COMMANDS], ids=[case[0] for case in COMMANDS])
def test_killed_at_any_write_leaves_each_file_old_or_new(
    stage: Stage,
    clean: Clean,
    prepared: Prepared,
    state: State,
    args: tuple[str, ...],
) -> None:
    root, before = prepared(state)
    done = stage.play(root, *args)
    assert done.code in (0, 1), done.err
    after = whole(root)
    assert after != before, "the command changes something"
    for point in points(done.changes):
        fill(root, before)
        assert stage.play(root, *args, at=point, die=SIGKILL).code == -SIGKILL
        event = done.changes[point - 1]
        left = whole(root)
        for path in left.keys() | before.keys() | after.keys():
            if path.endswith("/.vaultgen.json"):
                json.loads(left.get(path, b"{}") or b"")
            elif not path.endswith("/"):
                assert left.get(path) in (before.get(path), after.get(path)), (event, path)
        heals(stage, clean, root, *(args[2:] if args[0] == "build" else ()))


@pytest.mark.parametrize("size", [1, 12_000])
@pytest.mark.parametrize("state", [as_noted, changed], ids=["first build", "next build"])
def test_killed_within_a_write_leaves_no_partial_file(
    stage: Stage,
    clean: Clean,
    prepared: Prepared,
    state: State,
    size: int,
) -> None:
    root, before = prepared(state)
    assert stage.play(root, "build", ".").code == 0
    after = whole(root)
    fill(root, before)
    assert stage.play(root, "build", ".", file_size=size, die=SIGXFSZ).code == -SIGXFSZ
    assert leftovers(root), "it was killed while it wrote"
    left = whole(root)
    for path in left.keys() - {MANIFEST}:
        assert left[path] in (before.get(path), after.get(path)), path
    heals(stage, clean, root)


def test_ctrl_c_at_any_write_ends_cleanly(stage: Stage, clean: Clean, prepared: Prepared) -> None:
    root, before = prepared(changed)
    changes = stage.play(root, "build", ".").changes
    after = whole(root)
    for point in points(changes):
        fill(root, before)
        played = stage.play(root, "build", ".", at=point, die=SIGINT)
        assert played.code == 130
        assert "Traceback" not in played.err
        left = whole(root)
        assert {path for path in left if left[path] not in (before.get(path), after.get(path))} <= {MANIFEST}
        assert not leftovers(root) or changes[point - 1][0] == "os.remove"
        heals(stage, clean, root)


def test_a_crash_never_touches_files_of_the_user(stage: Stage, prepared: Prepared) -> None:
    root, _ = prepared(changed)
    before = whole(root)
    assert stage.play(root, "build", ".").code == 0
    after = whole(root)
    theirs = [path for path in before if not path.startswith(("site/", "drafts/")) or path == EDITED]
    assert len(theirs) > 5
    assert {path: after.get(path) for path in theirs} == {path: before[path] for path in theirs}
