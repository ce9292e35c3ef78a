"""Reads the text of a need: its terms, for lookup among claims, and what each of its clauses is about.

A clause is about its first phrase: `the Airflow outage hit every customer` is about the outage. A `Hit` is a term of a
claim in the text.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.learning.vocabulary import (
    APART,
    ARTICLES,
    BE,
    DOING,
    DREADING,
    HAVING,
    LACK,
    LEAVING,
    LISTING,
    OF,
    ONWARDS,
    PERSONAL,
    TROUBLE,
    VERBS,
)
from vaultgen.learning.words import GENERAL, MEANT, Word, Words, words_of

LONGEST = 6  # words of a name; longer ones are sentences
ARTICLE_APART = 1  # the distance of the words of a pair in a claim, in words with a weight
MANY = 3  # content words that are a match without another term
_APART = 3  # the same in a need, for two content words
_OF_APART = 4  # the distance of words from an `of`
_LACK_APART = 7  # words between a word for lacking and what is lacking

Pair = frozenset[str]


class Hit(NamedTuple):
    """A term of a claim in a need, with the positions of its first and last word.

    `term` is the key of a name or the stem of a word or topic; for a pair it is empty and `pair` has both stems. A
    compound is a name of several words, or an adjacent pair. A wide name or pair is that of a whole trade, or made of
    generic words.
    """

    sort: Literal["name", "pair", "word", "topic"]
    term: str
    first: int
    last: int
    pair: Pair = frozenset()
    is_compound: bool = False
    is_wide: bool = False

    def holds(self, other: "Hit") -> bool:
        """Whether another hit is within this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True, eq=False)
