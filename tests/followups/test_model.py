"""The rules of follow-ups against an independent model of them (model.py), on generated vaults.

Each vault is compared at many instants: when something opens, is due or closes, the
minute before and the minute after, and some time between.
"""

import datetime as dt
import os
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.followups.model import ENDS, PEOPLE, RECRUITER, Model, Position, Promised, Row, Rules, Sent, Talk
from vaultgen import followups
from vaultgen.diagnostics.source import SourceFile
from vaultgen.followups.rules import FollowUp
from vaultgen.vault import assembly, settings_file
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.vault import Context

VAULTS = int(os.environ.get("VAULTGEN_MODEL_VAULTS", "400"))
LEAST = 10_000  # vaults times instants

ZONES = ("Europe/Berlin", "America/Chicago", "Pacific/Auckland", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC")
KINDS = ("thank-you", "letter", "check-in", "promise", "closing")
# Special days: clock changes, a leap day, the end of a year, consecutive holidays.
CORNERS = tuple(
    map(
        dt.date.fromisoformat,
        "2024-02-28 2024-03-09 2024-03-30 2024-04-06 2024-09-28 2024-10-26 2024-11-02 2024-12-23 2025-04-17 2025-10-25 "
        "2025-12-31 2026-03-28 2026-04-02 2027-05-13 2028-02-28".split(),
    )
)
POSITIONS = (("Acme", "Engineer"), ("Acme", "Analyst"), ("Globex", "Engineer"), ("Initech", None))

days = st.sampled_from(CORNERS) | st.dates(dt.date(2024, 1, 1), dt.date(2028, 6, 1))
clocks = st.builds(dt.time, st.integers(0, 23), st.sampled_from((0, 1, 30, 59)))
skips = st.sampled_from(((), (), (), *((kind,) for kind in KINDS), KINDS))
outcomes = st.sampled_from((None, None, None, "advanced", "cancelled", *ENDS))


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """The settings: the defaults half of the time, else any numbers."""
    usual = draw(st.booleans())
    opening, closing_time = (8, 17) if usual else draw(st.sampled_from(((6, 14), (9, 18), (10, 23))))
    return Rules(
        home=draw(st.sampled_from(ZONES)),
        country=draw(st.sampled_from(("", "DE"))),
        hours=24 if usual else draw(st.integers(1, 72)),
        letter=7 if usual else draw(st.integers(0, 20)),
        check_in=3 if usual else draw(st.integers(0, 10)),
        repeat=10 if usual else draw(st.integers(1, 15)),
        most=2 if usual else draw(st.integers(0, 4)),
        closing=2 if usual else draw(st.integers(0, 9)),
        opening=dt.time(opening, 30),
        closing_time=dt.time(closing_time, 30),
    )


@st.composite
def sent(draw: st.DrawFn, day: dt.date, longest: int = 15) -> Sent | None:
    """Mostly not sent; else so many days after a day."""
    if draw(st.integers(0, 2)):
        return None
    return Sent(day + dt.timedelta(draw(st.integers(0, longest))), draw(st.none() | clocks))


@st.composite
def talk(draw: st.DrawFn, path: str, day: dt.date) -> Talk:
    met = tuple(draw(st.lists(st.sampled_from(list(PEOPLE)), max_size=3, unique=True)))
    ahead = st.none() | st.integers(0, 25).map(lambda count: day + dt.timedelta(count))
    return Talk(
        path=path,
        day=day,
        clock=draw(st.none() | clocks),
        zone=draw(st.none() | st.sampled_from(ZONES)),
        minutes=draw(st.none() | st.integers(5, 300) | st.integers(1440, 4320)),
        met=met,
        decider=draw(st.sampled_from((None, None, *PEOPLE))),
        stage=draw(st.sampled_from(("screen", "technical", "final", "onsite", "onsite"))),
        decision=draw(ahead),
        heard=draw(ahead),
        skip=draw(skips),
        outcome=draw(outcomes),
        debrief=draw(st.booleans()),
        promises=tuple(
            Promised(draw(ahead), draw(st.sampled_from((None, *PEOPLE))), draw(sent(day)))
            for _ in range(draw(st.sampled_from((0, 0, 1, 2))))
        ),
        thanked=tuple(draw(sent(day, 3)) for _ in met or (None,)),
        letter=draw(sent(day)),
        check_ins=tuple(s for _ in range(draw(st.integers(0, 3))) if (s := draw(sent(day, 40)))),
    )


@st.composite
def positions(draw: st.DrawFn, known: Rules) -> tuple[Position, ...]:
    found = []
    for company, role in draw(st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=2, unique=True)):
        first = draw(days)
        gaps = draw(st.lists(st.integers(0, 20), max_size=3))
        talks = [
            draw(talk(f"interviews/{company} {role} {n}", first + dt.timedelta(gap))) for n, gap in enumerate(gaps)
        ]
        begins = Model(known, ()).begins
        ordered = sorted(talks, key=lambda t: (begins(t), t.path))
        found.append(
            Position(
                company=company,
                role=role,
                has_note=role is not None and draw(st.booleans()),
                via=draw(st.booleans()),
                skip=draw(skips),
                outcome=draw(outcomes),
                closing=draw(sent(first)),
                talks=tuple(ordered),
            )
        )
    return tuple(found)


