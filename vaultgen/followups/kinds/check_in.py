"""The check-in e-mail: for each application whose decision date passes without an answer.

It opens the day after the decision date and is due 3 working days after it, as employers are optimists; if no date is
known, it opens 5 working days after the last interview. The next one is due 10 working days after the last was sent, up
to `check_in_max`. Check-ins sent after earlier rounds stay in the history.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from vaultgen.dates.words import day_words
from vaultgen.dates.workdays import add_working_days
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    Length,
    application_id,
    closed_by_outcome,
    decider,
    drafts_for,
    end_of_day,
    is_holiday,
    is_skipped,
    sent_at,
    start_of_day,
    through,
)
from vaultgen.vault.model import Application, DraftNote, Interview
from vaultgen.vault.vault import Vault

KIND = "check-in"
TITLE = "Check-in"
LENGTH = Length(15, 100, shorten="A check-in asks one thing: how it stands.")
_DAYS_WITHOUT_DATE = 5  # working days after the last interview


def plan(vault: Vault) -> Iterator[FollowUp]:
    """The check-ins of all applications with an interview."""
    for application in vault.applications:
        rounds = vault.rounds(application)
        made = 0
        for interview in rounds:
            for follow_up in _series(vault, application, interview, made, is_last=interview is rounds[-1]):
                made += 1
                yield follow_up


def gives_up(vault: Vault, follow_up: FollowUp) -> datetime | None:
    """The instant (aware) from which silence after the last check-in suggests closing the application.

    None if another check-in will follow, or this one was not sent.
    """
    rules = vault.settings.follow_ups
    if follow_up.kind != KIND or follow_up.sent is None or follow_up.number < rules.check_in_max:
        return None
    sent_day = follow_up.sent.astimezone(vault.zone(follow_up.interview)).date()
    day = add_working_days(sent_day, rules.check_in_repeat_days, is_holiday(vault))
    return start_of_day(vault, follow_up.interview, day)


def _series(
    vault: Vault, application: Application, interview: Interview, made: int, *, is_last: bool
) -> Iterator[FollowUp]:
    """The check-ins after a round: those sent, and, after the last round, the next one."""
    rules = vault.settings.follow_ups
    sent, unsent = _drafts(vault, interview)
    opens_day, due_day, reason = _first(vault, interview)
    person = decider(vault, interview)
    for number in range(1, max(rules.check_in_max, len(sent)) + 1):
        draft = sent[number - 1] if number <= len(sent) else next(iter(unsent), None) if is_last else None
        at = sent_at(vault, draft)
        if at is None and (not is_last or number > rules.check_in_max):
            return
        due = end_of_day(vault, interview, due_day)
        morning = datetime.combine(due_day, rules.working_hours.start, vault.zone(interview))
        yield FollowUp(
            id=f"{application_id(vault, application)}:{KIND}:{made + number}",
            kind=KIND,
            interview=interview,
            application=application,
            whom=person,
            to=through(vault, application, person),
            opens=start_of_day(vault, interview, opens_day),
            due=due,
            suggested=morning,
            reason=reason,
            skipped=is_skipped(KIND, interview, application),
            sent=at,
            closed=_closed(vault, interview),
            draft=draft,
            number=number,
        )
        if at is None:
            return
        sent_day = at.astimezone(vault.zone(interview)).date()
        opens_day = due_day = add_working_days(sent_day, rules.check_in_repeat_days, is_holiday(vault))
        reason = f"{rules.check_in_repeat_days} working days after your check-in on {day_words(sent_day)}"


def _drafts(vault: Vault, interview: Interview) -> tuple[list[DraftNote], list[DraftNote]]:
    """The sent drafts in order, without copies, and the unsent ones."""
    drafts = drafts_for(vault, KIND, interview)
    sent = sorted((d for d in drafts if d.sent), key=lambda d: (_sent(vault, d), d.note.path))
    once = [next(iter(same)) for _, same in groupby(sent, key=lambda d: _sent(vault, d))]
    # A conflict copy of a sent check-in is not the next one.
    last_due = max((str(d.due) for d in once if d.due), default="")
    return once, [d for d in drafts if not d.sent and (not d.due or str(d.due) > last_due)]


def _sent(vault: Vault, draft: DraftNote) -> datetime:
    at = sent_at(vault, draft)
    return at.astimezone(UTC) if at else datetime.max.replace(tzinfo=UTC)


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
    """How an answer or the end of the application closes a check-in, whichever was first."""
    ends = [closed_by_outcome(vault, last)]
    if last.heard_back is not None and last.heard_back >= vault.start(last).date():
        at: datetime = start_of_day(vault, last, last.heard_back)
        ends.append(Closed(at, "moot", f"they wrote or called on {day_words(last.heard_back)}"))
    return min((end for end in ends if end), key=lambda end: end.at.timestamp(), default=None)
