"""Files as they were read, and places in them.

Takes bytes, gives text and `Span`s: lines and columns from 1, counted in characters, the end
exclusive, as editors show them. Lines end at LF, CRLF or CR and nowhere else (YAML would also
break at U+2028, where no editor does).
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from vaultgen.regex import late

_LINE_END = late(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of a file; lines and columns from 1, the end column exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the vault: its path relative to the vault with `/`, and its bytes.

    `fault` says in words why the file could not be read, and `code` which rule that is; `data` is
    then empty. `version` is the digest of the bytes, where it is known without reading them.
    """

    path: str
    data: bytes
    fault: str = ""
    code: str = "VG001"
    version: str = ""


class LazySource(SourceFile):
    """A file that is as it was when its digest was `version`: it is read when somebody asks for its bytes."""

    __slots__ = ("_found", "_read")
    _found: bytes | None
    _read: Callable[[], bytes]

    def __init__(self, path: str, version: str, read: Callable[[], bytes]) -> None:
        put = object.__setattr__
        put(self, "path", path)
        put(self, "fault", "")
        put(self, "code", "")
        put(self, "version", version)
        put(self, "_read", read)
        put(self, "_found", None)

    @property
    def data(self) -> bytes:
        """The bytes of the file, as they are when they are first asked for."""
        found = self._found
        if found is None:
            found = self._read()
            object.__setattr__(self, "_found", found)
        return found


class Exposed(NamedTuple):
    """A file or folder that was to stay private: how many files of it git has; none where it would take them."""

    path: str
    tracked: int = 0


class Lines:
    """Turns character offsets of one text into spans."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of a character offset."""
        line = bisect_right(self._starts, offset) - 1
        return line + 1, offset - self._starts[line] + 1

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column, the other way round.

        Raises `ValueError` for a line that there is not.
        """
        if not 1 <= line <= len(self._starts):
            raise ValueError(f"no line {line}")
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span from offset `start` up to, not including, offset `end`."""
        return Span(*self.place(start), *self.place(max(start, end)))


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends, numbered as `Span` numbers them."""
    return _LINE_END.split(text)
