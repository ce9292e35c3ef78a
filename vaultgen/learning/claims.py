"""What an accomplishment claims and what a need says, in terms that can be compared.

A `Claim` has names (skills, aliases, the title where it is short), pairs of words that stand together,
and single words that mean something. A `Reading` is a need's text in the same terms, with what it is
about: the first phrase of each of its clauses.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.learning.vocabulary import ARTICLES
from vaultgen.learning.words import Word, Words, words_of
from vaultgen.vault.links import Links
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.schema import Item

_LONGEST = 6  # words of a name; what is longer is a sentence
_TITLE = 3  # words of a note's name that may be a name for what it shows
_APART = 3  # how far apart two meaningful words of a need may stand, counted in words that carry anything
_GENERIC, _TRADE, _MEANT = 1, 2, 3  # see `words.Word.weight`

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What an accomplishment stands for, in stems. `names` are whole, without spaces.

    `told` are the words of its title and result: what it is about, beyond what it also shows.
    """

    accomplishment: Accomplishment
    names: frozenset[str]
    pairs: frozenset[Pair]
    words: frozenset[str]
    told: frozenset[str]


class Hit(NamedTuple):
    """A term of a claim in a need: the places of its first and last word there.

    A compound is a name of several words, or a pair that stands together; a wide name is that of a whole
    trade, and a wide pair is made of words that are in everything.
    """

    sort: Literal["name", "pair", "word"]
    term: str | Pair
    first: int
    last: int
    is_compound: bool = False
    is_wide: bool = False

    def holds(self, other: "Hit") -> bool:
        """Whether another hit lies within this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A need's text in comparable terms; `heads` are, for each clause, the places of what it is about."""

    text: str
    words: tuple[Word, ...]
    whole: str
    pairs: dict[Pair, Hit]
    single: dict[str, Hit]
    heads: tuple[tuple[int, ...], ...]

    def opens_with(self, hit: Hit) -> bool:
        """Whether a hit lies in what a clause is about."""
        return any(place in head for head in self.heads for place in range(hit.first, hit.last + 1))

    def is_about(self, hit: Hit) -> bool:
        """Whether a clause is about the hit itself: `the Airflow outage` is about the outage.

        The hit ends the clause's first phrase, with one more meaningful word before it at most, and in
        the same breath (`pupils copy the homework` is about pupils); or it is the activity with which
        the clause begins (`hiring nurses in winter`).
        """
        places = range(hit.first, hit.last + 1)
        for head in self.heads:
            before = [place for place in head if place < hit.first]
            meant = sum(self.words[place].weight == _MEANT for place in before)
            between = self.words[before[-1] : hit.first] if before else ()
            if head[-1] in places and meant <= 1 and not any(word.stem in ARTICLES for word in between):
                return True
            if head[0] in places and self._typed(head[0]).endswith("ing"):
                return True
        return False

    def is_phrase(self, hit: Hit) -> bool:
        """Whether a hit is the whole of an item in a list of skills."""
        phrases = {self.words[place].phrase for place in range(hit.first, hit.last + 1)}
        return self.words[hit.first].listed and all(
            hit.first <= place <= hit.last
            for place, word in enumerate(self.words)
            if word.phrase in phrases and word.weight and not word.soft
        )

    def is_told(self, hit: Hit, claim: Claim) -> bool:
        """Whether a claim's title or result says all words of a hit."""
        return all(word.stem in claim.told for word in self.words[hit.first : hit.last + 1] if word.weight)

    def shown(self, hits: tuple[Hit, ...]) -> tuple[str, ...]:
        """The terms as the need writes them, each once; what lies within a longer one is not repeated."""
        spans: list[tuple[int, int]] = []
        # Two words that stand apart are shown as such, by their own hits.
        shown = {(hit.first, hit.last) for hit in hits if hit.is_compound or hit.sort != "pair"}
        for first, last in sorted(shown, key=lambda span: (span[0], -span[1])):
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
            else:
                spans.append((first, last))
        terms = [" ".join(self.text[self.words[a].start : self.words[b].end].split()) for a, b in spans]
        return tuple({term.casefold(): term for term in reversed(terms)}.values())[::-1]

    def _typed(self, place: int) -> str:
        word = self.words[place]
        return self.text[word.start : word.end].casefold()


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """A set of claims, and for each term the places of those that have it.

    `beginnings` are all that a name may begin with, letter by letter.
    """

    each: tuple[Claim, ...]
    names: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    words: dict[str, list[int]]
    beginnings: frozenset[str]

    def hits(self, reading: Reading) -> list[tuple[Claim, tuple[Hit, ...]]]:
        """What a need and each claim both name, in the order of the need; claims without any are left out."""
        found: dict[int, list[Hit]] = {}
        for name, hit in self._names_in(reading.words).items():
            for place in self.names[name]:
                found.setdefault(place, []).append(hit)
        for pair in reading.pairs.keys() & self.pairs.keys():
            for place in self.pairs[pair]:
                found.setdefault(place, []).append(reading.pairs[pair])
        for term in reading.single.keys() & self.words.keys():
            for place in self.words[term]:
                found.setdefault(place, []).append(reading.single[term])
        return [(self.each[place], tuple(sorted(hits, key=_place))) for place, hits in sorted(found.items())]

    def named(self, name: str) -> list[int]:
        """The places of the claims that have a name."""
        return self.names.get(reading_of(name).whole, [])

    def spread(self, hit: Hit) -> int:
        """How many of the claims have the term of a hit."""
        if isinstance(hit.term, frozenset):
            return len(self.pairs[hit.term])
        return len((self.names if hit.sort == "name" else self.words)[hit.term])

    def _names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """The names that words hold, each at its first place; a name is followed no further than it goes."""
        kept = [(place, word) for place, word in enumerate(words) if word.stem not in ARTICLES]
        found: dict[str, Hit] = {}
        for start, (first, opening) in enumerate(kept):
            key, weight = "", 0
            for count, (last, word) in enumerate(kept[start : start + _LONGEST], start=1):
                key, weight = key + word.stem, max(weight, word.weight)
                if word.run != opening.run or key not in self.beginnings:
                    break
                if weight > (count == 1) and key in self.names and key not in found:
                    found[key] = Hit("name", key, first, last, count > 1, count == 1 and word.weight == _TRADE)
        return found


