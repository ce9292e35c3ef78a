"""The thank-you e-mail: one for each person met, within 24 hours of the interview's end.

Where nobody is named, one stands for the unknown interviewer. The hours are real hours: across a
clock change they are still 24.
"""

from collections.abc import Iterator

from vaultgen.dates import later, short_words
from vaultgen.followups.rules import (
    FollowUp,
    closed_by_outcome,
    draft_to,
    drafts_for,
    interview_id,
    is_skipped,
    sent_at,
    slug,
)
from vaultgen.model import Interview, Person
from vaultgen.vault import Vault

KIND = "thank-you"


def plan(vault: Vault) -> Iterator[FollowUp]:
    """One thank-you per person met, for every interview."""
    for interview in vault.interviews:
        for person in vault.interviewers(interview) or (None,):
            yield _one(vault, interview, person)


def _one(vault: Vault, interview: Interview, person: Person | None) -> FollowUp:
    application = vault.application(interview)
    end = vault.end(interview)
    hours = vault.settings.follow_ups.thank_you_hours
    draft = draft_to(vault, drafts_for(vault, KIND, interview), person)
    return FollowUp(
        id=f"{interview_id(interview)}:{KIND}:{slug(person.name) if person else 'unknown'}",
        kind=KIND,
        interview=interview,
        application=application,
        to=person,
        opens=end,
        due=later(end, hours=hours),
        reason=f"{hours} hours after the interview {_ended(interview)} on {short_words(end)}{_where(vault, interview)}",
        skipped=is_skipped(KIND, interview, application),
        sent=sent_at(vault, draft),
        closed=closed_by_outcome(vault, interview),
        draft=draft,
    )


def _ended(interview: Interview) -> str:
    """Which instant the hours are counted from: without a duration, only the start is known."""
    if interview.date.clock is not None and interview.duration is None:
        return "began (no duration is noted)"
    return "ended"


def _where(vault: Vault, interview: Interview) -> str:
    """The interview's zone, where it is not the user's own."""
    zone = vault.zone(interview)
    return "" if zone == vault.settings.timezone else f" ({zone})"
