"""The thank-you e-mail: one for each interviewer, within 24 hours of the interview's end.

If nobody is named, there is one for the unknown interviewer. The hours are real hours, also across a clock change.
"""

from collections.abc import Iterator

from vaultgen.followups.rules import (
    FollowUp,
    Length,
    closed_by_outcome,
    drafts_by_person,
    drafts_for,
    hours_after,
    interview_id,
    is_skipped,
    sent_at,
    slug,
    suggested,
    through,
)
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

KIND = "thank-you"
TITLE = "Thank-you"
LENGTH = Length(
    25,
    150,
    shorten="Keep one or two moments of that talk, and leave the rest for the next one.",
    lengthen="Add what was said that has stayed with you, and the next step.",
)


def plan(vault: Vault) -> Iterator[FollowUp]:
    """The thank-yous of all interviews, one for each interviewer."""
    for interview in vault.interviews:
        yield from of(vault, interview)


def of(vault: Vault, interview: Interview) -> Iterator[FollowUp]:
    """The thank-yous of an interview."""
    application = vault.application(interview)
    people = vault.interviewers(interview) or (None,)
    drafts = drafts_by_person(vault, drafts_for(vault, KIND, interview), people, through(vault, application, None))
    opens = vault.end(interview)
    due, reason = hours_after(vault, interview)
    for person in people:
        draft = drafts.get(person)
        yield FollowUp(
            id=f"{interview_id(interview)}:{KIND}:{slug(person.name) if person else 'unknown'}",
            kind=KIND,
            interview=interview,
            application=application,
            whom=person,
            to=through(vault, application, person),
            opens=opens,
            due=due,
            suggested=suggested(vault, opens, due),
            reason=reason,
            skipped=is_skipped(KIND, interview, application),
            sent=sent_at(vault, draft),
            closed=closed_by_outcome(vault, interview),
            draft=draft,
        )
