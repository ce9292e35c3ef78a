"""Traces: what an evaluation read outside its own partition. While its trace holds, an evaluation can be reused.

These are the verifying traces of build systems: dependencies are recorded instead of declared, and none is missed,
because an evaluation sees the rest of the vault only through a `Recorder`.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from vaultgen.builder.index import LinkedNotes, VaultIndex
from vaultgen.builder.partition import Partition
from vaultgen.vault.links import Links, Named
from vaultgen.vault.vault import Vault
from vaultgen.website.html_cache import LinkRecorder, LinkTarget, links_hold


class Trace(NamedTuple):
    """What an evaluation read of the rest of the vault, in plain values.

    `names` is the key of all names at that time: while it is the same, every link has the same target. `links` are the
    links that were resolved, by notes and on pages, as `marshal` writes them (they are rarely read again); empty where
    names that nearly match were asked for, which depends on all names. `embeds` are the links on pages to notes whose
    text was read. `employers` are the words of messages that were looked up, separated by spaces, and the names of the
    employers whose first two words are among them. `backlinks` are, for each note of the partition that has a page,
    that page and the notes that link to it. `everything` is the key of the whole vault where that was read, else empty.
    """

    names: str
    links: bytes
    embeds: tuple[tuple[str, tuple[tuple[str, LinkTarget], ...]], ...]
    employers: tuple[str, tuple[str, ...]]
    backlinks: tuple[Any, ...]
    everything: str

    def holds(self, index: VaultIndex, titles: Mapping[str, str]) -> bool:
        """Whether the evaluation would read the same values now. `titles` are those of interviews, by path."""
        return (
            (self.names == index.names or (self._links_hold(index) and self._employers_hold(index)))
            and (not self.everything or self.everything == index.digest)
            and all(
                index.urls.pages.get(path) == page and links == _linking(path, index, titles)
                for path, page, links in self.backlinks
            )
            and all(links_hold(targets, index.urls.resolver(page)) for page, targets in self.embeds)
        )

    def _links_hold(self, index: VaultIndex) -> bool:
        if not self.links:
            return False
        of_notes, of_pages = marshal.loads(self.links)  # noqa: S302 - see `disk.cache_folder`
        return all(index.linked(target) == led for target, led in of_notes) and all(
            links_hold(targets, index.urls.resolver(page)) for page, targets in of_pages
        )

    def _employers_hold(self, index: VaultIndex) -> bool:
        words, names = self.employers
        return _employers(words.split(), index) == names


class Recorder(Links):
    """The links of a vault as one evaluation resolves them; records all that it reads outside its partition.

    `everything` returns the whole vault, for the few checks that need it.
    """

    def __init__(self, index: VaultIndex, everything: Callable[[], Vault]) -> None:
        self._index = index
        self._links = index.links
        self._everything = everything
        self._found: dict[str, tuple[Named, ...]] = {}
        self._pages: dict[str, LinkRecorder] = {}
        self._words: set[str] = set()
        self._read_all_names = False
        self._read_everything = False

    def find(self, target: str) -> tuple[Named, ...]:
        """As `Links.find`."""
        if target not in self._found:
            self._found[target] = self._links.find(target)
        return self._found[target]

    def employers(self, words: Sequence[str]) -> list[str]:
        """As `Links.employers`."""
        self._words.update(words)
        return self._links.employers(words)

    def near(self, target: str) -> str | None:
        """As `Links.near`."""
        self._read_all_names = True
        return self._links.near(target)

    def accented(self, target: str) -> tuple[str, ...]:
        """As `Links.accented`."""
        self._read_all_names = True
        return self._links.accented(target)

    def whole_vault(self, own: Vault | None = None) -> Vault:
        """The vault with all its notes: `own`, if the partition holds all of them."""
        self._read_everything = True
        return self._everything() if own is None else own

    def on_page(self, page: str) -> LinkRecorder:
        """Resolves the links on a page of the site."""
        if page not in self._pages:
            self._pages[page] = LinkRecorder(self._index.urls.resolver(page))
        return self._pages[page]

    def trace(self, partition: Partition, titles: Mapping[str, str]) -> Trace:
        """What was read until now by the evaluation of a partition."""
        of_notes: tuple[tuple[str, LinkedNotes], ...] = tuple((t, self._index.linked(t)) for t in self._found)
        of_pages = [(page, tuple(links.targets.items())) for page, links in self._pages.items()]
        embeds = [(page, tuple(row for row in targets if row[1][-1] is not None)) for page, targets in of_pages]
        return Trace(
            self._index.names,
            b"" if self._read_all_names else marshal.dumps((of_notes, of_pages)),
            tuple(row for row in embeds if row[1]),
            (" ".join(sorted(self._words)), _employers(self._words, self._index)),
            _backlinks(partition, self._index, titles),
            self._index.digest if self._read_everything else "",
        )


def _employers(words: Iterable[str], index: VaultIndex) -> tuple[str, ...]:
    """The employers whose names begin with some words (see `Links.employers_of`), sorted."""
    return tuple(sorted(index.links.employers_of(frozenset(words))))


def _backlinks(paths: Iterable[str], index: VaultIndex, titles: Mapping[str, str]) -> tuple[Any, ...]:
    """The page of each note that has one, and the notes that link to it: with the line, the page and the title."""
    pages = index.urls.pages
    return tuple((path, pages[path], _linking(path, index, titles)) for path in paths if path in pages)


def _linking(path: str, index: VaultIndex, titles: Mapping[str, str]) -> tuple[Any, ...]:
    """The links to a note, each with the page that it is on and the title of its interview."""
    links = index.backlinks.get(path)
    if not links:
        return ()
    pages = index.urls.pages
    return tuple((*link, pages[link.by], titles.get(link.by)) for link in links)
