"""The formal letter: one per interview, within a week, to whoever decides.

It opens when the thank-yous are sent or their hours are over, and a later interview for the same
position supersedes it. After a `screen` there is none, unless the user has put a letter for it
into `drafts/`.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from vaultgen.dates import day_words
from vaultgen.followups import thank_you
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    closed_by_outcome,
    draft_to,
    drafts_for,
    end_of_day,
    interview_id,
    is_skipped,
    next_round,
    sent_at,
    slug,
)
from vaultgen.model import Interview, Person
from vaultgen.vault import Vault

KIND = "letter"

# From the most senior down; a title's rank is that of the first line that fits it.
_RANKS = (
    r"\b(founder|owner|ceo|chief executive|president|managing director|partner)\b",
    r"\b(chief|c[tiofp]o|evp|svp)\b",
    r"\b(vp|vice[- ]president)\b",
    r"\bdirector\b",
    r"\bhead\b",
    r"\bmanager\b",
    r"\b(lead|principal|staff)\b",
    r"\bsenior\b",
)


def plan(vault: Vault) -> Iterator[FollowUp]:
    """One letter for each interview that calls for one."""
    thanks: dict[str, list[FollowUp]] = {}
    for follow_up in thank_you.plan(vault):
        thanks.setdefault(follow_up.interview.note.path, []).append(follow_up)
    for interview in vault.interviews:
        if interview.stage != "screen" or drafts_for(vault, KIND, interview):
            yield _one(vault, interview, thanks[interview.note.path])


def _one(vault: Vault, interview: Interview, thanks: list[FollowUp]) -> FollowUp:
    application = vault.application(interview)
    person = recipient(vault, interview)
    days = vault.settings.follow_ups.letter_days
    start = vault.start(interview)
    drafts = drafts_for(vault, KIND, interview)
    draft = draft_to(vault, drafts, person) or (drafts[0] if drafts else None)
    opens = max((min(t.sent or t.due, t.due) for t in thanks), key=lambda moment: moment.timestamp())
    return FollowUp(
        id=f"{interview_id(interview)}:{KIND}:{slug(person.name) if person else 'unknown'}",
        kind=KIND,
        interview=interview,
        application=application,
        to=person,
        opens=opens,
        due=end_of_day(vault, interview, start.date() + timedelta(days=days)),
        reason=f"{days} days after the interview on {day_words(start.date())}",
        skipped=is_skipped(KIND, interview, application),
        sent=sent_at(vault, draft),
        closed=_closed(vault, interview),
        draft=draft,
    )


def _closed(vault: Vault, interview: Interview) -> Closed | None:
    """The earlier of the next interview's start and the application's end."""
    ends = [closed_by_outcome(vault, interview)]
    if following := next_round(vault, interview):
        begun = vault.start(following)
        ends.append(Closed(begun, "superseded", f"the next interview began on {day_words(begun.date())}"))
    return min((end for end in ends if end), key=lambda end: end.at.timestamp(), default=None)


def recipient(vault: Vault, interview: Interview) -> Person | None:
    """The decision maker, else the most senior person met, else nobody known."""
    if interview.decision_maker is not None and interview.decision_maker.name:
        return vault.person(interview.decision_maker)
    met = vault.interviewers(interview)
    return min(met, key=lambda person: (_rank(person.title or ""), met.index(person)), default=None)


def _rank(title: str) -> int:
    fits = (rank for rank, words in enumerate(_RANKS) if re.search(words, title, re.IGNORECASE))
    return next(fits, len(_RANKS))
