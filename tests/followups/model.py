"""An independent, slow and obvious model of the rules of follow-ups.

It does not use vaultgen: it takes the facts from which a vault is written, converts every time to
UTC at once, steps hour by hour where the rules count hours and day by day where they count
days, and computes what each follow-up must be.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

# The interviewers, from the most senior down; the last two have the same rank.
PEOPLE = {
    "Amara Diallo": "Founder and CEO",
    "Boris Katz": "CTO",
    "Chen Wei": "VP Engineering",
    "Dana Fox": "Director of Data",
    "Emre Aydin": "Head of Platform",
    "Farah Nasr": "Engineering Manager",
    "Gita Rao": "Principal Engineer",
    "Hugo Blanc": "Senior Engineer",
    "Ines Pardo": "Engineer",
    "Jonas Lind": "",
}
_RANKS = {name: min(rank, 8) for rank, name in enumerate(PEOPLE)}
RECRUITER = "Morgan Reyes"

# Germany's public holidays: the fixed ones, and those that Easter brings.
_FIXED = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
_EASTER = ("2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01")
_AFTER_EASTER = (-2, 1, 39, 50)
GERMAN = {dt.date(year, month, day) for year in range(2023, 2030) for month, day in _FIXED} | {
    dt.date.fromisoformat(easter) + dt.timedelta(days) for easter in _EASTER for days in _AFTER_EASTER
}

ENDS = ("offer", "accepted", "declined", "rejected", "withdrawn", "silent")


@dataclass(frozen=True)
class Sent:
    """When the user sent something, as they typed it: a day, perhaps with a time, in their own zone."""

    day: dt.date
    clock: dt.time | None


@dataclass(frozen=True)
class Vow:
    """A promise: its day, whom it names, and when it was kept."""

    day: dt.date | None
    names: str | None
    sent: Sent | None


@dataclass(frozen=True)
class Talk:
    """One interview as it happened."""

    path: str
    day: dt.date
    clock: dt.time | None
    zone: str | None
    minutes: int | None
    met: tuple[str, ...]
    decider: str | None
    stage: str
    decision: dt.date | None
    heard: dt.date | None
    skip: tuple[str, ...]
    outcome: str | None
    vows: tuple[Vow, ...]
    thanked: tuple[Sent | None, ...]  # of each interviewer, or of the unknown one
    letter: Sent | None
    check_ins: tuple[Sent, ...]


@dataclass(frozen=True)
class Position:
    """One position: its talks in the order of time, and what its application note says, if it has one."""

    company: str
    role: str | None
    has_note: bool
    via: bool
    skip: tuple[str, ...]
    outcome: str | None
    closing: Sent | None
    talks: tuple[Talk, ...]


@dataclass(frozen=True)
class Rules:
    """The settings."""

    home: str
    country: str
    hours: int
    letter: int
    check_in: int
    repeat: int
    most: int
    closing: int
    opening: dt.time
    closing_time: dt.time


@dataclass(frozen=True)
class Row:
    """What a follow-up must be; all instants are in UTC. `quiet` is when it closes, and in which state."""

    kind: str
    talk: str
    whom: str | None
    to: str | None
    opens: dt.datetime
    due: dt.datetime
    skipped: bool
    sent: dt.datetime | None
    quiet: tuple[dt.datetime, str] | None

    def state(self, now: dt.datetime) -> str:
        if self.sent:
            return "sent in time" if self.sent <= self.due else "sent late"
        if self.skipped:
            return "skipped"
        if self.quiet and self.quiet[0] <= now:
            return self.quiet[1]
        if now < self.opens:
            return "upcoming"
        return "due" if now <= self.due else "overdue"


class Model:
    """The follow-ups of some positions by the rules."""

    def __init__(self, rules: Rules, positions: tuple[Position, ...]) -> None:
        self.rules = rules
        self.positions = positions

    def rows(self) -> Iterator[Row]:
        for position in self.positions:
            for place, talk in enumerate(position.talks):
                later_talks = position.talks[place + 1 :]
                yield from self._thanks(position, talk)
                yield from self._letters(position, talk, later_talks[0] if later_talks else None)
                yield from self._vows(position, talk)
                yield from self._check_ins(position, talk, is_last=not later_talks)
            yield from self._closings(position)

    def zone(self, talk: Talk) -> str:
        return talk.zone or self.rules.home

    def begins(self, talk: Talk) -> dt.datetime:
        return wall(talk.day, talk.clock or self.rules.opening, self.zone(talk))

    def ends(self, talk: Talk) -> dt.datetime:
        if talk.clock is None:
            return wall(talk.day, self.rules.closing_time, self.zone(talk))
        return self.begins(talk) + dt.timedelta(minutes=talk.minutes or 0)

    def is_working_day(self, day: dt.date) -> bool:
        return day.isoweekday() not in (6, 7) and not (self.rules.country == "DE" and day in GERMAN)

    def windows(self, zone: str, first: dt.datetime, last: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The working hours between two instants."""
        day = first.astimezone(ZoneInfo(zone)).date()
        while wall(day, dt.time(0), zone) <= last:
            if self.is_working_day(day):
                opening, closing = wall(day, self.rules.opening, zone), wall(day, self.rules.closing_time, zone)
                if max(first, opening) <= min(last, closing) and first < closing:
                    yield max(first, opening), min(last, closing)
            day += dt.timedelta(days=1)

    def _thanks(self, position: Position, talk: Talk) -> Iterator[Row]:
        for person, sent in zip(talk.met or (None,), talk.thanked, strict=True):
            over = self.ends(talk)
            due = self._hours_later(over)
            yield self._row("thank-you", position, talk, person, (over, due), sent, self._ended(position))

    def _letters(self, position: Position, talk: Talk, following: Talk | None) -> Iterator[Row]:
        if talk.stage == "screen" and talk.letter is None:
            return
        deadline = self._hours_later(self.ends(talk))
        opens = max(min(self._instant(sent) or deadline, deadline) for sent in talk.thanked)
        due = wall(talk.day + dt.timedelta(self.rules.letter), self.rules.closing_time, self.zone(talk))
        quiet = self._ended(position)
        if following and (quiet is None or self.begins(following) <= quiet[0]):
            quiet = (self.begins(following), "superseded")
        yield self._row("letter", position, talk, decides(talk), (opens, due), talk.letter, quiet)

    def _vows(self, position: Position, talk: Talk) -> Iterator[Row]:
        present = {person for each in position.talks for person in each.met} | {decides(talk)}
        for vow in talk.vows:
            opens = self.ends(talk)
            due = self._hours_later(opens)
            if vow.day is not None:
                due = wall(vow.day, self.rules.closing_time, self.zone(talk))
            whom = vow.names if vow.names in present else most_senior(talk) or decides(talk)
            yield self._row("promise", position, talk, whom, (opens, due), vow.sent, self._ended(position))

    def _check_ins(self, position: Position, talk: Talk, *, is_last: bool) -> Iterator[Row]:
        if talk.decision is not None:
            opens_day = talk.decision + dt.timedelta(days=1)
            due_day = self._working_days_after(talk.decision, self.rules.check_in)
        else:
            opens_day = self._working_days_after(talk.day, 5)
            due_day = self._working_days_after(opens_day, self.rules.check_in)
        quiet = self._ended(position)
        if talk.heard is not None and talk.heard >= talk.day:
            heard = wall(talk.heard, dt.time(0), self.zone(talk))
            quiet = (heard, "moot") if quiet is None or heard < quiet[0] else quiet
        # Sent check-ins stay; after the last round there is one more, up to the limit.
        sent: list[Sent | None] = []
        for one in sorted(talk.check_ins, key=self._instant_of):
            if not sent or self._instant_of(one) != self._instant(sent[-1]):
                sent.append(one)
        for each in [*sent, *([None] if is_last and len(sent) < self.rules.most else [])]:
            times = (
                wall(opens_day, dt.time(0), self.zone(talk)),
                wall(due_day, self.rules.closing_time, self.zone(talk)),
            )
            yield self._row("check-in", position, talk, decides(talk), times, each, quiet)
            if each:
                there = self._instant_of(each).astimezone(ZoneInfo(self.zone(talk))).date()
                opens_day = due_day = self._working_days_after(there, self.rules.repeat)

    def _closings(self, position: Position) -> Iterator[Row]:
        ended = self._ended(position)
        if not position.talks or not ended or outcome(position) == "silent":
            return
        last = position.talks[-1]
        day = ended[0].astimezone(ZoneInfo(self.zone(last))).date() + dt.timedelta(self.rules.closing)
        times = (ended[0], wall(day, self.rules.closing_time, self.zone(last)))
        yield self._row("closing", position, last, decides(last), times, position.closing, None)

    def _row(
        self,
        kind: str,
        position: Position,
        talk: Talk,
        whom: str | None,
        times: tuple[dt.datetime, dt.datetime],
        sent: Sent | None,
        quiet: tuple[dt.datetime, str] | None,
    ) -> Row:
        return Row(
            kind=kind,
            talk=talk.path,
            whom=whom,
            to=RECRUITER if position.has_note and position.via else whom,
            opens=times[0],
            due=times[1],
            skipped=kind in talk.skip or (position.has_note and kind in position.skip),
            sent=self._instant(sent),
            quiet=quiet,
        )

    def _ended(self, position: Position) -> tuple[dt.datetime, str] | None:
        """When the application ended: on the day of the last answer, but not before the last interview."""
        if not position.talks or outcome(position) not in ENDS:
            return None
        last = position.talks[-1]
        over = self.ends(last)
        for talk in position.talks:
            if talk.heard is not None:
                over = max(over, wall(talk.heard, dt.time(0), self.zone(last)))
        return over, "moot"

    def _hours_later(self, moment: dt.datetime) -> dt.datetime:
        for _ in range(self.rules.hours):
            moment += dt.timedelta(hours=1)
        return moment

    def _working_days_after(self, day: dt.date, count: int) -> dt.date:
        while count:
            day = day + dt.timedelta(days=1)
            if self.is_working_day(day):
                count -= 1
        return day

    def _instant(self, sent: Sent | None) -> dt.datetime | None:
        return self._instant_of(sent) if sent else None

    def _instant_of(self, sent: Sent) -> dt.datetime:
        return wall(sent.day, sent.clock or self.rules.closing_time, self.rules.home)


def wall(day: dt.date, clock: dt.time, zone: str) -> dt.datetime:
    """A wall-clock time in a zone as an instant in UTC."""
    return dt.datetime.combine(day, clock, ZoneInfo(zone)).astimezone(dt.UTC)


def decides(talk: Talk) -> str | None:
    return talk.decider or most_senior(talk)


def most_senior(talk: Talk) -> str | None:
    for rank in range(len(PEOPLE)):
        for person in talk.met:
            if _RANKS[person] == rank:
                return person
    return None


def outcome(position: Position) -> str | None:
    """The outcome of the application, else of the last round with one that ends it."""
    if position.has_note and position.outcome in ENDS:
        return position.outcome
    said = [talk.outcome for talk in position.talks if talk.outcome in ENDS]
    return said[-1] if said else None
