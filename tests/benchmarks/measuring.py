"""Commands in processes of their own: how long they took, how much of the processors, how much memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MEMORY = "memory"  # the folder in which vaultgen keeps what it remembers, below that in which it is run


class Taken(NamedTuple):
    """Seconds on the wall, seconds of the processors (children too), MiB of the largest process."""

    wall: float
    cpu: float
    memory: float

    @classmethod
    def median(cls, runs: Sequence["Taken"]) -> "Taken":
        """The median of each figure."""
        return cls(*map(statistics.median, zip(*runs, strict=True)))


def run(command: Sequence[str], cwd: Path, *, before: Callable[[], object] = lambda: None, times: int = 3) -> Taken:
    """The median of several runs; `before` each of them is not counted. A command that fails ends the benchmark."""
    return Taken.median([(before(), _once(command, cwd))[1] for _ in range(times)])


def vaultgen(*asked: str) -> list[str]:
    """The command line of vaultgen, from this checkout."""
    return [sys.executable, "-m", "vaultgen", *asked]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a command that keeps what it remembers below a folder."""
    # An installed program lies there compiled: this one is to be compiled once as well, and not at every start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "VAULTGEN_CACHE": str(folder / MEMORY)}


def _once(command: Sequence[str], cwd: Path) -> Taken:
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=surroundings(cwd),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed: {said.decode('utf-8', 'replace')[-2000:]}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 2**20)
