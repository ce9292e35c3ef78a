"""Statistics of the whole job search, from notes only."""

import json
import marshal
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.paging import index_of, views_of
from vaultgen.snapshot import Snapshot
from vaultgen.website import statistics
from vaultgen.website.pages import insights as page

SnapshotOf = Callable[..., Snapshot]


def interview(company: str, day: str = "2026-02-02", **more: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ncompany: {company}\nrole: Engineer\ndate: {day}T10:00\nduration: 60\n{lines}---\n"


def application(company: str, outcome: str = "") -> str:
    return f"---\ncompany: {company}\nrole: Engineer\napplied: 2026-01-05\noutcome: {outcome}\n---\n"


def thanks(name: str, sent: str, to: str = "Jane Doe") -> str:
    return f'---\nkind: thank-you\ninterview: "[[{name}]]"\nto: {to}\nsubject: x\nsent: {sent}\n---\nDear Jane\n'


def written(properties: Mapping[str, Any]) -> str:
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in properties.items())
    return f"---\n{lines}---\n"


def test_the_funnel_keeps_what_closed_applications_reached(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of(
        {
            "applications/a.md": application("Acme", "rejected"),
            "applications/b.md": application("Globex"),
            "applications/c.md": application("Initech"),
            "applications/d.md": application("Umbrella", "offer"),
            "applications/e.md": application("Hooli", "declined"),
            "interviews/a1.md": interview("Acme", stage="screen"),
            "interviews/a2.md": interview("Acme", "2026-02-09", stage="final"),
            "interviews/b1.md": interview("Globex", stage="technical"),
            "interviews/b2.md": interview("Globex", "2026-02-10", stage="phone"),
            "interviews/d1.md": interview("Umbrella", stage="other"),
        }
    )
    steps = statistics.funnel(statistics.progress(known.vault))
    assert [(step.name, step.reached, step.stayed, step.ended) for step in steps] == [
        ("Applied", 5, 1, 0),
        ("First talk", 4, 0, 0),
        ("Technical round", 4, 1, 0),  # a later phone round does not undo it
        ("Panel or on site", 3, 0, 0),
        ("Final round", 3, 0, 1),
        ("Offer", 2, 1, 1),  # who declined had an offer
    ]


def test_a_scheduled_round_counts_as_reached(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({"interviews/a.md": interview("Acme", "2026-04-01", stage="onsite")})
    assert [step.reached for step in statistics.funnel(statistics.progress(known.vault))] == [1, 1, 1, 1, 0, 0]


def test_answers_are_counted_in_days_after_the_interview_and_after_the_announced_date(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of(
        {
            "interviews/a.md": interview("Acme", decision_date="2026-02-06", heard_back="2026-02-09"),
            "interviews/b.md": interview("Globex", decision_date="2026-02-06", heard_back="2026-02-02"),
            "interviews/c.md": interview("Initech", heard_back="2026-02-12"),
            "interviews/d.md": interview("Hooli"),
            "interviews/e.md": interview("Umbrella", heard_back="2026-01-30"),  # VG303: before the interview
        }
    )
    found = {a.path: (a.heard, a.days, a.announced, a.late) for a in statistics.answers(known.vault)}
    assert found == {
        "interviews/a.md": ("2026-02-09", 7, "2026-02-06", 3),
        "interviews/b.md": ("2026-02-02", 0, "2026-02-06", -4),
        "interviews/c.md": ("2026-02-12", 10, None, None),
    }


def test_an_announced_date_was_missed_only_if_nothing_followed_it(snapshot_of: SnapshotOf) -> None:
    date = "2026-03-11"
    known = snapshot_of(
        {
            "interviews/silent.md": interview("Silent", decision_date=date),
            "interviews/today.md": interview("Today", decision_date="2026-03-12"),
            "interviews/heard.md": interview("Heard", decision_date=date, heard_back="2026-03-10"),
            "interviews/over.md": interview("Over", decision_date=date, outcome="rejected"),
            "interviews/next 1.md": interview("Next", decision_date=date),
            "interviews/next 2.md": interview("Next", "2026-03-20"),
        }
    )
    assert [(i.path, i.announced) for i in statistics.missed_decisions(known.vault, known.now)] == [
        ("interviews/silent.md", date)
    ]


def test_a_follow_up_was_in_time_or_late_or_missed_or_does_not_count(snapshot_of: SnapshotOf) -> None:
    people = '["Jane Doe, CTO"]'
    known = snapshot_of(
        {
            "interviews/in time.md": interview("Acme", interviewers=people),
            "drafts/1.md": thanks("in time", "2026-02-02T16:00"),
            "interviews/late.md": interview("Globex", interviewers=people),
            "drafts/2.md": thanks("late", "2026-02-05T16:00"),
            "interviews/missed.md": interview("Initech", interviewers=people),
            "interviews/not wanted.md": interview("Hooli", interviewers=people, skip="[thank-you]"),
            "interviews/ended before.md": interview("Umbrella", outcome="rejected", heard_back="2026-02-02"),
            "interviews/not due yet.md": interview("Stark", "2026-03-12", interviewers=people),
        }
    )
    (one,) = [kind for kind in statistics.punctuality(known.follow_ups, known.now) if kind.kind == "thank-you"]
    assert (one.in_time, one.late, one.missed, one.called_for) == (1, 1, 1, 3)


def test_a_skill_counts_once_for_a_position_and_in_the_longer_skills_that_name_it(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of(
        {
            "interviews/a1.md": interview("Acme", skills="[Kafka, Python]"),
            "interviews/a2.md": interview("Acme", "2026-02-09", skills="[Kafka]"),
            "interviews/b.md": interview("Globex", skills='["Kafka, and knowing when not to", Postgres]'),
            "interviews/c.md": interview("Initech", skills='["Postgres migration under load", "none"]'),
        }
    )
    found = statistics.wanted_skills(statistics.named_skills(known.vault))
    assert [(one.text, len(one.applications), len(one.interviews)) for one in found] == [
        ("Kafka", 2, 3),
        ("Postgres", 2, 2),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(3, 4, "3 of 4"), (0, 0, "0 of 0"), (4, 5, "4 of 5 (80%)"), (1, 8, "1 of 8 (13%)"), (5, 5, "5 of 5 (100%)")],
)
def test_a_share_of_few_has_no_percentage(part: int, whole: int, words: str) -> None:
    assert statistics.share(part, whole) == words


def test_a_share_names_what_is_counted() -> None:
    assert statistics.share(21, 30, "letters") == "21 of 30 letters (70%)"


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_median_has_as_many_numbers_above_as_below(numbers: list[int]) -> None:
    middle = statistics.median(numbers)
    assert sum(n < middle for n in numbers) <= len(numbers) / 2
    assert sum(n > middle for n in numbers) <= len(numbers) / 2


def test_no_numbers_have_no_median() -> None:
    with pytest.raises(ValueError, match="no middle"):
        statistics.median([])


def test_an_empty_vault_has_nothing_to_count(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({})
    assert not [*statistics.answers(known.vault), *statistics.missed_decisions(known.vault, known.now)]
    assert statistics.punctuality(known.follow_ups, known.now) == ()
    assert statistics.wanted_skills(statistics.named_skills(known.vault)) == ()
    assert not any(step.reached for step in statistics.funnel(statistics.progress(known.vault)))


def test_no_partitions_give_the_page_of_an_empty_vault(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({})
    (whole,) = page.pages(page.records(views_of(known)), known.settings, known.now.date())
    (none,) = page.pages({}, known.settings, known.now.date())
    assert none == whole


QUESTION_NOTES = {"questions/Why did you leave.md": "---\naliases: [Why are you looking]\n---\n"}
QUESTIONS = (
    "Why did you leave",
    "Why are you looking?",
    "[[Why did you leave]]",
    "How do you shard a queue?",
    "how would you shard queues",
    "What now?",
    "what now",
)
SKILLS = ("Kafka", "kafka, and knowing when not to", "Postgres", "Postgres migration under load", "PostgreSQL", "none")
MET = {"Acme": "Ada Moss", "Globex": "Ben Hale", "Initech": "Cleo Roth", "Hooli": "Dan Ives", "Umbrella": "Eva Lund"}
DAYS = st.sampled_from(["2026-02-02", "2026-02-03", "2026-02-09", "2026-03-11", "2026-03-20"])
POSITIONS = {"company": st.sampled_from(list(MET)), "role": st.sampled_from(["Engineer", "Lead"])}
OUTCOMES = st.sampled_from(["advanced", "rejected", "declined", "offer"])
APPLIED = st.fixed_dictionaries(POSITIONS, optional={"outcome": OUTCOMES})
ROUNDS = st.fixed_dictionaries(
    POSITIONS
    | {
        "date": DAYS,
        "decision_date": DAYS,
        "timezone": st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]),
        "hard_questions": st.lists(st.sampled_from(QUESTIONS), max_size=3),
        "skills": st.lists(st.sampled_from(SKILLS), max_size=3),
    },
    optional={
        "stage": st.sampled_from(["screen", "technical", "panel", "final"]),
        "heard_back": DAYS,
        "outcome": OUTCOMES,
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(ROUNDS, st.none() | DAYS), min_size=3, max_size=12), st.lists(APPLIED, max_size=3), st.data())
def test_the_records_of_all_partitions_make_the_page_of_the_whole_vault(
    snapshot_of: SnapshotOf,
    rounds: list[tuple[dict[str, Any], str | None]],
    applied: list[dict[str, Any]],
    drawn: st.DataObject,
) -> None:
    files: dict[str, dict[str, str]] = {company: {} for company in MET}
    for number, note in enumerate(applied):
        files[note["company"]][f"applications/{number}.md"] = written(note)
    for number, (note, sent) in enumerate(rounds):
        met = MET[note["company"]]
        files[note["company"]][f"interviews/{number}.md"] = written(note | {"interviewers": [met]})
        if sent:
            files[note["company"]][f"drafts/{number}.md"] = thanks(f"interviews/{number}", sent, met)
    parts: list[dict[str, str]] = [dict(QUESTION_NOTES) for _ in range(3)]
    for of_company in files.values():
        parts[drawn.draw(st.integers(0, 2), "part")].update(of_company)

    whole = snapshot_of({path: text for part in parts for path, text in part.items()})
    index = index_of(whole)
    left = [page.records(views_of(snapshot_of(part), index)) for part in parts]
    gathered = {
        name: drawn.draw(st.permutations([row for part in left for row in part[name]]), name) for name in left[0]
    }
    assert marshal.dumps(gathered), "plain values"
    expected = page.pages(page.records(views_of(whole, index)), whole.settings, whole.now.date())
    assert list(page.pages(gathered, whole.settings, whole.now.date())) == list(expected)