# One hour for the thank-you, on the night of a clock change.
THE_HOUR_THAT_COMES_TWICE = (
    Rules("Europe/Berlin", "", 1, 7, 3, 10, 2, 2, dt.time(8, 30), dt.time(17, 30)),
    (
        Position(
            company="Acme",
            role=None,
            has_note=False,
            via=False,
            skip=(),
            outcome=None,
            closing=None,
            talks=(
                Talk(
                    path="interviews/Acme",
                    day=dt.date(2026, 10, 25),
                    clock=dt.time(1, 45),
                    zone=None,
                    minutes=15,
                    met=(),
                    decider=None,
                    stage="final",
                    decision=None,
                    heard=None,
                    skip=(),
                    outcome=None,
                    debrief=False,
                    promises=(),
                    thanked=(None,),
                    letter=None,
                    check_ins=(),
                ),
            ),
        ),
    ),
)

worlds = rules().flatmap(lambda known: st.tuples(st.just(known), positions(known)))


def test_the_rules_agree_with_the_model() -> None:
    compared = 0

    @given(worlds, st.integers(0, 60 * 24 * 60))
    @example(THE_HOUR_THAT_COMES_TWICE, 0)
    @hypothesis_settings(
        max_examples=VAULTS, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False
    )
    def agree(world: tuple[Rules, tuple[Position, ...]], minutes: int) -> None:
        nonlocal compared
        known, jobs = world
        model = Model(known, jobs)
        expected = sorted(model.rows(), key=lambda row: by_name(as_compared(row)))
        planned = sorted(plan(known, jobs), key=lambda follow_up: by_name(seen(follow_up)))
        assert [seen(follow_up) for follow_up in planned] == [as_compared(row) for row in expected]
        for follow_up in planned:
            assert_sensible(model, follow_up)
        home = ZoneInfo(known.home)
        for instant in instants(expected, minutes):
            now = instant.astimezone(home)  # as the clock gives it
            told = [tell(follow_up, now) for follow_up in planned]
            assert told == [row.state(instant) for row in expected], f"at {now}"
            compared += 1

    agree()
    assert compared >= LEAST


def instants(rows: list[Row], minutes: int) -> list[dt.datetime]:
    """The instants at which the rules may be wrong: each edge with the minute before and after, and another one."""
    edges = {edge for row in rows for edge in (row.opens, row.due, *(row.quiet or ())[:1])}
    near = {edge + dt.timedelta(minutes=step) for edge in edges for step in (-1, 0, 1)}
    return sorted(near | {min(edges) + dt.timedelta(minutes=minutes)} if edges else near)


Seen = tuple[str, str, str, str, dt.datetime, dt.datetime]


def seen(of: FollowUp) -> Seen:
    names = (of.whom.name if of.whom else "", of.to.name if of.to else "")
    return (of.kind, of.interview.note.path, *names, of.opens.astimezone(dt.UTC), of.due.astimezone(dt.UTC))


def as_compared(row: Row) -> Seen:
    return (row.kind, f"{row.talk}.md", row.whom or "", row.to or "", row.opens, row.due)


def by_name(of: Seen) -> tuple[str, ...]:
    return tuple(map(str, of))


def tell(follow_up: FollowUp, now: dt.datetime) -> str:
    state = followups.state(follow_up, now)
    return ("sent in time" if follow_up.in_time else "sent late") if state == "sent" else state


def assert_sensible(model: Model, follow_up: FollowUp) -> None:
    """Asserts that the time to send is not after the deadline, and within working hours if that meets it."""
    opens, due, suggested = (t.astimezone(dt.UTC) for t in (follow_up.opens, follow_up.due, follow_up.suggested))
    assert suggested <= due
    if opens <= due:
        assert suggested >= opens
    talks = {f"{talk.path}.md": talk for position in model.positions for talk in position.talks}
    talk = talks[follow_up.interview.note.path]
    zone = model.zone(talk)
    # Nobody writes in the very first hour, nor before the planned end.
    if follow_up.kind in ("thank-you", "promise"):
        position = next(position for position in model.positions if talk in position.talks)
        opens = max(opens, model.ends(model.visit(position, talk)[-1] if follow_up.kind == "thank-you" else talk))
    windows = list(model.windows(zone, opens + dt.timedelta(hours=1), due))
    if windows:
        assert any(first <= suggested <= last for first, last in windows), (follow_up.kind, suggested, windows)


