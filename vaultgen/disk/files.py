"""What every part of the file access reads with: the files of a folder, their bytes, text and digests."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from vaultgen.disk import plan
from vaultgen.disk.refusals import refused, shown
from vaultgen.errors import UsageProblem

# No link is followed, and no pipe waited for; 0 where the system cannot be told so.
_PLAINLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK if hasattr(os, "O_NOFOLLOW") else 0
_LOOKS = 3  # at a file that changes while it is read
_KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))


def below(folder: Path) -> list[Path]:
    """Every file below a folder, but for hidden ones; raises `FileProblem` where a folder cannot be looked into."""
    return sorted(path for path in everything(folder) if path.is_file() and not path.name.startswith("."))


def everything(folder: Path) -> Iterator[Path]:
    """Whatever lies below a folder but folders, and links to them; raises `FileProblem` like `below`."""

    def refuse(error: OSError) -> None:
        if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
            raise refused(Path(os.fsdecode(error.filename)), error, "read")

    for here, folders, names in os.walk(folder, onerror=refuse):
        yield from (Path(here, name) for name in names)
        yield from (path for name in folders if (path := Path(here, name)).is_symlink())


def told(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """What the system tells of everything below a folder but folders, by its path with `/`; raises like `below`."""
    folders = [("", os.fspath(folder))]
    while folders:
        above, here = folders.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise refused(Path(here), error, "read") from None
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append((f"{above}{entry.name}/", entry.path))
            else:
                with contextlib.suppress(FileNotFoundError):
                    yield above + entry.name, entry.stat(follow_symlinks=False)


def data(path: Path) -> bytes:
    """The bytes of a file; raises `FileProblem`."""
    try:
        return whole(path)
    except OSError as error:
        raise refused(path, error, "read") from None


def whole(path: Path) -> bytes:
    """The bytes of a file as they were at one moment, as far as the system tells; raises `OSError`.

    What is no file is not opened: a pipe would keep the reader waiting for ever.
    """
    found = b""
    for _ in range(_LOOKS):
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            kind = next((name for is_kind, name in _KINDS if is_kind(told.st_mode)), "a device")
            raise OSError(errno.EINVAL, f"it is {kind}, not a file")
        with path.open("rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            found = file.read()
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (len(found), after.st_mtime_ns):
            break
    return found


def at_once(path: str) -> bytes | None:
    """The bytes of a plain file that nobody is writing; None where `whole` has to take a closer look.

    A vault has thousands of notes, and hardly ever one that is anything else.
    """
    if not _PLAINLY:
        return None
    try:
        handle = os.open(path, _PLAINLY)
    except OSError:
        return None
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            return None
        found = os.read(handle, before.st_size + 1)
        after = os.fstat(handle)
    except OSError:
        return None
    finally:
        os.close(handle)
    same = (before.st_size, before.st_mtime_ns) == (len(found), after.st_mtime_ns)
    return found if same else None


def text(path: Path) -> str:
    """The text of a file; raises `FileProblem`, or `UsageProblem` where it is not UTF-8."""
    try:
        return data(path).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{shown(path)} is not UTF-8.", "Save it as UTF-8.") from None


def digest_file(path: Path) -> str | None:
    """The digest of a file's bytes; None where there is no file (any longer)."""
    try:
        return digest_of(whole(path)) if path.is_file() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, error, "read") from None


def digest_of(found: bytes) -> str:
    """The digest of what lies on the disk; what a power cut has left of a file, nothing but zeros, is nothing."""
    return plan.digest(found if found.strip(b"\0") else b"")


def resolved(path: Path) -> Path:
    """Where a path leads; the path itself where its links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
