"""The latency of a running watch, from the end of a file's write to the page on the disk and in a browser.

`measure()` returns the medians in milliseconds; `python -m tests.benchmarks.watching` prints them. The time
of the build itself, as the watch reports it, is given as well; the rest is waiting and noticing.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.making import NOW
from tests.benchmarks.measuring import surroundings

NOTE = (
    "---\ncompany: Acme\nrole: Data Engineer\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [Jane Doe]\n"
    "problems: [the nightly load misses its window]\n---\nWhat was said, number {number}.\n"
)
_SERVING = re.compile(r"Serving (http\S+) ")
_TOOK = re.compile(r" in ([\d.]+) s")


@dataclass(frozen=True, slots=True)
class Latency:
    """Medians in milliseconds from the end of a write; None without Chromium.

    `build` is the build's own part, `disk` until the page lies on the disk, `reload` until the browser asks for
    it again, `shown` until it has read it. `idle` is the CPU time in milliseconds that a minute of waiting costs.
    """

    build: float
    disk: float
    reload: float | None
    shown: float | None
    idle: float | None = None


def measure(vault: Path | None = None, *, rounds: int = 15, idle_seconds: float = 0) -> Latency:
    """Writes a note of a vault (a copy of the one given, else of a small one) so many times, while a watch runs."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        if vault is None:
            root.mkdir()
            (root / "vaultgen.toml").write_text('timezone = "UTC"\n', "utf-8")
        else:
            shutil.copytree(vault, root)
        note = root / "interviews" / "Watched note.md"
        note.parent.mkdir(exist_ok=True)
        note.write_text(NOTE.format(number=0), "utf-8")
        with _watching(root) as (url, lines, pid), _browser(f"{url}interviews/watched-note.html") as page:
            idle = _idle(pid, idle_seconds) if idle_seconds else None
            rows = [_round(note, number, lines, page) for number in range(1, rounds + 1)]
    build, disk, reload, shown = (_median(row[n] for row in rows) for n in range(4))
    assert build is not None
    assert disk is not None
    return Latency(build, disk, reload, shown, idle)


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _round(note: Path, number: int, lines: IO[str], page: Page | None) -> tuple[float | None, ...]:
    built = note.parents[1] / "site" / "interviews" / "watched-note.html"
    marker = f"What was said, number {number}."
    temporary = note.with_name(".being written")
    temporary.write_text(NOTE.format(number=number), "utf-8")
    start = time.time()
    temporary.replace(note)
    while marker not in built.read_text("utf-8"):
        time.sleep(0.001)
    disk = 1000 * (time.time() - start)
    took = next(match for line in lines if (match := _TOOK.search(line)))
    if page is None:
        return 1000 * float(took[1]), disk, None, None
    page.get_by_text(marker).wait_for()
    asked = page.evaluate("performance.timeOrigin")
    read = page.evaluate("performance.timeOrigin + performance.getEntriesByType('navigation')[0].domInteractive")
    return 1000 * float(took[1]), disk, asked - 1000 * start, read - 1000 * start


@contextmanager
def _watching(root: Path) -> Iterator[tuple[str, IO[str], int]]:
    command = [sys.executable, "-u", "-m", "vaultgen", "watch", str(root), "--serve", "--port", "0", "--now", NOW]
    process = subprocess.Popen(
        command,
        env=surroundings(root.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        url = next(match[1] for line in process.stdout if (match := _SERVING.match(line)))
        next(line for line in process.stdout if line.startswith("Watching"))
        yield url, process.stdout, process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def _browser(url: str) -> Iterator[Page | None]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(url)
        yield page
        browser.close()


def _idle(pid: int, seconds: float) -> float | None:
    """The CPU time that a process takes for an idle minute, in milliseconds, extrapolated from so many seconds."""
    if not Path(f"/proc/{pid}/stat").exists():
        return None
    before = _cpu(pid)
    time.sleep(seconds)
    return 1000 * (_cpu(pid) - before) * 60 / seconds


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    found = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None, idle_seconds=30)
    print(found, f"peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB")
