"""The check-in e-mail: one per application, when the decision date passes in silence.

It opens the day after the decision date and is due 3 working days after it (employers are
optimists); where no date is known it opens 5 working days after the last interview. The next one
is due 10 working days after the one before was sent, up to `check_in_max`.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from vaultgen.dates import day_words
from vaultgen.followups.letter import recipient
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    application_id,
    closed_by_outcome,
    drafts_for,
    end_of_day,
    is_holiday,
    is_skipped,
    sent_at,
    start_of_day,
)
from vaultgen.model import Application, Interview
from vaultgen.vault import Vault
from vaultgen.workdays import add_working_days

KIND = "check-in"
_DAYS_WITHOUT_DATE = 5  # working days after the last interview


def plan(vault: Vault) -> Iterator[FollowUp]:
    """The check-ins of every application that had an interview."""
    for application in vault.applications:
        rounds = vault.rounds(application)
        if rounds:
            yield from _series(vault, application, rounds[-1])


def _series(vault: Vault, application: Application, last: Interview) -> Iterator[FollowUp]:
    """The first check-in, and after each one sent the next."""
    rules = vault.settings.follow_ups
    drafts = drafts_for(vault, KIND, last)
    first_day, due_day, reason = _first(vault, last)
    for number in range(1, rules.check_in_max + 1):
        draft = drafts[number - 1] if len(drafts) >= number else None
        sent = sent_at(vault, draft)
        yield FollowUp(
            id=f"{application_id(vault, application)}:{KIND}:{number}",
            kind=KIND,
            interview=last,
            application=application,
            to=recipient(vault, last),
            opens=start_of_day(vault, last, first_day),
            due=end_of_day(vault, last, due_day),
            reason=reason,
            skipped=is_skipped(KIND, last, application),
            sent=sent,
            closed=_closed(vault, last),
            draft=draft,
            number=number,
        )
        if sent is None:
            return
        first_day = due_day = add_working_days(sent.date(), rules.check_in_repeat_days, is_holiday(vault))
        reason = f"{rules.check_in_repeat_days} working days after your check-in on {day_words(sent.date())}"


def _first(vault: Vault, last: Interview) -> tuple[date, date, str]:
    """When the first check-in opens and is due, and why."""
    days = vault.settings.follow_ups.check_in_days
    if last.decision_date is not None:
        decision = last.decision_date
        due = add_working_days(decision, days, is_holiday(vault))
        return decision + timedelta(days=1), due, f"{days} working days after the decision date, {day_words(decision)}"
    held = vault.start(last).date()
    opens = add_working_days(held, _DAYS_WITHOUT_DATE, is_holiday(vault))
    due = add_working_days(opens, days, is_holiday(vault))
    reason = (
        f"no decision date is noted: {_DAYS_WITHOUT_DATE} and {days} working days "
        f"after the interview on {day_words(held)}"
    )
    return opens, due, reason


def _closed(vault: Vault, last: Interview) -> Closed | None:
    """They wrote or called, or the application ended, whichever was first."""
    ends = [closed_by_outcome(vault, last)]
    if last.heard_back is not None and last.heard_back >= vault.start(last).date():
        at: datetime = start_of_day(vault, last, last.heard_back)
        ends.append(Closed(at, "moot", f"they wrote or called on {day_words(last.heard_back)}"))
    return min((end for end in ends if end), key=lambda end: end.at.timestamp(), default=None)
