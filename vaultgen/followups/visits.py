"""When an interview is over, which notes are one visit, and whether somebody was met again since."""

from datetime import datetime

from vaultgen.dates.instants import utc
from vaultgen.vault.model import Interview, Person
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


def over(vault: Vault, interview: Interview) -> datetime:
    """From when an interview counts as over (aware): its planned end, or earlier where its note holds a debrief."""
    start, end = vault.start(interview), vault.end(interview)
    if interview.debriefed is not None:
        written = interview.debriefed.at(vault.zone(interview))
        return min(max(start, written, key=utc), end, key=utc)
    is_told = any(getattr(interview, name) is not None for name in _OF_THE_TALK)
    return start if is_told and interview.date.clock is not None else end


def visit(vault: Vault, interview: Interview) -> tuple[Interview, ...]:
    """The notes of one visit on site, by time: each begins on the last day of the one before or on the next."""
    rounds = [one for one in vault.rounds(vault.application(interview)) if is_held(one)]
    parted: list[list[Interview]] = []
    for one in rounds:
        before = parted[-1][-1] if parted else None
        follows = before is not None and before.stage == one.stage == "onsite"
        if follows and before is not None and (vault.start(one).date() - vault.end(before).date()).days <= 1:
            parted[-1].append(one)
        else:
            parted.append([one])
    return next((tuple(some) for some in parted if interview in some), (interview,))


def next_meeting(vault: Vault, interview: Interview, person: Person | None) -> Interview | None:
    """The next interview, for whatever position, in which somebody of this one was met again."""
    if person is None:
        return None
    end = utc(vault.end(interview))
    later = (i for i in vault.meetings(person) if is_held(i) and utc(vault.start(i)) > end)
    return next((one for one in later if one not in visit(vault, interview)), None)
