"""Whether an accomplishment meets a need: surely, possibly or not at all. The rules, in one place.

What is told in a message must be sure; a possible match may be shown on a page. A wrong match makes its teller look
like somebody who did not listen, so whatever is in doubt is only possible.
"""

from itertools import pairwise
from typing import Literal

from vaultgen.learning.claims import Claim
from vaultgen.learning.reading import Hit, NeedReading
from vaultgen.learning.vocabulary import TRADE

Certainty = Literal["sure", "possible"]

# Words of a concern that speaks of what the user has or has not done.
_DOUBTS = frozenset("never only whether if how haven't havent hasn't can't cannot".split())
_MANY = 3  # meaningful words that are a match without any term


def certainty(reading: NeedReading, claim: Claim, hits: tuple[Hit, ...], *, wants_skill: bool) -> Certainty | None:
    """How sure it is that a claim meets a need, by all that both name; None where it does not.

    `wants_skill` says that the need is a skill and no problem: a skill is met where it is named, a problem where it
    is about what the claim names, or names one of the user's own aliases.
    """
    reasons = [hit for hit in hits if is_reason(hit, reading, claim, hits, wants_skill=wants_skill)]
    shown = [hit for hit in reasons if hit.sort != "name" or hit.term not in claim.untold]
    if shown or sum(hit.sort == "word" for hit in hits) >= _MANY:
        return "sure"
    return "possible" if reasons or any(hit.sort == "name" and not hit.is_wide for hit in hits) else None


def doubts(reading: NeedReading) -> bool:
    """Whether a concern speaks of what its writer has not done or may not do: to name the same is no answer to it."""
    if any(word.low in _DOUBTS for word in reading.words):
        return True
    return any(word.low == "not" and after.low not in ("enough", "much") for word, after in pairwise(reading.words))


def is_reason(hit: Hit, reading: NeedReading, claim: Claim, hits: tuple[Hit, ...], *, wants_skill: bool) -> bool:
    """Whether a term alone makes a match; `hits` are all that the claim shares with the need."""
    if hit.sort == "pair":
        return not hit.is_wide or (wants_skill and reading.opens_with(hit))
    if hit.sort == "topic":
        return _is_topic(hit, reading, claim, wants_skill=wants_skill)
    if hit.sort == "word":
        return False
    if _counts_anywhere(hit, reading, claim):
        return True
    return _is_wanted(hit, reading, claim) if wants_skill else _is_problem(hit, reading, claim, hits)


def _counts_anywhere(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a name counts wherever it stands: an alias, or a skill of several words that mean something."""
    if claim.own(hit).source != "alias":
        return hit.is_compound and not hit.is_wide
    return hit.is_compound or (not hit.is_wide and reading.is_itself(hit, claim.words))


def _is_wanted(hit: Hit, reading: NeedReading, claim: Claim) -> bool:
    """Whether a named skill is what is wanted, and not only what belongs to it."""
    if not (hit.is_compound or reading.opens_with(hit, wanted=True) or reading.is_phrase(hit)):
        return False
    if claim.own(hit).source == "title" and not reading.is_all_of(hit):
        return False
    return reading.is_itself(hit, claim.words) or hit.term in claim.told


def _is_problem(hit: Hit, reading: NeedReading, claim: Claim, hits: tuple[Hit, ...]) -> bool:
    """Whether a name is what a problem is about, or begins it and the claim shares one more word."""
    if hit.is_wide and not hit.is_compound:
        return False
    if claim.own(hit).source == "title":
        return reading.is_all_of(hit)
    if reading.is_about(hit, claim.words):
        return True
    if reading.is_lacking(hit) or (reading.is_done(hit) and claim.is_named(hit.term)):
        return reading.is_itself(hit, claim.words)
    return reading.opens_with(hit) and any(other.sort == "word" and not hit.holds(other) for other in hits)


def _is_topic(hit: Hit, reading: NeedReading, claim: Claim, *, wants_skill: bool) -> bool:
    """Whether a need is exactly what one of the names is about: `diabetes`, of `diabetes care`."""
    if hit.term in TRADE:
        return False
    if wants_skill:
        return reading.is_all_wanted(hit)
    return claim.topics[hit.term].is_all and reading.is_all_of(hit)
