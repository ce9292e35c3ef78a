"""Claims: what an accomplishment shows, as terms, and an index of them.

A `Claim` has names (skills, aliases, a short title), pairs of adjacent words, and single content words, each with the
words of the note that they come from. `Claims` indexes the terms of many claims, so that matching a need only costs
what it has in common with them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from vaultgen.learning.reading import ARTICLE_APART, LONGEST, MANY, Hit, NeedReading, Pair, key_of, pairs_of, reading_of
from vaultgen.learning.stems import stem
from vaultgen.learning.vocabulary import ARTICLES, BE, FULL, TOOLS
from vaultgen.learning.words import MEANT, TRADE_NAME, Word, Words, words_of
from vaultgen.regex import late
from vaultgen.vault.links import Links
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.property_values import Item

Source = Literal["alias", "skill", "link", "title", "result"]

_TITLE = 3  # words of a note's title that still counts as a name
_DEED = late(r"(?:(?<!e)ed|ing|ment|ion|al|ance)s?$")
_SPREAD = 12  # claims looked at for one term
_JOINED = 6  # letters of a name that may be divided differently
_GAPPED = 3  # words of a name that may have another word inside


class OwnWords(NamedTuple):
    """Words of an accomplishment, as typed, and the property that they come from.

    "link" is a name of the note that a skill links to, "title" the name of the accomplishment's own note.
    """

    text: str
    source: Source


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """The terms of an accomplishment, keyed by stems: joined ones for a name, single ones for pairs and words.

    `topics` are the words that say what a name is about: `diabetes` in `diabetes care`. `result_stems` are the words of
    the result, `text_stems` these and those of title and aliases, `stems` these and those of the skills. `deeds` are
    verbs and names of activities. `unproven_tools` are tools among the further skills that are mentioned nowhere else:
    they were used for the result, but it may not show them.
    """

    accomplishment: Accomplishment
    names: dict[str, OwnWords]
    pairs: dict[Pair, OwnWords]
    words: dict[str, OwnWords]
    topics: dict[str, OwnWords]
    gapped: dict[str, tuple[str, ...]]
    result_stems: frozenset[str]
    text_stems: frozenset[str]
    stems: frozenset[str]
    deeds: frozenset[str]
    unproven_tools: frozenset[str]

    def own(self, hit: Hit) -> OwnWords:
        """The words of the accomplishment that a hit matches."""
        if hit.sort == "pair":
            return self.pairs[hit.pair]
        return {"name": self.names, "word": self.words, "topic": self.topics}[hit.sort][hit.term]

    def is_named(self, name: str) -> bool:
        """Whether the note's own name is one of the names."""
        return key_of(words_of(self.accomplishment.note.name).words) == name


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """A set of claims, with an index of their terms.

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


def claims_of(each: tuple[Claim, ...]) -> Claims:
    """Claims, indexed by their terms."""
    beginnings = frozenset(name[:end] for claim in each for name in claim.names for end in range(1, len(name) + 1))
    joined: dict[str, set[str]] = {}
    gapped: dict[str, dict[str, tuple[str, ...]]] = {}
    several = frozenset(
        name for claim in each for name, own in claim.names.items() if len(words_of(own.text).words) > 1
    )
    claims = Claims(each, {}, {}, {}, {}, {}, {}, beginnings, several)
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


def names_of(item: Item, links: Links | None) -> tuple[str, ...]:
    """The name and aliases of the note that an item links to; empty if it is no link."""
    if item.link is None or item.link.target is None or links is None:
        return ()
    for note in links.find(item.link.target)[:1]:
        return (note.name, *note.aliases)
    return ()


@lru_cache(maxsize=4_000)
def claim_of(accomplishment: Accomplishment, names: tuple[str, ...] = ()) -> Claim:
    """The claim of an accomplishment; `names` are further names of its skills."""
    title, result = OwnWords(accomplishment.note.name, "title"), OwnWords(accomplishment.result, "result")
    aliases = [OwnWords(text, "alias") for text in accomplishment.aliases or ()]
    skills = [OwnWords(item.text, "skill") for item in accomplishment.skills or ()]
    named = [*aliases, *skills, *(OwnWords(text, "link") for text in names)]
    if len(words_of(title.text).words) <= _TITLE:
        named.append(title)
    result_stems = frozenset(word.stem for word in words_of(result.text).words)
    text_stems = frozenset(word.stem for own in (title, result, *aliases) for word in words_of(own.text).words)
    stems = text_stems | {word.stem for own in named for word in words_of(own.text).words if word.weight}
    deeds = frozenset(
        word.stem for own in (*named, result) for word in words_of(own.text).words if _DEED.search(word.low)
    )
    unproven_tools = {
        own
        for own in _further_tools(skills)
        if not any(w.stem in text_stems for w in words_of(own.text).words if w.weight)
    }
    claim = Claim(
        accomplishment,
        {},
        {},
        {},
        {},
        {},
        result_stems,
        text_stems,
        stems,
        deeds,
        frozenset(key_of(words_of(own.text).words) for own in unproven_tools),
    )
    for own in named:
        _add_name(claim, own)
    for own in dict.fromkeys((*named, title, result)):
        if own not in unproven_tools:
            _add_words(claim, own)
    return claim


def _add_name(claim: Claim, own: OwnWords) -> None:
    words = words_of(own.text).words
    kept = tuple(word for word in words if word.stem not in ARTICLES)
    if not 0 < len(kept) <= LONGEST or all(word.weight <= (len(kept) == 1) for word in kept):
        return  # a sentence, or one generic word
    key = key_of(words)
    claim.names.setdefault(key, own)
    if 1 < len(kept) <= _GAPPED and any(word.weight == MEANT for word in kept):
        claim.gapped.setdefault(key, tuple(word.stem for word in kept))
    if len(kept) == 2 and kept[0].weight == MEANT and own.source in ("skill", "link"):
        claim.topics.setdefault(kept[0].stem, own)
    content = [word for word in kept if word.weight]
    if len(content) == 2 and content[0].low.endswith("ing") and content[0].weight < MEANT == content[1].weight:
        claim.topics.setdefault(content[1].stem, own)  # `working with councillors`


def _add_words(claim: Claim, own: OwnWords) -> None:
    read = words_of(own.text)
    aside = _means(read.words) if own.source == "result" else frozenset()
    for pair, hit in pairs_of(read, apart=ARTICLE_APART).items():
        if hit.first in aside:
            continue
        claim.pairs.setdefault(pair, OwnWords(_typed(read, hit.first, hit.last), own.source))
    for place, word in enumerate(read.words):
        if word.weight == MEANT:
            claim.words.setdefault(word.stem, OwnWords(_typed(read, place, place), own.source))


def _means(words: tuple[Word, ...]) -> frozenset[int]:
    """The positions of words in a result that only say how it came about: from `by` or `with` to the clause's end."""
    positions: set[int] = set()
    clause = -1
    for place, word in enumerate(words):
        is_deed = word.low == "by" and any(after.low.endswith("ing") for after in words[place + 1 : place + 3])
        if word.low == "with" or is_deed:
            clause = word.clause
        if word.clause == clause:
            positions.add(place)
    return frozenset(positions)


def _further_tools(skills: list[OwnWords]) -> list[OwnWords]:
    """The skills after the first that are tools."""
    among_small = bool(skills) and skills[0].text[:1].islower()
    return [own for own in skills[1:] if is_tool(own.text, among_small=among_small)]


def is_tool(skill: str, *, among_small: bool = False) -> bool:
    """Whether a skill is the name of a tool: a known one, or one with a capital inside its first word.

    If other skills begin in lower case (`among_small`), a capitalized one is a tool, too.
    """
    words = words_of(skill).words
    if not words or not skill.isascii():
        return False
    if words[0].low in TOOLS or skill.casefold() in TOOLS or skill in FULL:
        return words[0].low in TOOLS or skill.casefold() in TOOLS
    typed = skill.split()
    if among_small and all(word[:1].isupper() for word in typed):
        return True
    return len(typed) == 1 and not skill.isupper() and any(letter.isupper() for letter in skill[1:])


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


def _typed(read: Words, first: int, last: int) -> str:
    return " ".join(read.text[read.words[first].start : read.words[last].end].split())


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.first, -hit.last, hit.sort
