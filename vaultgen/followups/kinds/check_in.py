"""The check-in e-mail: for each application whose decision date passes without an answer.

It opens the day after the decision date, at the earliest on the second working day after the interview, and is due
3 working days after that date (employers are optimists); where no date is known, or it has passed when they wrote, it
opens 5 working days after the last interview or answer. The next one is due 10 working days after the one before was
sent, up to `check_in_max`. Check-ins that were sent after earlier rounds stay in the history.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from vaultgen.dates.words import day_words
from vaultgen.dates.workdays import add_working_days
from vaultgen.followups.draft_matching import drafts_for
from vaultgen.followups.kinds import letter
from vaultgen.followups.rules import (
    FollowUp,
    Length,
    closed_by_outcome,
    decider,
    end_of_day,
    follow_up,
    is_holiday,
    start_of_day,
)
from vaultgen.vault.ids import application_id
from vaultgen.vault.model import DraftNote, Interview
from vaultgen.vault.vault import Vault

KIND = "check-in"
TITLE = "Check-in"
LENGTH = Length(15, 100, shorten="A check-in asks one thing: how it stands.")
_DAYS_WITHOUT_DATE = 5  # working days after the last interview or answer
_SOONEST = 2  # working days after the interview


def plan(vault: Vault) -> Iterator[FollowUp]:
    """The check-ins of all applications with an interview."""
    for application in vault.applications:
        made = 0
        for attempt in vault.attempts(application):
            for interview in attempt.held:
                for check_in in _series(
                    vault, interview, made, is_last=attempt.is_last and interview is attempt.held[-1]
                ):
                    made += 1
                    yield check_in


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


def _series(vault: Vault, interview: Interview, made: int, *, is_last: bool) -> Iterator[FollowUp]:
    """The check-ins after one round: those sent, and after the last round the one that comes next.

    An answer ends a silence, and the next silence has check-ins of its own: as many as the settings say.
    """
    most = vault.settings.follow_ups.check_in_max
    sent, unsent = _drafts(vault, interview)
    heard = _heard(vault, interview)
    before = [draft for draft in sent if heard is not None and _sent_day(vault, interview, draft) <= heard]
    number = 0
    for draft, (opens, due, reason) in zip(before, _days(vault, interview, None, before), strict=False):
        number += 1
        yield _one(vault, interview, draft, made + number, number, (opens, due, reason))
    since = [draft for draft in sent if draft not in before]
    next_one = [next(iter(unsent), None)] if is_last and len(since) < most else []
    for own, days in zip([*since, *next_one], _days(vault, interview, heard, since), strict=False):
        number += 1
        yield _one(vault, interview, own, made + number, number - len(before), days)


_Days = tuple[date, date, str]  # when a check-in opens and is due, and why


def _days(vault: Vault, interview: Interview, heard: date | None, sent: list[DraftNote]) -> Iterator[_Days]:
    """The days of the check-ins of one silence, which begins with the interview or with an answer (`heard`)."""
    yield _first(vault, interview, heard)
    repeat = vault.settings.follow_ups.check_in_repeat_days
    for draft in sent:
        day = _sent_day(vault, interview, draft)
        again = add_working_days(day, repeat, is_holiday(vault))
        yield again, again, f"{repeat} working days after your check-in on {day_words(day)}"


def _one(vault: Vault, interview: Interview, draft: DraftNote | None, count: int, number: int, days: _Days) -> FollowUp:
    """One check-in: the `count`-th of its application, the `number`-th of its silence."""
    application = vault.application(interview)
    person = decider(vault, interview)
    opens_day, due_day, reason = days
    return follow_up(
        vault,
        KIND,
        interview,
        follow_up_id=f"{application_id(vault, application)}:{KIND}:{count}",
        whom=person,
        opens=start_of_day(vault, interview, opens_day),
        due=end_of_day(vault, interview, due_day),
        suggested=datetime.combine(due_day, vault.settings.follow_ups.working_hours.start, vault.zone(interview)),
        reason=reason,
        closed=closed_by_outcome(vault, interview),
        draft=draft,
        number=number,
    )


def _drafts(vault: Vault, interview: Interview) -> tuple[list[DraftNote], list[DraftNote]]:
    """The sent drafts in order, without copies, and the unsent ones."""
    drafts = drafts_for(vault, KIND, interview)
    sent = sorted((d for d in drafts if d.sent), key=lambda d: (_sent(vault, d), d.note.path))
    once = [next(iter(same)) for _, same in groupby(sent, key=lambda d: _sent(vault, d))]
    # A conflict copy of a sent check-in is not the next one.
    last_due = max((str(d.due) for d in once if d.due), default="")
    return once, [d for d in drafts if not d.sent and (not d.due or str(d.due) > last_due)]


def _sent(vault: Vault, draft: DraftNote) -> datetime:
    at = vault.sent_at(draft)
    return at.astimezone(UTC) if at else datetime.max.replace(tzinfo=UTC)


def _sent_day(vault: Vault, interview: Interview, draft: DraftNote) -> date:
    return _sent(vault, draft).astimezone(vault.zone(interview)).date()


def _heard(vault: Vault, interview: Interview) -> date | None:
    """The day on which they answered; what lies before the interview was about something else."""
    heard = interview.heard_back
    return heard if heard is not None and heard >= vault.start(interview).date() else None


def _first(vault: Vault, interview: Interview, heard: date | None) -> _Days:
    """When the first check-in of a silence opens and is due, and why; never on the day of the letter."""
    days, off = vault.settings.follow_ups.check_in_days, is_holiday(vault)
    held = vault.start(interview).date()
    decision = interview.decision_date
    if decision is not None and decision >= held and (heard is None or decision > heard):
        opens = max(decision + timedelta(days=1), add_working_days(held, _SOONEST, off))
        due = add_working_days(decision, days, off)
        reason = f"{days} working days after the decision date, {day_words(decision)}"
    else:
        opens = add_working_days(heard or held, _DAYS_WITHOUT_DATE, off)
        due = add_working_days(opens, days, off)
        since = f"you heard from them on {day_words(heard)}" if heard else f"the interview on {day_words(held)}"
        reason = f"no decision date is noted: {_DAYS_WITHOUT_DATE} and {days} working days after {since}"
    if opens == letter.opens_on(vault, interview):
        opens = add_working_days(opens, 1, off)
    return opens, max(due, opens), reason
