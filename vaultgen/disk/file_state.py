"""How a file was found: what the system says of it, a digest of its content, and whether it looks finished."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Shape = Literal["whole", "half", "empty", "opaque"]

_OPENED = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSED = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was found: `stamp` is what the system says of it, `digest` tells its content from another's.

    While the stamp is the same and `certain`, the file need not be read again. `shape` says whether it looks
    finished.
    """

    stamp: tuple[int, ...]
    digest: str
    shape: Shape = "whole"
    certain: bool = False


FileStates = Mapping[str, FileState]


def shape_of(data: bytes) -> Shape:
    """Whether a note or a setting looks finished."""
    if not data.strip():
        return "empty"
    opened = _OPENED.match(data)
    return "half" if opened and not _CLOSED.search(data, opened.end()) else "whole"
