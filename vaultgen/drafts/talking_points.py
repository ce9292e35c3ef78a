"""Talking points: each need of the employer with the result that meets it, as raw values for draft texts.

No result is used twice in one draft. In a panel, needs are divided as moments are: each person reads about the needs
that they named, and about their share of the others.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from vaultgen.english import phrases
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.names import is_group, is_ordinary, proper_name
from vaultgen.english.phrases import Phrase, phrase
from vaultgen.english.second_person import in_first_person, to_you_all
from vaultgen.english.shorthand import expanded, without_all_caps
from vaultgen.followups.rules import FollowUp
from vaultgen.learning import evidence
from vaultgen.learning.evidence import Sort
from vaultgen.regex import late
from vaultgen.vault.model import Interview, Person
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


def needs(vault: Vault, follow_up: FollowUp, proper: Collection[str]) -> tuple[Point, ...]:
    """The employer's problems, skills and open concerns, each with the result that meets it, if there is one.

    A thank-you gets those that its recipient named, and a share of the others. `proper` are words that are names.
    """
    interview = follow_up.interview
    lists = (interview.problems, interview.skills, interview.concerns_open)
    tellers = [vault.speaker(interview, item)[0] for items in lists for item in items or ()]
    asked = evidence.needs_of(vault, interview)
    met = evidence.matches(asked, vault.accomplishments, links=vault.links)
    names = spellings(vault, follow_up)
    is_direct = not follow_up.passed_on or follow_up.kind == "thank-you"
    points = [
        (
            who,
            Point(
                need.sort,
                phrase(_said(need, proper, is_direct=is_direct), names=names),
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
    met, whom = vault.interviewers(follow_up.interview), follow_up.whom
    own = [point for who, point in points if who is not None and who == whom]
    shared = sorted((p for who, p in points if who is None or who not in met), key=lambda p: p.result is None)
    if vault.turn(follow_up.interview, whom) is not None:
        # Whoever told of nothing that is met comes first.
        served = frozenset(who for who, point in points if who and point.result and point.sort != "concern")
        turn = vault.turn(follow_up.interview, whom, served)
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


def proper_words(vault: Vault, follow_up: FollowUp, around: Iterable[Person]) -> frozenset[str]:
    """The words of the names of some people and of the employer, with their capitals."""
    names = (*(person.name for person in around), vault.company(follow_up.interview.company).name)
    return _words_of(names)


@lru_cache(maxsize=64)  # all messages for a position have the same names
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in proper_name(name).split())


def spellings(vault: Vault, follow_up: FollowUp) -> dict[str, str]:
    """The spelling of skills and of the names of those present, by the word in lower case."""
    skills = tuple(item.text for a in vault.accomplishments for item in a.skills or ())
    around = (*vault.interviewers(follow_up.interview), *filter(None, [follow_up.to]))
    return names_in_notes(follow_up.interview) | _spelt(skills, tuple(dict.fromkeys(one.name for one in around)))


@lru_cache(maxsize=64)  # it is the same for all of a panel
def _spelt(skills: tuple[str, ...], people: tuple[str, ...]) -> dict[str, str]:
    names = [word for name in people if not is_group(name) for word in proper_name(name).split()]
    spelt = [without_all_caps(text) for text in (*skills, *names)]
    single = [text for text in spelt if re.fullmatch(r"[^\W\d_][\w+#]{2,}", text) and not text.islower()]
    return {word.lower(): word for word in single if not is_ordinary(word)}


_NAMED = late(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")


def names_in_notes(interview: Interview) -> dict[str, str]:
    """Words unknown to the lexicon that a note capitalises inside a sentence, by the word in lower case.

    Elsewhere the same name may have been typed in haste, without its capital.
    """
    lists = (
        interview.problems,
        interview.skills,
        interview.hard_questions,
        interview.concerns_answered,
        interview.interested_in,
        interview.culture,
        interview.moments,
        interview.promises,
    )
    words = {word for items in lists for item in items or () for word in _NAMED.findall(item.text)}
    return {word.lower(): word for word in sorted(words) if word_class(word.lower()) == UNKNOWN}


_TO_A_NOTE = late(r" ?\((?:see |cf\.? )?\[\[[^\[\]]*\]\]\)")


def tidied(text: str, proper: Collection[str]) -> str:
    """A line of a note with shorthand expanded, and without brackets that only point to another note."""
    return phrases.fragment(expanded(phrases.clean(_TO_A_NOTE.sub("", text)), proper))
