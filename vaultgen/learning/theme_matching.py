"""Finds the theme of a question: the one of the catalogue that its words fit, and no other."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from vaultgen.english.lexicon import is_word, verb_of
from vaultgen.learning.catalogue import Catalogue, CatalogueTheme, Pattern, catalogue, wildcards
from vaultgen.learning.question_words import FRAME, key, said
from vaultgen.learning.stems import stem
from vaultgen.spelling import distance

_LEAST_TO_MEND = 5  # letters of a word that may be misspelt


class Fit(NamedTuple):
    """The theme of a question, and by what it is known: `the words “why … leave”`, or a wording of the catalogue."""

    theme: CatalogueTheme
    by: str


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


def _fit(words: str, has: frozenset[str], theme: CatalogueTheme) -> Fit | None:
    by = next((pattern for pattern in theme.known_by if _has_all(pattern, has)), None)
    if by is None or _is_any(theme.excluded, has):
        return None
    # The words of the question itself: the ending that a pattern leaves open is that of the question.
    found = (_words_of(next(one for one in part if one in has), words) for part in by)
    shown = dict.fromkeys(one.replace("^", "").replace("$", "").strip() for one in found)
    return Fit(theme, f"the words “{' … '.join(shown)}”")


def _words_of(alternative: str, words: str) -> str:
    """The words of a question in which an alternative stands, to the end of the last."""
    match = wildcards(alternative).search(words)
    return match[0] if match else ""


def _is_plain(words: str, has: frozenset[str], theme: CatalogueTheme) -> bool:
    """Whether a question has only words that the catalogue knows, or by which it knows the theme."""
    known_by = (one for pattern in theme.known_by for part in pattern for one in part if one in has)
    own = {word for alternative in known_by for word in _words_of(alternative, words).split()}
    return all(word in own or _is_known(word) for word in words.split()[1:-1] if word not in FRAME)


def _is_known(word: str) -> bool:
    known = _known_words()
    return word in known.whole or stem(word) in known.stems or word.startswith(known.beginnings) or word[0].isdigit()


class _KnownWords(NamedTuple):
    """All words of a catalogue, and their stems; `beginnings` are of those whose ending is open."""

    whole: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...]


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


@cache
def _mendable() -> frozenset[str]:
    """The words of the shipped catalogue that may be misspelt."""
    parts = (part for theme in catalogue().themes.values() for pattern in theme.known_by for part in pattern)
    words = {word.strip("*") for part in parts for alternative in part for word in alternative.split()}
    return frozenset(word for word in words if len(word) >= _LEAST_TO_MEND)


def _uninflected(words: str) -> str:
    """The words with `-ing` and `-ed` taken off the verbs, as patterns have them: `managing your time`."""
    return f" {' '.join(_uninflected_word(word) for word in words.split())} "


def _uninflected_word(word: str) -> str:
    is_form = word.endswith(("ing", "ed")) and len(word) > _LEAST_TO_MEND
    return (verb_of(word) or word) if is_form else word
