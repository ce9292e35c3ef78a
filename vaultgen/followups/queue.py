"""The queue of follow-ups by urgency, for the dashboard, `status` and `build`.

Pure functions of a vault, its follow-ups and the time.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import chain
from math import inf
from typing import Literal, NamedTuple

from vaultgen.dates import time_marks
from vaultgen.dates.instants import utc
from vaultgen.dates.typed import When
from vaultgen.dates.words import by_words
from vaultgen.followups import LATE, state
from vaultgen.followups.kinds import check_in
from vaultgen.followups.rules import FollowUp, next_round
from vaultgen.followups.visits import is_held, over_from
from vaultgen.vault.model import Application, DraftNote, Interview, missing
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault

# How long after an interview what it left open can still be remembered.
FRESH = timedelta(days=3)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)  # when an interview closed that was called off: whenever one looks
_LATE_AFTER = 1e13  # seconds: later than any deadline
_AFTER = timedelta.resolution
_FIRST_ZONE = timezone(timedelta(hours=14))  # in which days begin first: a later day is in the future everywhere

InterviewState = Literal["scheduled", "debrief", "follow-up", "waiting", "silent", "closed"]


class Course(NamedTuple):
    """The instants that decide the state of an interview, also for the page script.

    `closes` is when it was closed by an outcome or the next round; `silent_from` is when its decision date has passed.
    Both may be None.
    """

    end: datetime
    closes: datetime | None
    silent_from: datetime | None
    gaps: int

    @property
    def fresh_until(self) -> datetime:
        """Until when (UTC) one still remembers what the note leaves open: `FRESH` real hours after the end."""
        return utc(self.end) + FRESH


def course(vault: Vault, interview: Interview) -> Course:
    """The course of an interview."""
    following = next_round(vault, interview)
    end = over_from(vault, interview)
    if not is_held(interview):
        return Course(end, _EVER, None, 0)
    closes = vault.start(following) if following else None
    if interview.outcome or vault.attempt(interview).outcome in CLOSING_OUTCOMES:
        heard = _midnight(vault, interview, interview.heard_back) if interview.heard_back else end
        closed = max(end, heard, key=utc)
        closes = min((c for c in (closes, closed) if c), key=utc)
    return Course(end, closes, _silent_from(vault, interview), len(missing(interview)))


def announced(vault: Vault, interview: Interview) -> date | None:
    """The announced decision date of an interview; None if the decision is known or no longer awaited."""
    day = interview.decision_date
    if day is None or interview.outcome:
        return None
    closes = course(vault, interview).closes
    return day if closes is None or closes.date() > day else None


def interview_state(where: Course, follow_ups: Iterable[FollowUp], now: datetime) -> InterviewState:
    """The state of an interview at an instant; `follow_ups` are its own."""
    if where.closes is not None and utc(where.closes) <= utc(now):
        return "closed"
    if utc(now) < utc(where.end):
        return "scheduled"
    if where.silent_from is not None and utc(where.silent_from) <= utc(now):
        return "silent"
    if where.gaps and utc(now) < where.fresh_until:
        return "debrief"
    if any(state(follow_up, now) in ("due", "overdue") for follow_up in follow_ups):
        return "follow-up"
    return "waiting"


# What has been overdue for longer nags no more: it is counted, and its draft stays. The page script knows the same.
LAPSE = timedelta(days=30)

# For so long after all that has happened, a new day may change what is said: a calendar keeps what was called off for
# 30 days. Later only a new year does: days of another year are written with it.
_RECENT = timedelta(days=32)


def to_do(follow_ups: Iterable[FollowUp], now: datetime) -> tuple[FollowUp, ...]:
    """The follow-ups that are open and not long past: in time by deadline, then late ones, the latest first."""
    open_now = [f for f in follow_ups if state(f, now) in ("due", "overdue") and not is_long_past(f, now)]
    return tuple(sorted(open_now, key=lambda f: urgency(f, now)))


def urgency(follow_up: FollowUp, now: datetime) -> tuple[float, str]:
    """The sort key of an open follow-up: what can still be in time comes first."""
    due = utc(follow_up.due).timestamp()
    return (_LATE_AFTER - due if state(follow_up, now) == "overdue" else due), follow_up.id


def urgency_words(follow_up: FollowUp, now: datetime, zone: tzinfo) -> str:
    """Until when an open follow-up is in time, `by 16:30 today`, or how late it is, `5 days late`, with a time mark."""
    if state(follow_up, now) == "overdue":
        return f"{time_marks.since(follow_up.due)} late"
    return by_words(follow_up.due, now.astimezone(zone))


def is_covered_by_letter(thanks: FollowUp | None, letter: FollowUp | None, now: datetime) -> bool:
    """Whether a late thank-you is left to the open letter to the same person, which also thanks."""
    if thanks is None or letter is None:
        return False
    return state(thanks, now) == "overdue" and state(letter, now) in ("due", "overdue")


def older(follow_ups: Iterable[FollowUp], now: datetime) -> tuple[FollowUp, ...]:
    """The follow-ups that nobody waits for any more: their deadline is long past, or they have lapsed."""
    return tuple(
        f for f in follow_ups if state(f, now) == "lapsed" or (state(f, now) == "overdue" and is_long_past(f, now))
    )


def is_long_past(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a deadline passed more than a month ago (`LAPSE`)."""
    return utc(now) - utc(follow_up.due) > LAPSE


def by_deadline(follow_up: FollowUp) -> tuple[datetime, str]:
    """The sort key of a follow-up: its deadline."""
    return utc(follow_up.due), follow_up.id


