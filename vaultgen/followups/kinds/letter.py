"""The formal letter: one per interview, within a week, to the decision maker.

It opens when the thank-yous are sent or their time is over. The next interview for the same position supersedes it.
After a `screen` there is none, unless the user has put a letter for it in `drafts/`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from vaultgen.dates.instants import utc
from vaultgen.dates.words import day_words
from vaultgen.followups.draft_matching import drafts_by_person, drafts_for
from vaultgen.followups.kinds import thank_you
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    Length,
    closed_by_outcome,
    decider,
    earliest_end,
    end_of_day,
    follow_up,
    next_round,
    suggested,
)
from vaultgen.followups.visits import is_held, over_from
from vaultgen.vault.ids import interview_id, slug
from vaultgen.vault.model import DraftNote, Interview
from vaultgen.vault.vault import Vault

KIND = "letter"
TITLE = "Letter"
LENGTH = Length(
    120,
    400,  # one page
    shorten="It should fit on one page: keep the problems that you can answer with a result.",
    lengthen="Say why this position, and meet one problem of theirs with a result of yours.",
)


def plan(vault: Vault) -> Iterator[FollowUp]:
    """A letter for each interview that calls for one."""
    for interview in vault.interviews:
        drafts = drafts_for(vault, KIND, interview)
        wanted = is_held(interview) and interview.stage != "screen"
        if wanted or any(draft.sent or is_held(interview) for draft in drafts):
            yield _one(vault, interview, drafts)


def opens_on(vault: Vault, interview: Interview) -> date | None:
    """The day on which the letter of an interview opens; None if it calls for none."""
    drafts = drafts_for(vault, KIND, interview)
    if interview.stage == "screen" and not drafts:
        return None
    letter = _one(vault, interview, drafts)
    return None if letter.skipped else letter.opens.date()


def _one(vault: Vault, interview: Interview, drafts: tuple[DraftNote, ...]) -> FollowUp:
    person = decider(vault, interview)
    start = vault.start(interview)
    draft = drafts_by_person(vault, drafts, [person]).get(person) or next(iter(drafts), None)
    thanked = (min(t.sent or t.due, t.due, key=utc) for t in thank_you.thank_yous_of(vault, interview))
    opens = max((*thanked, over_from(vault, interview)), key=utc).astimezone(vault.zone(interview))
    days = vault.settings.follow_ups.letter_days
    due = end_of_day(vault, interview, start.date() + timedelta(days=days))
    return follow_up(
        vault,
        KIND,
        interview,
        follow_up_id=f"{interview_id(interview)}:{KIND}:{slug(person.name) if person else 'unknown'}",
        whom=person,
        opens=opens,
        due=due,
        suggested=suggested(vault, opens, due),
        reason=f"{days} days after the interview on {day_words(start.date())}",
        closed=_closed(vault, interview),
        draft=draft,
    )


def _closed(vault: Vault, interview: Interview) -> Closed | None:
    """The earlier of the next interview's start and the application's end."""
    following = next_round(vault, interview)
    begun = vault.start(following) if following else None
    words = f"the next interview began on {day_words(begun.date())}" if begun else ""
    # First: of two ends at one instant it is the more specific one.
    return earliest_end(Closed(begun, "superseded", words) if begun else None, closed_by_outcome(vault, interview))
