"""Needs × accomplishments: which result of the user's backs up which need of the employer.

A wrong match makes the user look like somebody who did not listen, so a match needs a reason that
both sides name, and says it. A skill that is asked for is met by an accomplishment with that skill. A
problem, or a concern, is met only where the words that both share carry what it is about: a term of
several words, two words that mean something, or a skill that the sentence begins with. Words are
compared by their stems (English); names in other languages by the whole word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vaultgen.learning.words import GENERIC, Word, words
from vaultgen.model import Accomplishment
from vaultgen.phrases import listed

Sort = Literal["problem", "skill", "concern"]


@dataclass(frozen=True, slots=True)
class Need:
    """One need as it was typed; `also` are other names of it, those of the note that it links to."""

    text: str
    sort: Sort
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An accomplishment that meets a need, and what both name, in the need's own words."""

    accomplishment: Accomplishment
    terms: tuple[str, ...]

    @property
    def because(self) -> str:
        """The reason as the end of a sentence: `because both name Kafka and backfill`."""
        return f"because both name {listed(self.terms)}"


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an accomplishment stands for, as stems: its skills, its words, and the pairs that meet in it.

    `told` are the stems of its result and name, `forms` the very words.
    """

    accomplishment: Accomplishment
    skills: frozenset[tuple[str, ...]]
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    told: frozenset[str]
    forms: frozenset[str]


class Evidence:
    """The user's accomplishments, made ready to be asked again and again."""

    def __init__(self, accomplishments: Iterable[Accomplishment], names: dict[str, tuple[str, ...]]) -> None:
        """`names` gives, for the target of a skill that is a link, the names of that note."""
        self._claims = [_claim(accomplishment, names) for accomplishment in accomplishments]
        self._spread = Counter(stem for claim in self._claims for stem in claim.words)

    def ranked(self, need: Need) -> list[Match]:
        """Every accomplishment that meets a need, the best first."""
        return [match for _, match in self._scored(need)]

    def matches(self, needs: Sequence[Need]) -> list[Match | None]:
        """For each need the accomplishment that meets it best, or None.

        Where one is the best for several needs, it goes to the one that it fits most closely: a
        second-best result would answer a question that nobody asked.
        """
        best = [
            (-scored[0][0], place, scored[0][1]) for place, need in enumerate(needs) if (scored := self._scored(need))
        ]
        found: list[Match | None] = [None] * len(needs)
        used: set[str] = set()
        for _, place, match in sorted(best, key=lambda row: row[:2]):
            if match.accomplishment.note.path not in used:
                found[place] = match
                used.add(match.accomplishment.note.path)
        return found

    def _scored(self, need: Need) -> list[tuple[float, Match]]:
        asked = [words(text) for text in (need.text, *need.also)]
        scored = []
        for claim in self._claims:
            spans = _shared(asked, claim)
            if spans and _carries(need, asked[0], spans, claim):
                stems = {stem for span in spans for stem in _stems(span)}
                # What few accomplishments have counts for more, and so does what the result itself says.
                score = sum((2 if stem in claim.told else 1) / max(1, self._spread[stem]) for stem in stems)
                scored.append((score, Match(claim.accomplishment, _said(spans))))
        return sorted(scored, key=lambda row: (-row[0], row[1].accomplishment.note.path))


_Span = tuple[Word, ...]


def _claim(accomplishment: Accomplishment, names: dict[str, tuple[str, ...]]) -> _Claim:
    listed_skills = [item.text for item in accomplishment.skills or ()]
    linked = [
        name for item in accomplishment.skills or () if item.link for name in names.get(item.link.target or "", ())
    ]
    skills = {_stems(words(text)) for text in (*listed_skills, *linked, *(accomplishment.aliases or ()))}
    told = [words(accomplishment.result), words(accomplishment.note.name)]
    pairs = {(a.stem, b.stem) for text in told for a, b in pairwise(text) if not {a.stem, b.stem} <= GENERIC}
    stems = {word.stem for text in told for word in text}
    return _Claim(
        accomplishment,
        skills=frozenset(skills - {()}),
        words=frozenset((stems | {stem for skill in skills for stem in skill}) - GENERIC),
        pairs=frozenset(pairs),
        told=frozenset(stems),
        forms=frozenset(word.singular for text in told for word in text),
    )


def _stems(span: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in span)


def _shared(asked: Sequence[Sequence[Word]], claim: _Claim) -> list[_Span]:
    """The stretches of a need that an accomplishment names, too: the longest first, none inside another."""
    found: list[_Span] = []
    for text in asked:
        spans = [tuple(text[i : i + len(skill)]) for skill in claim.skills for i in range(len(text) - len(skill) + 1)]
        found += [span for span in spans if _stems(span) in claim.skills]
        found += [(a, b) for a, b in pairwise(text) if (a.stem, b.stem) in claim.pairs]
        found += [(word,) for word in text if word.stem in claim.words]
    found.sort(key=lambda span: (-len(span), [word.place for word in span]))
    kept: list[_Span] = []
    for span in found:
        if not any(set(_stems(span)) <= set(_stems(other)) for other in kept):
            kept.append(span)
    return kept


def _carries(need: Need, asked: Sequence[Word], spans: Sequence[_Span], claim: _Claim) -> bool:
    """Whether what is shared is a reason, and not a chance.

    Of loose words two are one, if they are not both forms of something else (readings, to read).
    """
    if any(len(span) > 1 for span in spans):
        return True
    skills = [span for span in spans if _stems(span) in claim.skills]
    if skills and need.sort == "skill":
        return True
    if len(spans) > 1:
        return len(skills) > 1 or any(span[0].singular in claim.forms for span in spans if span not in skills)
    return bool(skills) and _is_subject(need.text, asked, spans[0])


_VERB_OR_PLACE = re.compile(
    r"\s+(?:is|are|was|has|have|keeps?|goes|needs|takes|costs|fails?|breaks?|hurts?|past|at|in|on|for|that|which|with|"
    r"without|under|across)\b",
    re.IGNORECASE,
)


def _is_subject(text: str, asked: Sequence[Word], span: _Span) -> bool:
    """Whether a sentence begins with a term and goes on about it: `on-call goes to whoever is awake`."""
    if not asked or asked[0] != span[0]:
        return False
    after = text[span[0].end :]
    return span[0].place < 5 and (not after.strip() or _VERB_OR_PLACE.match(after) is not None)


def _said(spans: Sequence[_Span]) -> tuple[str, ...]:
    """The shared terms as they stand in the need, in its order, each once."""
    in_order = sorted(spans, key=lambda span: span[0].place)
    return tuple(dict.fromkeys(" ".join(word.typed for word in span) for span in in_order))
