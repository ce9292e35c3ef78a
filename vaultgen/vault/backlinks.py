"""Which notes speak of a note: the links of a vault, followed backwards."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.vault.header import Header
from vaultgen.vault.links import Links

_LONGEST = 160  # characters that are shown of the line that a link stands in


class Backlink(NamedTuple):
    """The path of a note that links to another, and the first line in which it does."""

    by: str
    line: str

    @property
    def text(self) -> str:
        """The line in words, cut where it is long."""
        text = phrases.plain(re.sub(r"^[\s>#*+-]*(?:\[.\] )?", "", self.line)).strip()
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def backlinks(headers: Iterable[Header], links: Links) -> Mapping[str, tuple[Backlink, ...]]:
    """Who links to each note, by the note's path; a draft speaks of its interview alone, and is left out."""
    found: dict[str, dict[str, Backlink]] = {}
    for header in headers:
        if header.kind == "draft":
            continue
        for target, line in header.links:
            for other in links.find(target)[:1]:
                if other.path != header.path:
                    found.setdefault(other.path, {}).setdefault(header.path, Backlink(header.path, line))
    return {path: tuple(by.values()) for path, by in found.items()}
