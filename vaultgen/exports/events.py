"""The events of a calendar: interviews, the deadlines of follow-ups, decision days, and offers to answer.

Events are plain values, true as of `now`; `calendar_file` writes them. What was sent, is moot or was called off stays
for 30 days as a cancelled event, so that calendar programs that imported it remove it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from vaultgen.dates.instants import utc
from vaultgen.dates.words import both_clocks, day_words, moment_words
from vaultgen.drafts.write import Draft
from vaultgen.english import phrases
from vaultgen.exports.mail import one_line
from vaultgen.followups import state
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.queue import announced, course, is_long_past
from vaultgen.followups.rules import (
    Closed,
    FollowUp,
    outcome_at,
    start_of_day,
)
from vaultgen.followups.visits import is_held, over_from
from vaultgen.followups.words import stage_words
from vaultgen.vault.ids import application_id, interview_id
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault

EventKind = Literal["interview", "deadline", "decision", "answer"]

_KEPT = timedelta(days=30)  # for so long a cancelled event stays
_ALARMS = {"interview": (24, 1), "deadline": (3,)}  # hours before the start
_FREE_HOUR = timedelta(hours=1)  # what the calendar keeps free if a duration is not noted
_DEADLINE = timedelta(minutes=15)
_MIDNIGHT = time(0)
_SITES = ("https://", "http://")


class CalendarEvent(NamedTuple):
    """One event, in plain values.

    `uid` is stable as long as the follow-up's id, or the path of the note, is. `start` and `end` are both instants (RFC
    3339, in UTC) or both days, the end not included. `link` is the address of a call. `alarms` are hours before the
    start. `changed` is the latest change that the notes know of (RFC 3339, in UTC), or empty.
    """

    kind: EventKind
    uid: str
    start: str
    end: str
    summary: str
    description: str
    place: str = ""
    link: str = ""
    cancelled: bool = False
    alarms: tuple[int, ...] = ()
    changed: str = ""


def events(
    vault: Vault, follow_ups: Iterable[FollowUp], drafts: Iterable[Draft], now: datetime
) -> tuple[CalendarEvent, ...]:
    """The events of a vault or partition as of `now` (aware), by time."""
    by_id, before = {draft.follow_up.id: draft for draft in drafts}, _ends_of_earlier_rounds(vault, now)
    found = [event for interview in vault.interviews for event in _of_interview(vault, interview, now, before)]
    found += [event for f in follow_ups if (event := _deadline(vault, f, by_id.get(f.id), now, before))]
    found += [event for application in vault.applications if (event := _answer(vault, application, now, before))]
    return tuple(sorted(found, key=in_order))


def in_order(event: CalendarEvent) -> tuple[str, str]:
    """The sort key of an event."""
    return event.start, event.uid


def _of_interview(
    vault: Vault, interview: Interview, now: datetime, before: Mapping[str, datetime]
) -> Iterator[CalendarEvent]:
    start, end = vault.start(interview), vault.end(interview)
    held = is_held(interview)
    heard = interview.heard_back or start.date()
    ended = None if held else _past(start_of_day(vault, interview, heard), now)
    if held or _is_kept(heard, now):
        timed = interview.date.clock is not None
        yield CalendarEvent(
            "interview",
            _uid(interview_id(interview)),
            _instant(start) if timed else interview.date.day.isoformat(),
            _instant(end if end > start else start + _FREE_HOUR) if timed else _day_after(interview.date.day),
            one_line(f"Interview: {_employer(vault, interview)}{_stage(interview, before=', ')}"),
            _about_interview(vault, interview),
            place=_place(interview),
            link=_link(interview),
            cancelled=not held,
            alarms=_ALARMS["interview"] if held and timed and utc(now) < utc(start) else (),
            changed=_latest(vault, interview, now, ended, before),
        )
    day = interview.decision_date
    if held and day is not None and day >= start.date():
        yield from _decision(vault, interview, day, now, before)


def _decision(
    vault: Vault, interview: Interview, day: date, now: datetime, before: Mapping[str, datetime]
) -> Iterator[CalendarEvent]:
    """The day of a decision; cancelled if the decision is known or no longer awaited."""
    moot = announced(vault, interview) is None
    ended = course(vault, interview).closes if moot else None
    if ended is None or _is_kept(ended.date(), now):
        employer = _employer(vault, interview)
        yield CalendarEvent(
            "decision",
            _uid(f"{interview_id(interview)}:decision"),
            day.isoformat(),
            _day_after(day),
            one_line(f"{employer} decides"),
            _lines(f"Announced in the interview on {day_words(interview.date.day)}.", _position(vault, interview)),
            cancelled=moot,
            changed=_latest(vault, interview, now, _past(ended, now), before),
        )


def _deadline(
    vault: Vault, follow_up: FollowUp, draft: Draft | None, now: datetime, before: Mapping[str, datetime]
) -> CalendarEvent | None:
    """The deadline of a follow-up; None for one that is settled for a month, or long past."""
    follow_up = draft.follow_up if draft else follow_up  # as the draft is addressed
    how = state(follow_up, now)
    ended = _ended(follow_up, now)
    if not _is_kept(ended.date(), now) if ended else how == "overdue" and is_long_past(follow_up, now):
        return None
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    title = KINDS[follow_up.kind].TITLE
    return CalendarEvent(
        "deadline",
        _uid(follow_up.id),
        _instant(follow_up.due),
        _instant(utc(follow_up.due) + _DEADLINE),
        one_line(f"{title} to {whom}, {_employer(vault, follow_up.interview)}"),
        _about_deadline(vault, follow_up, draft),
        cancelled=ended is not None,
        alarms=_ALARMS["deadline"] if ended is None and utc(now) < utc(follow_up.due) else (),
        changed=_latest(vault, follow_up.interview, now, ended, before),
    )


def _ended(follow_up: FollowUp, now: datetime) -> datetime | None:
    """Since when a follow-up is settled; for a skipped one since its deadline, as nobody noted when."""
    if follow_up.sent is not None:
        return follow_up.sent
    if follow_up.skipped:
        return follow_up.due
    closed: Closed | None = follow_up.closed
    return closed.at if closed is not None and utc(closed.at) <= utc(now) else None


def _answer(
    vault: Vault, application: Application, now: datetime, before: Mapping[str, datetime]
) -> CalendarEvent | None:
    """The day until which an offer is to be answered."""
    day = application.answer_by
    if day is None:
        return None
    outcome, attempts = vault.outcome(application), vault.attempts(application)
    moot = outcome in CLOSING_OUTCOMES and outcome != "offer"
    ended = min(outcome_at(vault, attempts[-1])[0].date(), day) if moot and attempts else day
    if moot and not _is_kept(ended, now):
        return None
    employer = vault.company(application.company).name
    last = attempts[-1].rounds[-1] if attempts else None
    closed = outcome_at(vault, attempts[-1])[0] if moot and attempts else None
    return CalendarEvent(
        "answer",
        _uid(f"{application_id(vault, application)}:answer"),
        day.isoformat(),
        _day_after(day),
        one_line(f"Answer the offer of {employer}"),
        _lines(application.role.label if application.role else ""),
        cancelled=moot,
        changed=_latest(vault, last, now, closed, before) if last else "",
    )


# The texts.


def _about_interview(vault: Vault, interview: Interview) -> str:
    """When by the interview's clock, for which position, with whom, and what is not noted."""
    start, zone = vault.start(interview), vault.zone(interview)
    timed = interview.date.clock is not None
    when = f"{moment_words(start)} ({zone})" if timed else f"{day_words(start.date())}; no time is noted"
    length = f", {interview.duration} minutes" if timed and interview.duration else ""
    free = "How long it takes is not noted: an hour is kept free." if timed and not interview.duration else ""
    met = [_named(person) for person in vault.interviewers(interview)]
    return _lines(
        when + length,
        _position(vault, interview),
        f"With {'; '.join(met)}" if met else "",
        f"By {interview.format.replace('-', ' ')}" if interview.format in ("phone", "video") else "",
        interview.place or "",
        free,
    )


