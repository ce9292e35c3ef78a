"""Finds names by what is typed of them: the same name, else one with all the words, else with similar ones."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from vaultgen.spelling import without_accents
from vaultgen.vault.links import fold

_NEARLY = 0.75  # how much of two words is the same where one is the other mistyped


def fitting(names: Iterable[str], typed: str) -> list[str]:
    """The names that fit what was typed: the same name, else all with each of its words, else with similar ones."""
    every = list(names)
    wanted = plain(file_stem(typed.replace("\\", "/")))
    words = wanted.split()
    exactly = [name for name in every if plain(name) == wanted]
    within = [name for name in every if all(word in plain(name) for word in words)]
    nearly = [name for name in every if all(is_near(word, plain(name).split()) for word in words)]
    return exactly or within or nearly


def file_stem(path: str) -> str:
    """The name of a note by its path."""
    return path.rpartition("/")[2].removesuffix(".md")


def plain(text: str) -> str:
    """A text as lower-case words without accents and punctuation."""
    return re.sub(r"[\W_]+", " ", without_accents(fold(text))).strip()


def is_near(word: str, words: Sequence[str]) -> bool:
    """Whether a word is one of some words, perhaps mistyped."""
    return any(SequenceMatcher(None, word, other).ratio() >= _NEARLY for other in words)
