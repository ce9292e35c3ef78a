"""Resolves links to notes and files as Obsidian does, and compares names."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from vaultgen.regex import late
from vaultgen.spelling import Spellings

_APART = late(r"[\W_]+")
_WORD = late(r"\w+")
_NEAR = 0.7  # the similarity (0 to 1) from which a dead link may have meant a name


def fold(text: str) -> str:
    """A text as names are compared: in NFC, without case and outer spaces."""
    return unicodedata.normalize("NFC", text).casefold().strip()


def loose_key(name: str) -> str:
    """The key of names that may mean the same: the last part of a path, without accents and case."""
    folded = fold(name.rpartition("/")[2].removesuffix(".md"))
    return _APART.sub(" ", folded).strip() or folded


def words_of(text: str) -> list[str]:
    """The runs of letters and digits of a text."""
    return _WORD.findall(text)


class Named(Protocol):
    """The names by which links find a note."""

    @property
    def path(self) -> str:
        """Its path, relative to the vault."""

    @property
    def name(self) -> str:
        """The file's name without `.md`."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""


class Links:
    """Resolves wikilinks as Obsidian does: by name anywhere in the vault, by path, by alias.

    `employers` are the names of all employers of the vault, with or without a note.
    """

    def __init__(self, notes: Iterable[Named], employers: Iterable[str] = ()) -> None:
        # By the first word and the second, which is empty in a name of one word: hundreds may be a `University of …`.
        self._employers: dict[str, dict[str, list[str]]] = {}
        for name in sorted(set(employers)):
            first, second, *_ = (*words_of(name), "", "")
            self._employers.setdefault(first, {}).setdefault(second, []).append(name)
        self._by_name: dict[str, list[Named]] = {}
        self._by_path: dict[str, Named] = {}
        self._by_alias: dict[str, list[Named]] = {}
        self._found: dict[str, tuple[Named, ...]] = {}  # a memo: few names are linked, but often
        self._near: dict[str, str | None] = {}
        for note in notes:
            self._by_path[fold(note.path.removesuffix(".md"))] = note
            self._by_name.setdefault(fold(note.name), []).append(note)
            for alias in note.aliases:
                self._by_alias.setdefault(fold(alias), []).append(note)

    def find(self, target: str) -> tuple[Named, ...]:
        """The notes that a link's target may mean, the likeliest first; empty for a dead link.

        Of notes with the same name, Obsidian takes the one with the shortest path.
        """
        if target not in self._found:
            self._found[target] = self._find(target)
        return self._found[target]

    def _find(self, target: str) -> tuple[Named, ...]:
        name = fold(target.removesuffix(".md"))
        if exact := self._by_path.get(name.lstrip("/")):
            return (exact,)
        last = name.rpartition("/")[2]
        candidates = [
            note
            for note in self._by_name.get(last, ())
            if f"/{fold(note.path.removesuffix('.md'))}".endswith(f"/{name.lstrip('/')}")
        ] or self._by_alias.get(name, [])
        return tuple(sorted(candidates, key=lambda note: (note.path.count("/"), len(note.path), note.path)))

    def employers(self, words: Sequence[str]) -> list[str]:
        """The names of employers whose first word, and then their second, is among the words of a text, in that case.

        `words` are in the order of the text. The rest of a name is not compared.
        """
        found: list[str] = []
        for one, two in pairwise((*words, "")):
            if one in self._employers:
                for second in sorted({"", two}):
                    found += self._employers[one].get(second, ())
        return found

    def employers_of(self, words: Collection[str]) -> Iterator[str]:
        """The names of employers whose first two words are among some words, in whatever order, in the same case."""
        for word in words:
            of_word = self._employers.get(word, {})
            for second in of_word if len(of_word) < len(words) else ("", *words):
                if not second or second in words:
                    yield from of_word.get(second, ())

    def near(self, target: str) -> str | None:
        """The note name that a dead link most likely means; None if there is no similar one."""
        if target not in self._near:
            self._near[target] = self._spellings.suggestion(target, cutoff=_NEAR)
        return self._near[target]

    def accented(self, target: str) -> tuple[str, ...]:
        """The note names that differ from the target of a dead link only by accents and case."""
        return self._spellings.same_but_accents(target)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(note.name for notes in self._by_name.values() for note in notes)


class Files:
    """Resolves links to attachments. No link leads out of the vault."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path = {fold(path): path for path in sorted(paths, reverse=True)}
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(paths, key=lambda path: (path.count("/"), len(path), path)):
            self._by_name.setdefault(fold(path.rpartition("/")[2]), []).append(path)

    def find(self, target: str) -> str | None:
        """The path of the file that a link's target means; the shortest if several have the same name."""
        name = fold(target).lstrip("/")
        if exact := self._by_path.get(name):
            return exact
        named = self._by_name.get(name.rpartition("/")[2], ())
        return next((path for path in named if f"/{fold(path)}".endswith(f"/{name}")), None)


def beside(path: str, target: str) -> str:
    """A relative target such as `../people/Jane Doe.md` as a path of the vault; `path` is the note's.

    A target above the root of the vault is taken from the root.
    """
    steps = path.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
