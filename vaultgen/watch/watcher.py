"""The watcher: waits until something that a build reads has changed and settled.

An event of the operating system only wakes it; what has changed is found by scanning the files. So the output of a
build does not trigger the next one, and changes without an event, as under load and on network drives, are found by the
scan that runs every half minute anyway. Without events it polls.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from vaultgen import clock
from vaultgen.disk.file_state import FileStates
from vaultgen.watch import debounce
from vaultgen.watch.debounce import Pending

_STEP = 0.025  # seconds without an event that end a batch, and the interval at which events are polled
_IDLE_STEP = 0.1  # the same after a long time without events, as each poll costs a little
_LONG = 600.0  # that long time, in seconds
_BATCH = 1.0  # seconds after which a batch ends in any case
_SOON = 1.0  # seconds from a build to the next scan: a new folder may have been filled before it was watched
_AGAIN = 30.0  # seconds between scans without events; also how long a wake-up of the computer may go unnoticed
_POLL = 1.0  # seconds between scans of the poller
_SHARE = 20  # scans take at most one in so many parts of the time
# Suffixes of the files that a build reads; events of others are ignored.
_SUFFIXES = frozenset(
    ".md .icloud .toml .jinja .html .css .js .svg .png .jpg .jpeg .gif .webp .avif .bmp .pdf .woff2".split()
)


class Listener(Protocol):
    """Something that waits for events. `interval` is the time between scans without an event, in seconds."""

    interval: float

    def wait(self, seconds: float) -> bool:
        """Waits until something may have changed, at most `seconds`; returns whether it may have."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why to build: the paths that changed, or none if a deadline was reached. `state` are the files as scanned."""

    paths: tuple[str, ...]
    state: FileStates


class Watcher:
    """Waits for the next reason to build.

    `scan` scans the files, given their states at the last scan; `now` and `ticks` are the clock's.
    """

    def __init__(
        self,
        scan: Callable[[FileStates], FileStates],
        listener: Listener,
        *,
        now: Callable[[], datetime] = clock.utc_now,
        ticks: Callable[[], float] = clock.ticks,
    ) -> None:
        self.listener = listener
        self._scan = scan
        self._now = now
        self._ticks = ticks
        self._cost = 0.0

    def wait(self, built: FileStates, until: datetime | None) -> Trigger:
        """Returns when the files differ from `built` and have settled, or at the instant `until` (aware).

        Raises what `scan` and the listener raise.
        """
        pending, files = Pending(), built
        scanned_at = self._ticks() - self.listener.interval + _SOON
        notified = False
        while True:
            if notified or pending.seen or self._ticks() >= scanned_at + self._interval():
                files = self._timed_scan(files)
                scanned_at = self._ticks()
                pending = debounce.observe(pending, built, files, scanned_at)
                if pending.seen and debounce.remaining(pending, scanned_at) <= 0:
                    return Trigger(tuple(pending.seen), files)
            if until is not None and not pending.seen and self._now() >= until:
                return Trigger((), files)
            notified = self.listener.wait(max(self._pause(pending, scanned_at, until), 0.001))

    def _timed_scan(self, known: FileStates) -> FileStates:
        """Scans and measures the time: a large vault on a slow drive is scanned less often."""
        begun = self._ticks()
        files = self._scan(known)
        self._cost = self._ticks() - begun
        return files

    def _interval(self) -> float:
        return max(self.listener.interval, _SHARE * self._cost)

    def _pause(self, pending: Pending, scanned_at: float, until: datetime | None) -> float:
        """The longest time to wait. `until` is compared with the wall clock again after each wait."""
        ticks = self._ticks()
        pauses = [scanned_at + self._interval() - ticks]
        if pending.seen:
            pauses.append(debounce.remaining(pending, ticks))
        elif until is not None:
            pauses.append((until - self._now()).total_seconds())
        return min(pauses)


class Notifier:
    """Listens for file events of the operating system. Raises `CannotListen` if its limits do not allow it."""

    interval = _AGAIN

    def __init__(self, folders: Iterable[Path], output: Path) -> None:
        self._folders = tuple(folders)
        self._output = output.resolve()
        self._last_event = clock.ticks()
        self._events = self._begin(skip=False)

    def wait(self, seconds: float) -> bool:
        """Waits for a batch of relevant events. Raises `CannotListen` if no more will come."""
        step = _STEP if clock.ticks() - self._last_event < _LONG else _IDLE_STEP
        try:
            notified = self._events.watch(_thousandths(_BATCH), _thousandths(step), _thousandths(seconds), None)
        except PermissionError:
            self._events.close()
            self._events = self._begin(skip=True)
            return True
        except (OSError, WatchfilesRustInternalError) as error:
            raise CannotListen(str(error)) from None
        if notified == "signal":
            raise KeyboardInterrupt
        if isinstance(notified, str) or not any(self._may_matter(Path(name)) for _, name in notified):
            return False
        self._last_event = clock.ticks()
        return True

    def _begin(self, *, skip: bool) -> RustNotify:
        """Begins to listen; with `skip`, errors about single folders are ignored.

        This is only the second try, since it also ignores the limit on watched folders.
        """
        try:
            return RustNotify([str(folder) for folder in self._folders], False, False, 0, True, skip)
        except PermissionError as error:
            if skip:
                raise CannotListen(str(error)) from None
            return self._begin(skip=True)
        except (OSError, WatchfilesRustInternalError) as error:
            raise CannotListen(str(error)) from None

    def close(self) -> None:
        """Stops listening."""
        self._events.close()

    def _may_matter(self, path: Path) -> bool:
        """Whether a build may read what is at a path. Folders and deleted files count."""
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        if folder is None or path.is_relative_to(self._output):
            return False
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            return path.suffix == ".icloud"
        return path.suffix.lower() in _SUFFIXES or not path.is_file()


class Poller:
    """Waits without listening, so that the files are scanned every second, which works on any drive."""

    interval = _POLL

    def wait(self, seconds: float) -> bool:
        """Waits."""
        clock.pause(seconds)
        return False

    def close(self) -> None:
        """Does nothing."""


class CannotListen(Exception):
    """The operating system cannot report changes here; `str()` is its reason."""


def _thousandths(seconds: float) -> int:
    return max(1, round(1000 * seconds))
