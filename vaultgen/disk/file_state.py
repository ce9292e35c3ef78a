"""The state of a file that is watched: its stat, its digest, and whether it looks finished."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Shape = Literal["whole", "half", "empty", "opaque"]

_OPENED = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSED = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file at one moment. `shape` says whether it looks finished.

    While its `stat` is the same and was not racy (`certain`), the file is not read again.
    """

    stat: tuple[int, ...]
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
