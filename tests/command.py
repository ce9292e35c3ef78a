"""Commands of vaultgen as tests type them: in this process, or in one of their own."""

import contextlib
import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from vaultgen.cli import entry

ROOT = Path(__file__).parents[1]
_Done = subprocess.CompletedProcess[str]


def typed(*args: str | Path, cwd: Path | None = None) -> _Done:
    """Runs a command in this process, through the console script: to start one takes longer than most commands."""
    out, err = io.BytesIO(), io.BytesIO()
    with _streams(out, err), contextlib.chdir(cwd or Path.cwd()), _collector(), mock.patch.dict(os.environ):
        os.environ.pop("VAULTGEN_NOW", None)
        with mock.patch.object(sys, "argv", ["vaultgen", *map(str, args)]):
            try:
                entry.main()
            except SystemExit as end:
                code = end.code
    assert isinstance(code, int)
    return subprocess.CompletedProcess(["vaultgen", *map(str, args)], code, _text(out), _text(err))


def typed_alone(*args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> _Done:
    """Runs a command in a process of its own; `env` is added to the environment."""
    surroundings = {name: value for name, value in os.environ.items() if name != "VAULTGEN_NOW"}
    return subprocess.run(
        [sys.executable, "-m", "vaultgen", *map(str, args)],
        cwd=cwd,
        env=surroundings | {"PYTHONPATH": str(ROOT)} | dict(env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@contextlib.contextmanager
def _streams(out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    """The streams of a process whose output goes into two pipes and whose input is empty."""
    printed, faults = (io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (out, err))
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(faults), Path(os.devnull).open() as nothing:
        with mock.patch.object(sys, "stdin", nothing):
            yield
        for stream in (printed, faults):
            stream.flush()
            stream.detach()


@contextlib.contextmanager
def _collector() -> Iterator[None]:
    """Puts back what the end of a process sets about the collection of garbage."""
    before = gc.get_threshold()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _text(stream: io.BytesIO) -> str:
    return io.TextIOWrapper(io.BytesIO(stream.getvalue()), "utf-8").read()
