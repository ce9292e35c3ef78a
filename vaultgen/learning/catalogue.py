"""The catalogue of themes: a theme is the questions that one prepared story answers.

`themes/<language>.toml` gives each theme a title, wordings, patterns of words, and patterns of what is excluded. A
question belongs to a theme only if no other fits.
"""

import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from vaultgen.learning.question_words import FRAME, key, said, written_out
from vaultgen.regex import late

_GROUP = late(r"<([\w-]+)>")


Part = tuple[str, ...]  # the alternatives of a part of a pattern, as `said` spells words, in the order of the file
Pattern = tuple[Part, ...]  # words that a question has: one alternative of each part, the parts in any order


class Alternatives(NamedTuple):
    """An index of the alternatives of all patterns.

    `whole` has them by one of their words, `open` by the beginning of a word whose ending is open, and `any` has those
    with no fixed word.
    """

    whole: Mapping[str, Sequence[str]]
    open: Mapping[str, Sequence[str]]
    any: Sequence[str]

    def found(self, words: str) -> frozenset[str]:
        """The alternatives that the words of a question have, as `said` gives them."""
        each = set(words.split())
        near = [self.any, *(self.whole[word] for word in each & self.whole.keys())]
        beginnings = {word[:length] for word in each for length in range(1, len(word) + 1)}
        near += [self.open[beginning] for beginning in beginnings & self.open.keys()]
        return frozenset(one for alternatives in near for one in alternatives if _stands_in(one, words))


class CatalogueTheme(NamedTuple):
    """A theme. `id` is its stable name, `title` the question that stands for it.

    `wordings` are further questions, `known_by` and `excluded` the patterns of what belongs to it and what does not.
    `yields_to` are the ids of narrower themes, which win where both fit. With `known_words`, a question that asks for
    no story belongs to it only if the catalogue knows all its words: others ask what one knows.
    """

    id: str
    title: str
    wordings: tuple[str, ...]
    known_by: tuple[Pattern, ...]
    excluded: tuple[Pattern, ...]
    yields_to: tuple[str, ...]
    known_words: bool


class Catalogue(NamedTuple):
    """All themes by id, and what is known of all questions.

    `alone` are the patterns of what stands alone, `story` those of what asks for a story. `groups` are the named groups
    of words. `wordings` are the ids of themes and the words themselves, by their keys; None for those of several
    themes. `begun_by` are the ids of the themes of which a pattern has an alternative in its first part.
    """

    themes: Mapping[str, CatalogueTheme]
    alone: tuple[Pattern, ...]
    story: tuple[Pattern, ...]
    groups: Mapping[str, str]
    wordings: Mapping[str, tuple[str, str] | None]
    alternatives: Alternatives
    begun_by: Mapping[str, Sequence[str]]

    def plain(self) -> tuple[Any, ...]:
        """All of it as plain values, for a cache."""
        themes = {name: tuple(theme) for name, theme in self.themes.items()}
        return (themes, *self[1:5], tuple(self.alternatives), self.begun_by)

    @classmethod
    def of_plain(cls, values: tuple[Any, ...]) -> "Catalogue":
        """A catalogue from its plain values."""
        themes, alone, story, groups, wordings, alternatives, begun_by = values
        by_name = {name: CatalogueTheme(*fields) for name, fields in themes.items()}
        return cls(by_name, alone, story, groups, wordings, Alternatives(*alternatives), begun_by)


class _Kept(NamedTuple):
    """Where the catalogue is kept between processes, as plain values."""

    load: Callable[[], tuple[Any, ...] | None]
    save: Callable[[tuple[Any, ...]], None]


_kept_in: list[_Kept] = []


def keep(load: Callable[[], tuple[Any, ...] | None], save: Callable[[tuple[Any, ...]], None]) -> None:
    """Has the plain values of the shipped catalogue loaded by a function, which gives None where none were saved.

    Else they are saved once read: that takes many times as long as to load them.
    """
    _kept_in[:] = [_Kept(load, save)]


@cache
def catalogue() -> Catalogue:
    """The catalogue that the package ships, for questions in English."""
    for kept in _kept_in:
        if (values := kept.load()) is not None:
            return Catalogue.of_plain(values)
    read_now = _shipped()
    for kept in _kept_in:
        kept.save(read_now.plain())
    return read_now


def _shipped() -> Catalogue:
    data = pkgutil.get_data("vaultgen.learning", "themes/en.toml")
    if data is None:
        raise FileNotFoundError("themes/en.toml is missing from the package")
    return read(data.decode("utf-8"))


