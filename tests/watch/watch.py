"""A running `vaultgen watch` as a real process; tests wait for its output."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultgen.builder import workspace
from vaultgen.builder.answers import Answers
from vaultgen.builder.build import write

NOW = "2026-03-11T18:00"
NOTE = "---\ncompany: {company}\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [Jane Doe]\n---\n{words}\n"
_LIMIT = 120  # seconds until a test gives up waiting for a line
_BUILT = re.compile(r"\d\d:\d\d:\d\d  (.+)")


def note(words: str, company: str = "Acme") -> str:
    """An interview with some words in its body."""
    return NOTE.format(company=company, words=words)


class Watch:
    """A running watch. `builds` are the lines of the builds after the first, as read so far."""

    def __init__(self, process: subprocess.Popen[str], root: Path) -> None:
        self.process = process
        self.root = root
        self.builds: list[str] = []
        self.printed: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._sentinels = 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def line(self, part: str = "") -> str:
        """The next line that contains a text."""
        while True:
            line = self._lines.get(timeout=_LIMIT)
            assert line is not None, "the watch ended:\n" + "".join(self.printed)
            self.printed.append(line)
            if found := _BUILT.match(line):
                self.builds.append(found[1])
            if part in line:
                return line

    def rest(self) -> str:
        """The output until the process ends."""
        said = []
        while (line := self._lines.get(timeout=_LIMIT)) is not None:
            said.append(line)
        return "".join(said)

    def built(self, part: str = "") -> str:
        """The line of the next build that contains a text."""
        while True:
            line = self.line(part)
            if found := _BUILT.match(line):
                return found[1]

    def settles(self) -> list[str]:
        """The builds for a change, until the files equal a clean build, and any further builds."""
        before = len(self.builds)
        self.built()
        while not self.is_as_clean():
            self.built()
        self._sentinels += 1
        name = f"Sentinel {self._sentinels}.md"
        (self.root / name).write_text("Nothing else has changed.\n", "utf-8")
        while name not in self.built():
            pass
        return self.builds[before:-1]

    def is_as_clean(self) -> bool:
        """Whether site and drafts equal a clean build of a copy of the vault."""
        clean = self.root.with_name(f"{self.root.name} clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.root, clean, ignore=shutil.ignore_patterns("site", ".*"))
        work = workspace.open_vault(str(clean))
        answers = Answers(clean, None)
        write(work, work.now(NOW), answers, answers.scan(work.output))
        return _files(clean, "site", "drafts") == _files(self.root, "site", "drafts")


@contextmanager
def watching(root: Path, *options: str, now: str | None = NOW, wrap: tuple[str, ...] = ()) -> Iterator[Watch]:
    """A watch that has begun to watch; it is ended with Ctrl-C, and must end cleanly."""
    with started(root, *options, now=now, wrap=wrap) as watch:
        watch.line("Watching")
        yield watch
        if watch.process.poll() is None:
            watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=_LIMIT) == 0
        assert "Traceback" not in watch.rest()


@contextmanager
def started(root: Path, *options: str, now: str | None = NOW, wrap: tuple[str, ...] = ()) -> Iterator[Watch]:
    """A watch that has just been started."""
    process = subprocess.Popen(
        [*wrap, sys.executable, "-m", "vaultgen", "watch", str(root), *(("--now", now) if now else ()), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "VAULTGEN_NOW"},
    )
    try:
        yield Watch(process, root)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _files(root: Path, *folders: str) -> dict[str, bytes]:
    found = (path for folder in folders for path in (root / folder).rglob("*") if path.is_file())
    read = {}
    for path in found:
        try:
            read[path.relative_to(root).as_posix()] = path.read_bytes()
        except FileNotFoundError:  # a build is under way
            return {}
    return read
