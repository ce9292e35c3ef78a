"""Conflict copies: the copies that sync programs leave beside a note when two sides have changed it.

A name proves nothing by itself: the original must exist, or else the copy is the only version. If the name is only
numbered, as people number names too, the contents must also be similar.
"""

import re
from collections.abc import Mapping

from vaultgen.diagnostics.source import SourceFile
from vaultgen.regex import late

# The suffixes that programs add to the name of a copy, before `.md`.
_SURE = late(
    r"(?P<name>.+?)(?:"
    r" \((?:[^()]+ )?conflict(?:ed|ing) copy(?: [^()]*)?\)"  # Dropbox, Nextcloud, ownCloud, Obsidian Sync
    r"| \((?:SF)?Conflict [^()]*\d[^()]*\)"  # Seafile, Obsidian Sync
    r"|[._-](?:sync-)?conflict-[\w.@-]*\d{8}-\d{4,6}(?:-\w*)?"  # Syncthing, older ownCloud
    r"|_[^_]+_[A-Z][a-z]{2}-\d{2}-\d{4}-\d{4}_\w*Conflict(?:_\d+)?"  # Synology Drive
    r"|\.Conflict\d*"  # Resilio Sync
    r"| \[conflicted(?: \d+)?\]"  # pCloud
    r"|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}(?:-\d+)?"  # OneDrive, with a computer name given by Windows
    r")",
    re.IGNORECASE,
)
_NUMBERED = late(r"(?P<name>.+?)(?: \(\d{1,2}\)| \d{1,2})")  # Google Drive, iCloud Drive
_COMMENTS = re.compile(rb"%%.*?%%", re.DOTALL)
_SIMILAR = 0.8  # the share of common lines in the shorter note
_FEWEST = 3  # lines with content that a note must have to be compared


def copies(files: Mapping[str, SourceFile]) -> dict[str, str]:
    """The conflict copies among files: the path of each, and that of its original."""
    found = {path: original for path in files if (original := _original(path, files))}
    return {path: original for path, original in found.items() if original not in found}


def _original(path: str, files: Mapping[str, SourceFile]) -> str | None:
    folder, slash, file = path.rpartition("/")
    stem = file.removesuffix(".md")
    lower = stem.casefold()
    may_be = "conflict" in lower or "-desktop-" in lower or "-laptop-" in lower
    if may_be and (sure := _SURE.fullmatch(stem)):
        beside = f"{folder}{slash}{sure['name']}.md"
        return beside if beside in files else None
    if (stem.endswith(")") or stem[-1:].isdigit()) and (numbered := _NUMBERED.fullmatch(stem)):
        beside = f"{folder}{slash}{numbered['name']}.md"
        if beside in files and _is_similar(files[path].data, files[beside].data):
            return beside
    return None


def _is_similar(first_note: bytes, other: bytes) -> bool:
    """Whether two notes have the same date and role, and nearly the same lines."""
    first, second = _content_lines(first_note), _content_lines(other)
    shorter = min(len(first), len(second))
    # `Engineer` and `Engineer 2` at one employer are two positions, however alike their notes are.
    telling = [{line for line in lines if line.startswith((b"date:", b"role:"))} for lines in (first, second)]
    return shorter >= _FEWEST and len(first & second) >= _SIMILAR * shorter and telling[0] == telling[1]


def _content_lines(data: bytes) -> set[bytes]:
    """The lines with content: without the empty properties and the comments of a template."""
    lines = (line.strip() for line in _COMMENTS.sub(b"", data).splitlines())
    return {line for line in lines if line and line != b"---" and not line.endswith(b":")}
