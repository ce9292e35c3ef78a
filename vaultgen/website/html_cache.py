"""What notes' texts are on pages and in the search index, kept by the bytes of the note.

The HTML of a text holds where its links led. It is kept together with what they led to, and taken again only where
they still lead there: nothing has to be known of which note depends on which.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from vaultgen.markdown import Anchor, Resolve, render
from vaultgen.vault.notes.note import Note
from vaultgen.website.theme import trusted

LinkTarget = tuple[str | None, ...]


class LinkRecorder:
    """Where links lead, and a record of what was asked for and `told`, as plain values, by target."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self.told: dict[str, LinkTarget] = {}

    def __call__(self, target: str, /) -> Anchor:
        """As `Resolve`. What a note says counts as told only where it is read."""
        anchor = self._resolve(target)
        self.told.setdefault(target, _told(anchor, None))
        return anchor._replace(read=partial(self._read, target, anchor))

    def _read(self, target: str, anchor: Anchor) -> str | None:
        self.told[target] = _told(anchor, anchor.version)
        return anchor.body


def links_hold(told: Iterable[tuple[str, LinkTarget]], resolve: Resolve) -> bool:
    """Whether some links lead where they led, to notes that say the same where that was read."""
    for target, before in told:
        anchor = resolve(target)
        if _told(anchor, anchor.version if before[-1] is not None else None) != before:
            return False
    return True


def _told(anchor: Anchor, version: str | None) -> LinkTarget:
    return anchor.url, anchor.kind, anchor.path, anchor.title, version


class HtmlCache:
    """What `recall` gives is taken where it holds, and only called for where something is asked. `new` is the rest."""

    def __init__(self, recall: Callable[[], Mapping[str, Any]] = dict) -> None:
        self._recall = recall
        self.new: dict[str, Any] = {}

    @cached_property
    def _known(self) -> Mapping[str, Any]:
        return self._recall()

    def html(
        self, note: Note, page: str, resolve: Resolve, *, shift: int = 1
    ) -> tuple[str, tuple[tuple[str, LinkTarget], ...]]:
        """A note's body as HTML for a page (see `markdown.render`), and where its links led."""
        key = f"{page}\n{shift}\n{note.digest}"
        known = self._find(key)
        if known is None or not links_hold(known[1], resolve):
            asked = LinkRecorder(resolve)
            html = render(note.body, asked, shift=shift)
            known = self.new[key] = html, tuple(asked.told.items())
        return trusted(known[0]), known[1]

    def words(self, note: Note, make: Callable[[Note], str]) -> str:
        """The words of a note for the search index, as `make` gives them."""
        key = f"{note.path}\n{note.digest}"
        known: str | None = self._find(key)
        if known is None:
            known = self.new[key] = make(note)
        return known

    def add(self, new: Mapping[str, Any]) -> None:
        """Adds what another process has made of the same notes."""
        self.new |= new

    def kept(self, digests: Collection[str]) -> dict[str, Any]:
        """All that is of notes with one of some digests: what is worth keeping."""
        every = {**self._known, **self.new}
        return {key: value for key, value in every.items() if key.rpartition("\n")[2] in digests}

    def _find(self, key: str) -> Any:
        return self.new.get(key) or self._known.get(key)
