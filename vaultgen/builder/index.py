"""A survey of a vault: all that its parts have to know of one another, made of the headers of its notes alone."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from vaultgen.builder.partition import Parts, parts
from vaultgen.vault.backlinks import Backlink, backlinks
from vaultgen.vault.header import Header
from vaultgen.vault.links import Links, Named
from vaultgen.website.urls import Urls

Met = tuple[tuple[str, str | None, tuple[str, ...]], ...]  # notes by path, kind and aliases


class Survey:
    """What is known of a vault without reading its notes; `read` gives the Markdown of one that is to be shown.

    Of the survey `before`, all is taken over that the notes which have changed since have no part in.
    """

    def __init__(
        self,
        headers: Iterable[Header],
        files: Iterable[str],
        read: Callable[[str], str | None],
        before: "Survey | None" = None,
    ) -> None:
        self.files = tuple(files)
        self.headers = {header.path: header for header in sorted(headers, key=lambda header: header.path)}
        every = self.headers.values()
        same = self._same(before) if before else {}
        if before is None or not same.get("names"):
            self.links = Links(header for header in every if header.kind != "draft" and not header.copy_of)
            self.kinds = {header.path: header.kind for header in every if header.kind is not None}
            self.urls = Urls(every, self.links, self.files, read)
        else:
            self.links, self.kinds = before.links, before.kinds
            self.urls = before.urls.renewed(every, read)
        self.backlinks: Mapping[str, tuple[Backlink, ...]] = (
            before.backlinks if before and same.get("links") else backlinks(every, self.links)
        )
        self.parts: Parts = before.parts if before and same.get("parts") else parts(self.headers, self.links)

    def _same(self, before: "Survey") -> dict[str, bool]:
        """What no note that has changed since has changed: the names, the links, and what makes the parts."""
        if before.headers.keys() != self.headers.keys() or before.files != self.files:
            return {}
        changed = [(old, new) for path, new in self.headers.items() if (old := before.headers[path]) is not new]
        names = all(old.same_names(new) for old, new in changed)
        links = names and all(old.links == new.links for old, new in changed)
        return {"names": names, "links": links, "parts": names and all(old.same_partition(new) for old, new in changed)}

    def digest_of(self, paths: Iterable[str], base: str = "") -> str:
        """What tells one state of some notes from another; `base` is that of what else they depend on."""
        return state_of(((path, self.headers[path].digest, self.headers[path].copy_of) for path in paths), base)

    def met(self, target: str) -> Met:
        """The notes that a link may lead to, as plain values."""
        return tuple((note.path, self.kinds.get(note.path), note.aliases) for note in self.links.find(target))

    @cached_property
    def digest(self) -> str:
        """What tells one state of all notes from another."""
        return self.digest_of(self.headers)

    @cached_property
    def names(self) -> str:
        """What tells one state of all names, by which links are found, from another."""
        every = ((header.path, header.kind, header.aliases, header.copy_of) for header in self.headers.values())
        return _digest((tuple(every), self.files))


class Overheard(Links):
    """The links of a vault as a part of it asks for them, and a record of where they led.

    `met` is what was found, by target; `asked_for_all` tells whether names were sought that nearly fit.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._links = survey.links
        self.met: dict[str, Met] = {}
        self.asked_for_all = False

    def find(self, target: str) -> tuple[Named, ...]:
        """As `Links.find`."""
        found = self._links.find(target)
        if target not in self.met:
            self.met[target] = self._survey.met(target)
        return found

    def near(self, target: str) -> str | None:
        """As `Links.near`."""
        self.asked_for_all = True
        return self._links.near(target)

    def accented(self, target: str) -> tuple[str, ...]:
        """As `Links.accented`."""
        self.asked_for_all = True
        return self._links.accented(target)


def state_of(notes: Iterable[tuple[str, str, str]], base: str) -> str:
    """The same of notes by path, digest, and the path of the note that each is a copy of."""
    return _digest(sorted(notes), base)


def _digest(values: Iterable[object], base: str = "") -> str:
    found = hashlib.blake2b(base.encode("utf-8", "surrogatepass"), digest_size=16)
    for value in values:
        found.update(repr(value).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
