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
class Promised:
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
    debrief: bool
    promises: tuple[Promised, ...]
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
            for run in self.runs(position):
                for talk in run:
                    yield from self._thanks(position, run, talk)
                    yield from self._letters(position, run, talk)
                    yield from self._promises(position, run, talk)
                    yield from self._check_ins(position, run, talk)
                yield from self._closings(position, run)

    def runs(self, position: Position) -> list[list[Talk]]:
        """The talks of a position, parted where one is on a later day than an outcome was known."""
        parted: list[list[Talk]] = []
        known: dt.date | None = None
        for talk in position.talks:
            if not parted or (known and talk.day > known):
                parted.append([])
                known = None
            parted[-1].append(talk)
            if talk.outcome in ENDS:
                day = max(self.last_day(talk), talk.heard or self.last_day(talk))
                known = max(known or day, day)
        return parted

    def outcome(self, position: Position, run: list[Talk]) -> str | None:
        """The application's own word for the last run, else that of the last talk that tells of an end."""
        is_last = run[-1] is position.talks[-1]
        if is_last and position.has_note and position.outcome in (*ENDS, "cancelled"):
            return position.outcome
        said = [talk.outcome for talk in run if talk.outcome in ENDS]
        return said[-1] if said else None

    def visit(self, position: Position, talk: Talk) -> list[Talk]:
        """The notes of one visit: on site, each on the last day of the one before or on the next."""
        parted: list[list[Talk]] = []
        for one in (each for each in position.talks if each.outcome != "cancelled"):
            before = parted[-1][-1] if parted else None
            if before and before.stage == one.stage == "onsite" and one.day - self.last_day(before) <= dt.timedelta(1):
                parted[-1].append(one)
            else:
                parted.append([one])
        return next((some for some in parted if talk in some), [talk])

    def last_day(self, talk: Talk) -> dt.date:
        return self.ends(talk).astimezone(ZoneInfo(self.zone(talk))).date()

    def over(self, talk: Talk) -> dt.datetime:
        """Where the note holds a debrief, the talk is over, whatever was planned."""
        return self.begins(talk) if talk.debrief and talk.clock else self.ends(talk)

    def met_again(self, position: Position, talk: Talk, person: str) -> dt.datetime | None:
        """When somebody of an employer was met for the next time, in another visit."""
        same_house = (one for each in self.positions if each.company == position.company for one in each.talks)
        later = [
            self.begins(one)
            for one in same_house
            if person in one.met and one.outcome != "cancelled" and self.begins(one) > self.ends(talk)
            if one not in self.visit(position, talk)
        ]
        return min(later, default=None)

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

    def _thanks(self, position: Position, run: list[Talk], talk: Talk) -> Iterator[Row]:
        visit = self.visit(position, talk)
        due = self._hours_later(self.ends(visit[-1]))
        for person, sent in zip(talk.met or (None,), talk.thanked, strict=True):
            if talk.outcome == "cancelled" and not sent:
                continue
            ends: list[tuple[dt.datetime, str]] = [(due + dt.timedelta(days=7), "lapsed")]
            if person and (again := self.met_again(position, talk, person)):
                ends.append((again, "lapsed"))
            if (ended := self._ended(position, run)) and self.outcome(position, run) != "offer":
                ends.append(ended)
            if any(person in (one.met or (None,)) for one in visit[visit.index(talk) + 1 :]):
                ends.append((self.over(talk), "superseded"))
            # Of two at one moment the later in this list tells more.
            quiet = min(reversed(ends), key=lambda end: end[0])
            yield self._row("thank-you", position, talk, person, (self.over(visit[-1]), due), sent, quiet)

    def _letter_opens(self, position: Position, talk: Talk) -> dt.datetime | None:
        if talk.stage == "screen" and talk.letter is None:
            return None
        deadline = self._hours_later(self.ends(self.visit(position, talk)[-1]))
        thanked = [sent for sent in talk.thanked if sent or talk.outcome != "cancelled"]
        return max([self.over(talk), *(min(self._instant(sent) or deadline, deadline) for sent in thanked)])

    def _letters(self, position: Position, run: list[Talk], talk: Talk) -> Iterator[Row]:
        opens = self._letter_opens(position, talk)
        if opens is None or (talk.outcome == "cancelled" and talk.letter is None):
            return
        due = wall(talk.day + dt.timedelta(self.rules.letter), self.rules.closing_time, self.zone(talk))
        quiet = self._ended(position, run)
        after = position.talks[position.talks.index(talk) + 1 :]
        following = next((one for one in after if one.outcome != "cancelled"), None)
        if following and (quiet is None or self.begins(following) <= quiet[0]):
            quiet = (self.begins(following), "superseded")
        yield self._row("letter", position, talk, decides(talk), (opens, due), talk.letter, quiet)

    def _promises(self, position: Position, run: list[Talk], talk: Talk) -> Iterator[Row]:
        present = {person for each in position.talks for person in each.met} | {decides(talk)}
        for promise in talk.promises:
            if talk.outcome == "cancelled" and not promise.sent:
                continue
            due = self._hours_later(self.ends(talk))
            if promise.day is not None:
                due = wall(promise.day, self.rules.closing_time, self.zone(talk))
            whom = promise.names if promise.names in present else most_senior(talk) or decides(talk)
            quiet = self._ended(position, run)
            yield self._row("promise", position, talk, whom, (self.over(talk), due), promise.sent, quiet)

    def _check_ins(self, position: Position, run: list[Talk], talk: Talk) -> Iterator[Row]:
        if talk.outcome == "cancelled":
            return
        held = [one for one in run if one.outcome != "cancelled"]
        is_last = run[-1] is position.talks[-1] and talk is held[-1]
        heard = talk.heard if talk.heard and talk.heard >= talk.day else None
        sent: list[Sent] = []
        for one in sorted(talk.check_ins, key=self._instant_of):
            if not sent or self._instant_of(one) != self._instant_of(sent[-1]):
                sent.append(one)
        before = [one for one in sent if heard and self._day_there(one, talk) <= heard]
        since = [one for one in sent if one not in before]
        more = [None] if is_last and len(since) < self.rules.most else []
        for silence, answer in ((before, None), ([*since, *more], heard)):
            opens_day, due_day = self._first_check_in(position, talk, answer)
            for each in silence:
                times = (
                    wall(opens_day, dt.time(0), self.zone(talk)),
                    wall(due_day, self.rules.closing_time, self.zone(talk)),
                )
                yield self._row("check-in", position, talk, decides(talk), times, each, self._ended(position, run))
                if each:
                    opens_day = due_day = self._working_days_after(self._day_there(each, talk), self.rules.repeat)

    def _first_check_in(self, position: Position, talk: Talk, heard: dt.date | None) -> tuple[dt.date, dt.date]:
        decision = talk.decision
        if decision and decision >= talk.day and not (heard and decision <= heard):
            opens_day = max(decision + dt.timedelta(days=1), self._working_days_after(talk.day, 2))
            due_day = self._working_days_after(decision, self.rules.check_in)
        else:
            opens_day = self._working_days_after(heard or talk.day, 5)
            due_day = self._working_days_after(opens_day, self.rules.check_in)
        letter = self._letter_opens(position, talk)
        unwanted = "letter" in talk.skip or (position.has_note and "letter" in position.skip)
        if letter and not unwanted and letter.astimezone(ZoneInfo(self.zone(talk))).date() == opens_day:
            opens_day = self._working_days_after(opens_day, 1)
        return opens_day, max(opens_day, due_day)

    def _day_there(self, sent: Sent, talk: Talk) -> dt.date:
        return self._instant_of(sent).astimezone(ZoneInfo(self.zone(talk))).date()

    def _closings(self, position: Position, run: list[Talk]) -> Iterator[Row]:
        held = [one for one in run if one.outcome != "cancelled"]
        ended = self._ended(position, run)
        if not held or not ended or self.outcome(position, run) in ("silent", "cancelled"):
            return
        last = held[-1]
        day = ended[0].astimezone(ZoneInfo(self.zone(last))).date() + dt.timedelta(self.rules.closing)
        times = (ended[0], wall(day, self.rules.closing_time, self.zone(last)))
        sent = position.closing if run[0] is position.talks[0] else None
        quiet = None if run[-1] is position.talks[-1] else (ended[0], "superseded")
        yield self._row("closing", position, last, decides(last), times, sent, quiet)

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

    def _ended(self, position: Position, run: list[Talk]) -> tuple[dt.datetime, str] | None:
        """When it was over: on the day of the last word from them, but not before the last talk."""
        if self.outcome(position, run) is None:
            return None
        held = [one for one in run if one.outcome != "cancelled"] or run
        last = held[-1]
        over = self.ends(last)
        for talk in held:
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
