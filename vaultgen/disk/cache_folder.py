r"""The user's cache folder, where runs leave files for later runs: never in the vault, which is synced and shared.

It may be deleted at any time; then everything is computed again. Files that cannot be read or written there are
ignored. Only the user may read it, because it contains texts of notes. Nothing is read from a folder that others may
write to, because its contents are trusted.

    Linux and others    $XDG_CACHE_HOME/vaultgen, else ~/.cache/vaultgen    (XDG Base Directory Specification)
    macOS               ~/Library/Caches/vaultgen
    Windows             %LOCALAPPDATA%\vaultgen\Cache

`VAULTGEN_CACHE` names another folder; with `off` nothing is cached.
"""

import contextlib
import marshal
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from vaultgen import clock

_FORM = b"vaultgen 2 " + sys.version.encode() + b"\n"
_NUMBER = 4  # bytes before each value: as many for its length as for its checksum
_DAYS = 30  # after so many, what no run has asked for is deleted
_OFF = "off"
_WRITABLE_BY_OTHERS = 0o022
_END = ".vaultgen"  # of every file there that is ours


def load(name: str) -> Any:
    """The value saved under a name; None if there is none, or it is incomplete."""
    return next(load_all(name), None)


def save(name: str, value: Any) -> None:
    """Saves a value of plain types under a name, replacing the previous one."""
    save_all(name, [value])


def load_all(name: str) -> Iterator[Any]:
    """Yields the values saved under a name, up to the first incomplete one."""
    lies_in = _folder()
    if lies_in is None:
        return
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError), _place(lies_in, name).open("rb") as file:
        whole = file.read(len(_FORM)) == _FORM
        while whole and (head := file.read(2 * _NUMBER)):
            value = file.read(int.from_bytes(head[:_NUMBER], "big"))
            whole = _check(value) == head[_NUMBER:]
            if whole:
                yield marshal.loads(value)  # noqa: S302 - of a file that only this user could have written


def save_all(name: str, values: Iterable[Any]) -> None:
    """Saves values of plain types under a name, replacing the previous ones; holds one of them at a time."""
    lies_in = _folder()
    if lies_in is None:
        return
    temporary = _place(lies_in, f"{name}-{os.getpid()}")
    try:
        _forget_old(lies_in)
        with open(temporary, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(_FORM)
            for kept in map(marshal.dumps, values):
                file.writelines((len(kept).to_bytes(_NUMBER, "big"), _check(kept), kept))
        temporary.replace(_place(lies_in, name))
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def state() -> str:
    """The state of the folder in words: `off`, `ready`, `not made yet`, or why it is not used. Makes no folder."""
    if os.environ.get("VAULTGEN_CACHE") == _OFF:
        return _OFF
    folder = _asked_for()
    if folder is None:
        return "this system names no folder for it"
    try:
        result = folder.stat()
    except FileNotFoundError:
        return "not made yet"
    except OSError:
        return "its folder cannot be looked into"
    if not os.access(folder, os.W_OK):
        return "its folder cannot be written to"
    return "ready" if _is_safe(result) else "its folder is not used: others could write to it"


def named(*about: str) -> str:
    """A file name for data about some paths."""
    text = "\0".join(about).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


def _check(kept: bytes) -> bytes:
    return zlib.crc32(kept).to_bytes(_NUMBER, "big")


def _folder() -> Path | None:
    """The folder; None if caching is off, or if another user could replace files in it."""
    folder = _asked_for()
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        result = folder.stat()
    except OSError:
        return None
    return folder if _is_safe(result) else None


def _is_safe(result: os.stat_result) -> bool:
    """Whether no other user could replace files in a folder, judging by its stat."""
    return sys.platform == "win32" or (result.st_uid == os.getuid() and not result.st_mode & _WRITABLE_BY_OTHERS)


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


@cache  # once a run
def _forget_old(folder: Path) -> None:
    """Deletes files that have not been used for long: of deleted vaults, and of killed runs."""
    oldest = clock.utc_now().timestamp() - _DAYS * 86_400
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_END) and entry.stat(follow_symlinks=False).st_mtime < oldest:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
