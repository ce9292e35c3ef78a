"""The closing note: one per application, when it has ended; again, when it has ended again.

It thanks and asks a question after a rejection, acknowledges an offer, or says goodbye after declining or
withdrawing. It opens with the outcome and is due `closing_days` later. There is none if the employer never answered.
"""

from collections.abc import Iterator
from datetime import timedelta

from vaultgen.followups.draft_matching import drafts_for
from vaultgen.followups.rules import Closed, FollowUp, Length, decider, end_of_day, follow_up, outcome_at, suggested
from vaultgen.vault.attempts import Attempt
from vaultgen.vault.ids import application_id
from vaultgen.vault.model import Application
from vaultgen.vault.vault import Vault

KIND = "closing"
TITLE = "Closing note"
LENGTH = Length(15, None)
OUTCOMES = ("offer", "accepted", "declined", "rejected", "withdrawn")


def plan(vault: Vault) -> Iterator[FollowUp]:
    """A closing note for each outcome; if the position was opened again, it is no longer called for."""
    for application in vault.applications:
        for number, attempt in enumerate(vault.attempts(application), start=1):
            if attempt.held and attempt.outcome in OUTCOMES:
                yield _one(vault, application, attempt, number)


def _one(vault: Vault, application: Application, attempt: Attempt, number: int) -> FollowUp:
    last = attempt.held[-1]
    person = decider(vault, last)
    opens, since = outcome_at(vault, attempt)
    days = vault.settings.follow_ups.closing_days
    due = end_of_day(vault, last, opens.date() + timedelta(days=days))
    draft = next(iter(drafts_for(vault, KIND, *attempt.rounds)), None)
    return follow_up(
        vault,
        KIND,
        last,
        follow_up_id=f"{application_id(vault, application)}:{KIND}{f':{number}' if number > 1 else ''}",
        whom=person,
        opens=opens,
        due=due,
        suggested=suggested(vault, opens, due),
        reason=f"{days} days after {since}",
        closed=None if attempt.is_last else Closed(opens, "superseded", "another interview opened the position again"),
        draft=draft,
    )
