"""Atomic writes and deletions of single files. Nothing in vaultgen writes except through this module.

A file is written under a temporary name beside its place and then moved there, so that after a crash at any time it is
either old or new. Temporary files left by a crash are deleted by the next command that writes.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from vaultgen import clock
from vaultgen.disk import files, scan
from vaultgen.disk.refusals import refused, shown
from vaultgen.errors import FileProblem

TEMPORARY = ".vaultgen-tmp"
ANYTHING = "anything"  # what may lie in a file's place, where it does not matter
_SOMETHING = "something"  # no file: a folder, a pipe, a link to nothing
# Seconds between tries where another program holds a file (on Windows, whoever reads it does).
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
# How a drive says that no file can have two names on it.
_NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
_OBSIDIAN = ".obsidian"  # the one hidden folder that is written to


def place(path: Path, data: bytes, *, expects: str | None = ANYTHING, durable: bool = True) -> os.stat_result | None:
    """Writes a file if the one in its place has the digest `expects` (None: there is no file).

    Returns its stat before it was moved to its place; None if it was not written. With `durable` it waits until the
    bytes are on the disk, for files that cannot be made again. Raises `FileProblem`.
    """
    try:
        target = path.resolve() if path.is_symlink() else path  # a link stays one
        temporary, result = stage(target.parent, data, durable=durable)
        return result if settle(temporary, path, expects=expects) else None
    except OSError as error:
        raise refused(path, error) from None
    except RuntimeError:
        raise in_a_circle(path) from None


def stage(folder: Path, data: bytes, *, durable: bool) -> tuple[Path, os.stat_result]:
    """Writes a file under a temporary name; returns name and stat. Raises `OSError`, and then leaves no file."""
    temporary = folder / f".{os.getpid()}-{os.urandom(4).hex()}{TEMPORARY}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return stage(folder, data, durable=durable)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        if durable:
            os.fsync(handle)
        return temporary, os.fstat(handle)
    except BaseException:
        forget(temporary)
        raise
    finally:
        os.close(handle)


def settle(temporary: Path, path: Path, *, expects: str | None = ANYTHING) -> bool:
    """Moves a staged file to its place if the one there has the digest `expects`; else deletes it.

    Returns whether it was moved. Raises `OSError`, and `RuntimeError` for a circular symlink.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        if expects is not None and expects not in (ANYTHING, lying(path)):
            return False
        move = _name if expects is None else _take_over
        try:
            return move(temporary, target)
        except FileNotFoundError:  # the first file of a folder
            target.parent.mkdir(parents=True, exist_ok=True)
            return move(temporary, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # What is a folder of the site may lie on another drive.
        return place(path, temporary.read_bytes(), expects=expects, durable=False) is not None
    finally:
        forget(temporary)


def staged(folder: Path) -> set[str]:
    """The names of the staged files in a folder."""
    try:
        return {path.name for path in folder.iterdir() if is_temporary(path.name)}
    except OSError:
        return set()


def forget_of(folder: Path, pid: int) -> None:
    """Deletes the files that an ended process has staged in a folder."""
    for temporary in folder.glob(f".{pid}-*{TEMPORARY}"):
        forget(temporary)


def forget(temporary: Path) -> None:
    """Deletes a staged file if it still exists."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def remove(path: Path, *, expects: str, up_to: Path) -> bool:
    """Deletes a file if it has the digest `expects`, and the folders below `up_to` that become empty.

    Returns whether it did. Raises `FileProblem`.
    """
    if lying(path) != expects:
        return False
    try:
        _patiently(path.unlink)
    except OSError as error:
        raise refused(path, error, "deleted") from None
    prune(path, up_to=up_to)
    return True


def prune(path: Path, *, up_to: Path) -> None:
    """Deletes the empty folders above a path and below `up_to`; one that cannot be deleted is kept."""
    for folder in path.parents:
        if folder == up_to:
            return
        with contextlib.suppress(FileNotFoundError):
            try:
                folder.rmdir()
            except OSError:
                return


def lying(path: Path) -> str | None:
    """What is at a path: the digest of a file, `_SOMETHING` for anything else, None for nothing."""
    found = files.digest_file(path)
    return _SOMETHING if found is None and os.path.lexists(path) else found


def clear(folder: Path) -> None:
    """Deletes the temporary files of killed commands below a folder. No command may be writing there."""

    def enter(path: str) -> bool:
        name = path.rpartition("/")[2]
        return not name.startswith(".") or name == _OBSIDIAN

    for path, entry in scan.walk(folder, enter=enter, closed=lambda _: None):
        if is_temporary(entry.name):
            with contextlib.suppress(OSError):
                (folder / path).unlink()


def is_temporary(name: str) -> bool:
    """Whether a name is that of a temporary file."""
    return name.startswith(".") and name.endswith(TEMPORARY)


def in_a_circle(path: Path) -> FileProblem:
    """The problem of a circular symlink."""
    return FileProblem(f"{shown(path)} cannot be written: it is a link that leads in a circle.")


def _name(temporary: Path, target: Path) -> bool:
    """Gives a new file its name; returns False if the name is taken, even if only just now."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            return False
        _patiently(lambda: temporary.replace(target))
    return True


def _take_over(temporary: Path, target: Path) -> bool:
    """Moves a file to its place and replaces the one there."""
    with contextlib.suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if mode != temporary.stat().st_mode:
            temporary.chmod(stat.S_IMODE(mode))  # what only the user may read stays so
    _patiently(lambda: temporary.replace(target))
    return True


def _patiently(act: Callable[[], object]) -> None:
    """Retries for a moment if another program has a file open; raises what the last try raised."""
    for pause in _PAUSES:
        try:
            act()
        except PermissionError:
            clock.pause(pause)
        else:
            return
    act()
