"""Copies that programs which keep folders in step leave beside a note: files → which is a copy of which.

A name alone proves nothing: the note must lie beside its copy (else the copy is all there is), and
where the name is only numbered, as people number names too, the two must also say the same.
"""

import re
from collections.abc import Mapping

from vaultgen.diagnostics.source import SourceFile
from vaultgen.regex import late

# What is added to the name of a copy, before `.md`, and by whom.
_SURE = late(
    r"(?P<name>.+?)(?:"
    r" \((?:[^()]+ )?conflict(?:ed|ing) copy(?: [^()]*)?\)"  # Dropbox, Nextcloud, ownCloud, Obsidian Sync
    r"| \((?:SF)?Conflict [^()]*\d[^()]*\)"  # Seafile, Obsidian Sync
    r"|[._-](?:sync-)?conflict-[\w.@-]*\d{8}-\d{4,6}(?:-\w*)?"  # Syncthing, older ownCloud
    r"|_[^_]+_[A-Z][a-z]{2}-\d{2}-\d{4}-\d{4}_\w*Conflict(?:_\d+)?"  # Synology Drive
    r"|\.Conflict\d*"  # Resilio Sync
    r"| \[conflicted(?: \d+)?\]"  # pCloud
    r"|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}(?:-\d+)?"  # OneDrive, after a computer that Windows named
    r")",
    re.IGNORECASE,
)
_NUMBERED = late(r"(?P<name>.+?)(?: \(\d{1,2}\)| \d{1,2})")  # Google Drive, iCloud Drive
_ALIKE = 0.8  # of the lines of the shorter one
_FEWEST = 3  # lines that say something: two notes that say nothing are not alike


def copies(files: Mapping[str, SourceFile]) -> dict[str, str]:
    """The path of each copy, and that of the note which it is a copy of."""
    found = {path: original for path in files if (original := _original(path, files))}
    return {path: original for path, original in found.items() if original not in found}


def _original(path: str, files: Mapping[str, SourceFile]) -> str | None:
    folder, slash, file = path.rpartition("/")
    stem = file.removesuffix(".md")
    if sure := _SURE.fullmatch(stem):
        beside = f"{folder}{slash}{sure['name']}.md"
        return beside if beside in files else None
    if numbered := _NUMBERED.fullmatch(stem):
        beside = f"{folder}{slash}{numbered['name']}.md"
        if beside in files and _say_the_same(files[path].data, files[beside].data):
            return beside
    return None


def _say_the_same(one: bytes, other: bytes) -> bool:
    """Whether two notes have their date and nearly all that they say in common."""
    first, second = _said(one), _said(other)
    shorter = min(len(first), len(second))
    dates = [{line for line in lines if line.startswith(b"date:")} for lines in (first, second)]
    return shorter >= _FEWEST and len(first & second) >= _ALIKE * shorter and dates[0] == dates[1]


def _said(data: bytes) -> set[bytes]:
    """The lines that say something: no property that is empty, as those of a template are."""
    lines = (line.strip() for line in data.splitlines())
    return {line for line in lines if line and line != b"---" and not line.endswith(b":")}
