"""Following a vault: waiting until something that a build reads has changed and has settled.

The system's word that something happened only wakes us; what has changed is told by looking at the files.
So nothing that a build writes itself starts the next one, and what the system forgot to tell (it may, under
load and on network drives) is found by the look that comes every half minute anyway. Where the system
tells nothing at all, looking alone does it.
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

_STEP = 0.025  # seconds without an event that end a batch; so often it is asked for events
_IDLE_STEP = 0.1  # the same when there has been none for long: each question costs a little
_LONG = 600.0  # seconds
_BATCH = 1.0  # seconds after which a batch ends, whatever still comes
_SOON = 1.0  # seconds to the second look after a build: a new folder may have been filled before it was listened to
_AGAIN = 30.0  # seconds between looks when nothing is heard; a laptop that wakes up is noticed within them
_POLL = 1.0  # seconds between looks where nothing can be heard
_SHARE = 20  # looking may take one part in so many of the time
# What a build reads by its name's end; another file's events are not worth a look.
_SUFFIXES = frozenset(
    ".md .icloud .toml .jinja .html .css .js .svg .png .jpg .jpeg .gif .webp .avif .bmp .pdf .woff2".split()
)


class Listener(Protocol):
    """What can wait for something to happen.

    `rest` is how many seconds may go by without a look when nothing is heard.
    """

    rest: float

    def wait(self, seconds: float) -> bool:
        """Waits until something may have changed, at most so long; tells whether something may have."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why to build: the paths that changed, or none where a moment has come. `state` is what the files look like."""

    paths: tuple[str, ...]
    state: FileStates


class Watcher:
    """Waits for the next reason to build.

    `look` tells how the files look, given what is known of them; `now` and `ticks` are the clock's.
    """

    def __init__(
        self,
        look: Callable[[FileStates], FileStates],
        listener: Listener,
        *,
        now: Callable[[], datetime] = clock.utc_now,
        ticks: Callable[[], float] = clock.ticks,
    ) -> None:
        self.listener = listener
        self._look = look
        self._now = now
        self._ticks = ticks
        self._cost = 0.0

    def wait(self, built: FileStates, until: datetime | None) -> Trigger:
        """Returns when files are other than `built` and have settled, or when the moment `until` (aware) has come.

        Raises what `look` and the listener raise.
        """
        pending, found = Pending(), built
        looked = self._ticks() - self.listener.rest + _SOON
        heard = False
        while True:
            if heard or pending.seen or self._ticks() >= looked + self._rest():
                found = self._timed(found)
                looked = self._ticks()
                pending = debounce.observe(pending, built, found, looked)
                if pending.seen and debounce.remaining(pending, looked) <= 0:
                    return Trigger(tuple(pending.seen), found)
            if until is not None and not pending.seen and self._now() >= until:
                return Trigger((), found)
            heard = self.listener.wait(max(self._pause(pending, looked, until), 0.001))

    def _timed(self, known: FileStates) -> FileStates:
        """A look, and how long it takes: of a large vault on a slow drive there are to be fewer."""
        begun = self._ticks()
        found = self._look(known)
        self._cost = self._ticks() - begun
        return found

    def _rest(self) -> float:
        return max(self.listener.rest, _SHARE * self._cost)

    def _pause(self, pending: Pending, looked: float, until: datetime | None) -> float:
        """How long to wait at most: the wall clock decides about moments, and is asked again after each wait."""
        ticks = self._ticks()
        pauses = [looked + self._rest() - ticks]
        if pending.seen:
            pauses.append(debounce.remaining(pending, ticks))
        elif until is not None:
            pauses.append((until - self._now()).total_seconds())
        return min(pauses)


class Notifier:
    """Listens to the system. Raises `CannotListen` where it has no room for that."""

    rest = _AGAIN

    def __init__(self, folders: Iterable[Path], output: Path) -> None:
        self._folders = tuple(folders)
        self._output = output.resolve()
        self._heard = clock.ticks()
        self._events = self._begin(skip=False)

    def wait(self, seconds: float) -> bool:
        """Waits for a batch of events that might matter. Raises `CannotListen` where there are no more to come."""
        step = _STEP if clock.ticks() - self._heard < _LONG else _IDLE_STEP
        try:
            heard = self._events.watch(_thousandths(_BATCH), _thousandths(step), _thousandths(seconds), None)
        except PermissionError:
            self._events.close()
            self._events = self._begin(skip=True)
            return True
        except (OSError, WatchfilesRustInternalError) as error:
            raise CannotListen(str(error)) from None
        if heard == "signal":
            raise KeyboardInterrupt
        if isinstance(heard, str) or not any(self._may_matter(Path(name)) for _, name in heard):
            return False
        self._heard = clock.ticks()
        return True

    def _begin(self, *, skip: bool) -> RustNotify:
        """Begins to listen; with `skip`, folders that may not be read are left out.

        That comes second, since the limit of folders would be passed over in silence as well.
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
        """Ends the listening."""
        self._events.close()

    def _may_matter(self, path: Path) -> bool:
        """Whether a build may read what is at a path: a folder counts, too, and what is gone."""
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        if folder is None or path.is_relative_to(self._output):
            return False
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            return path.suffix == ".icloud"
        return path.suffix.lower() in _SUFFIXES or not path.is_file()


class Poller:
    """Does not listen: looks every second, which works on any drive."""

    rest = _POLL

    def wait(self, seconds: float) -> bool:
        """Waits."""
        clock.pause(seconds)
        return False

    def close(self) -> None:
        """There is nothing to end."""


class CannotListen(Exception):
    """The system does not tell of changes here; the reason is its own."""


def _thousandths(seconds: float) -> int:
    return max(1, round(1000 * seconds))