def _about_deadline(vault: Vault, follow_up: FollowUp, draft: Draft | None) -> str:
    """The description: subject, reason for the deadline, best time to send, and the draft."""
    here, there = vault.settings.timezone, vault.zone(follow_up.interview)
    best = both_clocks(follow_up.suggested, here, there) if follow_up.suggested < follow_up.due else ""
    return _lines(
        f"“{phrases.clean(follow_up.promise.text)}”" if follow_up.promise else "",
        f"{_employer(vault, follow_up.interview)}{_stage(follow_up.interview, before=', ')}",
        f"Through {follow_up.to.name}" if follow_up.to and follow_up.passed_on else "",
        f"Due {both_clocks(follow_up.due, here, there)}: {follow_up.reason}.",
        f"Best sent {best}." if best else "",
        f"Draft: {draft.path}" if draft else "",
    )


def _lines(*texts: str) -> str:
    """The texts that are not empty, each on its own line."""
    return "\n".join(line for text in texts if (line := one_line(text)))


def _employer(vault: Vault, interview: Interview) -> str:
    return vault.company(interview.company).name


def _stage(interview: Interview, *, before: str) -> str:
    return f"{before}{stage_words(interview)}" if interview.stage else ""


def _position(vault: Vault, interview: Interview) -> str:
    role = vault.application(interview).role or interview.role
    return role.label if role else ""


