"""An independent, slow and obvious model of the rules, against generated vaults.

The model knows nothing of the code: it takes the facts that a vault was generated from, walks
through time minute by minute where the rules speak of hours and day by day where they speak of
days, and says what each follow-up must be.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultgen import followups, notes, vault
from vaultgen.followups import state
from vaultgen.settings import Settings
from vaultgen.source import SourceFile

ZONES = ("Europe/Berlin", "America/Chicago", "Pacific/Auckland", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC")
HOME = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Fact:
    """One interview as it happened; all are for the same position."""

    day: dt.date
    clock: dt.time | None
    zone: str
    minutes: int | None
    people: int
    stage: str
    decision_after: int | None
    heard_after: int | None
    skip: str | None


facts = st.builds(
    Fact,
    day=st.dates(dt.date(2024, 2, 20), dt.date(2028, 3, 5)),
    clock=st.none() | st.times(dt.time(6), dt.time(21)).map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    minutes=st.none() | st.integers(5, 300),
    people=st.integers(0, 3),
    stage=st.sampled_from(("screen", "technical", "final")),
    decision_after=st.none() | st.integers(0, 30),
    heard_after=st.none() | st.integers(0, 40),
    skip=st.sampled_from((None, "thank-you", "letter", "check-in")),
)


def as_note(index: int, fact: Fact) -> SourceFile:
    lines = ["---", "company: Acme", "role: Engineer", f"stage: {fact.stage}", f"timezone: {fact.zone}"]
    lines.append(f"date: {fact.day}T{fact.clock:%H:%M}" if fact.clock else f"date: {fact.day}")
    if fact.minutes is not None:
        lines.append(f"duration: {fact.minutes}")
    if fact.people:
        lines.append(f"interviewers: [{', '.join(f'Person {n}' for n in range(fact.people))}]")
    if fact.decision_after is not None:
        lines.append(f"decision_date: {fact.day + dt.timedelta(fact.decision_after)}")
    if fact.heard_after is not None:
        lines.append(f"heard_back: {fact.day + dt.timedelta(fact.heard_after)}")
    if fact.skip:
        lines.append(f"skip: [{fact.skip}]")
    return SourceFile(f"interviews/{index}.md", "\n".join([*lines, "---", ""]).encode())


# The model. Everything is a UTC instant, reached by walking.


def wall(day: dt.date, clock: dt.time, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, clock, ZoneInfo(zone)).astimezone(dt.UTC)


def begins(fact: Fact) -> dt.datetime:
    return wall(fact.day, fact.clock or dt.time(8, 30), fact.zone)


def ends(fact: Fact) -> dt.datetime:
    if fact.clock is None:
        return wall(fact.day, dt.time(17, 30), fact.zone)
    moment = begins(fact)
    for _ in range(fact.minutes or 0):
        moment += dt.timedelta(minutes=1)
    return moment


def a_day_later(moment: dt.datetime) -> dt.datetime:
    for _ in range(24 * 60):
        moment += dt.timedelta(minutes=1)
    return moment


def working_days_after(day: dt.date, count: int) -> dt.date:
    while count:
        day = day + dt.timedelta(days=1)
        if day.isoweekday() not in (6, 7):
            count -= 1
    return day


def expected(rounds: list[Fact], now: dt.datetime) -> list[tuple[str, dt.datetime, dt.datetime, str]]:
    """Kind, opening, deadline and state of each follow-up, none of them sent."""
    rows: list[tuple[str, dt.datetime, dt.datetime, bool, dt.datetime | None]] = []
    for place, fact in enumerate(rounds):
        over = ends(fact)
        rows += [("thank-you", over, a_day_later(over), fact.skip == "thank-you", None)] * max(1, fact.people)
        if fact.stage != "screen":
            due = wall(fact.day + dt.timedelta(days=7), dt.time(17, 30), fact.zone)
            following = begins(rounds[place + 1]) if place + 1 < len(rounds) else None
            rows.append(("letter", a_day_later(over), due, fact.skip == "letter", following))
    last = rounds[-1]
    if last.decision_after is not None:
        decision = last.day + dt.timedelta(days=last.decision_after)
        opens, due_day = decision + dt.timedelta(days=1), working_days_after(decision, 3)
    else:
        opens = working_days_after(last.day, 5)
        due_day = working_days_after(opens, 3)
    heard = last.day + dt.timedelta(days=last.heard_after) if last.heard_after is not None else None
    rows.append(
        (
            "check-in",
            wall(opens, dt.time(0), last.zone),
            wall(due_day, dt.time(17, 30), last.zone),
            last.skip == "check-in",
            wall(heard, dt.time(0), last.zone) if heard else None,
        )
    )
    named = []
    for kind, opens_at, due_at, skipped, closed in rows:
        if skipped:
            word = "skipped"
        elif closed and closed <= now:
            word = "superseded" if kind == "letter" else "moot"
        elif now < opens_at:
            word = "upcoming"
        elif now <= due_at:
            word = "due"
        else:
            word = "overdue"
        named.append((kind, opens_at, due_at, word))
    return sorted(named)


@given(st.lists(facts, min_size=1, max_size=4, unique_by=begins), st.integers(-3, 60), st.integers(0, 24 * 60 - 1))
@settings(max_examples=400, deadline=None)
def test_the_rules_agree_with_the_model(rounds: list[Fact], days: int, minutes: int) -> None:
    rounds = sorted(rounds, key=begins)
    now = ends(rounds[0]) + dt.timedelta(days=days, minutes=minutes)
    parsed = [notes.parse(as_note(index, fact))[0] for index, fact in enumerate(rounds)]
    built, problems = vault.build(parsed, Settings(timezone=HOME))
    assert not problems
    got = sorted(
        (f.kind, f.opens.astimezone(dt.UTC), f.due.astimezone(dt.UTC), state(f, now)) for f in followups.plan(built)
    )
    assert got == expected(rounds, now)
