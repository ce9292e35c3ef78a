"""Backlinks: which notes link to a note."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.vault.header import Header
from vaultgen.vault.links import Links

_LONGEST = 160  # characters of the line with the link


class Backlink(NamedTuple):
    """A note that links to another, by path, and the first line with such a link."""

    by: str
    line: str

    @property
    def text(self) -> str:
        """The line as plain text, shortened if it is long."""
        text = phrases.plain(re.sub(r"^[\s>#*+-]*(?:\[.\] )?", "", self.line)).strip()
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
