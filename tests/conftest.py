"""Fixtures: a vault from a table of texts, its snapshot at a time, and a command.

After each test, the notes of the vaults that it built must be unchanged.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest

from tests.command import typed, typed_alone
from vaultgen.builder import pipeline
from vaultgen.builder.index import VaultIndex
from vaultgen.builder.jinja_templates import read_wording
from vaultgen.builder.pipeline import Inputs
from vaultgen.checks import RULES, private_files
from vaultgen.dates.typed import parse_when
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.snapshot import Snapshot
from vaultgen.vault import conflict_copies, header, settings_file
from vaultgen.vault.notes.note import parse_note

ROOT = Path(__file__).parents[1]
WRITTEN_BY_VAULTGEN = ("drafts", "site")

VaultOf = Callable[..., Path]
SnapshotOf = Callable[..., Snapshot]
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


# A slow machine must not fail a test: hypothesis has no deadline.
hypothesis.settings.register_profile("vaultgen", deadline=None)
hypothesis.settings.load_profile("vaultgen")


def pytest_configure(config: pytest.Config) -> None:
    # The cache must not outlive the tests, nor be shared between their processes.
    os.environ["VAULTGEN_CACHE"] = tempfile.mkdtemp(prefix="vaultgen-tests-")
    # Where no bytecode may be written beside the modules, each process that a test starts would compile all of them.
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="vaultgen-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ["PYTHONPYCACHEPREFIX"], ignore_errors=True))
    # A shell starts its background jobs with SIGINT ignored, and all that they start inherits that: commands are to
    # hear it in the tests, however these are started.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "changes_notes: this test changes notes on purpose (the user's own edits)")


@pytest.fixture
def vault_of(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[VaultOf]:
    """Builds a vault from {relative path: text or bytes} and gives its root; `name` makes a second one."""
    built: dict[Path, dict[str, bytes]] = {}

    def build(files: Mapping[str, str | bytes], *, name: str = "vault") -> Path:
        root = tmp_path / name
        for path, content in ({"vaultgen.toml": 'timezone = "UTC"\n'} | dict(files)).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_bytes(content))
        built[root] = notes_of(root)
        return root

    yield build
    if request.node.get_closest_marker("changes_notes") is None:
        for root, before in built.items():
            assert notes_of(root) == before, "a test changed notes; vaultgen never may"


@pytest.fixture
def snapshot_of(tmp_path: Path) -> SnapshotOf:
    """The snapshot of a vault of {relative path: text or bytes} at `now`, without files on disk."""

    def make(
        files: Mapping[str, str | bytes], now: str = "2026-03-12T09:00", settings: str = 'timezone = "UTC"'
    ) -> Snapshot:
        return known([SourceFile(path, _bytes(text)) for path, text in files.items()], now, settings, tmp_path)

    return make


@pytest.fixture(scope="session")
def example() -> Path:
    """The example vault, which tests copy before they build it."""
    return ROOT / "example-vault"


@pytest.fixture
def run() -> Run:
    """Runs a command: `run("check", root)`; with `env`, which is added to the environment, in a process of its own."""

    def run_command(*args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Done:
        return typed(*args, cwd=cwd) if env is None else typed_alone(*args, cwd=cwd, env=env)

    return run_command


def unmeasured() -> dict[str, str]:
    """The environment without coverage, for processes whose every operation a test observes."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}


def known(
    sources: list[SourceFile], now: str, written: str, root: Path, *, exposed: tuple[Exposed, ...] = ()
) -> Snapshot:
    """The snapshot of some files, with the text of `vaultgen.toml`."""
    inputs = inputs_of(sources, now, written, root, exposed=exposed)
    return pipeline.evaluate(tuple(inputs.sources), inputs, inputs.recorder())


def inputs_of(
    sources: list[SourceFile], now: str, written: str, root: Path, *, exposed: tuple[Exposed, ...] = ()
) -> Inputs:
    """What some files are evaluated from, with the text of `vaultgen.toml`."""
    read, found = settings_file.parse(written, system_zone=ZoneInfo("UTC"), codes=RULES)
    files = {source.path: source for source in sources}
    moment, wording = parse_when(now).at(read.timezone), read_wording("en", root)
    found = (*found, *private_files.problems(exposed))
    return Inputs(files, index_of(files), read, wording, moment, parse_note, found)


def index_of(files: Mapping[str, SourceFile]) -> VaultIndex:
    """The index of a vault of these files."""
    notes, copies = {path: parse_note(source)[0] for path, source in files.items()}, conflict_copies.copies(files)
    headers = {path: header.of_note(note) for path, note in notes.items()}
    marked = [one.as_copy(copies[path]) if path in copies else one for path, one in headers.items()]
    return VaultIndex(marked, (), lambda path: None if notes[path].broken else notes[path].body)


def notes_of(root: Path) -> dict[str, bytes]:
    """The notes of a vault by path, except those that vaultgen may write."""
    found = {path.relative_to(root): path for path in root.rglob("*.md")}
    return {
        path.as_posix(): full.read_bytes() if full.is_file() else b""
        for path, full in found.items()
        if path.parts[0] not in WRITTEN_BY_VAULTGEN
    }


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["VAULTGEN_CACHE"], ignore_errors=True)