class NeedReading:
    """The text of a need as terms.

    `heads` are the positions of what each clause is about; `wanted` is the same for a skill, where `looking after
    volunteers` is about volunteers.
    """

    text: str
    words: tuple[Word, ...]
    whole: str
    pairs: dict[Pair, Hit]
    single: dict[str, Hit]
    heads: tuple[tuple[int, ...], ...]
    wanted: tuple[tuple[int, ...], ...]

    def opens_with(self, hit: Hit, *, wanted: bool = False) -> bool:
        """Whether a hit is in what a clause is about."""
        heads = self.wanted if wanted else self.heads
        return any(place in head for head in heads for place in range(hit.first, hit.last + 1))

    def is_about(self, hit: Hit, known: Container[str]) -> bool:
        """Whether a clause is about the hit itself: `the Airflow outage` is about the outage.

        Either the hit ends the first phrase and no word before it changes its meaning, where `known` are the words of
        the claim; or it is the activity with which the clause begins (`hiring nurses in winter`).
        """
        places = range(hit.first, hit.last + 1)
        for head in self.heads:
            before = [place for place in head if place < hit.first]
            between = self.words[before[-1] : hit.first] if before else ()
            ends = all(self.words[place].stem in PERSONAL for place in head if place > hit.last)
            is_last = ends and head[-1] >= hit.first and not any(word.stem in ARTICLES for word in between)
            is_activity = head[0] in places and self._low(head[0]).endswith("ing")
            after = self.words[hit.last + 1 : hit.last + 2]
            if is_activity and after and after[0].phrase == self.words[hit.last].phrase:
                is_activity = _is_object(after[0], known)
            if (is_last or is_activity) and self.is_itself(hit, known):
                return True
        return False

    def is_all_of(self, hit: Hit) -> bool:
        """Whether a clause begins with a hit that no word modifies: `absence is …`, `they release every …`."""
        after = self.words[hit.last + 1 : hit.last + 2]
        ends = not after or not after[0].weight or after[0].phrase != self.words[hit.last].phrase
        is_listed = bool(after) and after[0].low in LISTING
        return ends and not is_listed and any(head[0] == hit.first for head in self.heads)

    def is_subject(self, hit: Hit) -> bool:
        """Whether a clause begins with a hit, followed by its verb or a punctuation mark: `callbacks - too many`."""
        after = self.words[hit.last + 1] if hit.last + 1 < len(self.words) else None
        ends = after is None or after.run != self.words[hit.last].run or after.low in VERBS or after.low in HAVING
        return ends and any(head[0] == hit.first for head in self.heads)

    def is_all_wanted(self, hit: Hit) -> bool:
        """Whether a hit is the whole first phrase of a skill."""
        return any(
            all(hit.first <= place <= hit.last or self.words[place].soft for place in head)
            for head in self.wanted
            if head[0] <= hit.last and hit.first <= head[-1]
        )

    def is_itself(self, hit: Hit, known: Container[str]) -> bool:
        """Whether no word beside a hit changes its meaning, as `tax` does in `tax returns`.

        `known` are the words of the claim, which do not change it. After a plural follows a verb rather than a noun.
        """
        phrase, last = self.words[hit.first].phrase, self.words[hit.last]
        if self._low(hit.first) in VERBS:
            phrase -= 1  # `occupancy falls`: it ends the phrase of which it may be the last word
        if _is_other(self.words[: hit.first][::-1], phrase, known, LEAVING if hit.first == hit.last else ()):
            return False
        after = self.words[hit.last + 1 :]
        if after and after[0].low == "of":
            said = [word for word in after[1:_OF_APART] if word.clause == last.clause and word.weight]
            return not said or any(word.stem in known or word.stem in PERSONAL for word in said)
        is_plural = last.low.endswith("s") and not last.low.endswith(("ss", "us", "is"))
        return is_plural or not _is_other(after, last.phrase, known)

    def is_deed(self, hit: Hit) -> bool:
        """Whether a hit is used as a verb: `they bridge the gap`, `to book a room`."""
        before = self.words[hit.first - 1 : hit.first] if hit.first else ()
        return bool(before) and before[0].low in DOING

    def follows_noun(self, hit: Hit) -> bool:
        """Whether the word before a hit is a plural, after which a verb may follow."""
        before = self.words[hit.first - 1] if hit.first else None
        if before is None or before.run != self.words[hit.first].run or before.low in VERBS:
            return False
        return before.weight > 0 and before.low.endswith("s")

    def is_lacking(self, hit: Hit) -> bool:
        """Whether a hit is said to be lacking or wanted: `nobody can do X`, `behind on X`, `no X`."""
        for word in self.words[max(0, hit.first - _LACK_APART) : hit.first][::-1]:
            if word.clause != self.words[hit.first].clause or word.weight > GENERAL:
                return False
            if word.low in LACK:
                return True
        return False

    def is_troubled(self, hit: Hit) -> bool:
        """Whether a hit is said to go wrong (`checkout drop-off`), or is what they fear (`threatens penalties`)."""
        before, after = self.words[: hit.first], self.words[hit.last + 1 :]
        phrase = self.words[hit.last].phrase
        within = [word for word in after if word.phrase == phrase and word.weight]
        if not within:
            return bool(before) and before[-1].low in DREADING
        lows = " ".join(word.low for word in after[:2])
        is_trouble = within[0].low in TROUBLE or lows in ("drop off", "drop offs")
        ends = all(word.weight < MEANT for word in within[1:])
        return is_trouble and ends and any(head[0] == hit.first for head in self.heads)

    def is_done(self, hit: Hit) -> bool:
        """Whether a hit is what happens to the subject of the clause: `new starters are onboarded by …`."""
        before = [word.low for word in self.words[max(0, hit.first - 2) : hit.first]]
        return self._low(hit.last).endswith("ed") and any(word in BE for word in before)

    def is_phrase(self, hit: Hit) -> bool:
        """Whether a hit is a whole item in a list of skills."""
        phrases = {self.words[place].phrase for place in range(hit.first, hit.last + 1)}
        return self.words[hit.first].listed and all(
            hit.first <= place <= hit.last
            for place, word in enumerate(self.words)
            if word.phrase in phrases and word.weight and not word.soft
        )

    def shown(self, hits: tuple[Hit, ...]) -> tuple[str, ...]:
        """The terms as the need writes them, without duplicates and terms within others."""
        spans: list[tuple[int, int]] = []
        # Two words that are apart are shown by their own hits.
        shown = {(hit.first, hit.last) for hit in hits if hit.is_compound or hit.sort != "pair"}
        for first, last in sorted(shown, key=lambda span: (span[0], -span[1])):
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
            else:
                spans.append((first, last))
        terms = [self.typed(first, last) for first, last in spans]
        return tuple({term.casefold(): term for term in reversed(terms)}.values())[::-1]

    def typed(self, first: int, last: int) -> str:
        """The words between two positions as the need writes them, on one line."""
        return " ".join(self.text[self.words[first].start : self.words[last].end].split())

    def _low(self, place: int) -> str:
        return self.words[place].low


