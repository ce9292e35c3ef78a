"""A spool: bytes that a large vault has no room for in memory, in a temporary file without a name.

The system deletes the file when the process ends, however it ends. Where there can be no such file, or no more of it,
the bytes stay in memory.
"""

import os
import tempfile
from contextlib import suppress
from typing import IO

Kept = bytes | tuple[int, int]  # the bytes, or where they begin in the file and how many they are


class Spool:
    """Bytes that were added. A fork of the process can read what was added before it; its own stay in memory."""

    def __init__(self) -> None:
        self._owner = os.getpid() if hasattr(os, "pwrite") else None
        self._file: IO[bytes] | None = None
        self._size = 0

    def add(self, data: bytes) -> Kept:
        """Adds bytes; returns what `get` needs."""
        if os.getpid() == self._owner:
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
