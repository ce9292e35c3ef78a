"""Commands with injected faults, and the files afterwards."""

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

Tree = Mapping[str, bytes | None]  # by path; None for an empty folder


class Stage:
    """Runs commands with injected faults; see stage.py."""

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
    """Notes without a build."""


def built(root: Path, stage: Stage) -> None:
    """A built vault with an edited draft."""
    assert stage.play(root, "build", ".").code == 0
    with (root / EDITED).open("a") as draft:
        draft.write("Yours, and nobody else's.\n")


def changed(root: Path, stage: Stage) -> None:
    """A built vault with many changes: deleted and new files, and an interview with drafts that is none any more."""
    built(root, stage)
    (root / "companies/Acme.md").unlink()
    (root / "questions/Why us.md").unlink()
    (root / "notes/whiteboard.png").unlink()
    (root / "interviews/Acme.md").write_text(ACME.replace("Sam Lee", "Pat Poe").replace("pager", "sailing"))
    (root / "people/Pat Poe.md").write_text("---\ntitle: Analyst\n---\n")


@pytest.fixture(scope="session")
def states() -> dict[State, Tree]:
    """The files of the vault in each state, prepared on demand."""
    return {}


@pytest.fixture
def prepared(vault_of: VaultOf, stage: Stage, states: dict[State, Tree]) -> Prepared:
    """A vault in a state, and its files."""

    def prepare(state: State) -> tuple[Path, Tree]:
        root = vault_of(NOTES)
        if state not in states:
            state(root, stage)
            states[state] = tree(root)
        return fill(root, states[state]), states[state]

    return prepare


class Clean:
    """A clean build of a vault, without anything left from an earlier build."""

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
    """The next build, with further `args`, gives the same as a clean build."""
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
    """The files and empty folders of a vault, by path."""
    found: dict[str, bytes | None] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found[path.relative_to(root).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[path.relative_to(root).as_posix() + "/"] = None
    return found


def whole(root: Path) -> dict[str, bytes | None]:
    """The files of a vault without temporary ones."""
    return {path: data for path, data in tree(root).items() if data is not None and not path.endswith(_TEMPORARY)}


def leftovers(root: Path) -> set[str]:
    """The temporary files that a killed command has left."""
    return {path for path in tree(root) if path.endswith(_TEMPORARY)}


def fill(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Makes a vault contain exactly these files."""
    shutil.rmtree(root, ignore_errors=True)
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.mkdir() if data is None else target.write_bytes(data.encode() if isinstance(data, str) else data)
    root.mkdir(parents=True, exist_ok=True)
    return root


def points(changes: list[tuple[str, str]]) -> list[int]:
    """The numbers of the writes at which to inject a fault: all, or a few of each sort."""
    if EVERYWHERE:
        return [number for number, _ in enumerate(changes, 1)]
    sorts: dict[tuple[str, bool], list[int]] = {}
    for number, (event, path) in enumerate(changes, 1):
        sorts.setdefault((event, bool(re.search(r"(^|/)site(/|$)", path))), []).append(number)
    # In turn the first of a sort, one in the middle, and the last.
    found = [numbers[(0, len(numbers) // 2, -1)[turn % 3]] for turn, numbers in enumerate(sorts.values())]
    return sorted(found[:: max(1, -(-len(found) // _FEW))])
