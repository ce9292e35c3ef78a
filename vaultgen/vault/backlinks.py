"""Which notes speak of a note: the links of a vault, followed backwards."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.vault.header import Entry
from vaultgen.vault.links import Links

_LONGEST = 160  # characters that are shown of the line that a link stands in


class Mention(NamedTuple):
    """The path of a note that links to another, and the first line in which it does."""

    by: str
    line: str

    @property
    def said(self) -> str:
        """The line in words, cut where it is long."""
        said = phrases.plain(re.sub(r"^[\s>#*+-]*(?:\[.\] )?", "", self.line)).strip()
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"


def mentions(entries: Iterable[Entry], links: Links) -> Mapping[str, tuple[Mention, ...]]:
    """Who links to each note, by the note's path; a draft speaks of its interview alone, and is left out."""
    found: dict[str, dict[str, Mention]] = {}
    for entry in entries:
        if entry.kind == "draft":
            continue
        for target, line in entry.links:
            for other in links.find(target)[:1]:
                if other.path != entry.path:
                    found.setdefault(other.path, {}).setdefault(entry.path, Mention(entry.path, line))
    return {path: tuple(by.values()) for path, by in found.items()}
