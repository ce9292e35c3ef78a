"""A survey of a vault: all that its parts have to know of one another, made of the entries of its notes alone."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from vaultgen.builder.partition import Parts, parts
from vaultgen.vault.backlinks import Mention, mentions
from vaultgen.vault.header import Entry
from vaultgen.vault.links import Links, Named
from vaultgen.website.urls import Addresses

Met = tuple[tuple[str, str | None, tuple[str, ...]], ...]  # notes by path, kind and aliases


class Survey:
    """What is known of a vault without reading its notes; `read` gives the Markdown of one that is to be shown.

    Of the survey `before`, all is taken over that the notes which have changed since have no part in.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        files: Iterable[str],
        read: Callable[[str], str | None],
        before: "Survey | None" = None,
    ) -> None:
        self.files = tuple(files)
        self.entries = {entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)}
        every = self.entries.values()
        same = self._same(before) if before else {}
        if before is None or not same.get("names"):
            self.links = Links(entry for entry in every if entry.kind != "draft" and not entry.copy_of)
            self.kinds = {entry.path: entry.kind for entry in every if entry.kind is not None}
            self.addresses = Addresses(every, self.links, self.files, read)
        else:
            self.links, self.kinds = before.links, before.kinds
            self.addresses = before.addresses.renewed(every, read)
        self.mentions: Mapping[str, tuple[Mention, ...]] = (
            before.mentions if before and same.get("links") else mentions(every, self.links)
        )
        self.parts: Parts = before.parts if before and same.get("parts") else parts(self.entries, self.links)

    def _same(self, before: "Survey") -> dict[str, bool]:
        """What no note that has changed since has changed: the names, the links, and what makes the parts."""
        if before.entries.keys() != self.entries.keys() or before.files != self.files:
            return {}
        changed = [(old, new) for path, new in self.entries.items() if (old := before.entries[path]) is not new]
        names = all(old.named_alike(new) for old, new in changed)
        links = names and all(old.links == new.links for old, new in changed)
        return {"names": names, "links": links, "parts": names and all(old.parted_alike(new) for old, new in changed)}

    def digest_of(self, paths: Iterable[str], base: str = "") -> str:
        """What tells one state of some notes from another; `base` is that of what else they depend on."""
        return state_of(((path, self.entries[path].digest, self.entries[path].copy_of) for path in paths), base)

    def met(self, target: str) -> Met:
        """The notes that a link may lead to, as plain values."""
        return tuple((note.path, self.kinds.get(note.path), note.aliases) for note in self.links.find(target))

    @cached_property
    def digest(self) -> str:
        """What tells one state of all notes from another."""
        return self.digest_of(self.entries)

    @cached_property
    def names(self) -> str:
        """What tells one state of all names, by which links are found, from another."""
        every = ((entry.path, entry.kind, entry.aliases, entry.copy_of) for entry in self.entries.values())
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
