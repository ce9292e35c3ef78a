"""Commands that run at the same time in one vault: one waits for the other, and neither harms it."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.faults.conftest import (
    EDITED,
    EVERYWHERE,
    NOW,
    Clean,
    Prepared,
    Stage,
    as_noted,
    built,
    changed,
    fill,
    heals,
    leftovers,
    whole,
)
from vaultgen import fingerprint
from vaultgen.disk import plan

fcntl = pytest.importorskip("fcntl")

pytestmark = pytest.mark.changes_notes
ROUNDS = 100 if EVERYWHERE else 3


@pytest.mark.parametrize("state", [as_noted, changed], ids=["first build", "next build"])
def test_two_builds_at_once(stage: Stage, clean: Clean, prepared: Prepared, state: object) -> None:
    root, before = prepared(state)  # type: ignore[arg-type]
    for _ in range(ROUNDS):
        fill(root, before)
        both = stage.play_at_once(root, ("build", "."), ("build", "."))
        assert [played.code for played in both] == [0, 0], both
        assert not leftovers(root)
        found = whole(root)
        listed = plan.read_manifest(found["site/.vaultgen.json"])
        site = {path.removeprefix("site/"): data or b"" for path, data in found.items() if path.startswith("site/")}
        assert listed == {path: (fingerprint.digest(data),) for path, data in site.items() if path != plan.MANIFEST}
        names = [{name for event, name in played.changes if event == "open"} for played in both]
        assert not names[0] & names[1], "no temporary file is anybody else's"
        assert found == clean.build(root)


def test_every_command_at_once(stage: Stage, clean: Clean, prepared: Prepared) -> None:
    root, _ = prepared(changed)
    slip = root / "interviews/Globex.md"
    slip.write_text(slip.read_text().replace("duration", "durration"))
    before = whole(root)
    for _ in range(ROUNDS):
        fill(root, before)
        played = stage.play_at_once(
            root,
            ("build", "."),
            ("sent", "thank-you Kim Oh", "--vault", "."),
            ("check", ".", "--fix", "--yes"),
            ("new", "person", "Robin", "--vault", "."),
            ("new", "person", "Robin", "--vault", "."),
            ("draft", "."),
            ("init", "."),
        )
        build, sent, check, one, other, draft, init = (each.code for each in played)
        assert (build, sent, check, draft, init) == (0, 0, 0, 0, 0), played
        assert {one, other} == {0, 2}, "one made the note, the other was told that it is there"
        assert (root / EDITED).read_bytes() == (before[EDITED] or b"").replace(b"sent:", b"sent: 2026-03-12T09:00")
        assert slip.read_bytes() == (before["interviews/Globex.md"] or b"").replace(b"durration", b"duration")
        heals(stage, clean, root)


def test_the_second_command_says_that_it_waits_and_changes_nothing(prepared: Prepared) -> None:
    root, _ = prepared(built)
    being_written = root / "site/.4711-0a1b2c3d.vaultgen-tmp"
    being_written.write_text("half a pa")
    (root / "site/index.html").unlink()
    lock = os.open(root, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with subprocess.Popen(
        [sys.executable, "-m", "vaultgen", "build", str(root), "--now", NOW],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as waiting:
        assert waiting.stderr
        try:
            assert waiting.stderr.readline() == "Another vaultgen is writing in this vault; waiting until it is done.\n"
            assert being_written.exists()
            assert not (root / "site/index.html").exists()
        finally:
            os.close(lock)
        waiting.stderr.read()
        assert waiting.wait(timeout=60) == 0
    assert not being_written.exists()
    assert (root / "site/index.html").exists()


def test_read_only_commands_do_not_wait_for_the_lock(stage: Stage, prepared: Prepared) -> None:
    root, before = prepared(built)
    lock = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert stage.play(root, "check", ".").code == 0
        assert stage.play(root, "status", ".").code == 0
    finally:
        os.close(lock)
    assert whole(root) == before


def test_a_file_of_the_user_is_not_deleted_as_a_leftover(stage: Stage, prepared: Prepared) -> None:
    root, _ = prepared(built)
    theirs = ("notes/plan.vaultgen-tmp", ".git/.1.vaultgen-tmp", "notes/.hidden/.1.vaultgen-tmp")
    for name in theirs:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("mine")
    assert stage.play(root, "build", ".").code == 0
    assert [name for name in theirs if (root / name).read_text() == "mine"] == list(theirs)
