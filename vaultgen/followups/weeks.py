"""The weeks of a search: the interviews, messages, answers and lessons of each, and what was open at its end.

A week is shown as of its end, so that past weeks never change: a message sent after its week is "not sent" in the one
and "late" in the other. `events` and `follow_up_records` extract records from a vault or
partition; `weeks` aggregates those of all partitions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from vaultgen.dates.instants import utc
from vaultgen.english.phrases import clean
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.visits import over_from
from vaultgen.followups.words import stage_words
from vaultgen.vault.ids import application_id
from vaultgen.vault.model import CHECKLIST, Interview, missing
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Vault

Sort = Literal["had", "coming", "ahead", "heard", "applied", "lesson", "gap"]

_WEEK = timedelta(days=7)
_FIRST_DAY = {"monday": 0, "saturday": 5, "sunday": 6}
# What a follow-up or the next round misses most, before the rest of the checklist.
_HELPS_MOST = (
    "decision_date",
    "interviewers",
    "moments",
    "problems",
    "decision_maker",
    "concerns_open",
    "promises",
    "next_steps",
)
_FORGOTTEN = 28  # days after its deadline for which what was not sent is still listed as open


class Event(NamedTuple):
    """An event of one day (ISO 8601, in the user's zone), sorted by `at` (a timestamp) and `path`.

    `path` is the note that it comes from, `words` the employer and the round or position. `text` is the lesson, the
    outcome, or the missing property.
    """

    at: float
    path: str
    place: int
    sort: str
    day: str
    words: str
    text: str


class FollowUpRecord(NamedTuple):
    """A follow-up: when it opens, is due and was sent, and when it ended otherwise (timestamps, or None).

    `days` are those of its deadline and of its sending (ISO 8601, in the user's zone, or empty).
    """

    due: float
    id: str
    kind: str
    number: int
    to: str
    words: str
    interview: str
    draft: str
    opens: float
    sent: float | None
    ends: float | None
    days: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Week:
    """One week: `key` as `2026-W11`, its first day, and what happened in it, each list by time.

    `not_sent` were due in the week and not sent by its end. `open` are those that were open at its end, by deadline,
    and `ahead` the interviews of the next seven days. `gap` is the missing item that helps most.
    """

    key: str
    first: date
    had: tuple[Event, ...] = ()
    heard: tuple[Event, ...] = ()
    applied: tuple[Event, ...] = ()
    lessons: tuple[Event, ...] = ()
    in_time: tuple[FollowUpRecord, ...] = ()
    late: tuple[FollowUpRecord, ...] = ()
    not_sent: tuple[FollowUpRecord, ...] = ()
    open: tuple[FollowUpRecord, ...] = ()
    ahead: tuple[Event, ...] = ()
    gap: Event | None = None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=6)


@dataclass(slots=True)
class _WeekRecords:
    """The events and follow-ups of one week, while they are collected."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    calls: dict[str, list[FollowUpRecord]] = field(default_factory=dict)


def events(vault: Vault, now: datetime) -> Iterator[Event]:
    """The events in interviews and applications, and the gaps of interviews.

    An interview that is over at `now` (aware) is `had`, any other `coming`; each is `ahead` in the week before its own.
    """
    zone = vault.settings.timezone
    for interview in vault.interviews:
        start, path = vault.start(interview), interview.note.path
        if interview.outcome == "cancelled":
            continue
        at, day = start.timestamp(), start.astimezone(zone).date().isoformat()
        words = f"{vault.company(interview.company).name}: {stage_words(interview)}"
        is_over = utc(over_from(vault, interview)) <= utc(now)
        yield Event(at, path, 0, "had" if is_over else "coming", day, words, "")
        yield Event(at, path, 0, "ahead", day, words, "")
        for place, item in enumerate(interview.lessons or ()):
            yield Event(at, path, place, "lesson", day, words, clean(item.text))
        if interview.heard_back:
            yield Event(at, path, 0, "heard", interview.heard_back.isoformat(), words, interview.outcome or "")
        if is_over and (gap := _gap(interview)):
            yield Event(at, path, 0, "gap", day, words, gap)
    for application in vault.applications:
        if application.applied:
            at = datetime.combine(application.applied, time(0), zone).timestamp()
            role = application.role.label if application.role else ""
            words = ", ".join(filter(None, (vault.company(application.company).name, role)))
            path = application.note.path if application.note else application_id(vault, application)
            yield Event(at, path, 0, "applied", application.applied.isoformat(), words, application.method or "")


def follow_up_records(vault: Vault, follow_ups: Iterable[FollowUp]) -> Iterator[FollowUpRecord]:
    """The records of the follow-ups that are not skipped."""
    zone = vault.settings.timezone
    for follow_up in follow_ups:
        if follow_up.skipped and follow_up.sent is None:
            continue
        moments = (follow_up.due, follow_up.sent)
        due, sent = (moment.astimezone(zone).date().isoformat() if moment else "" for moment in moments)
        yield FollowUpRecord(
            follow_up.due.timestamp(),
            follow_up.id,
            follow_up.kind,
            follow_up.number,
            follow_up.to.name if follow_up.to else "",
            f"{vault.company(follow_up.interview.company).name}: {stage_words(follow_up.interview)}",
            follow_up.interview.note.path,
            follow_up.draft.note.path if follow_up.draft else "",
            follow_up.opens.timestamp(),
            utc(follow_up.sent).timestamp() if follow_up.sent else None,
            follow_up.closed.at.timestamp() if follow_up.closed else None,
            (due, sent),
        )


def weeks(
    happened: Iterable[Event],
    called: Iterable[FollowUpRecord],
    settings: Settings,
    today: date,
    *,
    starts: str = "monday",
) -> tuple[Week, ...]:
    """The weeks in which something happened, up to the one of `today`, the latest first."""
    current = first_day(today, starts)
    collected_by_week: dict[date, _WeekRecords] = {}

    def of(first: date) -> _WeekRecords:
        return collected_by_week.setdefault(first, _WeekRecords())

    for event in sorted(set(happened)):
        first = first_day(date.fromisoformat(event.day), starts)
        week = first - _WEEK if event.sort == "ahead" else first
        of(week).events.setdefault("ahead" if event.sort == "coming" else event.sort, []).append(event)
    for call in sorted(set(called)):
        for first, sort in _falls_into(call, settings, today, starts):
            of(first).calls.setdefault(sort, []).append(call)
    so_far = (_week(first, collected) for first, collected in collected_by_week.items() if first <= current)
    return tuple(sorted((week for week in so_far if _has_something(week)), key=lambda week: week.first, reverse=True))


def first_day(day: date, starts: str) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=(day.weekday() - _FIRST_DAY[starts]) % 7)


def key_of(first: date) -> str:
    """The name of the week that begins on a day: the ISO 8601 week of its middle, as `2026-W11`."""
    year, week, _ = (first + timedelta(days=3)).isocalendar()
    return f"{year}-W{week:02}"


def _gap(interview: Interview) -> str:
    lacking = missing(interview)
    return next((name for name in (*_HELPS_MOST, *CHECKLIST) if name in lacking), "")


def _falls_into(call: FollowUpRecord, settings: Settings, today: date, starts: str) -> Iterator[tuple[date, str]]:
    """The weeks that list a follow-up, and under which heading."""
    due_day, sent_day = call.days
    due_week = first_day(date.fromisoformat(due_day), starts)
    sent_week = first_day(date.fromisoformat(sent_day), starts) if sent_day else None
    if call.sent is not None and sent_week is not None:
        yield sent_week, "in_time" if call.sent <= call.due else "late"
    gone = min((moment for moment in (call.sent, call.ends) if moment is not None), default=None)
    is_past = gone is None or gone > call.due
    if is_past and (sent_week is None or sent_week > due_week) and date.fromisoformat(due_day) < today:
        yield due_week, "not_sent"
    zone = settings.timezone
    week = first_day(datetime.fromtimestamp(call.opens, zone).date(), starts)
    current = first_day(today, starts)
    while week <= current:
        end = datetime.combine(week + _WEEK, time(0), zone).timestamp()
        forgotten = end - call.due > _FORGOTTEN * 24 * 3600
        if (gone is not None and gone < end) or forgotten:
            break
        yield week, "open"
        week += _WEEK


def _week(first: date, collected: _WeekRecords) -> Week:
    of, calls_of = collected.events, collected.calls
    lacking = {event.path: event for event in of.get("gap", ())}
    order = (*_HELPS_MOST, *CHECKLIST)
    gap = min(lacking.values(), key=lambda event: (order.index(event.text), -event.at, event.path), default=None)

    def all_of(sort: str) -> tuple[Event, ...]:
        return tuple(of.get(sort, ()))

    def all_calls(sort: str) -> tuple[FollowUpRecord, ...]:
        return tuple(calls_of.get(sort, ()))

    return Week(
        key_of(first),
        first,
        all_of("had"),
        all_of("heard"),
        all_of("applied"),
        all_of("lesson"),
        all_calls("in_time"),
        all_calls("late"),
        all_calls("not_sent"),
        all_calls("open"),
        all_of("ahead"),
        gap,
    )


def _has_something(week: Week) -> bool:
    """Whether anything happened in a week. Open follow-ups alone do not count: the weeks around it list them, too."""
    lists: Sequence[Sequence[object]] = (week.had, week.heard, week.applied, week.in_time, week.late, week.not_sent)
    return any(lists)
