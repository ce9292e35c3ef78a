"""What an accomplishment claims, in terms that can be looked up.

A `Claim` has names (skills, aliases, the title where it is short), pairs of words that stand together, and single
words that mean something, each with the words of the note that say so. `Claims` indexes the terms of many claims,
so that a need costs what it shares with them and no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from vaultgen.learning.reading import ARTICLE_APART, LONGEST, Hit, NeedReading, Pair, key_of, pairs_of, reading_of
from vaultgen.learning.stems import stem
from vaultgen.learning.vocabulary import ARTICLES, BE, FULL, TOOLS
from vaultgen.learning.words import GENERAL, MEANT, TRADE_NAME, Word, Words, words_of
from vaultgen.vault.links import Links
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.schema import Item

Source = Literal["alias", "skill", "link", "title", "result"]

_TITLE = 3  # words of a note's name that may be a name for what it shows
_JOINED = 6  # letters of a name that may be divided otherwise
_GAPPED = 3  # words of a name that may have another word between them


class OwnWords(NamedTuple):
    """Words of an accomplishment, as they are typed there, and which property says them.

    "link" is a name of the note that a skill links to, "title" the name of the accomplishment's own note.
    """

    text: str
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What an accomplishment stands for. Keys are stems: of a name joined, of a pair or a word single.

    `topics` are the first words of names that go on with one more word: what `diabetes care` is about.
    `told` are the words of title, result and aliases. `untold` are the names of tools among the further skills that
    nothing else mentions: what the result was reached with, and may not show.
    """

    accomplishment: Accomplishment
    names: dict[str, OwnWords]
    pairs: dict[Pair, OwnWords]
    words: dict[str, OwnWords]
    topics: dict[str, "Topic"]
    gapped: tuple[tuple[str, tuple[str, ...]], ...]
    told: frozenset[str]
    untold: frozenset[str]

    def own(self, hit: Hit) -> OwnWords:
        """The words of the accomplishment that a hit has met."""
        if hit.sort == "pair":
            return self.pairs[hit.pair]
        if hit.sort == "topic":
            return self.topics[hit.term].own
        return (self.names if hit.sort == "name" else self.words)[hit.term]

    def is_named(self, name: str) -> bool:
        """Whether the note's own name is one of the names."""
        return key_of(words_of(self.accomplishment.note.name).words) == name