def read(text: str) -> Catalogue:
    """A catalogue as TOML; raises `ValueError` if a theme yields to one that is not there, or a name is not known."""
    found = tomllib.loads(text)
    groups = found.pop("words", {})
    alone, story = (_patterns(found.pop(name, {}).get("known_by", ()), groups) for name in ("alone", "story"))
    themes = {name: _theme(name, fields, groups) for name, fields in found.items()}
    if unknown := {other for theme in themes.values() for other in theme.yields_to} - themes.keys():
        raise ValueError(f"no such theme: {', '.join(sorted(unknown))}")
    wordings: dict[str, tuple[str, str] | None] = {}
    for theme in themes.values():
        for same, wording in {key(words): words for words in (theme.title, *theme.wordings)}.items():
            wordings[same] = None if same in wordings else (theme.id, wording)
    patterns = [*alone, *story, *(one for theme in themes.values() for one in (*theme.known_by, *theme.excluded))]
    begun_by: dict[str, list[str]] = {}
    for name, theme in themes.items():
        for alternative in {one for pattern in theme.known_by for one in pattern[0]}:
            begun_by.setdefault(alternative, []).append(name)
    return Catalogue(themes, alone, story, groups, wordings, _indexed(patterns), begun_by)


def _indexed(patterns: Iterable[Pattern]) -> Alternatives:
    whole: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    anywhere: list[str] = []
    for alternative in {one for pattern in patterns for part in pattern for one in part}:
        word = _rarest(alternative)
        if word == "*":
            anywhere.append(alternative)
        elif word.endswith("*"):
            beginnings.setdefault(word[:-1], []).append(alternative)
        elif word:
            whole.setdefault(word, []).append(alternative)
    return Alternatives(whole, beginnings, anywhere)


def _rarest(alternative: str) -> str:
    """The word by which an alternative is indexed: one that is not in `FRAME`, if there is one."""
    words = alternative.split()
    if len(words) < 2:
        return alternative
    whole = [word for word in words if "*" not in word]
    return next((word for word in whole if word not in FRAME and word not in "^$"), (*whole, *words)[0])


def _stands_in(alternative: str, words: str) -> bool:
    """Whether an alternative of a pattern stands in the words of a question."""
    if "*" in alternative[:-1]:
        return wildcards(alternative).search(words) is not None
    return (f" {alternative[:-1]}" if alternative[-1] == "*" else f" {alternative} ") in words


@cache
def wildcards(alternative: str) -> re.Pattern[str]:
    """An alternative as a regular expression: `*` is any ending of a word, or alone any word."""
    return late(f" {re.escape(alternative)} ".replace(r"\ \*\ ", r" \S+ ").replace(r"\*", r"\S*"))


def _theme(name: str, fields: Mapping[str, Any], groups: Mapping[str, str]) -> CatalogueTheme:
    return CatalogueTheme(
        name,
        fields["title"],
        tuple(fields.get("wordings", ())),
        _patterns(fields.get("known_by", ()), groups),
        _patterns(fields.get("excluded", ()), groups),
        tuple(fields.get("yields_to", ())),
        bool(fields.get("known_words")),
    )


def _patterns(texts: Iterable[str], groups: Mapping[str, str]) -> tuple[Pattern, ...]:
    return tuple(tuple(tuple(map(_spelt, _spelt_out(part, groups))) for part in text.split(" + ")) for text in texts)


def _spelt_out(part: str, groups: Mapping[str, str]) -> list[str]:
    """The alternatives of a part, with one for each word of a group: `wrong <boss>` is `wrong manager|wrong partner`.

    Raises `ValueError` if a group is not known.
    """
    found: list[str] = []
    for alternative in part.split("|"):
        group = _GROUP.search(alternative)
        if group is None:
            found.append(alternative)
        elif group[1] not in groups:
            raise ValueError(f"“{part}” names a group of words that is not there")
        else:
            words = groups[group[1]].split("|")
            found += _spelt_out("|".join(alternative.replace(group[0], word) for word in words), groups)
    return found


@cache
def _spelt(alternative: str) -> str:
    """An alternative with its words as `question_words.said` gives them."""
    return " ".join(map(_spelt_word, alternative.split()))


@cache
def _spelt_word(word: str) -> str:
    """A word of a pattern as `question_words.said` gives it; `*`, `^` and `$` stay."""
    if word in ("^", "$", "*"):
        return word
    bare = word.rstrip("*")
    spelt = " ".join(written_out(bare)) if bare.isalpha() else said(bare)[2:-2].strip()
    return f"{spelt}*" if word.endswith("*") else spelt
