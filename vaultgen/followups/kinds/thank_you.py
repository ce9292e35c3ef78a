"""The thank-you e-mail: one for each interviewer, within 24 hours of the interview's end.

If nobody is named, there is one for the unknown interviewer. The hours are real hours, even across a clock change.
Several notes of one visit call for one thank-you per person, after its last day. A thank-you lapses a week after its
deadline, or if the two meet again before it is sent.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from vaultgen.dates.instants import later
from vaultgen.dates.words import day_words
from vaultgen.followups.draft_matching import drafts_by_person, drafts_for
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    Length,
    closed_by_outcome,
    earliest_end,
    follow_up,
    suggested,
    thank_you_deadline,
    via_recruiter,
)
from vaultgen.followups.visits import is_held, next_meeting, over_from, visit
from vaultgen.vault.ids import interview_id, slug
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.vault import Vault

KIND = "thank-you"
TITLE = "Thank-you"
LENGTH = Length(
    25,
    150,
    shorten="Keep one or two moments of that talk, and leave the rest for the next one.",
    lengthen="Add what was said that has stayed with you, and the next step.",
)


_LAPSES = timedelta(days=7)  # after its deadline


def plan(vault: Vault) -> Iterator[FollowUp]:
    """The thank-yous of all interviews, one for each interviewer."""
    for interview in vault.interviews:
        yield from thank_yous_of(vault, interview)


def thank_yous_of(vault: Vault, interview: Interview) -> Iterator[FollowUp]:
    """The thank-yous of one interview; of one that was called off only those that were sent."""
    application = vault.application(interview)
    people = _thanked(vault, interview)
    drafts = drafts_by_person(
        vault, drafts_for(vault, KIND, interview), people, via_recruiter(vault, application, None)
    )
    last, zone = visit(vault, interview)[-1], vault.zone(interview)
    due, reason = thank_you_deadline(vault, last)
    names: Counter[str] = Counter()
    for person in people:
        name = slug(person.name) if person else "unknown"
        names[name] += 1
        same = names[name]
        draft = drafts.get(person)
        if not is_held(interview) and (draft is None or draft.sent is None):
            continue
        yield follow_up(
            vault,
            KIND,
            interview,
            follow_up_id=f"{interview_id(interview)}:{KIND}:{name}{f'-{same}' if same > 1 else ''}",
            whom=person,
            opens=over_from(vault, last).astimezone(zone),
            due=due.astimezone(zone),
            suggested=suggested(vault, vault.end(last).astimezone(zone), due.astimezone(zone)),
            reason=reason,
            closed=_closed(vault, interview, person, due),
            draft=draft,
        )


def _thanked(vault: Vault, interview: Interview) -> tuple[Person | None, ...]:
    """Who is thanked for an interview; None stands for somebody whom its note does not name."""
    return vault.interviewers(interview) or (None,)


def _closed(vault: Vault, interview: Interview, person: Person | None, due: datetime) -> Closed | None:
    """The first of: another note of the visit, the application's end (an offer is none), a meeting since, a week."""
    attempt = vault.attempt(interview)
    again = next_meeting(vault, interview, person)
    met = Closed(vault.start(again), "lapsed", _again(vault, again)) if again else None
    is_thanked_later = _last_part(vault, interview, person) != interview.note.path
    return earliest_end(
        Closed(over_from(vault, interview), "superseded", "one thank-you is enough for a visit")
        if is_thanked_later
        else None,
        closed_by_outcome(vault, interview) if attempt.outcome != "offer" else None,
        met,
        Closed(later(due, hours=_LAPSES.days * 24), "lapsed", "it is more than a week late"),
    )


def _last_part(vault: Vault, interview: Interview, person: Person | None) -> str:
    """The path of the last note of an interview's visit for which one of its people is thanked."""
    parts = visit(vault, interview)
    name = parts[0].note.path
    if name not in vault.last_parts:
        vault.last_parts[name] = {one: part.note.path for part in parts for one in _thanked(vault, part)}
    return vault.last_parts[name][person]


def _again(vault: Vault, interview: Interview) -> str:
    return f"you met again on {day_words(vault.start(interview).date())}"