class Topic(NamedTuple):
    """The first word of a name of two; `is_all` where the second says nothing of its own, as in `diabetes care`."""

    own: OwnWords
    is_all: bool


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """A set of claims, and for each term the places of those that have it.

    `beginnings` are all that a name may begin with, letter by letter; `joined` gives the names that a single word
    or another division of the same letters may write; `gapped` the names by their first and last word.
    """

    each: tuple[Claim, ...]
    names: dict[str, list[int]]
    pairs: dict[Pair, list[int]]
    words: dict[str, list[int]]
    topics: dict[str, list[int]]
    joined: dict[str, frozenset[str]]
    gapped: dict[str, list[tuple[str, tuple[str, ...]]]]
    beginnings: frozenset[str]

    def hits(self, reading: NeedReading) -> list[tuple[Claim, tuple[Hit, ...]]]:
        """What a need and each claim both name, in the order of the need; claims without any are left out."""
        found: dict[int, list[Hit]] = {}
        for name, hit in self._names_in(reading).items():
            for place in self.names[name]:
                found.setdefault(place, []).append(hit)
        for pair in reading.pairs.keys() & self.pairs.keys():
            for place in self.pairs[pair]:
                found.setdefault(place, []).append(reading.pairs[pair])
        for term in reading.single.keys() & self.words.keys():
            for place in self.words[term]:
                found.setdefault(place, []).append(reading.single[term])
        for term in reading.single.keys() & self.topics.keys():
            for place in self.topics[term]:
                found.setdefault(place, []).append(reading.single[term]._replace(sort="topic"))
        return [(self.each[place], tuple(sorted(hits, key=_place))) for place, hits in sorted(found.items())]

    def named(self, name: str) -> list[int]:
        """The places of the claims that have a name."""
        return self.names.get(reading_of(name).whole, [])

    def spread(self, hit: Hit) -> int:
        """How many of the claims have the term of a hit."""
        if hit.sort == "pair":
            return len(self.pairs[hit.pair])
        return len({"name": self.names, "word": self.words, "topic": self.topics}[hit.sort][hit.term])

    def _names_in(self, reading: NeedReading) -> dict[str, Hit]:
        """The names that a need holds, each at its first place."""
        found = self._whole_names_in(reading.words)
        for name, hit in self._joined_names_in(reading.words).items():
            found.setdefault(name, hit)
        for name, hit in self._gapped_names_in(reading.words).items():
            found.setdefault(name, hit)
        return found

    def _whole_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names as they stand, followed no further than they go."""
        kept = [(place, word) for place, word in enumerate(words) if word.stem not in ARTICLES]
        found: dict[str, Hit] = {}
        for start, (first, opening) in enumerate(kept):
            key, weight = "", 0
            for count, (last, word) in enumerate(kept[start : start + LONGEST], start=1):
                key, weight = key + word.stem, max(weight, word.weight)
                if word.run != opening.run or key not in self.beginnings:
                    break
                if weight > (count == 1) and key in self.names and key not in found:
                    is_wide = weight < (MEANT if count == 1 else TRADE_NAME)
                    found[key] = Hit("name", key, first, last, is_compound=count > 1, is_wide=is_wide)
        return found

    def _joined_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names divided otherwise: `hedgecutting` is `hedge cutting`, and `story time` is `storytime`."""
        found: dict[str, Hit] = {}
        for first, opening in enumerate(words):
            letters = ""
            for last, word in enumerate(words[first : first + 3], start=first):
                if word.run != opening.run:
                    break
                letters += word.low
                for name in self.joined.get(stem(letters), ()):
                    found.setdefault(name, Hit("name", name, first, last, is_compound=True))
        return found

    def _gapped_names_in(self, words: tuple[Word, ...]) -> dict[str, Hit]:
        """Names with another word inside: `coaching line managers` has `coaching managers`."""
        found: dict[str, Hit] = {}
        for first, opening in enumerate(words):
            for name, stems in self.gapped.get(opening.stem, ()):
                last = _followed(words, first, stems) if stems[0] == opening.stem else _said_of(words, first, stems)
                if last is not None:
                    found.setdefault(name, Hit("name", name, first, last, is_compound=True))
        return found


def claims_of(each: tuple[Claim, ...]) -> Claims:
    """Claims with an index of their terms."""
    beginnings = frozenset(name[:end] for claim in each for name in claim.names for end in range(1, len(name) + 1))
    joined: dict[str, set[str]] = {}
    gapped: dict[str, dict[str, tuple[str, ...]]] = {}
    claims = Claims(each, {}, {}, {}, {}, {}, {}, beginnings)
    for place, claim in enumerate(each):
        _index(claim.names, claims.names, place)
        _index(claim.pairs, claims.pairs, place)
        _index(claim.words, claims.words, place)
        _index(claim.topics, claims.topics, place)
        for name, own in claim.names.items():
            letters = "".join(word.low for word in words_of(own.text).words)
            if len(letters) >= _JOINED:
                joined.setdefault(stem(letters), set()).add(name)
        for name, stems in claim.gapped:
            for end in (stems[0], stems[-1]):
                gapped.setdefault(end, {})[name] = stems
    claims.joined.update({letters: frozenset(names) for letters, names in joined.items()})
    claims.gapped.update({first: sorted(names.items()) for first, names in gapped.items()})
    return claims


_Term = TypeVar("_Term", str, Pair)


