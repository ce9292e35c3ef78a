"""A spool: bytes that a large vault has no room for in memory, in a temporary file without a name.

The system deletes the file when the process ends, however it ends. Where there can be no such file, or no more of it,
the bytes stay in memory.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO

Kept = bytes | tuple[int, int]  # the bytes, or where they begin in the file and how many they are


class Spool:
    """Bytes that were added. A fork of the process can read what was added before it; its own stay in memory.

    So do the first `room` bytes: a small vault needs no file.
    """

    def __init__(self, room: int = 0) -> None:
        self._room = room
        self._owner = os.getpid() if hasattr(os, "pwrite") else None
        self._file: IO[bytes] | None = None
        self._size = 0

    def add(self, data: bytes) -> Kept:
        """Adds bytes; returns what `get` needs."""
        self._room -= len(data)
        if self._room < 0 and os.getpid() == self._owner:
            with suppress(OSError):
                if self._file is None:
                    self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the spool
                if os.pwrite(self._file.fileno(), data, self._size) == len(data):
                    self._size += len(data)
                    return self._size - len(data), len(data)
        return data

    def get(self, kept: Kept) -> bytes:
        """The bytes that `add` was given."""
        if isinstance(kept, bytes):
            return kept
        if self._file is None:
            raise ValueError("This is of another spool.")
        at, size = kept
        return os.pread(self._file.fileno(), size, at)

    def close(self) -> None:
        """Lets go of the file; what is in it cannot be read again."""
        if self._file is not None:
            self._file.close()

    def __del__(self) -> None:
        self.close()


class Spooled(Mapping[str, bytes]):
    """Bytes by name that are in a spool, and read from it one at a time."""

    def __init__(self, spool: Spool, kept: Mapping[str, Kept]) -> None:
        self._spool = spool
        self._kept = kept

    def __getitem__(self, name: str) -> bytes:
        return self._spool.get(self._kept[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
