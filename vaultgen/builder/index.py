"""The index of a vault, made of the headers of its notes: all that partitions know of one another."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from vaultgen import fingerprint
from vaultgen.builder.partition import Partition, Partitions, divide
from vaultgen.vault.backlinks import Backlink, backlinks
from vaultgen.vault.header import COMMON, Header
from vaultgen.vault.links import Links
from vaultgen.website.urls import Urls

LinkedNotes = tuple[tuple[str, str | None, tuple[str, ...]], ...]  # path, kind and aliases of each


class VaultIndex:
    """Names, links, backlinks, pages and partitions of a vault, each computed at its first access.

    `headers` are those of all notes by path, sorted; `attachments` the paths of images and PDFs. `read` returns the
    Markdown of a note, None if it cannot be shown. What has not changed since the index `before` is taken over from
    it. `is_partial` means that the settings leave notes out.
    """

    def __init__(
        self,
        headers: Iterable[Header],
        attachments: Iterable[str],
        read: Callable[[str], str | None],
        before: "VaultIndex | None" = None,
        *,
        is_partial: bool = False,
    ) -> None:
        self.is_partial = is_partial
        self.attachments = tuple(attachments)
        self.headers = {header.path: header for header in sorted(headers, key=lambda header: header.path)}
        self._read = read
        self.known_keys: dict[tuple[Partition, str], str] = {}
        if before is not None:
            self._take_over(before)

    @cached_property
    def links(self) -> Links:
        """Resolves wikilinks to headers; drafts and conflict copies are not found."""
        headers = [header for header in self.headers.values() if header.kind != "draft" and not header.copy_of]
        return Links(headers, (name for header in headers for name in header.companies))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each note that has one, by path."""
        return {header.path: header.kind for header in self.headers.values() if header.kind is not None}

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """The path of the original of each conflict copy, by the copy's path."""
        return {header.path: header.copy_of for header in self.headers.values() if header.copy_of}

    @cached_property
    def urls(self) -> Urls:
        """The page of each note, and the targets of links on pages."""
        return Urls(self.headers.values(), self.links, self.attachments, self._read, is_partial=self.is_partial)

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[Backlink, ...]]:
        """The links to each note, by its path."""
        return backlinks(self.headers.values(), self.links)

    @cached_property
    def partitions(self) -> Partitions:
        """The partitions of the vault."""
        return divide(self.headers, self.links)

    @cached_property
    def shared(self) -> Partition:
        """The notes that every partition may use."""
        return tuple(header.path for header in self.headers.values() if header.kind in COMMON)

    def linked(self, target: str) -> LinkedNotes:
        """The notes that a link may lead to, as plain values."""
        return tuple((note.path, self.kinds.get(note.path), note.aliases) for note in self.links.find(target))

    @cached_property
    def digest(self) -> str:
        """A key of the state of all notes."""
        return key_of_notes((path, header.digest, header.copy_of) for path, header in self.headers.items())

    @cached_property
    def names(self) -> str:
        """A key of all names by which links are resolved."""
        named = ((h.path, h.kind, h.aliases, h.companies, h.copy_of) for h in self.headers.values())
        return fingerprint.key(*named, self.attachments)

    def key(self, partition: Partition, base: str = "") -> str:
        """A key of the state of a partition's notes; `base` is the key of all other inputs of its evaluation."""
        if (partition, base) not in self.known_keys:
            headers = (self.headers[path] for path in partition)
            notes = ((header.path, header.digest, header.copy_of) for header in headers)
            self.known_keys[partition, base] = key_of_notes(notes, base)
        return self.known_keys[partition, base]

    def _take_over(self, before: "VaultIndex") -> None:
        if before.headers.keys() != self.headers.keys() or before.attachments != self.attachments:
            return
        if before.is_partial != self.is_partial:
            return
        changed = [(old, new) for path, new in self.headers.items() if (old := before.headers[path]) is not new]
        if not all(old.same_names(new) for old, new in changed):
            return
        self.links, self.kinds = before.links, before.kinds
        self.urls = before.urls.with_headers(self.headers.values(), self._read)
        if all(old.links == new.links for old, new in changed):
            self.backlinks = before.backlinks
        if all(old.same_partition(new) for old, new in changed):
            self.partitions = before.partitions
            paths = {header.path for _, header in changed}
            self.known_keys = {of: key for of, key in before.known_keys.items() if paths.isdisjoint(of[0])}


def key_of_notes(notes: Iterable[tuple[str, str, str]], base: str = "") -> str:
    """A key of notes: their paths, digests, and for conflict copies the paths of the originals."""
    return fingerprint.key(base, *sorted(notes))
