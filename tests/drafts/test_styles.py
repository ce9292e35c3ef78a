"""Drafts from notes of very different hands and of the example vault: a golden file each, to be read in one sitting.

A file shows what `vaultgen draft` would write at some times: each draft when it first appears, and once
more when it is late. `moments.txt` has the times, and what was sent or learned by then.
`VAULTGEN_GOLDEN=write` updates the files.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.drafts.write import Draft
from vaultgen.followups import state

HERE = Path(__file__).parent
STYLES = sorted(path.parent.name for path in HERE.glob("*/vaultgen.toml"))
RULE = "=" * 100


@pytest.mark.parametrize("style", STYLES)
def test_the_drafts_of(style: str, tmp_path: Path) -> None:
    told = f"\n{RULE}\n".join(chapters(HERE / style, tmp_path)) + "\n"
    golden = HERE / style / "expected.txt"
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


def test_the_drafts_of_the_example(tmp_path: Path) -> None:
    told = f"\n{RULE}\n".join(chapters(HERE / "example", tmp_path, notes=ROOT / "example-vault")) + "\n"
    golden = HERE / "example" / "expected.txt"
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


def chapters(folder: Path, root: Path, *, notes: Path | None = None) -> Iterator[str]:
    """What is written at each moment of `moments.txt`: the time, and what became of the notes by then.

    The notes and the settings are those of the folder, or of `notes`, without the drafts that lie there.
    """
    notes = notes or folder
    files = {path.relative_to(notes).as_posix(): path.read_text("utf-8") for path in notes.rglob("*.md")}
    files = {path: text for path, text in files.items() if not path.startswith("drafts/")}
    shown: set[tuple[str, str]] = set()
    for line in (folder / "moments.txt").read_text("utf-8").splitlines():
        now, _, changes = line.partition("  ")
        for change in filter(None, changes.split("; ")):
            files |= changed(files, change)
        sources = [SourceFile(path, text.encode()) for path, text in sorted(files.items())]
        snapshot = known(sources, now, (notes / "vaultgen.toml").read_text("utf-8"), root)
        once = {(d.follow_up.id, state(d.follow_up, snapshot.now)): d for d in snapshot.drafts if d.text}
        fresh = [draft for key, draft in once.items() if key not in shown]
        shown |= set(once)
        yield "\n\n".join([f"{now}{f': {changes}' if changes else ''}", *map(as_read, fresh)])


def changed(files: dict[str, str], change: str) -> dict[str, str]:
    """What `sent check-in [[talk]] on 2026-05-04` and `[[talk]] outcome: rejected` make of the notes."""
    if change.startswith("sent "):
        told, _, day = change.rpartition(" on ")
        _, kind, interview = told.split(" ", 2)
        return {f"drafts/{kind} {day}.md": f'---\nkind: {kind}\ninterview: "{interview}"\nsent: {day}\n---\n'}
    link, _, line = change.partition("]] ")
    path = f"interviews/{link.removeprefix('[[')}.md"
    return {path: files[path].replace("---\n", f"---\n{line}\n", 1)}


def as_read(draft: Draft) -> str:
    to = draft.follow_up.to
    names = ", ".join(part for part in (to.name, to.email) if part) if to else "?"
    done = "ready" if draft.ready else "needs you"
    return f"--- {draft.follow_up.kind}, {done}\nTo: {names}\nSubject: {draft.subject}\n\n{draft.body}"
