"""Builds vaults of several sizes, and prints what each command takes, as ratios within this run.

    python -m tests.benchmarks [--sizes 100,1000] [--times 3]

Where Hugo is installed its cold build is 1 for cold builds, and its rebuild 1 for the rest; else reading all the
notes once is. Nothing is written outside a temporary folder.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.making import NOW, make
from tests.benchmarks.measuring import MEMORY, Taken, run, vaultgen
from tests.benchmarks.peers import peers

_READ = "import pathlib,sys; [p.read_bytes() for p in pathlib.Path(sys.argv[1]).rglob('*.md')]"
Row = tuple[str, Taken]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="100,1000", help="interviews in each vault, with commas")
    parser.add_argument("--times", type=int, default=3, help="how often each command runs; the median counts")
    asked = parser.parse_args()
    print("| interviews | what | wall, s | CPU, s | memory, MiB | ratio of walls |\n|---|---|---|---|---|---|")
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            _table(size, list(_measured(Path(folder), size, asked.times)))


def _measured(folder: Path, size: int, times: int) -> Iterator[Row]:
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
    for name in ("check", "status"):
        command = vaultgen(name, str(vault), *now)
        yield f"vaultgen {name}, cold", run(command, folder, before=lambda: _forget(folder), times=times)
        run(command, folder, times=1)
        yield f"vaultgen {name}, nothing changed", run(command, folder, times=times)
        yield f"vaultgen {name}, one note changed", run(command, folder, before=lambda: _touch(note), times=times)
    for peer in peers(vault, folder / "peers"):
        cold = run(peer.command, peer.folder, before=partial(shutil.rmtree, peer.output, True), times=times)
        yield f"{peer.name}, cold", cold
        yield f"{peer.name}, nothing changed", run(peer.command, peer.folder, times=times)


def _forget(folder: Path, vault: Path | None = None) -> None:
    shutil.rmtree(folder / MEMORY, ignore_errors=True)
    if vault is not None:
        shutil.rmtree(vault / "site", ignore_errors=True)


def _touch(note: Path) -> None:
    note.write_text(note.read_text("utf-8") + "\nAnd one line more.\n", "utf-8")


def _table(size: int, rows: list[Row]) -> None:
    named = dict(rows)
    cold = named.get("Hugo, cold") or named["reading the notes"]
    again = named.get("Hugo, nothing changed") or named["reading the notes"]
    for what, taken in rows:
        is_asking = what.startswith(("vaultgen check", "vaultgen status"))
        unit = cold if what.endswith(", cold") and not is_asking else again
        figures = f"{taken.wall:.2f} | {taken.cpu:.2f} | {taken.memory:.0f} | {taken.wall / unit.wall:.2f}"
        print(f"| {size:,} | {what} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
