"""Indexes the terms of many claims, so that matching a need only costs what it has in common with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from vaultgen.learning.claims import Claim
from vaultgen.learning.reading import LONGEST, MANY, Hit, NeedReading, Pair, reading_of
from vaultgen.learning.stems import stem
from vaultgen.learning.vocabulary import ARTICLES, BE
from vaultgen.learning.words import MEANT, TRADE_NAME, Word, words_of

_SPREAD = 12  # claims looked at for one term
_JOINED = 6  # letters of a name that may be divided differently


@dataclass(frozen=True, slots=True, eq=False)
class ClaimIndex:
    """An index of the terms of some claims.

    `beginnings` are the prefixes of all names. `joined` are the names by their letters without spaces, to find them in
    one word or divided differently. `gapped` are the names by first and last word. `several` are those of several
    words.
    """

    each: tuple[Claim, ...]
    names: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    words: dict[str, list[int]]
    topics: dict[str, list[int]]
    joined: dict[str, frozenset[str]]
    gapped: dict[str, list[tuple[str, tuple[str, ...]]]]
    beginnings: frozenset[str]
    several: frozenset[str]

    def hits(self, reading: NeedReading) -> list[tuple[Claim, tuple[Hit, ...]]]:
        """The terms that a need shares with each claim, in the order of the need; claims with too few are left out.

        Too few are fewer than three words and no name, pair or topic. A term of more than `_SPREAD` claims does not
        distinguish them, and only that many are looked at.
        """
        strong = [(hit, self.names[name]) for name, hit in self._names_in(reading).items()]
        strong += [(reading.pairs[pair], self.pairs[pair]) for pair in reading.pairs.keys() & self.pairs.keys()]
        words = [(reading.single[term], self.words[term]) for term in reading.single.keys() & self.words.keys()]
        topics = reading.single.keys() & self.topics.keys()
        strong += [(reading.single[term]._replace(sort="topic"), self.topics[term]) for term in topics]
        claims = {place for _, places in strong for place in places[:_SPREAD]}
        counted = Counter(place for _, places in words for place in places[:_SPREAD])
        claims |= {place for place, count in counted.items() if count >= MANY}
        by_claim: dict[int, list[Hit]] = {place: [] for place in claims}
        for hit, places in (*strong, *words):
            for place in claims.intersection(places):
                by_claim[place].append(hit)
        return [(self.each[place], tuple(sorted(hits, key=_place))) for place, hits in sorted(by_claim.items())]

    def named(self, name: str) -> list[int]:
        """The indexes of the claims that have a name."""
        return self.names.get(reading_of(name).whole, [])

    def spread(self, hit: Hit) -> int:
        """How many claims have the term of a hit."""
        if hit.sort == "pair":
            return len(self.pairs[hit.pair])
        return len({"name": self.names, "word": self.words, "topic": self.topics}[hit.sort][hit.term])

    def _names_in(self, reading: NeedReading) -> dict[str, Hit]:
        """The names in a need, each at its first position."""
        hits = self._whole_names_in(reading.words)
        for name, hit in self._joined_names_in(reading.words).items():
            hits.setdefault(name, hit)
        for name, hit in self._gapped_names_in(reading.words).items():
            hits.setdefault(name, hit)
        return hits

    def _whole_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names as they are written; the search stops where no name continues."""
        kept = [(place, word) for place, word in enumerate(words) if word.stem not in ARTICLES]
        hits: dict[str, Hit] = {}
        for start, (first, opening) in enumerate(kept):
            key, weight = "", 0
            for count, (last, word) in enumerate(kept[start : start + LONGEST], start=1):
                key, weight = key + word.stem, max(weight, word.weight)
                if word.run != opening.run or key not in self.beginnings:
                    break
                if weight > (count == 1) and key in self.names and key not in hits:
                    is_wide = weight < (MEANT if count == 1 else TRADE_NAME)
                    is_compound = count > 1 and key in self.several
                    hits[key] = Hit("name", key, first, last, is_compound=is_compound, is_wide=is_wide)
        return hits

    def _joined_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names divided differently: `hedgecutting` for `hedge cutting`, and `story time` for `storytime`."""
        hits: dict[str, Hit] = {}
        for first, opening in enumerate(words):
            letters = ""
            for last, word in enumerate(words[first : first + 3], start=first):
                if word.run != opening.run:
                    break
                letters += word.low
                for name in self.joined.get(stem(letters), ()):
                    is_wide = all(each.weight < TRADE_NAME for each in words[first : last + 1])
                    hit = Hit("name", name, first, last, is_compound=name in self.several, is_wide=is_wide)
                    hits.setdefault(name, hit)
        return hits

    def _gapped_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names with another word inside: `coaching line managers` contains `coaching managers`."""
        hits: dict[str, Hit] = {}
        for first, opening in enumerate(words):
            for name, stems in self.gapped.get(opening.stem, ()):
                last = _followed(words, first, stems) if stems[0] == opening.stem else _said_of(words, first, stems)
                if last is not None:
                    hits.setdefault(name, Hit("name", name, first, last, is_compound=True))
        return hits


def index_of_claims(each: tuple[Claim, ...]) -> ClaimIndex:
    """The index of some claims."""
    beginnings = frozenset(name[:end] for claim in each for name in claim.names for end in range(1, len(name) + 1))
    joined: dict[str, set[str]] = {}
    gapped: dict[str, dict[str, tuple[str, ...]]] = {}
    several = frozenset(
        name for claim in each for name, own in claim.names.items() if len(words_of(own.text).words) > 1
    )
    claims = ClaimIndex(each, {}, {}, {}, {}, {}, {}, beginnings, several)
    for place, claim in enumerate(each):
        _index(claim.names, claims.names, place)
        _index(claim.pairs, claims.pairs, place)
        _index(claim.words, claims.words, place)
        _index(claim.topics, claims.topics, place)
        for name, own in claim.names.items():
            letters = "".join(word.low for word in words_of(own.text).words)
            if len(letters) >= _JOINED:
                joined.setdefault(stem(letters), set()).add(name)
        for name, stems in claim.gapped.items():
            for end in (stems[0], stems[-1]):
                gapped.setdefault(end, {})[name] = stems
    claims.joined.update({letters: frozenset(names) for letters, names in joined.items()})
    claims.gapped.update({first: sorted(names.items()) for first, names in gapped.items()})
    return claims


_Term = TypeVar("_Term", str, Pair)


def _index(terms: Iterable[_Term], index: dict[_Term, list[int]], place: int) -> None:
    for term in terms:
        index.setdefault(term, []).append(place)


def _followed(words: tuple[Word, ...], first: int, stems: tuple[str, ...]) -> int | None:
    """The position of the last of some stems if they follow one another in a phrase, with gaps of at most one word."""
    at, gaps = first, 0
    for wanted in stems[1:]:
        near = range(at + 1, min(at + 3, len(words)))
        place = next((p for p in near if words[p].stem == wanted and words[p].phrase == words[first].phrase), None)
        if place is None:
            return None
        gaps += place - at - 1
        at = place
    return at if gaps <= 1 else None


def _said_of(words: tuple[Word, ...], first: int, stems: tuple[str, ...]) -> int | None:
    """The position of the first of two stems if it is said of the second: `search is too slow`, for `slow search`."""
    if len(stems) != 2 or first + 2 >= len(words) or words[first + 1].low not in BE:
        return None
    after = next((place for place in range(first + 2, min(first + 5, len(words))) if words[place].weight), first)
    return after if words[after].stem == stems[0] and words[after].run == words[first].run else None


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.first, -hit.last, hit.sort
