"""Measures commands in their own processes: wall-clock time, CPU time, memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MEMORY = "memory"  # the cache folder, below the folder in which it is run


class Taken(NamedTuple):
    """Wall-clock seconds, CPU seconds including children, MiB of the largest process."""

    wall: float
    cpu: float
    memory: float

    @classmethod
    def median(cls, runs: Sequence["Taken"]) -> "Taken":
        """The median of each figure."""
        return cls(*map(statistics.median, zip(*runs, strict=True)))


def run(command: Sequence[str], cwd: Path, *, before: Callable[[], object] = lambda: None, times: int = 3) -> Taken:
    """The median of several runs; `before` runs before each, unmeasured. A failing command ends the benchmark."""
    return Taken.median([(before(), _once(command, cwd))[1] for _ in range(times)])


def vaultgen(*asked: str) -> list[str]:
    """The command line of vaultgen, from this checkout."""
    return [sys.executable, "-m", "vaultgen", *asked]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment for a command with its cache in a folder."""
    # Compile the modules once, as in an installed program, instead of at every start.
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
