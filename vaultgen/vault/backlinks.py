"""Backlinks: which notes link to a note."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.vault.header import Header
from vaultgen.vault.links import Links

_LONGEST = 160  # characters of the line with the link
_PART = re.compile(r"\[\[([^\[\]|#]*)#([^\[\]|]*)\]\]")  # a link to a part of a note, without words of its own


class Backlink(NamedTuple):
    """A note that links to another, by path, and the first line with such a link."""

    by: str
    line: str

    @property
    def text(self) -> str:
        """The line as plain text, shortened if it is long."""
        line = _PART.sub(_words_of_part, re.sub(r"^[\s>#*+-]*(?:\[.\] )?", "", self.line))
        text = phrases.plain(line).strip()
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def backlinks(headers: Iterable[Header], links: Links) -> Mapping[str, tuple[Backlink, ...]]:
    """The backlinks of each note, by its path. Links from drafts are left out: a draft only links to its interview."""
    by_target: dict[str, dict[str, Backlink]] = {}
    for header in headers:
        if header.kind == "draft":
            continue
        for target, line in header.links:
            for other in links.find(target)[:1]:
                if other.path != header.path:
                    by_target.setdefault(other.path, {}).setdefault(header.path, Backlink(header.path, line))
    return {path: tuple(by.values()) for path, by in by_target.items()}


def _words_of_part(link: re.Match[str]) -> str:
    """`Note > Heading`, as Obsidian shows it; for a block only the note, since ids mean nothing to readers."""
    parts = [link[1], *(part for part in link[2].split("#") if not part.startswith("^"))]
    return " > ".join(part.strip() for part in parts if part.strip())
