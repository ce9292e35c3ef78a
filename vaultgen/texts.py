"""What notes' texts are on pages and in the search index, kept by the bytes of the note.

The HTML of a text holds where its links led. It is kept together with what they led to, and taken again only where
they still lead there: nothing has to be known of which note depends on which.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vaultgen.markdown import Anchor, Resolve, render
from vaultgen.notes import Note
from vaultgen.theme import trusted

Told = tuple[str | None, ...]


class Texts:
    """What is `known` from before is taken where it holds. `new` is what was not; `used` are the keys of either."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        self._known = known or {}
        self.new: dict[str, Any] = {}
        self.used: set[str] = set()

    def html(self, note: Note, page: str, resolve: Resolve, *, shift: int = 1) -> str:
        """A note's body as HTML for a page; see `markdown.render`."""
        key = f"{page}\n{shift}\n{note.digest}"
        known = self._find(key)
        if known is None or any(_told(resolve(target)) != told for target, told in known[1]):
            known = self.new[key] = _rendered(note, resolve, shift)
        return trusted(known[0])

    def words(self, note: Note, make: Callable[[Note], str]) -> str:
        """The words of a note for the search index, as `make` gives them."""
        key = f"{note.path}\n{note.digest}"
        known: str | None = self._find(key)
        if known is None:
            known = self.new[key] = make(note)
        return known

    def add(self, new: Mapping[str, Any], used: Iterable[str]) -> None:
        """Adds what another process has made of the same notes."""
        self.new |= new
        self.used.update(used)

    def kept(self) -> dict[str, Any]:
        """All that was used: what is worth keeping."""
        return {key: self.new[key] if key in self.new else self._known[key] for key in self.used}

    def _find(self, key: str) -> Any:
        self.used.add(key)
        return self.new.get(key) or self._known.get(key)


def _rendered(note: Note, resolve: Resolve, shift: int) -> tuple[str, tuple[tuple[str, Told], ...]]:
    """The HTML, and everything that was asked for it with what was told."""
    asked: dict[str, Told] = {}

    def ask(target: str, /) -> Anchor:
        anchor = resolve(target)
        asked[target] = _told(anchor)
        return anchor

    return render(note.body, ask, shift=shift), tuple(asked.items())


def _told(anchor: Anchor) -> Told:
    """An anchor as plain values, its text as a digest."""
    body = None if anchor.body is None else hashlib.blake2b(anchor.body.encode("utf-8", "surrogatepass")).hexdigest()
    return anchor.url, anchor.kind, anchor.path, anchor.title, body
