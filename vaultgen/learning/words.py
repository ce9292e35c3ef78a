"""Splits a text into words, each with its weight, clause and phrase.

`vocabulary.py` lists the words without weight (`the`, `because`), generic words (`team`, `improve`), names of trades
(`sales`), and different spellings of one thing (`k8s`). A phrase ends before a preposition, a verb or a comma; the
first phrase is what a sentence is about.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from vaultgen.english.phrases import plain
from vaultgen.learning.stems import stem
from vaultgen.learning.vocabulary import (
    CLAUSE,
    ENDING,
    ENGLISH,
    FOREIGN,
    FULL,
    GENERIC,
    IDIOMS,
    INSIDE,
    LISTING,
    SOFT,
    SUBJECTS,
    TRADE,
    VERBS,
)
from vaultgen.regex import late
from vaultgen.vault.links import fold

_WORD = late(
    r"(?P<short>(?<![\w.&/-])(?:"
    + "|".join(re.escape(short) for short in sorted(FULL, key=len, reverse=True))
    + r")(?![\w&]))|(?P<word>[^\W_]+(?:&[^\W_]+)*(?:['’][^\W_]+)?(?:[+#]+(?!\w))?)|(?P<mark>[^\w\s])"
)
_IDIOM = late(r"(?i)\b(?:" + "|".join(IDIOMS) + r")\b")
GENERAL, TRADE_NAME, MEANT = 1, 2, 3  # see `Word.weight`
_HYPHENS = ("-", "‐", "‑")
_GLUE = (*_HYPHENS, "&")
_APOSTROPHES = ("'", "’")
_CLAUSE_MARKS = frozenset(";.!?—–:")
_SINGLE = ("C", "R", "Go")  # names that in another case are a letter or a common word
_ACRONYMS = late(r"(?<=[A-Z][A-Z])s$")  # the plural of `PLC`, which has no vowel to tell it by


class Word(NamedTuple):
    """A word of a text: its stem, position and weight.

    `low` is the word in lower case, without `'s`. `weight` is 0 for a word without weight, 1 for a generic one, 2 for a
    trade and 3 for a content word. `clause`, `phrase` and `run` (of words without punctuation between them) are numbers
    within the text. `soft` words only introduce what follows; a `listed` word is in a phrase that follows a punctuation
    mark or an `and`, like an item of a list.
    """

    stem: str
    low: str
    start: int
    end: int
    weight: int
    clause: int
    phrase: int
    run: int
    soft: bool
    listed: bool


class Words(NamedTuple):
    """A text without Markdown, and its words."""

    text: str
    words: tuple[Word, ...]


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """The words of a text; those of a foreign text are not stemmed."""
    text = plain(text)
    tokens = list(_WORD.finditer(text))
    foreign = _is_foreign(tokens)
    idioms = [match.span() for match in _IDIOM.finditer(text)]
    words: list[Word] = []
    clause = phrase = run = 0
    after_mark = listed = True
    for place, token in enumerate(tokens):
        typed = token.group()
        if token.lastgroup == "mark":
            glued = typed in _APOSTROPHES or (typed in _GLUE and _touches(text, token))
            if not glued:
                phrase, run, listed = phrase + 1, run + 1, True
            clause += typed in _CLAUSE_MARKS
            after_mark = not glued
            continue
        alone = not after_mark or place + 1 == len(tokens) or tokens[place + 1].lastgroup == "mark"
        for part in FULL[typed].split() if token.lastgroup == "short" else (typed,):
            kind = _kind(part, is_name=alone and part in _SINGLE, foreign=foreign)
            if kind.ends and not _is_glued(text, token):
                phrase, listed = phrase + 1, kind.lists
                clause += after_mark and kind.opens_clause
            start, end = token.span()
            weight = 0 if any(first <= start < last for first, last in idioms) else kind.weight
            words.append(Word(kind.stem, kind.low, start, end, weight, clause, phrase, run, kind.soft, listed))
        after_mark = False
    return Words(text, tuple(words))


class _Kind(NamedTuple):
    """What a word is, regardless of its context; one that `ends` a phrase begins the next."""

    stem: str
    low: str
    weight: int
    soft: bool = False
    ends: bool = False
    lists: bool = False
    opens_clause: bool = False


@lru_cache(maxsize=20_000)
def _kind(part: str, *, is_name: bool, foreign: bool) -> _Kind:
    if is_name:
        return _Kind({"Go": "golang"}.get(part, part.lower()), part.lower(), 3)
    part = _ACRONYMS.sub("", part)
    word = re.sub(r"'s$|'$", "", whole := fold(part).replace("’", "'"))
    root = word if foreign else stem(word)
    return _Kind(
        root,
        word,
        _weight(whole, root),
        soft=word in SOFT or root in SOFT,
        ends=whole in ENDING or whole in VERBS or whole in CLAUSE or whole in SUBJECTS,
        lists=whole in LISTING,
        opens_clause=whole in CLAUSE,
    )


def _weight(word: str, root: str) -> int:
    if word in INSIDE or word in ENDING or (len(word) == 1 and word.isascii()) or word[:1].isdigit():
        return 0
    if root in GENERIC:
        return 1
    return 2 if root in TRADE else 3


def _is_foreign(tokens: list[re.Match[str]]) -> bool:
    """Whether a text is not in English, by its small words."""
    words = [token.group().lower() for token in tokens]
    return sum(word in FOREIGN for word in words) > sum(word in ENGLISH for word in words)


def _touches(text: str, token: re.Match[str]) -> bool:
    """Whether two words are separated by a punctuation mark without a space."""
    return text[token.start() - 1 : token.start()].isalnum() and text[token.end() : token.end() + 1].isalnum()


def _is_glued(text: str, token: re.Match[str]) -> bool:
    """Whether a word is part of a hyphenated compound, in which `of` and `on` end no phrase."""
    before, after = text[max(token.start() - 2, 0) : token.start()], text[token.end() : token.end() + 2]
    return (before[-1:] in _HYPHENS and before[:1].isalnum()) or (after[:1] in _HYPHENS and after[1:].isalnum())
