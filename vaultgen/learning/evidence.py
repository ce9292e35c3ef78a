"""Needs × accomplishments: which result of the user's backs up which need of the employer.

Deterministic and explained: a need and an accomplishment match by the terms that both name (a skill
as a whole, or two words that stand together in the result), and the terms come with the match.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vaultgen.links import fold
from vaultgen.model import Accomplishment
from vaultgen.phrases import plain

_STOP = frozenset(
    "the and for with from that this into over not but are was were who how what when where why all any can "
    "has have had its our out per too use used using very will work works working more less than then them they "
    "of to in at on as is it be by or an no so we he if up my do me us you your one two new need needs want "
    "someone people team own about after before without because".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """An accomplishment that meets a need, and the terms that both name."""

    accomplishment: Accomplishment
    terms: tuple[str, ...]


def matches(needs: Sequence[str], accomplishments: Sequence[Accomplishment]) -> list[Match | None]:
    """For each need the accomplishment that meets it best, or None.

    Where one is the best for several needs, it goes to the need that it fits most closely: a
    second-best result would answer a question that nobody asked.
    """
    claims = [(accomplishment, _claims(accomplishment)) for accomplishment in accomplishments]
    spread = Counter(term for _, terms in claims for term in terms)
    best: list[tuple[float, int, str, Match]] = []
    for place, need in enumerate(needs):
        words = _words(need)
        ranked = []
        for accomplishment, terms in claims:
            shared = sorted(term for term in terms if _names(words, term))
            if shared:
                # A term counts the more the fewer accomplishments have it; words alone settle ties.
                score = sum(1 / spread[term] for term in shared) + 0.1 * len(_subject(accomplishment) & set(words))
                ranked.append((-score, place, accomplishment.note.path, Match(accomplishment, tuple(shared))))
        best += sorted(ranked, key=lambda row: row[:3])[:1]
    found: list[Match | None] = [None] * len(needs)
    used: set[str] = set()
    for _, place, path, match in sorted(best, key=lambda row: row[:3]):
        if path not in used:
            found[place] = match
            used.add(path)
    return found


def _claims(accomplishment: Accomplishment) -> set[str]:
    """What an accomplishment stands for: each skill, and each pair of words that meet in its result."""
    skills = {" ".join(_words(item.text)) for item in accomplishment.skills or ()}
    words = _words(accomplishment.result)
    return {skill for skill in skills if skill} | {" ".join(pair) for pair in pairwise(words)}


def _subject(accomplishment: Accomplishment) -> set[str]:
    """The words of an accomplishment's name and result."""
    return {*_words(accomplishment.note.name), *_words(accomplishment.result)}


def _names(words: list[str], term: str) -> bool:
    """Whether a need names a term: all of its words, side by side."""
    return f" {term} " in f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    """The words that carry meaning, in order, with plural and `-ing` endings taken off."""
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*[+#]*", fold(plain(text)))
    return [_stem(word) for word in found if len(word) > 1 and word not in _STOP and not word.isdigit()]


def _stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})(ing|es|s)$", "", word)
