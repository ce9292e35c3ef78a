"""Finds names by what the user types: the same name, else names with all its words, else with similar words."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from vaultgen.spelling import without_accents
from vaultgen.vault.links import fold

_NEARLY = 0.75  # how much of two words is the same where one is the other mistyped


def fitting(names: Iterable[str], typed: str) -> list[str]:
    """The names that fit what was typed: equal ones, else those with all its words, else those with similar words."""
    candidates = list(names)
    wanted = plain(file_stem(typed.replace("\\", "/")))
    words = wanted.split()
    plainly = [(name, plain(name)) for name in candidates]
    return (
        [name for name, called in plainly if called == wanted]
        or [name for name, called in plainly if all(word in called for word in words)]
        or [name for name, called in plainly if all(is_near(word, called.split()) for word in words)]
    )


def file_stem(path: str) -> str:
    """The name of a note by its path."""
    return path.rpartition("/")[2].removesuffix(".md")


def plain(text: str) -> str:
    """A text as lower-case words without accents and punctuation."""
    return re.sub(r"[\W_]+", " ", without_accents(fold(text))).strip()


def is_near(word: str, words: Sequence[str]) -> bool:
    """Whether a word is one of some words, perhaps mistyped."""
    return any(_are_near(word, other) for other in words)


@cache
def _are_near(word: str, other: str) -> bool:
    """Whether one of two words may be the other mistyped."""
    matcher = SequenceMatcher(None, word, other)
    # The quick ones are never below the ratio, and nearly all words differ by them already.
    return all(ratio() >= _NEARLY for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
