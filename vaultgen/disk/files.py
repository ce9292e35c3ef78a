"""Reading: the files of a folder, their bytes, texts and digests."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from vaultgen import fingerprint
from vaultgen.disk import scan
from vaultgen.disk.refusals import refused, shown
from vaultgen.errors import UsageProblem

# No link is followed, and no pipe waited for; 0 if the system has no such flags.
_PLAINLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK if hasattr(os, "O_NOFOLLOW") else 0
_ATTEMPTS = 3  # to read a file that changes meanwhile
_KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))


def list_files(folder: Path) -> list[Path]:
    """All files below a folder except hidden ones, sorted; raises `FileProblem` if a folder cannot be read."""
    paths = (folder / path for path, entry in scan.walk(folder, closed=_refuse) if not entry.name.startswith("."))
    return sorted(path for path in paths if path.is_file())


def stats_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The paths, with `/`, and stats of everything below a folder except folders; raises `FileProblem`."""
    for path, entry in scan.walk(folder, closed=_refuse):
        if not path.endswith("/"):
            with contextlib.suppress(FileNotFoundError):
                yield path, entry.stat(follow_symlinks=False)


def _refuse(error: OSError) -> None:
    """Raises `FileProblem` for a folder that cannot be read, but not for one that has vanished."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise refused(Path(os.fsdecode(error.filename)), error, "read") from None


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises `FileProblem`."""
    try:
        return read_stable(path)
    except OSError as error:
        raise refused(path, error, "read") from None


def read_stable(path: Path) -> bytes:
    """The bytes of a file at one moment, as far as its stat shows; raises `OSError`.

    Only a regular file is opened, since reading a pipe could block for ever.
    """
    data = b""
    for _ in range(_ATTEMPTS):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "a device")
            raise OSError(errno.EINVAL, f"it is {kind}, not a file")
        with path.open("rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            data = file.read()
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (len(data), after.st_mtime_ns):
            break
    return data


def read_plain(path: str) -> bytes | None:
    """The bytes of a regular file that is not being written; None for any other, which `read_stable` must read.

    This is the fast path: a vault has thousands of notes, and nearly all are such files.
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
        data = os.read(handle, before.st_size + 1)
        after = os.fstat(handle)
    except OSError:
        return None
    finally:
        os.close(handle)
    same = (before.st_size, before.st_mtime_ns) == (len(data), after.st_mtime_ns)
    return data if same else None


def begins_with(path: Path, start: bytes) -> bool:
    """Whether a file begins with some bytes, after a byte-order mark and empty lines; raises `FileProblem`.

    A calendar file does not say by its name alone what it is.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(200 + len(start)).removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(start)
    except OSError as error:
        raise refused(path, error, "read") from None


def read_text(path: Path) -> str:
    """The text of a file; raises `FileProblem`, or `UsageProblem` if it is not UTF-8."""
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{shown(path)} is not UTF-8.", "Save it as UTF-8.") from None


def digest_file(path: Path) -> str | None:
    """The digest of a file's bytes; None if there is no file."""
    try:
        return _digest_on_disk(read_stable(path)) if path.is_file() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, error, "read") from None


def _digest_on_disk(found: bytes) -> str:
    """The digest of bytes from the disk. A file of zeros, which a power cut may leave, counts as empty."""
    return fingerprint.digest(found if found.strip(b"\0") else b"")


def resolved(path: Path) -> Path:
    """A path with symlinks resolved; the absolute path if they are circular."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