# The facts as notes.


def plan(known: Rules, jobs: tuple[Position, ...]) -> tuple[FollowUp, ...]:
    read, found = settings_file.parse(as_settings(known), system_zone=ZoneInfo("Asia/Tokyo"))
    assert not found
    parsed = [parse_note(SourceFile(path, text.encode()))[0] for path, text in as_notes(jobs)]
    built, problems = assembly.build(parsed, read, Context.of(parsed))
    assert not problems
    return followups.plan(built)


def as_settings(known: Rules) -> str:
    return f"""timezone = "{known.home}"
country = "{known.country}"
[follow_ups]
thank_you_hours = {known.hours}
letter_days = {known.letter}
check_in_days = {known.check_in}
check_in_repeat_days = {known.repeat}
check_in_max = {known.most}
closing_days = {known.closing}
working_hours = "{known.opening:%H:%M}-{known.closing_time:%H:%M}"
"""


def as_notes(jobs: tuple[Position, ...]) -> Iterator[tuple[str, str]]:
    for job in jobs:
        if job.has_note:
            yield (
                f"applications/{job.company} {job.role}.md",
                front(
                    company=job.company,
                    role=job.role,
                    via=f"{RECRUITER}, Recruiter, morgan@talent.example" if job.via else None,
                    skip=listed(job.skip),
                    outcome=job.outcome,
                ),
            )
        for talk in job.talks:
            yield f"{talk.path}.md", as_note(job, talk)
            yield from as_drafts(job, talk)
        if job.closing and job.talks:
            yield draft(job.talks[0], "closing", job.closing, "closing")


def as_note(job: Position, talk: Talk) -> str:
    return front(
        company=job.company,
        role=job.role,
        date=typed(talk.day, talk.clock),
        timezone=talk.zone,
        duration=talk.minutes,
        interviewers=listed(f'"{line(person)}"' for person in talk.met),
        decision_maker=line(talk.decider) if talk.decider else None,
        stage=talk.stage,
        decision_date=talk.decision,
        heard_back=talk.heard,
        skip=listed(talk.skip),
        outcome=talk.outcome,
        moments="[the lamp]" if talk.debrief else None,
        promises=listed(
            f'"{f"{promise.day}: " if promise.day else ""}{words(n, promise)}"'
            for n, promise in enumerate(talk.promises)
        ),
    )


def as_drafts(job: Position, talk: Talk) -> Iterator[tuple[str, str]]:
    passed_on = job.has_note and job.via
    for number, (person, when) in enumerate(zip(talk.met or (None,), talk.thanked, strict=True)):
        if when:
            whom = line(person) if person else None
            to = RECRUITER if passed_on else whom
            yield draft(talk, "thank-you", when, f"t{number}", to=to, about=whom if passed_on else None)
    if talk.letter:
        yield draft(talk, "letter", talk.letter, "l")
    for number, when in enumerate(talk.check_ins):
        yield draft(talk, "check-in", when, f"c{number}")
    for number, promise in enumerate(talk.promises):
        if promise.sent:
            yield draft(talk, "promise", promise.sent, f"p{number}", about=words(number, promise))


def draft(talk: Talk, kind: str, when: Sent, name: str, **more: str | None) -> tuple[str, str]:
    link = f'"[[{talk.path.removeprefix("interviews/")}]]"'
    path = f"drafts/{talk.path.removeprefix('interviews/')} {name}.md"
    return path, front(kind=kind, interview=link, sent=typed(when.day, when.clock), **more)


def front(**properties: object) -> str:
    lines = [f"{name}: {value}" for name, value in properties.items() if value not in (None, "[]")]
    return "\n".join(["---", *lines, "---", ""])


def typed(day: dt.date, clock: dt.time | None) -> str:
    return f"{day}T{clock:%H:%M}" if clock else str(day)


def line(person: str) -> str:
    return ", ".join(part for part in (person, PEOPLE[person]) if part)


def words(number: int, promise: Promised) -> str:
    return f"send {promise.names.split()[0] if promise.names else 'them'} the notes of part {number}"


def listed(items: object) -> str:
    return f"[{', '.join(map(str, items))}]"  # type: ignore[call-overload]
