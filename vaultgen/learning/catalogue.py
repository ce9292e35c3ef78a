"""The catalogue of themes: questions that one prepared story answers, however they are put.

`themes/<language>.toml` says of each theme how it is called, which wordings it has, by which words it is known, and
what does not belong to it. A question belongs to a theme only if no other fits.
"""

import pkgutil
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vaultgen.english.lexicon import is_word
from vaultgen.learning.question_words import FRAME, key, said, written_out
from vaultgen.regex import late
from vaultgen.spelling import distance

_LEAST_TO_MEND = 5  # letters of a word that may be misspelt
_GROUP = late(r"<([\w-]+)>")


class PatternWords(NamedTuple):
    """Words that stand side by side: `text` as `said` gives them; a `pattern` where an ending within is open."""

    text: str
    pattern: re.Pattern[str] | None = None

    def found(self, words: str) -> str:
        """The words of a question in which these are found, to the end of the last; empty if they are not."""
        if self.pattern is not None:
            match = self.pattern.search(words)
            return match[0] if match else ""
        if self.text not in words:
            return ""
        start = words.index(self.text)
        return words[start : words.index(" ", start + len(self.text.rstrip()))]


class Pattern(NamedTuple):
    """Words that a question has: one alternative of each part, the parts in any order."""

    text: str
    parts: tuple[tuple[PatternWords, ...], ...]

    def fits(self, words: str) -> bool:
        """Whether the words of a question, as `said` gives them, have one alternative of each part."""
        for part in self.parts:
            # Each question is compared with thousands of these: no call where a word is only looked up.
            if not any(one.text in words if one.pattern is None else one.pattern.search(words) for one in part):
                return False
        return True


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
    yields_to: frozenset[str]
    known_words: bool


class Fit(NamedTuple):
    """The theme of a question, and by what it is known: `the words “why … leave”`, or a wording of the catalogue."""

    theme: CatalogueTheme
    by: str


class Catalogue(NamedTuple):
    """All themes by id, and what is known of all questions.

    `alone` are the patterns of what stands alone, `story` those of what asks for a story. `wordings` are by their keys.
    `words` are the words of the patterns that may be misspelt; `known` and `beginnings` are all that are known.
    """

    themes: Mapping[str, CatalogueTheme]
    alone: tuple[Pattern, ...]
    story: tuple[Pattern, ...]
    wordings: Mapping[str, Fit | None]
    words: frozenset[str]
    known: frozenset[str]
    beginnings: tuple[str, ...]


@cache
def catalogue() -> Catalogue:
    """The catalogue that the package ships, for questions in English."""
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
    wordings: dict[str, Fit | None] = {}
    for theme in themes.values():
        for same, wording in {key(words): words for words in (theme.title, *theme.wordings)}.items():
            wordings[same] = None if same in wordings else Fit(theme, f"the wording “{wording}”")
    spelt = [
        alternative
        for theme in themes.values()
        for pattern in theme.known_by
        for part in pattern.parts
        for alternative in part
    ]
    misspelt = frozenset(word for one in spelt for word in one.text.split() if len(word) >= _LEAST_TO_MEND)
    texts = [words.text if words.text.endswith(" ") else f"{words.text}*" for words in spelt]
    texts += [said(text) for theme in themes.values() for text in (theme.title, *theme.wordings)]
    texts += [text for words in groups.values() for text in words.split("|")]
    known = {word for text in texts for word in text.split()}
    whole, beginnings = ({word for word in known if word.endswith("*") == is_open} for is_open in (False, True))
    return Catalogue(
        themes,
        alone,
        story,
        wordings,
        misspelt,
        frozenset(whole),
        tuple(sorted(word.rstrip("*") for word in beginnings if len(word) > _LEAST_TO_MEND)),
    )


@lru_cache(maxsize=8192)
def theme_of(text: str) -> Fit | None:
    """The one theme that a question belongs to; None if none fits, or more than one."""
    known = catalogue()
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
    found = [fit for fit in found if not fit.theme.yields_to & ids]
    return [fit for fit in found if not fit.theme.known_words or _is_plain(words, known)]


def _is_plain(words: str, known: Catalogue) -> bool:
    """Whether a question asks for a story, or has only words that the catalogue knows."""
    if any(pattern.fits(words) for pattern in known.story):
        return True
    telling = (word for word in words.split()[1:-1] if word not in FRAME)
    return all(_is_known(word, known) for word in telling)


def _is_known(word: str, known: Catalogue) -> bool:
    return word in known.known or word.rstrip("s") in known.known or word.startswith(known.beginnings)


def _fit(words: str, theme: CatalogueTheme) -> Fit | None:
    by = next((pattern for pattern in theme.known_by if pattern.fits(words)), None)
    if by is None or any(pattern.fits(words) for pattern in theme.excluded):
        return None
    # The words of the question itself, as far as they are whole: the ending that a pattern leaves open is not shown.
    found = (next(filter(None, (alternative.found(words) for alternative in part))) for part in by.parts)
    shown = dict.fromkeys(one.replace("^", "").replace("$", "").strip() for one in found)
    return Fit(theme, f"the words “{' … '.join(shown)}”")


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
        bool(fields.get("known_words")),
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


@cache
def _alternative(words: str) -> PatternWords:
    """Words as they stand in `said`; `*` stands for any ending of a word, or alone for any word."""
    spelt = " ".join(map(_spelt_word, words.split()))
    if "*" not in spelt[:-1]:
        return PatternWords(f" {spelt.rstrip('*')}{'' if spelt.endswith('*') else ' '}")
    return PatternWords(spelt, late(f" {re.escape(spelt)} ".replace(r"\ \*\ ", r" \S+ ").replace(r"\*", r"\S*")))


@cache
def _spelt_word(word: str) -> str:
    """A word of a pattern as `said` gives it; `*` and the marks of beginning and end stay."""
    if word in ("^", "$", "*"):
        return word
    bare = word.rstrip("*")
    spelt = " ".join(written_out(bare)) if bare.isalpha() else said(bare)[2:-2].strip()
    return f"{spelt}*" if word.endswith("*") else spelt
