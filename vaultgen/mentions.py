"""Which notes speak of a note: the links of a vault, followed backwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vaultgen import phrases
from vaultgen.markdown.comments import without_comments
from vaultgen.notes import Note
from vaultgen.vault import Vault

_LINK = re.compile(r"\[\[([^\[\]|#]+)")
_LONGEST = 160  # characters that are shown of the line that a link stands in


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that links to another, and the first line in which it does."""

    by: Note
    line: str

    @property
    def said(self) -> str:
        """The line in words, cut where it is long."""
        said = phrases.plain(re.sub(r"^[\s>#*+-]*(?:\[.\] )?", "", self.line)).strip()
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"


def mentions(vault: Vault) -> Mapping[str, tuple[Mention, ...]]:
    """Who links to each note, by the note's path; a draft speaks of its interview alone, and is left out."""
    found: dict[str, dict[str, Mention]] = {}
    for note in vault.notes:
        if vault.kinds.get(note.path) == "draft":
            continue
        for target, line in _links(note):
            for other in vault.links.find(target)[:1]:
                if other is not note:
                    found.setdefault(other.path, {}).setdefault(note.path, Mention(note, line))
    return {path: tuple(by.values()) for path, by in found.items()}


def _links(note: Note) -> list[tuple[str, str]]:
    """The target of each link, and the line in which it stands."""
    lines = [value.text for prop in note.properties.values() for value in prop.values]
    if "[[" in note.body:
        lines += without_comments(note.body).splitlines()
    return [(target.strip(), line) for line in lines if "[[" in line for target in _LINK.findall(line)]
