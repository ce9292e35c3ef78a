"""The catalogue of themes: a theme is the questions that one prepared story answers.

`themes/<language>.toml` gives each theme a title, wordings, patterns of words, and patterns of what is excluded. A
question belongs to a theme only if no other fits.
"""

import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vaultgen.english.lexicon import is_word, verb_of
from vaultgen.learning.question_words import FRAME, key, said, written_out
from vaultgen.learning.stems import stem
from vaultgen.regex import late
from vaultgen.spelling import distance

_LEAST_TO_MEND = 5  # letters of a word that may be misspelt
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


class Fit(NamedTuple):
    """The theme of a question, and by what it is known: `the words “why … leave”`, or a wording of the catalogue."""

    theme: CatalogueTheme
    by: str


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


class _KnownWords(NamedTuple):
    """All words of a catalogue, and their stems; `beginnings` are of those whose ending is open."""

    whole: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...]


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


@cache
def _mendable() -> frozenset[str]:
    """The words of the shipped catalogue that may be misspelt."""
    parts = (part for theme in catalogue().themes.values() for pattern in theme.known_by for part in pattern)
    words = {word.strip("*") for part in parts for alternative in part for word in alternative.split()}
    return frozenset(word for word in words if len(word) >= _LEAST_TO_MEND)


@cache
def _known_words() -> _KnownWords:
    """The words of the shipped catalogue: needed only where a theme wants all words of a question to be known."""
    known = catalogue()
    parts = (part for theme in known.themes.values() for pattern in theme.known_by for part in pattern)
    texts = {alternative for part in parts for alternative in part}
    texts.update(said(text) for theme in known.themes.values() for text in (theme.title, *theme.wordings))
    texts.update(text for words in known.groups.values() for text in words.split("|"))
    words = {word for text in texts for word in text.split()}
    whole = frozenset(word for word in words if not word.endswith("*"))
    return _KnownWords(
        whole,
        frozenset(map(stem, whole)),
        tuple(sorted(word[:-1] for word in words if word.endswith("*") and len(word) > _LEAST_TO_MEND + 1)),
    )


@lru_cache(maxsize=8192)
def theme_of(text: str) -> Fit | None:
    """The one theme that a question belongs to; None if none fits, or more than one."""
    known = catalogue()
    if wording := known.wordings.get(key(text)):
        return Fit(known.themes[wording[0]], f"the wording “{wording[1]}”")
    words = said(text)
    # As it is typed, with its spelling mended, and with the verbs in their base form: what fits first decides.
    for change in (str, _mended, _uninflected):
        if (changed := change(words)) != words or change is str:
            words = changed
            if fits := _fits(words, known):
                return fits[0] if len(fits) == 1 else None
    return None


def _fits(words: str, known: Catalogue) -> list[Fit]:
    has = known.alternatives.found(words)
    if _is_any(known.alone, has):
        return []
    near = {name for one in has & known.begun_by.keys() for name in known.begun_by[one]}
    found = [fit for name in sorted(near) if (fit := _fit(words, has, known.themes[name]))]
    ids = {fit.theme.id for fit in found}
    found = [fit for fit in found if ids.isdisjoint(fit.theme.yields_to)]
    asks_for_story = _is_any(known.story, has)
    return [fit for fit in found if not fit.theme.known_words or asks_for_story or _is_plain(words, has, fit.theme)]


def _is_any(patterns: Iterable[Pattern], has: frozenset[str]) -> bool:
    return any(_has_all(pattern, has) for pattern in patterns)


def _has_all(pattern: Pattern, has: frozenset[str]) -> bool:
    """Whether one alternative of each part is among those that a question has."""
    return all(not has.isdisjoint(part) for part in pattern)


def _is_plain(words: str, has: frozenset[str], theme: CatalogueTheme) -> bool:
    """Whether a question has only words that the catalogue knows, or by which it knows the theme."""
    known_by = (one for pattern in theme.known_by for part in pattern for one in part if one in has)
    own = {word for alternative in known_by for word in _words_of(alternative, words).split()}
    return all(word in own or _is_known(word) for word in words.split()[1:-1] if word not in FRAME)


def _is_known(word: str) -> bool:
    known = _known_words()
    return word in known.whole or stem(word) in known.stems or word.startswith(known.beginnings) or word[0].isdigit()


def _fit(words: str, has: frozenset[str], theme: CatalogueTheme) -> Fit | None:
    by = next((pattern for pattern in theme.known_by if _has_all(pattern, has)), None)
    if by is None or _is_any(theme.excluded, has):
        return None
    # The words of the question itself: the ending that a pattern leaves open is that of the question.
    found = (_words_of(next(one for one in part if one in has), words) for part in by)
    shown = dict.fromkeys(one.replace("^", "").replace("$", "").strip() for one in found)
    return Fit(theme, f"the words “{' … '.join(shown)}”")


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
        return _wildcards(alternative).search(words) is not None
    return (f" {alternative[:-1]}" if alternative[-1] == "*" else f" {alternative} ") in words


def _words_of(alternative: str, words: str) -> str:
    """The words of a question in which an alternative stands, to the end of the last."""
    match = _wildcards(alternative).search(words)
    return match[0] if match else ""


@cache
def _wildcards(alternative: str) -> re.Pattern[str]:
    """An alternative as a regular expression: `*` is any ending of a word, or alone any word."""
    return late(f" {re.escape(alternative)} ".replace(r"\ \*\ ", r" \S+ ").replace(r"\*", r"\S*"))


def _mended(words: str) -> str:
    """The words with those that are misspelt as the catalogue has them, where one letter makes the difference."""
    return f" {' '.join(_mended_word(word) for word in words.split())} "


def _mended_word(word: str) -> str:
    if len(word) < _LEAST_TO_MEND or not word.isalpha() or is_word(word):
        return word
    known = _mendable()
    if word in known:
        return word
    alike = (other for other in known if other[0] == word[0] and abs(len(other) - len(word)) < 2)
    near = [other for other in alike if distance(word, other, most=1) <= 1]
    return near[0] if len(near) == 1 else word


def _uninflected(words: str) -> str:
    """The words with `-ing` and `-ed` taken off the verbs, as patterns have them: `managing your time`."""
    return f" {' '.join(_uninflected_word(word) for word in words.split())} "


def _uninflected_word(word: str) -> str:
    is_form = word.endswith(("ing", "ed")) and len(word) > _LEAST_TO_MEND
    return (verb_of(word) or word) if is_form else word


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
