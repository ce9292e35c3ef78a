r"""What runs leave for later runs, in the user's cache folder: never in the vault, which is synced and shared.

It may be deleted at any time: then everything is worked out anew. What cannot be read or written there is passed
over in silence. Only the user may read it, since it holds what the notes say; and what anybody else may write to is not
read, since it is believed.

    Linux and others    $XDG_CACHE_HOME/vaultgen, else ~/.cache/vaultgen    (XDG Base Directory Specification)
    macOS               ~/Library/Caches/vaultgen
    Windows             %LOCALAPPDATA%\vaultgen\Cache

`VAULTGEN_CACHE` names another folder, and nothing is kept where it is `off`.
"""

import contextlib
import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import Any

_FORM = b"vaultgen 1 " + sys.version.encode() + b"\n"
_DAYS = 30  # after so many, what no run has asked for is deleted
_OFF = "off"
_WRITABLE_BY_OTHERS = 0o022
_END = ".vaultgen"  # of every file there that is ours


def load(name: str) -> Any:
    """What was saved under a name, a value of plain types; None where there is nothing, or nothing whole."""
    lies_in = _folder()
    if lies_in is None:
        return None
    try:
        data = _place(lies_in, name).read_bytes()
        form, check, kept = data[: len(_FORM)], data[len(_FORM) : len(_FORM) + 4], data[len(_FORM) + 4 :]
        if form != _FORM or zlib.crc32(kept).to_bytes(4, "big") != check:
            return None
        return marshal.loads(kept)  # noqa: S302 - of a file that only this user could have written
    except (OSError, ValueError, EOFError, TypeError):
        return None


def save(name: str, value: Any) -> None:
    """Keeps a value of plain types under a name, in place of what was kept there."""
    lies_in = _folder()
    if lies_in is None:
        return
    kept = marshal.dumps(value)
    temporary = _place(lies_in, f"{name}-{os.getpid()}")
    try:
        _forget_old(lies_in)
        with open(temporary, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(_FORM + zlib.crc32(kept).to_bytes(4, "big") + kept)
        temporary.replace(_place(lies_in, name))
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def named(*about: str) -> str:
    """A name under which to keep what is about some paths."""
    text = "\0".join(about).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


def _folder() -> Path | None:
    """Where it lies; None where nothing is to be kept, or where somebody else could put something in its place."""
    found = _asked_for()
    if found is None:
        return None
    try:
        found.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = found.stat()
    except OSError:
        return None
    if sys.platform != "win32" and (told.st_uid != os.getuid() or told.st_mode & _WRITABLE_BY_OTHERS):
        return None
    return found


def _asked_for() -> Path | None:
    asked = os.environ.get("VAULTGEN_CACHE")
    if asked:
        return None if asked == _OFF else Path(asked)
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local, "vaultgen", "Cache") if local else None
        if sys.platform == "darwin":
            return Path.home() / "Library/Caches/vaultgen"
        given = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "vaultgen"
    except RuntimeError:  # nobody's home
        return None


def _place(folder: Path, name: str) -> Path:
    return folder / f"{name}{_END}"


def _forget_old(folder: Path) -> None:
    """Deletes what has lain unused for long: of vaults that are gone, and of runs that were killed."""
    import time

    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_END) and entry.stat(follow_symlinks=False).st_mtime < time.time() - _DAYS * 86_400:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
