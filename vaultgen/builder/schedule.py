"""The book of a vault: the chapters of all its parts, those that stand and those that have to be told anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from vaultgen.builder import making
from vaultgen.builder.again import Lost
from vaultgen.builder.evaluation import Chapter, Teller, Told, unpacked
from vaultgen.builder.index import Survey
from vaultgen.disk.output import Staging
from vaultgen.disk.plan import FileWrite, Output, Plan, digest
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.records import Records
from vaultgen.website.urls import VirtualPage

_MANY = 300  # notes from which on a second process is worth its while

Paths = tuple[str, ...]
Following = Callable[[Sequence[Paths]], Iterable[Paths]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an earlier build left, and the digests of the files that lie there now.

    `chapters` are by key, `made` are the files by path, `kinds` the state of each kind of page that shows all and its
    files; `rows` gives those of one of `pages.RECORD_GROUPS`, by what tells them apart.
    """

    chapters: Mapping[str, Chapter]
    made: Mapping[str, Output]
    kinds: Mapping[str, tuple[str, tuple[str, ...]]]
    rows: Callable[[str], Mapping[str, bytes]]
    there: Mapping[str, str]

    def find(self, key: str) -> Told | None:
        """The chapter of a key, if nobody has touched its files."""
        chapter = self.chapters.get(key)
        made = self._made(chapter.files) if chapter else None
        return Told(chapter, made, Plan(keep=chapter.kept), {}) if chapter and made is not None else None

    def pages(self, kind: str, state: str) -> list[Output] | None:
        """The files of a kind in a state, if nobody has touched them."""
        before, files = self.kinds.get(kind, ("", ()))
        return self._made(files) if before == state else None

    def _made(self, paths: Sequence[str]) -> list[Output] | None:
        found = [self.made[path] for path in paths if path in self.made]
        whole = len(found) == len(paths) and all(self.there.get(one.path) == one.digest for one in found)
        return found if whole else None


class Book(NamedTuple):
    """What was told of all parts, and what is to be done in `drafts/` for it to be true."""

    told: list[Told]
    steps: Plan

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters of all parts."""
        return [one.chapter for one in self.told]

    @property
    def made(self) -> list[Output]:
        """The files that the parts give to the site."""
        return [made for one in self.told for made in one.made]

    def state(self, kind: str, base: str) -> str:
        """What tells the rows of a kind from others, and what else its pages depend on."""
        return digest(" ".join([base, *sorted(one.chapter.rows[kind] for one in self.told)]).encode())

    def written(self, name: str, shelf: Shelf) -> dict[str, bytes]:
        """All rows of a shelf by what tells them apart, packed. Raises `Lost`."""
        places = [_place(one.chapter, name) for one in self.told]
        new = {place: one.rows[name] for place, one in zip(places, self.told, strict=True) if one.rows}
        left = shelf.rows(name) if len(new) < len(set(places)) else {}
        if not left.keys() | new.keys() >= set(places):
            raise Lost(name)
        return {place: new.get(place) or left[place] for place in places}


def _place(chapter: Chapter, shelf: str) -> str:
    return digest(" ".join(chapter.rows[pages.name_of(kind)] for kind in pages.RECORD_GROUPS[shelf]).encode())


def gathered(written: Iterable[bytes]) -> Mapping[str, Records]:
    """The rows of all parts, list by list, by kind of page."""
    found: dict[str, Records] = {}
    for data in written:
        for kind, rows in unpacked(data).items():
            for name, some in rows.items():
                found.setdefault(kind, {}).setdefault(name, []).extend(some)
    return found


class Binder:
    """Binds the book of a vault; a second process stages its files as well, and what it learned goes to `texts`."""

    def __init__(self, teller: Teller, survey: Survey, shelf: Shelf, staging: Staging, texts: HtmlCache) -> None:
        self._teller = teller
        self._survey = survey
        self._shelf = shelf
        self._staging = staging
        self._texts = texts

    def bind(self, following: Following) -> Book:
        """The book. What is told in this process is gone through by `following`, which may show how far it is."""
        parts = self._survey.parts
        every = self._all(parts.own, {}, following)
        # Other notes' pages name the interviews that speak of them.
        titles = {path: title for one in every.values() for path, title in one.chapter.titles.items()}
        every |= self._all([*parts.plain, parts.common], titles, following)
        every = self._apart(every, titles)
        steps = [one.steps for one in every.values()]
        write = sorted(chain.from_iterable(one.write for one in steps), key=lambda file: file.path)
        delete = sorted(chain.from_iterable(one.delete for one in steps))
        return Book([*every.values()], Plan(tuple(write), sum(one.keep for one in steps), tuple(delete)))

    def _all(self, parts: Sequence[Paths], titles: Mapping[str, str], following: Following) -> dict[Paths, Told]:
        """The chapters of some parts, by their notes."""
        told = {paths: self._standing(paths, titles) for paths in parts}
        missing = [paths for paths, found in told.items() if found is None]
        found = dict(zip(missing, self._tell(missing, titles, following), strict=True))
        return {paths: one or found[paths] for paths, one in told.items()}

    def _standing(self, paths: Paths, titles: Mapping[str, str]) -> Told | None:
        found = self._shelf.find(self._teller.key(paths))
        chapter = self._teller.standing(found.chapter, paths, titles) if found else None
        return found._replace(chapter=chapter) if found and chapter else None

    def _apart(self, every: dict[Paths, Told], titles: Mapping[str, str]) -> dict[Paths, Told]:
        """The same, with pages of their own for things of several parts whose names come to the same page."""
        own = set(self._survey.parts.own)
        virtual_pages = [VirtualPage(*row) for one in every.values() for row in one.chapter.virtual_pages]
        virtual_urls = self._survey.urls.virtual_urls(virtual_pages)
        return {
            paths: one
            if all(virtual_urls[thing] == page for thing, page in one.chapter.virtual_urls.items())
            else self._teller.tell(paths, {} if paths in own else titles, virtual_urls)
            for paths, one in every.items()
        }

    def _tell(self, missing: Sequence[Paths], titles: Mapping[str, str], following: Following) -> list[Told]:
        def tell(parts: Iterable[Paths]) -> list[Told]:
            return [self._teller.tell(paths, titles) for paths in parts]

        if sum(map(len, missing)) < _MANY or not making.may_fork():
            return tell(following(missing))
        mine, others = missing[::2], missing[1::2]
        told, theirs = making.at_once(
            lambda: tell(following(mine)),
            lambda: [*map(_plain, tell(others)), self._texts.new],
            self._staging.forget_of,
        )
        if theirs is None:
            rest = tell(others)
        else:
            *rows, new = theirs
            rest = [self._adopted(*row) for row in rows]
            self._texts.add(new)
        by = dict(zip([*mine, *others], [*told, *rest], strict=True))
        return [by[paths] for paths in missing]

    def _adopted(
        self, chapter: tuple[Any, ...], made: list[Any], steps: tuple[Any, ...], rows: Mapping[str, bytes]
    ) -> Told:
        """What another process has told."""
        write, keep, delete = steps
        files = [making.made_of(*row) for row in made]
        for one in files:
            if one.staged is not None:
                self._staging.adopt(one.staged)
        return Told(Chapter(*chapter), files, Plan(tuple(FileWrite(*row) for row in write), keep, delete), rows)


def _plain(told: Told) -> tuple[Any, ...]:
    """What was told, as plain values."""
    write = [(file.path, file.data, file.expects) for file in told.steps.write]
    steps = write, told.steps.keep, told.steps.delete
    return tuple(told.chapter), [making.told(one) for one in told.made], steps, told.rows
