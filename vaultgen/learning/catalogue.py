"""The catalogue of themes: questions that one prepared story answers, however they are put.

`themes/<language>.toml` says of each theme how it is called, which wordings it has, by which words it is known, and
what does not belong to it. A question belongs to a theme only if no other fits.
"""

import pkgutil
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vaultgen.english.lexicon import is_word
from vaultgen.learning.question_words import key, said
from vaultgen.regex import late
from vaultgen.spelling import distance

_LEAST_TO_MEND = 5  # letters of a word that may be misspelt
_GROUP = late(r"<([\w-]+)>")


class Pattern(NamedTuple):
    """Words that a question has. Each part has alternatives, of which the question has one; the parts in any order."""

    text: str
    parts: tuple[tuple[str, ...], ...]

    def fits(self, words: str) -> bool:
        """Whether the words of a question, as `said` gives them, have one alternative of each part."""
        return all(any(alternative in words for alternative in part) for part in self.parts)


class CatalogueTheme(NamedTuple):
    """A theme. `id` is its stable name, `title` the question that stands for it.

    `wordings` are further questions, `known_by` and `excluded` the patterns of what belongs to it and what does not.
    `yields_to` are the ids of narrower themes, which win where both fit.
    """

    id: str
    title: str
    wordings: tuple[str, ...]
    known_by: tuple[Pattern, ...]
    excluded: tuple[Pattern, ...]
    yields_to: frozenset[str]


class Fit(NamedTuple):
    """The theme of a question, and by what it is known: `the words “why … leave”`, or a wording of the catalogue."""

    theme: CatalogueTheme
    by: str


class Catalogue(NamedTuple):
    """All themes by id; the patterns of what stands alone; the keys of wordings; and every word of the patterns."""

    themes: Mapping[str, CatalogueTheme]
    alone: tuple[Pattern, ...]
    wordings: Mapping[str, Fit | None]
    words: frozenset[str]


@cache
def catalogue(language: str = "en") -> Catalogue:
    """The catalogue of a language that the package ships. Raises `FileNotFoundError` if there is none."""
    data = pkgutil.get_data("vaultgen.learning", f"themes/{language}.toml")
    if data is None:
        raise FileNotFoundError(f"themes/{language}.toml")
    return read(data.decode("utf-8"))


def read(text: str) -> Catalogue:
    """A catalogue as TOML; raises `ValueError` if a theme yields to one that is not there, or a name is not known."""
    found = tomllib.loads(text)
    groups = found.pop("words", {})
    alone = _patterns(found.pop("alone", {}).get("known_by", ()), groups)
    themes = {name: _theme(name, fields, groups) for name, fields in found.items()}
    if unknown := {other for theme in themes.values() for other in theme.yields_to} - themes.keys():
        raise ValueError(f"no such theme: {', '.join(sorted(unknown))}")
    wordings: dict[str, Fit | None] = {}
    for theme in themes.values():
        for same, wording in {key(words): words for words in (theme.title, *theme.wordings)}.items():
            wordings[same] = None if same in wordings else Fit(theme, f"the wording “{wording}”")
    every = [pattern for theme in themes.values() for pattern in theme.known_by]
    spelt = (alternative for pattern in every for part in pattern.parts for alternative in part)
    words = frozenset(word for alternative in spelt for word in alternative.split() if len(word) >= _LEAST_TO_MEND)
    return Catalogue(themes, alone, wordings, words)


@lru_cache(maxsize=8192)
def theme_of(text: str, language: str = "en") -> Fit | None:
    """The one theme that a question belongs to; None if none fits, or more than one."""
    known = catalogue(language)
    if fit := known.wordings.get(key(text)):
        return fit
    words = said(text)
    fits = _fits(words, known)
    if not fits and (mended := _mended(words, known)) != words:
        fits = _fits(mended, known)
    return fits[0] if len(fits) == 1 else None


def _fits(words: str, known: Catalogue) -> list[Fit]:
    if any(pattern.fits(words) for pattern in known.alone):
        return []
    found = [fit for theme in known.themes.values() if (fit := _fit(words, theme))]
    ids = {fit.theme.id for fit in found}
    return [fit for fit in found if not fit.theme.yields_to & ids]


def _fit(words: str, theme: CatalogueTheme) -> Fit | None:
    by = next((pattern for pattern in theme.known_by if pattern.fits(words)), None)
    if by is None or any(pattern.fits(words) for pattern in theme.excluded):
        return None
    # The words of the question itself, as far as they are whole: the ending that a pattern leaves open is not shown.
    shown = (next(alternative for alternative in part if alternative in words) for part in by.parts)
    return Fit(theme, f"the words “{' … '.join(_whole(alternative, words) for alternative in shown)}”")


def _whole(alternative: str, words: str) -> str:
    """The words of a question in which an alternative was found, to the end of the last."""
    start = words.index(alternative)
    end = words.index(" ", start + len(alternative.rstrip()))
    return words[start:end].replace("^", "").replace("$", "").strip()


def _mended(words: str, known: Catalogue) -> str:
    """The words with those that are misspelt as the catalogue has them, where one letter makes the difference."""
    return f" {' '.join(_mended_word(word, known) for word in words.split())} "


def _mended_word(word: str, known: Catalogue) -> str:
    if len(word) < _LEAST_TO_MEND or not word.isalpha() or word in known.words or is_word(word):
        return word
    near = [other for other in known.words if other[0] == word[0] and distance(word, other, most=1) <= 1]
    return near[0] if len(near) == 1 else word


def _theme(name: str, fields: Mapping[str, Any], groups: Mapping[str, str]) -> CatalogueTheme:
    return CatalogueTheme(
        name,
        fields["title"],
        tuple(fields.get("wordings", ())),
        _patterns(fields.get("known_by", ()), groups),
        _patterns(fields.get("excluded", ()), groups),
        frozenset(fields.get("yields_to", ())),
    )


def _patterns(texts: Iterable[str], groups: Mapping[str, str]) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(text, tuple(tuple(map(_alternative, _spelt_out(part, groups))) for part in text.split("+")))
        for text in texts
    )


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


def _alternative(words: str) -> str:
    """Words as they stand in `said`: between spaces, but for `*`, which stands for any ending."""
    words = words.strip()
    first, last = words.startswith("^"), words.endswith("$")
    is_open = words.endswith("*")
    core = said(words.strip("^$* "))[2:-2]
    return f"{' ^' if first else ''}{core.rstrip()}{'' if is_open else ' '}{'$ ' if last else ''}"
