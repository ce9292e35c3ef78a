"""Builds vaults of several sizes, and prints what each command takes, as ratios within this run.

    python -m tests.benchmarks [--sizes 100,1000] [--times 3] [--peers]

If Hugo is installed, its cold build is the unit for cold builds and its rebuild for the rest; else reading all the
notes once is. `--peers` fetches the other generators with pip and npm. Nothing is written outside a temporary folder.
"""

import argparse
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.benchmarks import completing, peers, watching
from tests.benchmarks.making import NOW, make
from tests.benchmarks.measuring import MEMORY, Taken, run, vaultgen

_READ = "import pathlib,sys; [p.read_bytes() for p in pathlib.Path(sys.argv[1]).rglob('*.md')]"
_MOST_WATCHED = 1_000  # interviews in the largest vault that is watched
Rows = dict[str, Taken]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="100,1000", help="interviews in each vault, with commas")
    parser.add_argument("--times", type=int, default=3, help="how often each command runs; the median counts")
    parser.add_argument("--peers", action="store_true", help="fetch the other generators with pip and npm")
    asked = parser.parse_args()
    found: dict[int, Rows] = {}
    with tempfile.TemporaryDirectory() as folder:
        tools = peers.installed(Path(folder) / "tools") if asked.peers else peers.found()
        print("| interviews | what | wall, s | CPU, s | memory, MiB | ratio of walls |\n|---|---|---|---|---|---|")
        for size in map(int, asked.sizes.split(",")):
            found[size] = {}
            for what, taken in _measured(Path(folder) / str(size), size, asked.times, tools):
                found[size][what] = taken
            _table(size, found[size])
            shutil.rmtree(Path(folder) / str(size))
    for smaller, larger in pairwise(found):
        _growth(smaller, found[smaller], larger, found[larger])


def _measured(folder: Path, size: int, times: int, tools: Mapping[str, peers.Command]) -> Iterator[tuple[str, Taken]]:
    vault = make(folder / "vault", size)
    now = ("--now", NOW)
    reading = [sys.executable, "-c", _READ, str(vault)]
    yield "reading the notes", run(reading, folder, times=times)
    yield "python -c “import click”", run([sys.executable, "-c", "import click"], folder, times=times)
    yield "vaultgen --help", run(vaultgen("--help"), folder, times=times)
    build = vaultgen("build", str(vault), *now)
    run(build, folder, times=1)  # the drafts are written once; a cold build begins without a site
    yield "vaultgen build, cold", run(build, folder, before=lambda: _forget(folder, vault), times=times)
    run(build, folder, times=1)
    yield "vaultgen build, nothing changed", run(build, folder, times=times)
    minutes = (vaultgen("build", str(vault), "--now", f"{NOW[:-2]}{minute:02}") for minute in range(1, 60))
    later = [run(next(minutes), folder, times=1) for _ in range(times)]
    yield "vaultgen build, a minute later", Taken.median(later)
    note = max((vault / "interviews").iterdir())
    yield "vaultgen build, one note changed", run(build, folder, before=lambda: _touch(note), times=times)
    days = (vaultgen("build", str(vault), "--now", f"{NOW[:8]}{day}{NOW[10:]}") for day in range(13, 32))
    first = [run(next(days), folder, times=1) for _ in range(times)]
    yield "vaultgen build, first of a day", Taken.median(first)
    for name in ("check", "status"):
        command = vaultgen(name, str(vault), *now)
        yield f"vaultgen {name}, cold", run(command, folder, before=lambda: _forget(folder), times=times)
        run(command, folder, times=1)
        yield f"vaultgen {name}, nothing changed", run(command, folder, times=times)
        yield f"vaultgen {name}, one note changed", run(command, folder, before=lambda: _touch(note), times=times)
    if size <= _MOST_WATCHED:
        latency = watching.measure(vault)
        yield "vaultgen watch, from the note to the disk", _waited(latency.disk)
        yield "vaultgen watch, from the note to the browser", _waited(latency.shown)
        waiting = completing.measure(vault)
        yield "vaultgen lsp, the first completion", _waited(waiting.first)
        yield "vaultgen lsp, a completion", _waited(waiting.later)
    for peer in peers.peers(tools, vault, folder / "peers"):
        cold = run(peer.command, peer.folder, before=partial(_aside, folder, peer.output), times=times)
        yield f"{peer.name}, cold", cold
        yield f"{peer.name}, nothing changed", run(peer.command, peer.folder, times=times)
        touch = partial(_touch, peer.note)
        yield f"{peer.name}, one note changed", run(peer.command, peer.folder, before=touch, times=times)


def _waited(milliseconds: float | None) -> Taken:
    """A wall-clock time only; NaN if it could not be measured."""
    return Taken(math.nan if milliseconds is None else milliseconds / 1000, math.nan, math.nan)


def _forget(folder: Path, vault: Path | None = None) -> None:
    _aside(folder, folder / MEMORY)
    if vault is not None:
        _aside(folder, vault / "site")


def _aside(folder: Path, output: Path) -> None:
    """Moves an output away instead of deleting it, since drives create files slowly after many deletions."""
    if output.exists():
        output.rename(Path(tempfile.mkdtemp(dir=folder)) / output.name)


def _touch(note: Path) -> None:
    note.write_text(note.read_text("utf-8") + "\nAnd one line more.\n", "utf-8")


def _table(size: int, rows: Rows) -> None:
    cold = rows.get("Hugo, cold") or rows["reading the notes"]
    again = rows.get("Hugo, nothing changed") or rows["reading the notes"]
    for what, taken in rows.items():
        is_asking = what.startswith(("vaultgen check", "vaultgen status"))
        unit = cold if what.endswith(", cold") and not is_asking else again
        figures = (f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", f"{taken.wall / unit.wall:.2f}")
        print(f"| {size:,} | {what} | {' | '.join(figures).replace('nan', '–')} |", flush=True)


def _growth(smaller: int, before: Rows, larger: int, after: Rows) -> None:
    """The growth of each figure relative to that of the vault: 1 is linear."""
    print(f"\n| from {smaller:,} to {larger:,} interviews | wall | CPU | memory |\n|---|---|---|---|")
    for what in (what for what in after if what in before and what.startswith("vaultgen ")):
        pairs = zip(after[what], before[what], strict=True)
        grown = (f"{later / earlier * smaller / larger:.2f}" if earlier else "–" for later, earlier in pairs)
        print(f"| {what} | {' | '.join(grown).replace('nan', '–')} |")


if __name__ == "__main__":
    main()
