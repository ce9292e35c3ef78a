"""A cache of what is made from a note's text: its HTML for a page, and its words for the search index.

Both are keyed by the note's digest. HTML also depends on where the note's links lead, so it is kept together with the
links' targets and reused only while each link still leads there. Most is kept for a later run, so it is packed.
"""

import marshal
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from vaultgen.markdown import Anchor, Resolve, render
from vaultgen.vault.notes.note import Note
from vaultgen.vault.templates import without_prompts
from vaultgen.website.theme import trusted

LinkTarget = tuple[str | None, ...]  # URL, kind, path, title, why none, and the note's digest if its text was read


class LinkRecorder:
    """A `Resolve` for one page that records in `targets`, as plain values, where each link leads."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.targets: dict[str, LinkTarget] = {}

    def __call__(self, target: str, /) -> Anchor:
        """Resolves a link. The digest of the note that it leads to is recorded only if the note's text is read."""
        anchor = self.resolve(target)
        self.targets.setdefault(target, _link_target(anchor, None))
        return anchor._replace(read=partial(self._read, target, anchor))

    def add(self, targets: Iterable[tuple[str, LinkTarget]]) -> None:
        """Adds the targets recorded for a text that is a part of the page."""
        for name, target in targets:
            if name not in self.targets or target[-1] is not None:
                self.targets[name] = target

    def _read(self, target: str, anchor: Anchor) -> str | None:
        self.targets[target] = _link_target(anchor, anchor.version)
        return anchor.body


def links_hold(targets: Iterable[tuple[str, LinkTarget]], resolve: Resolve) -> bool:
    """Whether recorded links still lead to the same targets, and the notes that were read have not changed."""
    for target, before in targets:
        anchor = resolve(target)
        if _link_target(anchor, anchor.version if before[-1] is not None else None) != before:
            return False
    return True


def _link_target(anchor: Anchor, version: str | None) -> LinkTarget:
    return anchor.url, anchor.kind, anchor.path, anchor.title, anchor.why if anchor.url is None else "", version


class HtmlCache:
    """What earlier runs kept, and in `new` what this one added. `load` is called at the first lookup only."""

    def __init__(self, load: Callable[[], Mapping[str, bytes]] = dict) -> None:
        self._load = load
        self.new: dict[str, bytes] = {}

    @cached_property
    def _kept(self) -> Mapping[str, bytes]:
        return self._load()

    def html(self, note: Note, page: str, links: LinkRecorder, *, shift: int = 1) -> str:
        """A note's body as HTML for a page (see `markdown.render`), without leftover prompts of the template.

        `links` records its links.
        """
        key = f"{page}\n{shift}\n{note.digest}"
        cached = self._find(key)
        if cached is None or not links_hold(cached[1], links.resolve):
            recorder = LinkRecorder(links.resolve)
            html = render(without_prompts(note.body), recorder, shift=shift)
            cached = html, tuple(recorder.targets.items())
            self.new[key] = _packed(cached)
        links.add(cached[1])
        return trusted(cached[0])

    def words(self, note: Note, extract: Callable[[Note], str]) -> str:
        """The words of a note for the search index, from `extract` on a miss."""
        key = f"{note.path}\n{note.digest}"
        cached: str | None = self._find(key)
        if cached is None:
            cached = extract(note)
            self.new[key] = _packed(cached)
        return cached

    def add(self, new: Mapping[str, bytes]) -> None:
        """Adds what another process has made."""
        self.new |= new

    def kept(self, digests: Collection[str]) -> dict[str, bytes]:
        """The items of notes that have one of `digests`; only these are worth saving."""
        items = {**self._kept, **self.new}
        return {key: value for key, value in items.items() if key.rpartition("\n")[2] in digests}

    def _find(self, key: str) -> Any:
        packed = self.new.get(key) or self._kept.get(key)
        return marshal.loads(zlib.decompress(packed)) if packed else None  # noqa: S302 - see `disk.cache_folder`


def _packed(value: Any) -> bytes:
    return zlib.compress(marshal.dumps(value), 1)
