"""The lock of a vault: one command at a time writes in it, and a second one waits until the first is done.

The vault's folder itself is locked, and no lock file is left behind: the system releases the lock of a process that
ends, however it ends. On a drive without locks, commands run unlocked; each file is still written atomically.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from vaultgen import clock
from vaultgen.console import say
from vaultgen.disk import atomic, files
from vaultgen.disk.refusals import shown
from vaultgen.errors import FileProblem

_PAUSE = 0.1  # seconds between two tries
_TRIES = 300


@contextlib.contextmanager
def exclusive(root: Path, *others: Path, tidy: bool = True) -> Iterator[None]:
    """Keeps other commands from writing in a vault, and in other folders that are outside of it.

    Waits for a command that is writing there, and says so on standard error; raises `FileProblem` if that takes too
    long. With `tidy`, temporary files of killed commands are deleted.
    """
    inside = files.resolved(root)
    outside = {found for other in others if not (found := files.resolved(other)).is_relative_to(inside)}
    with contextlib.ExitStack() as held:
        for folder in (inside, *sorted(outside)):
            if not folder.is_dir():
                continue
            lock = _lock(folder)
            if lock is not None:
                held.callback(os.close, lock)
                if tidy:
                    atomic.clear(folder)
        yield


def _lock(folder: Path) -> int | None:
    """The locked folder, open; None if it cannot be locked."""
    try:
        handle = _open(folder)
    except OSError:
        return None
    for tried in range(_TRIES):
        try:
            _take(handle)
        except (BlockingIOError, PermissionError):
            if not tried:
                say("Another vaultgen is writing in this vault; waiting until it is done.\n", err=True)
            clock.pause(_PAUSE)
        except OSError:
            os.close(handle)
            return None
        else:
            return handle
    os.close(handle)
    raise FileProblem(
        f"Another vaultgen has been writing in {shown(folder)} for a long time.",
        "Wait for it or end it, and run the command again.",
    )


if sys.platform == "win32":  # no folder can be locked there, so a file is
    import hashlib
    import msvcrt
    import tempfile

    def _open(folder: Path) -> int:
        name = hashlib.sha256(str(folder).lower().encode()).hexdigest()[:16]
        return os.open(Path(tempfile.gettempdir(), f"vaultgen-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