def _named(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def _place(interview: Interview) -> str:
    return one_line(interview.place or "")


def _link(interview: Interview) -> str:
    place = _place(interview)
    return place if place.startswith(_SITES) and " " not in place else ""


# When.


def _latest(
    vault: Vault, interview: Interview, now: datetime, ended: datetime | None, before: Mapping[str, datetime]
) -> str:
    """When an interview's event last changed, as far as the notes say; empty if it has not yet.

    `before` are the ends of earlier rounds, as `_ends_of_earlier_rounds` gives them.
    """
    application = vault.application(interview)
    days = [(application.applied, vault.settings.timezone), (interview.heard_back, vault.zone(interview))]
    moments = [datetime.combine(day, _MIDNIGHT, zone) for day, zone in days if day is not None]
    moments.append(over_from(vault, interview))
    if interview.note.path in before:
        moments.append(before[interview.note.path])
    past = [utc(moment) for moment in moments if utc(moment) <= utc(now)] + ([utc(ended)] if ended else [])
    return _instant(max(past)) if past else ""


def _ends_of_earlier_rounds(vault: Vault, now: datetime) -> dict[str, datetime]:
    """The latest end until now of an earlier round for the same position, by the path of each interview after one."""
    found: dict[str, datetime] = {}
    for application in vault.applications:
        latest: datetime | None = None
        for interview in vault.rounds(application):
            if latest is not None:
                found[interview.note.path] = latest
            end = over_from(vault, interview)
            if utc(end) <= utc(now) and (latest is None or utc(end) > utc(latest)):
                latest = end
    return found


def _past(moment: datetime | None, now: datetime) -> datetime | None:
    """The instant, if it is not in the future; else None."""
    return moment if moment is not None and utc(moment) <= utc(now) else None


def _is_kept(since: date, now: datetime) -> bool:
    """Whether what ended on a day is still to be shown as cancelled; counted in days, as the calendar changes daily."""
    return now.date() - since <= _KEPT


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _uid(name: str) -> str:
    """A UUID derived from a name, which does not reveal it (RFC 7986)."""
    return str(uuid5(NAMESPACE_URL, f"vaultgen:{name}"))
