"""Errors of the operating system as sentences for the user: which file, why, and what to do."""

import errno
import os
from pathlib import Path

from vaultgen.errors import FileProblem
from vaultgen.terminal import printable

_WHOLE = "No file is left half-written."
_HINTS: tuple[tuple[tuple[int | None, ...], str], ...] = (
    ((errno.ENOSPC, errno.EDQUOT), f"Make room on the disk, and run the command again. {_WHOLE}"),
    ((errno.EFBIG,), f"Allow larger files, or make room, and run the command again. {_WHOLE}"),
    ((errno.EACCES, errno.EPERM), "If another program has it open, close it there; else allow yourself to use it."),
    ((errno.EROFS,), "Allow writing on that drive, or move the vault to one that can be written to."),
    ((errno.ENAMETOOLONG,), "Choose a shorter name, or move the vault to a folder that lies less deep."),
    ((errno.EISDIR, errno.ENOTEMPTY), "Move away or rename the folder that lies in its place."),
    ((errno.ELOOP,), "Delete the links that lead in a circle."),
    ((errno.ENOENT,), f"Something moved it away at this very moment. Run the command again. {_WHOLE}"),
)
_OTHERWISE = f"Run the command again when that is mended. {_WHOLE}"


def refused(path: Path, error: OSError, done: str = "written") -> FileProblem:
    """The problem of a file that could not be written, deleted or read."""
    place = _in_the_way(path) if isinstance(error, (FileExistsError, NotADirectoryError)) else None
    if place is not None:
        return FileProblem(
            f"{shown(path)} cannot be {done}: {shown(place)} stands where a folder is needed.",
            "Move it away or rename it, and run the command again.",
        )
    return FileProblem(f"{shown(path)} cannot be {done}: {why(error)}.", hint(error))


def unforeseen(error: OSError) -> FileProblem:
    """The problem of an operation that hardly ever fails, such as a stat or printing."""
    what = f"{shown(error.filename)} cannot be used" if error.filename else "The output cannot be written"
    return FileProblem(f"{what}: {why(error)}.", hint(error))


def hint(error: OSError) -> str:
    """What the user can do about an error."""
    return next((text for numbers, text in _HINTS if error.errno in numbers), _OTHERWISE)


def shown(path: str | bytes | Path) -> str:
    """A path for a sentence: bytes that are not text and control characters are replaced."""
    return printable(os.fsdecode(path)).replace("\t", "\ufffd")


def why(error: OSError) -> str:
    """The system's reason in lower case, without its number."""
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]


def _in_the_way(path: Path) -> Path | None:
    """The first path above a file that is not a folder."""
    return next((place for place in reversed(path.parents) if os.path.lexists(place) and not place.is_dir()), None)