def next_up(vault: Vault, follow_ups: Iterable[FollowUp], now: datetime) -> FollowUp | Interview | None:
    """What comes next if nothing is open: the next follow-up to open or interview to begin."""
    coming: list[tuple[datetime, str, FollowUp | Interview]] = [
        (f.opens, f.id, f) for f in follow_ups if state(f, now) == "upcoming"
    ]
    coming += [(vault.start(i), i.note.path, i) for i in vault.interviews if vault.start(i) > now]
    return min(coming, key=lambda row: (utc(row[0]), row[1]))[2] if coming else None


def may_be_next(steps: Iterable[FollowUp]) -> list[FollowUp]:
    """The follow-ups that can ever be the next step; `steps` are sorted by deadline.

    One precedes all that both open and are due after it, and close no later than it does.
    """
    candidates: list[FollowUp] = []
    latest: list[tuple[tuple[datetime, str], float]] = []  # of those: when each opens and closes, both ascending
    for step in steps:
        opens, closes = (utc(step.opens), step.id), _closes(step)
        place = bisect_right(latest, (opens, inf))
        if place and latest[place - 1][1] >= closes:
            continue
        candidates.append(step)
        end = place
        while end < len(latest) and latest[end][1] <= closes:
            end += 1
        latest[place:end] = [(opens, closes)]
    return candidates


def unanswered(vault: Vault, follow_ups: Iterable[FollowUp]) -> tuple[tuple[FollowUp, datetime], ...]:
    """The last check-ins that were not answered, each with the instant from which the application may be closed.

    After `check_in_max` check-ins, silence is an answer.
    """
    last = [(f, check_in.gives_up(vault, f)) for f in follow_ups if f.closed is None]
    return tuple((f, since) for f, since in last if since is not None)


def by_interview(follow_ups: Iterable[FollowUp]) -> Mapping[str, list[FollowUp]]:
    """The follow-ups of each interview, by the path of its note."""
    planned: dict[str, list[FollowUp]] = {}
    for follow_up in follow_ups:
        planned.setdefault(follow_up.interview.note.path, []).append(follow_up)
    return planned


def next_change(vault: Vault, follow_ups: Iterable[FollowUp], now: datetime) -> datetime:
    """The first instant after `now` (UTC) at which anything may change without a change of the notes.

    That is when a follow-up opens, is best sent, is due or closes, an interview begins or ends, a silence has lasted
    long enough, or a day begins that may matter: long after all that has happened, that is the first of a year.
    """
    follow_ups = tuple(follow_ups)
    moments = [moment for f in follow_ups for moment in (f.opens, f.suggested)]
    moments += [moment for f in follow_ups for moment in (f.sent, f.closed and f.closed.at) if moment]
    # At its deadline it is still in time.
    moments += [utc(f.due) + past + _AFTER for f in follow_ups for past in (timedelta(0), LATE)]
    moments += [since for _, since in unanswered(vault, follow_ups)]
    for interview in vault.interviews:
        where = course(vault, interview)
        # With a debrief an interview counts as over before its planned end.
        moments += [vault.start(interview), vault.end(interview), where.end, where.fresh_until]
        moments += [moment for moment in (where.closes, where.silent_from) if moment]
    zones = {vault.settings.timezone, *map(vault.zone, vault.interviews)}
    last = max((*map(utc, moments), *_named_days(vault)), default=_EVER)
    moments += [utc(f.due) + LAPSE + _AFTER for f in follow_ups]
    moments.append(next_day(now, zones) if last > utc(now) - _RECENT else next_year(now, zones))
    return min(moment for moment in map(utc, moments) if moment > utc(now))


def next_day(now: datetime, zones: Iterable[tzinfo]) -> datetime:
    """The first instant (UTC) after `now` at which a day begins in some zones, or anywhere at all."""
    return _next(now, zones, lambda today: today + timedelta(days=1))


def next_year(now: datetime, zones: Iterable[tzinfo]) -> datetime:
    """The first instant (UTC) after `now` at which a year begins in some zones, or anywhere at all."""
    return _next(now, zones, lambda today: date(today.year + 1, 1, 1))


def _next(now: datetime, zones: Iterable[tzinfo], day_after: Callable[[date], date]) -> datetime:
    zones = {*zones, _FIRST_ZONE}
    return min(utc(datetime.combine(day_after(now.astimezone(zone).date()), time(0), zone)) for zone in zones)


def _named_days(vault: Vault) -> Iterator[datetime]:
    """The ends (UTC) of the days that interviews, applications and drafts name in their properties."""
    things: Iterator[Interview | Application | DraftNote] = chain(vault.interviews, vault.applications, vault.drafts)
    for thing in things:
        for value in (getattr(thing, field.name) for field in fields(thing)):
            day = value.day if isinstance(value, When) else value
            if isinstance(day, date):
                yield datetime.combine(day, time.max, UTC)


def _silent_from(vault: Vault, interview: Interview) -> datetime | None:
    """The end of the decision date; None if the employer has answered since."""
    decision = interview.decision_date
    if (
        decision is None
        or decision < vault.start(interview).date()
        or (interview.heard_back is not None and interview.heard_back >= decision)
    ):
        return None
    return _midnight(vault, interview, decision + timedelta(days=1))


def _midnight(vault: Vault, interview: Interview, day: date) -> datetime:
    return datetime.combine(day, time(0), vault.zone(interview))


def _closes(step: FollowUp) -> float:
    return utc(step.closed.at).timestamp() if step.closed else inf
