"""Claims: what an accomplishment shows, as terms.

A `Claim` has names (skills, aliases, a short title), pairs of adjacent words, and single content words, each with the
words of the note that they come from.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.learning.reading import ARTICLE_APART, LONGEST, Hit, Pair, key_of, pairs_of
from vaultgen.learning.vocabulary import ARTICLES, FULL, TOOLS
from vaultgen.learning.words import MEANT, Word, Words, words_of
from vaultgen.regex import late
from vaultgen.vault.links import Links
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.property_values import Item

Source = Literal["alias", "skill", "link", "title", "result"]

_TITLE = 3  # words of a note's title that still counts as a name
_DEED = late(r"(?:(?<!e)ed|ing|ment|ion|al|ance)s?$")
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


def _typed(read: Words, first: int, last: int) -> str:
    return " ".join(read.text[read.words[first].start : read.words[last].end].split())
