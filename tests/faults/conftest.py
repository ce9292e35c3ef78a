"""Commands that come to harm, and what is then on the disk."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.conftest import ROOT, VaultOf, unmeasured
from tests.faults.stage import Job, Played

NOW = "2026-03-12T09:00"
MANIFEST = "site/.vaultgen.json"
EDITED = "drafts/2026-03-10 Globex thank-you to Kim Oh.md"
SETTINGS = 'timezone = "UTC"\n[me]\nname = "Robin Roe"\n'
ACME = """---
company: Acme
role: Engineer
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example", "Sam Lee"]
moments: ["Jane: the pager story"]
---
![[whiteboard.png]]
"""
GLOBEX = """---
company: Globex
date: 2026-03-10T10:00
duration: 45
interviewers: [Kim Oh]
---
"""
NOTES: Mapping[str, str | bytes] = {
    "vaultgen.toml": SETTINGS,
    "interviews/Acme.md": ACME,
    "interviews/Globex.md": GLOBEX,
    "people/Jane Doe.md": "---\ntitle: CTO\n---\n",
    "companies/Acme.md": "Makers of anvils.\n",
    "questions/Why us.md": "---\ncomfort: 2\n---\nBecause.\n",
    "notes/whiteboard.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    ".obsidian/types.json": '{"types": {"mine": "text"}}\n',
}

# Every change that a command makes is a point of its own; without this, a few of each sort are tried.
EVERYWHERE = bool(os.environ.get("VAULTGEN_EVERY_FAULT"))
_FEW = 12
_TEMPORARY = ".vaultgen-tmp"

Tree = Mapping[str, bytes | None]  # by path; None for a folder that holds nothing


class Stage:
    """Types commands that may come to harm; see stage.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def play(self, root: Path, *args: str, **harm: int | str) -> Played:
        """One command in a vault."""
        return self.play_at_once(root, args, **harm)[0]

    def play_at_once(self, root: Path, *commands: tuple[str, ...], **harm: int | str) -> list[Played]:
        """Several commands in a vault, begun at the same moment."""
        jobs = [asdict(Job([*args], str(root), **harm)) for args in commands]  # type: ignore[arg-type]
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(jobs) + "\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        return [Played(**{**one, "changes": [tuple(change) for change in one["changes"]]}) for one in found]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if not hasattr(os, "fork"):
        pytest.skip("this system makes no children")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.stage"],
        cwd=ROOT,
        env=unmeasured() | {"PYTHONPATH": str(ROOT), "VAULTGEN_NOW": NOW, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin
    process.stdin.write(f"{fill(tmp_path_factory.mktemp('warm'), NOTES)}\n")
    yield Stage(process)
    process.communicate(timeout=20)


State = Callable[[Path, Stage], None]
Prepared = Callable[[State], tuple[Path, Tree]]


def as_noted(_root: Path, _stage: Stage) -> None:
    """There are notes, and vaultgen was never here."""


def built(root: Path, stage: Stage) -> None:
    """The vault was built, and the user has edited a draft since."""
    assert stage.play(root, "build", ".").code == 0
    with (root / EDITED).open("a") as draft:
        draft.write("Yours, and nobody else's.\n")


def changed(root: Path, stage: Stage) -> None:
    """And then much has changed: what is gone, what is new, and what was an interview with drafts."""
    built(root, stage)
    (root / "companies/Acme.md").unlink()
    (root / "questions/Why us.md").unlink()
    (root / "notes/whiteboard.png").unlink()
    (root / "interviews/Acme.md").write_text(ACME.replace("Sam Lee", "Pat Poe").replace("pager", "sailing"))
    (root / "people/Pat Poe.md").write_text("---\ntitle: Analyst\n---\n")


@pytest.fixture(scope="session")
def states() -> dict[State, Tree]:
    """What the vault holds in each state, once it has been brought there."""
    return {}


@pytest.fixture
def prepared(vault_of: VaultOf, stage: Stage, states: dict[State, Tree]) -> Prepared:
    """Gives a vault in a state, and all that is in it."""

    def prepare(state: State) -> tuple[Path, Tree]:
        root = vault_of(NOTES)
        if state not in states:
            state(root, stage)
            states[state] = tree(root)
        return fill(root, states[state]), states[state]

    return prepare


class Clean:
    """What a build makes of a vault where nothing of an earlier one is left: no site, nothing half-done."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self._stage = stage
        self._folder = folder
        self._known: dict[frozenset[tuple[str, bytes | None]], Tree] = {}

    def build(self, root: Path, *args: str) -> Tree:
        """The whole vault after such a build, typed with further `args`."""
        before = {path: data for path, data in whole(root).items() if not path.startswith(_site(args))}
        key = frozenset([("args", " ".join(args).encode()), *before.items()])
        if key not in self._known:
            copy = self._folder / f"clean{len(self._known)}" / root.name
            fill(copy, before)
            assert self._stage.play(copy, "build", ".", *args).code in (0, 1)
            self._known[key] = whole(copy)
        return self._known[key]


@pytest.fixture(scope="session")
def clean(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return Clean(stage, tmp_path_factory.mktemp("clean"))


def heals(stage: Stage, clean: Clean, root: Path, *args: str) -> None:
    """The next build, typed with further `args`, is as good as one that began from nothing."""
    if not (root / "vaultgen.toml").exists():
        assert stage.play(root, "init", ".").code == 0
    expected = clean.build(root, *args)
    healed = stage.play(root, "build", ".", *args)
    assert healed.code in (0, 1), healed.err
    assert whole(root) == expected
    assert not leftovers(root)
    assert not [path for path in tree(root) if path.startswith(_site(args)) and path.endswith("/")]


def _site(args: tuple[str, ...]) -> str:
    return f"{args[1]}/" if args[:1] == ("--out",) else "site/"


def tree(root: Path) -> dict[str, bytes | None]:
    """Everything in a vault by its path, folders that hold nothing too."""
    found: dict[str, bytes | None] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found[path.relative_to(root).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[path.relative_to(root).as_posix() + "/"] = None
    return found


def whole(root: Path) -> dict[str, bytes | None]:
    """The files of a vault, but for what was being written under another name."""
    return {path: data for path, data in tree(root).items() if data is not None and not path.endswith(_TEMPORARY)}


def leftovers(root: Path) -> set[str]:
    """What a killed command may leave behind."""
    return {path for path in tree(root) if path.endswith(_TEMPORARY)}


def fill(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """A vault of these files, and no others."""
    shutil.rmtree(root, ignore_errors=True)
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.mkdir() if data is None else target.write_bytes(data.encode() if isinstance(data, str) else data)
    root.mkdir(parents=True, exist_ok=True)
    return root


def points(changes: list[tuple[str, str]]) -> list[int]:
    """The numbers of the changes to do harm at: all of them, or a few, of as many sorts as can be."""
    if EVERYWHERE:
        return [number for number, _ in enumerate(changes, 1)]
    sorts: dict[tuple[str, bool], list[int]] = {}
    for number, (event, path) in enumerate(changes, 1):
        sorts.setdefault((event, bool(re.search(r"(^|/)site(/|$)", path))), []).append(number)
    # By turns one of the first of its sort, one amid the others and one of the last.
    found = [numbers[(0, len(numbers) // 2, -1)[turn % 3]] for turn, numbers in enumerate(sorts.values())]
    return sorted(found[:: max(1, -(-len(found) // _FEW))])