def claims_of(each: tuple[Claim, ...]) -> Claims:
    """Claims with an index of their terms."""
    beginnings = frozenset(name[:end] for claim in each for name in claim.names for end in range(1, len(name) + 1))
    claims = Claims(each, {}, {}, {}, beginnings)
    for place, claim in enumerate(each):
        for name in claim.names:
            claims.names.setdefault(name, []).append(place)
        for pair in claim.pairs:
            claims.pairs.setdefault(pair, []).append(place)
        for word in claim.words:
            claims.words.setdefault(word, []).append(place)
    return claims


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.first, -hit.last, hit.sort


def names_of(item: Item, links: Links | None) -> tuple[str, ...]:
    """The name and the aliases of the note that an item is a link to; none without one."""
    if item.link is None or item.link.target is None or links is None:
        return ()
    for note in links.find(item.link.target)[:1]:
        return (note.name, *note.aliases)
    return ()


@lru_cache(maxsize=4_000)
def claim_of(accomplishment: Accomplishment, names: tuple[str, ...] = ()) -> Claim:
    """What an accomplishment claims; `names` are further names of its skills."""
    skills = [item.text for item in accomplishment.skills or ()]
    named = [words_of(text) for text in (*skills, *names, *(accomplishment.aliases or ()))]
    title, result = words_of(accomplishment.note.name), words_of(accomplishment.result)
    short = [title] if len(title.words) <= _TITLE else []
    texts = (*named, title, result)
    return Claim(
        accomplishment,
        frozenset(_whole(words.words) for words in (*named, *short) if _is_name(words.words)),
        frozenset(pair for words in texts for pair in _pairs(words, apart=1)),
        frozenset(word.stem for words in texts for word in words.words if word.weight == _MEANT),
        frozenset(word.stem for words in (title, result) for word in words.words),
    )


@lru_cache(maxsize=20_000)
def reading_of(text: str) -> Reading:
    """A need's text in comparable terms."""
    read = words_of(text)
    return Reading(
        read.text,
        read.words,
        _whole(read.words),
        _pairs(read, apart=_APART),
        {word.stem: Hit("word", word.stem, at, at) for at, word in enumerate(read.words) if word.weight == _MEANT},
        _heads(read.words),
    )


def _whole(words: tuple[Word, ...]) -> str:
    """Words as one key: `on call`, `on-call` and `oncall` are the same."""
    return "".join(word.stem for word in words if word.stem not in ARTICLES)


def _is_name(words: tuple[Word, ...]) -> bool:
    """Whether words may be a name: not a sentence, and not one word that is in everything."""
    kept = [word for word in words if word.stem not in ARTICLES]
    return 0 < len(kept) <= _LONGEST and any(word.weight > (len(kept) == 1) for word in kept)


def _pairs(read: Words, *, apart: int) -> dict[Pair, Hit]:
    """Words that belong together: neighbours, small words apart, or two meaningful ones up to `apart` words off."""
    kept = [(place, word) for place, word in enumerate(read.words) if word.weight]
    found: dict[Pair, Hit] = {}
    near = ((i, j) for i in range(len(kept)) for j in range(i + 1, min(i + apart + 1, len(kept))))
    for i, j in near:
        (first, one), (last, two) = kept[i], kept[j]
        if one.clause != two.clause or one.stem == two.stem:
            continue
        meant = (one.weight == _MEANT) + (two.weight == _MEANT)
        together = j - i == 1 and last - first <= 3
        if together or meant == 2:
            pair = frozenset((one.stem, two.stem))
            found.setdefault(pair, Hit("pair", pair, first, last, together, is_wide=not meant))
    return found


def _heads(words: tuple[Word, ...]) -> tuple[tuple[int, ...], ...]:
    """For each clause, the places of the first phrase that says something."""
    heads: dict[int, tuple[int, list[int]]] = {}
    for place, word in enumerate(words):
        phrase, places = heads.setdefault(word.clause, (word.phrase, []))
        if word.phrase != phrase and (not places or all(words[at].soft for at in places)):
            heads[word.clause] = (word.phrase, [place] if word.weight else [])
        elif word.phrase == phrase and word.weight:
            places.append(place)
    return tuple(tuple(places) for _, places in heads.values() if places)