@lru_cache(maxsize=20_000)
def reading_of(text: str) -> NeedReading:
    """Reads the text of a need."""
    read = words_of(text)
    return NeedReading(
        read.text,
        read.words,
        key_of(read.words),
        pairs_of(read, apart=_APART),
        {
            word.stem: Hit("word", word.stem, at, at)
            for at, word in reversed(tuple(enumerate(read.words)))
            if word.weight == MEANT
        },
        _heads(read.words, OF),
        _heads(read.words, ONWARDS),
    )


def _is_other(beside: tuple[Word, ...], phrase: int, known: Container[str], leaving: Container[str] = ()) -> bool:
    """Whether the words beside a hit, nearest first, change its meaning; `known` are the words of the claim.

    Generic words do not, except a noun directly beside it, which `leaving` has not.
    """
    for place, word in enumerate(beside):
        if word.phrase != phrase or not word.weight:
            return False
        if word.weight == MEANT and not word.soft:
            return word.stem not in known
        is_verb = word.low in VERBS or word.low.endswith("ing")
        if leaving and not (place or is_verb or word.stem in leaving or word.stem in known):
            return True
    return False


def _is_object(word: Word, known: Container[str]) -> bool:
    """Whether a word after one in `-ing` is its object: `hiring nurses`, but not `letting rules`."""
    return word.weight != GENERAL or word.stem in LEAVING or word.stem in known


def key_of(words: tuple[Word, ...]) -> str:
    """Words as one key: that of `on call`, `on-call` and `oncall` is the same."""
    return "".join(word.stem for word in words if word.stem not in ARTICLES)


def pairs_of(read: Words, *, apart: int) -> dict[Pair, Hit]:
    """Pairs of words: neighbours, ignoring small words, or two content words at most `apart` words apart."""
    kept = [(place, word) for place, word in enumerate(read.words) if word.weight]
    pairs: dict[Pair, Hit] = {}
    near = ((i, j) for i in range(len(kept)) for j in range(i + 1, min(i + apart + 1, len(kept))))
    for i, j in near:
        (first, one), (last, two) = kept[i], kept[j]
        if one.clause != two.clause or one.stem == two.stem:
            continue
        meant = (one.weight == MEANT) + (two.weight == MEANT)
        together = j - i == 1 and last - first <= 4
        if together or (meant == 2 and one.run == two.run):
            pair = frozenset((one.stem, two.stem))
            is_way = together and any(word.low == "to" for word in read.words[first + 1 : last])  # `line to the coast`
            is_wide = not meant or ((meant == 1 or is_way) and not _is_term(read, first, last))
            pairs.setdefault(pair, Hit("pair", "", first, last, pair, is_compound=together, is_wide=is_wide))
    return pairs


def _is_term(read: Words, first: int, last: int) -> bool:
    """Whether a generic word and a content word make a term: `shift handover`, `number of falls`.

    They do not if a clause begins between them, or one is a word for people, work or time in general.
    """
    between = read.words[first + 1 : last]
    if not any(letter.isspace() for letter in read.text[read.words[first].end : read.words[last].start]):
        return True
    if any(read.words[place].stem in PERSONAL for place in (first, last)):
        return False
    return not any(word.low in APART or word.low == "to" for word in between)


def _heads(words: tuple[Word, ...], onwards: frozenset[str]) -> tuple[tuple[int, ...], ...]:
    """The positions of each clause's first phrase with content. A phrase of generic words continues over `onwards`."""
    heads: dict[int, tuple[int, list[int]]] = {}
    for place, word in enumerate(words):
        phrase, places = heads.setdefault(word.clause, (word.phrase, []))
        if word.phrase != phrase and (not places or all(words[at].soft for at in places)):
            heads[word.clause] = (word.phrase, [place] if word.weight else [])
        elif word.phrase != phrase and word.low in onwards and all(words[at].weight <= GENERAL for at in places):
            heads[word.clause] = (word.phrase, places)
        elif word.phrase == phrase and word.weight:
            places.append(place)
    return tuple(tuple(places) for _, places in heads.values() if places)
