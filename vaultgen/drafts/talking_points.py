"""Talking points: each need of the employer with the result that meets it, as raw values for draft texts.

No result is used twice in one draft. In a panel, needs are divided as moments are: each person reads about the needs
that they named, and about their share of the others.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.english.names import proper_name
from vaultgen.english.phrases import Phrase, phrase
from vaultgen.english.second_person import in_first_person, to_you_all
from vaultgen.english.shorthand import expanded
from vaultgen.followups.rules import FollowUp
from vaultgen.learning import evidence
from vaultgen.learning.evidence import Sort
from vaultgen.regex import late
from vaultgen.vault.model import Person
from vaultgen.vault.vault import Vault


class Point(NamedTuple):
    """A need of the employer, the result that meets it, and the reason for the match.

    `result` is None if nothing meets the need. `teller` is the person who named it, if that is not the recipient.
    """

    sort: Sort
    words: Phrase
    result: str | None = None
    because: str = ""
    teller: str | None = None

    @property
    def claim(self) -> str:
        """The result as a sentence in the first person; empty without a result."""
        return phrases.as_claim(self.result) if self.result else ""

    @property
    def shown(self) -> str:
        """The result as it stands after a colon; empty without a result."""
        return phrases.as_claim(self.result, after_colon=True) if self.result else ""


def needs(
    vault: Vault, follow_up: FollowUp, proper: Collection[str], spellings: Mapping[str, str]
) -> tuple[Point, ...]:
    """The employer's problems, skills and open concerns, each with the result that meets it, if there is one.

    A thank-you gets those that its recipient named, and a share of the others. `proper` are words that are names, and
    `spellings` those of names by the word in lower case.
    """
    interview = follow_up.interview
    lists = (interview.problems, interview.skills, interview.concerns_open)
    tellers = [vault.speaker(interview, item)[0] for items in lists for item in items or ()]
    asked = evidence.needs_of(vault, interview)
    met = evidence.matches(asked, vault.accomplishments, links=vault.links)
    is_direct = not follow_up.passed_on or follow_up.kind == "thank-you"
    points = [
        (
            who,
            Point(
                need.sort,
                phrase(_said(need, proper, is_direct=is_direct), names=spellings),
                match.accomplishment.result if match else None,
                evidence.explained(match) if match else "",
                proper_name(who.name) if who not in (None, follow_up.whom) else None,
            ),
        )
        for who, need, match in zip(tellers, asked, met, strict=True)
        # A concern is answered to whoever raised it, or to anybody where nobody in particular did.
        if need.sort != "concern" or who in (None, follow_up.whom)
    ]
    return (
        _share_for(vault, follow_up, points) if follow_up.kind == "thank-you" else tuple(point for _, point in points)
    )


def _share_for(vault: Vault, follow_up: FollowUp, points: Sequence[tuple[Person | None, Point]]) -> tuple[Point, ...]:
    """The points for one of a panel: their own, then every n-th of those that nobody there named, met ones first."""
    interview, whom = follow_up.interview, follow_up.whom
    met = vault.interviewers(interview)
    own = [point for who, point in points if who is not None and who == whom]
    shared = sorted(
        (p for who, p in points if who is None or vault.turn(interview, who) is None), key=lambda p: p.result is None
    )
    if vault.turn(interview, whom) is not None:
        # Whoever told of nothing that is met comes first.
        served = frozenset(who for who, point in points if who and point.result and point.sort != "concern")
        turn = vault.turn(interview, whom, served)
        of_concern = [point for point in shared if point.sort == "concern"]
        others = [point for point in shared if point.sort != "concern"]
        shared = [*others[turn :: len(met)], *of_concern[turn :: len(met)]]
    return (*own, *shared)


def _said(need: evidence.Need, proper: Collection[str], *, is_direct: bool) -> str:
    noted = tidied(need.text, proper)
    text = _asked(noted) if is_direct else noted
    return in_first_person(text) if need.sort == "concern" else text


def _asked(need: str) -> str:
    """A need as said to the employer: `whether they can …` becomes `whether you can …`, and `we lose` `you lose`."""
    begins = re.match(r"(?i)(?:(?:whether|if|that|how|why) )?(they|their|we|our)\b", need)
    if begins is None:
        return need
    return to_you_all(need, quoted=begins[1].casefold() in ("we", "our"))


_TO_A_NOTE = late(r" ?\((?:see |cf\.? )?\[\[[^\[\]]*\]\]\)")


def tidied(text: str, proper: Collection[str]) -> str:
    """A line of a note with shorthand expanded, and without brackets that only point to another note."""
    return phrases.fragment(expanded(phrases.clean(_TO_A_NOTE.sub("", text)), proper))
