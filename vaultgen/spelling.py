"""Slips of spelling: the word that was most likely meant, and whether it is certain."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_SURE = 0.8  # a slip or two in a word of ten letters
_RIVAL = 0.7  # from here on another word could have been meant as well


def suggestion(word: str, known: Iterable[str], *, cutoff: float) -> str | None:
    """The known word that is nearest, to ask “did you mean”; `cutoff` (0 to 1) says how near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def certain(word: str, known: Iterable[str], *, rival: float = _RIVAL) -> str | None:
    """The one known word that can have been meant: near, and no other anywhere near.

    `rival` (0 to 1) says from where on another word is near; long words that begin alike need more.
    """
    near = get_close_matches(word, list(known), n=2, cutoff=rival)
    if len(near) != 1 or SequenceMatcher(None, near[0], word).ratio() < _SURE:
        return None
    return near[0]


def bare(text: str) -> str:
    """A name without its accents and in small letters: `Zoë` and `zoe` are the same."""
    parted = unicodedata.normalize("NFKD", text.strip())
    return "".join(char for char in parted if not unicodedata.combining(char)).casefold()