def _index(terms: Iterable[_Term], index: dict[_Term, list[int]], place: int) -> None:
    for term in terms:
        index.setdefault(term, []).append(place)


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
    skills = tuple(item.text for item in accomplishment.skills or ())
    title, result = OwnWords(accomplishment.note.name, "title"), OwnWords(accomplishment.result, "result")
    named = [
        *(OwnWords(text, "alias") for text in accomplishment.aliases or ()),
        *(OwnWords(text, "skill") for text in skills),
        *(OwnWords(text, "link") for text in names),
    ]
    short = [title] if len(words_of(title.text).words) <= _TITLE else []
    stories = [title, result, *(own for own in named if own.source == "alias")]
    told = frozenset(word.stem for own in stories for word in words_of(own.text).words)
    known: dict[str, OwnWords] = {}
    pairs: dict[Pair, OwnWords] = {}
    words: dict[str, OwnWords] = {}
    topics: dict[str, Topic] = {}
    gapped: dict[str, tuple[str, ...]] = {}
    for own in (*named, *short):
        typed = words_of(own.text).words
        kept = tuple(word for word in typed if word.stem not in ARTICLES)
        if _is_name(kept):
            key = key_of(typed)
            known.setdefault(key, own)
            if 1 < len(kept) <= _GAPPED and any(word.weight == MEANT for word in kept):
                gapped.setdefault(key, tuple(word.stem for word in kept))
            if len(kept) == 2 and kept[0].weight == MEANT:
                topics.setdefault(kept[0].stem, Topic(own, is_all=kept[1].weight <= GENERAL))
    for own in (*named, title, result):
        read = words_of(own.text)
        for pair, hit in pairs_of(read, apart=ARTICLE_APART).items():
            pairs.setdefault(pair, OwnWords(_typed(read, hit.first, hit.last), own.source))
        for place, word in enumerate(read.words):
            if word.weight == MEANT:
                words.setdefault(word.stem, OwnWords(_typed(read, place, place), own.source))
    return Claim(accomplishment, known, pairs, words, topics, tuple(gapped.items()), told, _untold(skills, known, told))


def _untold(skills: tuple[str, ...], names: dict[str, OwnWords], told: frozenset[str]) -> frozenset[str]:
    """The keys of tools after the first skill that title, result and aliases leave out."""
    lower = bool(skills) and skills[0][:1].islower()
    further = [words_of(text).words for text in skills[1:] if is_tool(text, among_small=lower)]
    return frozenset(
        key
        for words in further
        if (key := key_of(words)) in names and not any(word.stem in told for word in words if word.weight)
    )


def is_tool(skill: str, *, among_small: bool = False) -> bool:
    """Whether a skill is the name of a tool: one that is known, or one word with a capital inside.

    Among skills that begin small (`among_small`), a single word with a capital is one, too.
    """
    words = words_of(skill).words
    if words and (words[0].low in TOOLS or skill in FULL):
        return words[0].low in TOOLS
    if len(words) != 1 or not skill.isascii() or skill.isupper():
        return False
    return any(letter.isupper() for letter in skill[1:]) or (among_small and skill[:1].isupper())


def _followed(words: tuple[Word, ...], first: int, stems: tuple[str, ...]) -> int | None:
    """Where the last of some stems stands, if they follow one another in one phrase with a word between at most."""
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
    """Where the first of two stems stands, if it is said of the second: `search is too slow`, of `slow search`."""
    if len(stems) != 2 or first + 2 >= len(words) or words[first + 1].low not in BE:
        return None
    after = next((place for place in range(first + 2, min(first + 5, len(words))) if words[place].weight), first)
    return after if words[after].stem == stems[0] and words[after].run == words[first].run else None


def _typed(read: Words, first: int, last: int) -> str:
    return " ".join(read.text[read.words[first].start : read.words[last].end].split())


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.first, -hit.last, hit.sort


def _is_name(kept: Iterable[Word]) -> bool:
    """Whether words may be a name: not a sentence, and not one word that is in everything."""
    words = tuple(kept)
    return 0 < len(words) <= LONGEST and any(word.weight > (len(words) == 1) for word in words)
