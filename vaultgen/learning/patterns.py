"""Patterns of a search: what interests them most, and how much of a debrief is answered how long after the interview.

The first half takes plain records from a vault or partition; the second puts those of all partitions together.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultgen.dates.instants import utc
from vaultgen.learning.grouping import stems_of
from vaultgen.learning.sent_messages import owner_of, result_for
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview, answered
from vaultgen.vault.vault import Vault

SPANS = ((1, "within an hour"), (12, "the same day"), (36, "the next day"))
LATER = "later"


class Interest(NamedTuple):
    """What interested an employer, as one interview notes it.

    `start` (a timestamp) and `path` are the interview's. `result` is the path of the accomplishment that it is about,
    empty where none surely is; `key` is what it is counted by.
    """

    start: float
    path: str
    text: str
    result: str
    key: str


class Debriefed(NamedTuple):
    """A debrief: the hours from the interview's end until it was written, and how many questions it answers."""

    start: float
    path: str
    hours: float
    answered: int


class SharedInterest(NamedTuple):
    """What interested more than one: the words of the first, the accomplishment, and the interviews by time."""

    text: str
    result: str
    interviews: tuple[str, ...]


def interests(vault: Vault) -> Iterator[Interest]:
    """What interested each interviewer, each once an interview."""
    for interview in vault.interviews:
        seen: set[str] = set()
        for item in interview.interested_in or ():
            _, text = owner_of(vault, interview, item)
            result = result_for(vault, item, text, "skill")
            key = result or " ".join(stems_of(text))
            if key not in seen:
                seen.add(key)
                yield Interest(vault.start(interview).timestamp(), interview.note.path, text, result, key)


def debriefs(vault: Vault) -> Iterator[Debriefed]:
    """The interviews whose note says when the debrief was written, at their end or after it."""
    for interview in vault.interviews:
        hours = _hours(vault, interview)
        if hours is not None and hours >= 0:
            start = vault.start(interview).timestamp()
            yield Debriefed(start, interview.note.path, hours, len(answered(interview)))


def shared(records: Iterable[Interest]) -> tuple[SharedInterest, ...]:
    """What interested them in more than one interview, the most frequent first."""
    found: dict[str, list[Interest]] = {}
    for one in sorted(set(records)):
        found.setdefault(one.key, []).append(one)
    often = [
        SharedInterest(of_key[0].text, of_key[0].result, tuple(one.path for one in of_key))
        for of_key in found.values()
        if len(of_key) > 1
    ]
    return tuple(sorted(often, key=lambda one: (-len(one.interviews), fold(one.text))))


def span_of(hours: float) -> str:
    """The words for how long after the interview a debrief was written."""
    return next((words for most, words in SPANS if hours <= most), LATER)


def _hours(vault: Vault, interview: Interview) -> float | None:
    if interview.debriefed is None or interview.debriefed.clock is None:
        return None
    written = interview.debriefed.at(vault.zone(interview))
    return (utc(written) - utc(vault.end(interview))).total_seconds() / 3600
