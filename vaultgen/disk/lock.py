"""One command at a time writes in a vault: who comes second waits until the first is done.

It is the vault's folder itself that is locked, and no file is left behind: the system takes the lock from a
process that ends, however it ends. Where a drive knows no locks, everybody goes on as if alone: each file is
whole all the same.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from vaultgen.disk import atomic, files
from vaultgen.disk.refusals import shown
from vaultgen.errors import FileProblem

_PAUSE = 0.1  # seconds between two tries
_TRIES = 300


@contextlib.contextmanager
def exclusive(root: Path, *others: Path, waiting: Callable[[], None], tidy: bool = True) -> Iterator[None]:
    """Keeps other commands from writing in a vault, and in other folders that lie outside of it.

    Calls `waiting` once where there is somebody to wait for, and raises `FileProblem` where that takes too
    long. With `tidy`, what killed commands have left there is cleared away.
    """
    inside = files.resolved(root)
    outside = {found for other in others if not (found := files.resolved(other)).is_relative_to(inside)}
    with contextlib.ExitStack() as held:
        for folder in (inside, *sorted(outside)):
            if not folder.is_dir():
                continue
            lock = _lock(folder, waiting)
            if lock is not None:
                held.callback(os.close, lock)
                if tidy:
                    atomic.clear(folder)
        yield


def _lock(folder: Path, waiting: Callable[[], None]) -> int | None:
    """The open folder that is locked, or None where it cannot be."""
    try:
        handle = _open(folder)
    except OSError:
        return None
    for tried in range(_TRIES):
        try:
            _take(handle)
        except (BlockingIOError, PermissionError):
            if not tried:
                waiting()
            time.sleep(_PAUSE)
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


if sys.platform == "win32":  # no folder can be locked there: a file stands for it
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
