"""Source files and positions in them.

Lines and columns count from 1, in characters, as editors show them; the end of a span is exclusive. Lines end at LF,
CRLF or CR only: YAML also breaks lines at U+2028, but no editor does.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from vaultgen import fingerprint
from vaultgen.regex import late

_LINE_END = late(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A range in a file; lines and columns from 1, the end column exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the vault: its path relative to the vault, with `/`, and its bytes.

    If the file could not be read, `fault` is the reason in words, `code` that of the rule, and `data` is empty.
    `known_digest` is the digest of the bytes if it is known without reading them.
    """

    path: str
    data: bytes
    fault: str = ""
    code: str = "VG001"
    known_digest: str = ""

    @property
    def digest(self) -> str:
        """The digest of the bytes."""
        return self.known_digest or fingerprint.digest(self.data)


class LazySource(SourceFile):
    """A file with a known digest that is only read when its bytes are needed."""

    __slots__ = ("_data", "_read")
    _data: bytes | None
    _read: Callable[[str], bytes]

    def __init__(self, path: str, digest: str, read: Callable[[str], bytes]) -> None:
        put = object.__setattr__
        put(self, "path", path)
        put(self, "fault", "")
        put(self, "code", "")
        put(self, "known_digest", digest)
        put(self, "_read", read)
        put(self, "_data", None)

    @property
    def data(self) -> bytes:
        """The bytes of the file, read at the first access."""
        data = self._data
        if data is None:
            data = self._read(self.path)
            object.__setattr__(self, "_data", data)
        return data

    def unread(self) -> "LazySource":
        """The same file without its bytes."""
        return self if self._data is None else LazySource(self.path, self.known_digest, self._read)


class Exposed(NamedTuple):
    """A private file or folder that git tracks or would add: the number of its tracked files.

    With `has_remote` the repository has somewhere to push to.
    """

    path: str
    tracked: int = 0
    has_remote: bool = False


class Lines:
    """Converts between character offsets of a text and lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column (from 1) of a character offset."""
        line = bisect_right(self._starts, offset) - 1
        return line + 1, offset - self._starts[line] + 1

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column (from 1). Raises `ValueError` if there is no such line."""
        if not 1 <= line <= len(self._starts):
            raise ValueError(f"no line {line}")
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span from offset `start` to `end`, exclusive."""
        return Span(*self.place(start), *self.place(max(start, end)))


def split_lines(text: str) -> list[str]:
    """The lines of a text without line breaks, as `Span` numbers them."""
    return _LINE_END.split(text)
