"""The rules for whether an accomplishment meets a need: surely, possibly or not at all.

Only sure matches are used in messages; possible ones may be shown on pages. Since a wrong match makes the user look as
if they had not listened, doubtful ones are only possible.
"""

from itertools import pairwise
from typing import Literal

from vaultgen.learning.claims import Claim
from vaultgen.learning.reading import MANY, Hit, NeedReading
from vaultgen.learning.vocabulary import PAPERS, TRADE, WORDS_TOO
from vaultgen.learning.words import MEANT

Certainty = Literal["sure", "possible"]

# Words of a concern about what the user has or has not done.
_DOUBTS = frozenset("i i'm i've my never only whether if how haven't havent hasn't can't cannot".split())
_AROUND = frozenset("after at before in on outside since".split())  # words that only say where or when it is lacking


def certainty(reading: NeedReading, claim: Claim, hits: tuple[Hit, ...], *, wants_skill: bool) -> Certainty | None:
    """How certain it is that a claim meets a need, by their common terms; None if it does not.

    `wants_skill` says that the need is a skill, not a problem: a skill is met if it is named, a problem if it is about
    what the claim names, or contains one of the user's aliases.
    """
    hits = tuple(hit for hit in hits if not _is_ordinary(hit, reading, claim))
    reasons = [hit for hit in hits if is_reason(hit, reading, claim, hits, wants_skill=wants_skill)]
    shown = [hit for hit in reasons if hit.sort != "name" or hit.term not in claim.unproven_tools]
    if shown or sum(hit.sort == "word" for hit in hits) >= MANY:
        return "sure"
    return "possible" if reasons or any(hit.sort == "name" and not hit.is_wide for hit in hits) else None


def _is_ordinary(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a need uses an ordinary word where the claim has a name: `calm` and CALM."""
    if hit.first != hit.last or reading.words[hit.first].low not in WORDS_TOO:
        return False
    return reading.typed(hit.first, hit.last).islower() and not claim.own(hit).text.islower()


def answers(reading: NeedReading, hits: tuple[Hit, ...]) -> bool:
    """Whether a match answers a concern: one about a lacking skill, all of which the hits cover.

    A concern about what the user has not done, or may not do, is not answered by naming the same thing.
    """
    if any(word.low in _DOUBTS for word in reading.words):
        return False
    if any(word.low == "not" and after.low not in ("enough", "much") for word, after in pairwise(reading.words)):
        return False
    met = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    around = {word.phrase for word in reading.words if word.low in _AROUND}
    return all(
        place in met or word.soft or word.weight < MEANT or word.phrase in around
        for place, word in enumerate(reading.words)
    )


def is_reason(hit: Hit, reading: NeedReading, claim: Claim, hits: tuple[Hit, ...], *, wants_skill: bool) -> bool:
    """Whether a term is enough for a match; `hits` are all common terms."""
    if wants_skill and any(word.stem in PAPERS and word.stem not in claim.stems for word in reading.words):
        return False  # a `food hygiene certificate` is shown by none of what food hygiene has done
    if hit.sort == "pair":
        return not hit.is_wide or (wants_skill and reading.opens_with(hit))
    if hit.sort == "topic":
        return _is_topic(hit, reading, hits, wants_skill=wants_skill)
    if hit.sort == "word":
        return False
    if _counts_anywhere(hit, reading, claim):
        return True
    return _is_wanted(hit, reading, claim) if wants_skill else _is_problem(hit, reading, claim, hits)


def _counts_anywhere(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a name counts anywhere in a need: an alias, or a skill of several content words."""
    if hit.is_compound and not hit.is_wide:
        return True
    if claim.own(hit).source != "alias" or (hit.is_wide and not hit.is_compound):
        return False
    return reading.is_itself(hit, claim.stems) and not _is_verb_of_noun(hit, reading, claim)


def _is_verb_of_noun(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a need uses the claim's noun as a verb.

    `They bridge the gap` is not about bridges, nor `customers refer to it` about referrals.
    """
    if hit.first != hit.last:
        return False
    if reading.is_deed(hit):
        return hit.term not in claim.deeds
    typed, own = reading.words[hit.first].low, claim.own(hit).text.casefold()
    return reading.follows_noun(hit) and not typed.endswith("ing") and typed.rstrip("s") != own.rstrip("s")


def _is_wanted(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a named skill is what is wanted, and not only part of it."""
    if not (hit.is_compound or reading.opens_with(hit, wanted=True) or reading.is_phrase(hit)):
        return False
    if claim.own(hit).source == "title" and not reading.is_all_of(hit):
        return False
    return reading.is_itself(hit, claim.stems) or hit.term in claim.text_stems


def _is_problem(hit: Hit, reading: NeedReading, claim: Claim, hits: tuple[Hit, ...]) -> bool:
    """Whether a name is what a problem is about, or begins it and the claim has one more word in common."""
    if hit.is_wide and not hit.is_compound:
        return False
    if _is_verb_of_noun(hit, reading, claim):
        return False
    is_title = claim.own(hit).source == "title"
    if not hit.is_compound and (is_title or hit.first != hit.last):  # two words: `check out`, of `checkout`
        return reading.is_subject(hit) and (hit.term in claim.result_stems or not is_title)
    if reading.is_about(hit, claim.stems) or reading.is_troubled(hit):
        return True
    if reading.is_lacking(hit) or (reading.is_done(hit) and claim.is_named(hit.term)):
        return reading.is_itself(hit, claim.stems)
    return reading.opens_with(hit) and any(other.sort == "word" and not hit.holds(other) for other in hits)


def _is_topic(hit: Hit, reading: NeedReading, hits: tuple[Hit, ...], *, wants_skill: bool) -> bool:
    """Whether a need is exactly what one of the names is about: `diabetes`, for `diabetes care`.

    That is enough for a skill; a problem must begin with it and have one more word in common.
    """
    if hit.term in TRADE:
        return False
    if wants_skill:
        return reading.is_all_wanted(hit)
    run = reading.words[hit.first].run
    further = [other for other in hits if other.sort == "word" and reading.words[other.first].run == run]
    return reading.is_all_of(hit) and any(not hit.holds(other) for other in further)
