"""When an interview is over, which notes belong to one visit, and whether somebody was met again later."""

from bisect import bisect_right
from datetime import datetime

from vaultgen.dates.instants import utc
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.vault.vault import Vault

# What is only written down once one has talked; problems and skills may be copied from the advertisement.
_OF_THE_TALK = (
    "hard_questions",
    "concerns_answered",
    "concerns_open",
    "interested_in",
    "closing",
    "next_steps",
    "moments",
)


def is_held(interview: Interview) -> bool:
    """Whether an interview was not called off."""
    return interview.outcome != "cancelled"


def over_from(vault: Vault, interview: Interview) -> datetime:
    """When an interview counts as over (aware): at its planned end, or earlier if the note has a debrief."""
    path = interview.note.path
    if path not in vault.overs:
        vault.overs[path] = _over_from(vault, interview)
    return vault.overs[path]


def _over_from(vault: Vault, interview: Interview) -> datetime:
    start, end = vault.start(interview), vault.end(interview)
    if interview.debriefed is not None:
        written = interview.debriefed.at(vault.zone(interview))
        return min(max(start, written, key=utc), end, key=utc)
    is_told = any(getattr(interview, name) is not None for name in _OF_THE_TALK)
    return start if is_told and interview.date.clock is not None else end


def visit(vault: Vault, interview: Interview) -> tuple[Interview, ...]:
    """The notes of one visit on site, by time: each begins on the last day of the one before or on the next."""
    if not is_held(interview):
        return (interview,)
    if interview.note.path not in vault.visits:
        for notes in _visits(vault, vault.application(interview)):
            vault.visits.update({one.note.path: notes for one in notes})
    return vault.visits[interview.note.path]


def _visits(vault: Vault, application: Application) -> list[tuple[Interview, ...]]:
    parted: list[list[Interview]] = []
    for interview in filter(is_held, vault.rounds(application)):
        before = parted[-1][-1] if parted else None
        follows = before is not None and before.stage == interview.stage == "onsite"
        if follows and before is not None and (vault.start(interview).date() - vault.end(before).date()).days <= 1:
            parted[-1].append(interview)
        else:
            parted.append([interview])
    return [tuple(notes) for notes in parted]


def next_meeting(vault: Vault, interview: Interview, person: Person | None) -> Interview | None:
    """The next interview, for whatever position, in which somebody of this one was met again."""
    if person is None:
        return None
    meetings, same = vault.meetings(person), visit(vault, interview)
    first = bisect_right(meetings, utc(vault.end(interview)), key=lambda one: utc(vault.start(one)))
    later = (meetings[place] for place in range(first, len(meetings)))
    return next((one for one in later if is_held(one) and visit(vault, one) is not same), None)
