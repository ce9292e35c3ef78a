"""Wikilinks → notes, as Obsidian resolves them, and how names are compared."""

import unicodedata
from collections.abc import Iterable

from vaultgen.notes import Note


def fold(text: str) -> str:
    """How names are compared: ignoring case, the way of composing accents, and outer spaces."""
    return unicodedata.normalize("NFC", text).casefold().strip()


class Links:
    """Resolves wikilinks as Obsidian does: by name anywhere in the vault, by path, by alias."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._by_name: dict[str, list[Note]] = {}
        self._by_path: dict[str, Note] = {}
        self._by_alias: dict[str, list[Note]] = {}
        for note in notes:
            self._by_path[fold(note.path.removesuffix(".md"))] = note
            self._by_name.setdefault(fold(note.name), []).append(note)
            for alias in note.aliases:
                self._by_alias.setdefault(fold(alias), []).append(note)

    def find(self, target: str) -> tuple[Note, ...]:
        """Every note that a link's target may mean, the likeliest first; empty for a dead link.

        Obsidian takes the note with the shortest path where several share a name.
        """
        name = fold(target.removesuffix(".md"))
        if exact := self._by_path.get(name.lstrip("/")):
            return (exact,)
        last = name.rpartition("/")[2]
        found = [
            note
            for note in self._by_name.get(last, ())
            if f"/{fold(note.path.removesuffix('.md'))}".endswith(f"/{name.lstrip('/')}")
        ] or self._by_alias.get(name, [])
        return tuple(sorted(found, key=lambda note: (note.path.count("/"), len(note.path), note.path)))

    def names(self) -> list[str]:
        """Every name that a link may use, to suggest the likely one."""
        return sorted({note.name for notes in self._by_name.values() for note in notes})
