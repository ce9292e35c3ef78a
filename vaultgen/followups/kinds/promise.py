"""Promises: one follow-up for each promise made in an interview.

It opens at the interview's end and is due at the end of the day that the promise names, else together with the
thank-you. It goes to the person whom the promise names, else to the most senior interviewer.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vaultgen.dates.words import day_words
from vaultgen.english.names import is_namesake, is_ordinary, untitled
from vaultgen.english.phrases import plain
from vaultgen.followups.draft_matching import drafts_for
from vaultgen.followups.rules import (
    FollowUp,
    Length,
    closed_by_outcome,
    decider,
    end_of_day,
    follow_up,
    most_senior,
    suggested,
    thank_you_deadline,
)
from vaultgen.followups.visits import is_held, over_from
from vaultgen.vault.ids import interview_id
from vaultgen.vault.links import fold
from vaultgen.vault.model import DraftNote, Interview, Person
from vaultgen.vault.property_values import Item, Promise
from vaultgen.vault.vault import Vault

KIND = "promise"
TITLE = "Promise"
LENGTH = Length(15, None)
_ALIKE = 0.75  # how much of two wordings is the same where they are of one promise


def plan(vault: Vault) -> Iterator[FollowUp]:
    """A follow-up for each promise of each interview."""
    for interview in vault.interviews:
        drafts = _drafts(vault, interview)
        for number, promise in enumerate(interview.promises or (), start=1):
            draft = drafts.get(number)
            if is_held(interview) or (draft is not None and draft.sent is not None):
                yield _one(vault, interview, promise, number, draft)


def _one(vault: Vault, interview: Interview, promise: Promise, number: int, draft: DraftNote | None) -> FollowUp:
    person = _whom(vault, interview, promise)
    opens = over_from(vault, interview)
    if promise.day is not None:
        due, reason = end_of_day(vault, interview, promise.day), f"promised for {day_words(promise.day)}"
    else:
        due, hours = thank_you_deadline(vault, interview)
        reason = f"no day was promised, so with the thank-you: {hours}"
    return follow_up(
        vault,
        KIND,
        interview,
        follow_up_id=f"{interview_id(interview)}:{KIND}:{number}",
        whom=person,
        opens=opens,
        due=due,
        suggested=suggested(vault, vault.end(interview), due),
        reason=reason,
        closed=closed_by_outcome(vault, interview),
        draft=draft,
        number=number,
        promise=promise,
    )


def _whom(vault: Vault, interview: Interview, promise: Promise) -> Person | None:
    """The only person whom a promise begins with or names, else the most senior interviewer, else the decision maker.

    A promise may name somebody whom the user met in another round.
    """
    text = plain(promise.text)
    if (first := vault.speaker(interview, Item(text, promise.span))[0]) is not None:
        return first
    named = people_named(vault, interview, text)
    return named[0] if len(named) == 1 else most_senior(vault, interview) or decider(vault, interview)


def people_named(vault: Vault, interview: Interview, text: str) -> tuple[Person, ...]:
    """The people met for the position whom a promise names, by the full name or else by a part of it."""
    rounds = vault.rounds(vault.application(interview))
    met = dict.fromkeys(vault.interviewers(interview))
    known = (*met, *(person for i in rounds for person in vault.interviewers(i)), decider(vault, interview))
    people = tuple(dict.fromkeys(person for person in known if person is not None))
    whole = tuple(person for person in people if _is_named_in(untitled(person.name) or person.name, text))
    parts = whole or tuple(person for person in people if _names(text, person))
    return tuple(person for person in parts if person in met) or parts


def _names(text: str, person: Person) -> bool:
    if is_namesake(person.name, text):
        return False
    parts = untitled(person.name).split() or [person.name]
    words = {person.name, parts[0], parts[-1], person.salutation or "", *(person.aliases or ())}
    return any(_is_named_in(word, text) for word in words if len(word) > 1)


def _is_named_in(name: str, text: str) -> bool:
    """Whether a text contains a name; a name that is also a word must be capitalized."""
    ways = (name, text) if is_ordinary(name) else (fold(name), fold(text))
    # Most texts lack most names, and a plain search is faster than a pattern for each.
    return ways[0] in ways[1] and re.search(rf"(?<!\w){re.escape(ways[0])}(?!\w)", ways[1]) is not None


def _drafts(vault: Vault, interview: Interview) -> dict[int, DraftNote]:
    """The draft of each promise, by number.

    A draft about nearly the same words is that of a reworded promise. A draft that was sent for another promise counts
    for none.
    """
    promises = dict(enumerate(interview.promises or (), start=1))
    by_number: dict[int, DraftNote] = {}
    left: list[DraftNote] = []
    for draft in drafts_for(vault, KIND, interview):
        about = fold(draft.about or "")
        number = next((n for n, p in promises.items() if fold(p.text) == about and n not in by_number), None)
        if number is None:
            left.append(draft)
        else:
            by_number[number] = draft
    open_numbers = [number for number in promises if number not in by_number]
    known = {fold(promise.text) for promise in promises.values()}
    left = [draft for draft in left if fold(draft.about or "") not in known]
    for draft in left:
        alike = ((_likeness(draft.about or "", promises[number].text), number) for number in open_numbers)
        best, number = max(alike, default=(0.0, 0))
        if best >= _ALIKE and number not in by_number:
            by_number[number] = draft
    return by_number


def _likeness(one: str, other: str) -> float:
    """The similarity of two wordings, from 0 to 1; it is 1 if one begins with the other."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if short and long.startswith(short):
        return 1.0
    return SequenceMatcher(None, short, long).ratio()
