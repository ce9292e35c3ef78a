"""Needs and accomplishments: which matches which, and by which words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.diagnostics.source import Span
from vaultgen.learning.evidence import Match, Need, Sort, because, matches, needs_of, ranked
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_values import Item

LOAD = ("Nightly load", "Cut the nightly load from six hours to forty minutes", "[Airflow, SQL]")
MOVE = ("Postgres migration", "Migrated the outage map with eleven seconds of write downtime", "[Postgres, on-call]")
HIRE = ("Hiring", "Hired four engineers in one quarter", "[C++, hiring]")
PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("evidence.toml").read_text("utf-8"))["pair"]


def shown(
    snapshot_of: SnapshotOf, needs: list[str], *results: tuple[str, str, str], sort: Sort = "skill"
) -> list[tuple[str, tuple[str, ...]] | None]:
    """The name of the matched result and the shared words, for each need."""
    files = {
        f"accomplishments/{name}.md": f"---\nresult: {result}\nskills: {skills}\n---\n"
        for name, result, skills in results
    }
    found = matches([Need(need, sort) for need in needs], snapshot_of(files).vault.accomplishments)
    return [(match.accomplishment.note.name, match.terms) if match else None for match in found]


def claim(name: str, result: str = "Did it", *skills: str, aliases: tuple[str, ...] = ()) -> Accomplishment:
    return Accomplishment(
        note=Note(f"accomplishments/{name}.md"),
        result=result,
        skills=tuple(Item(skill, Span()) for skill in skills),
        when=None,
        aliases=aliases,
    )


def met(pair: dict[str, Any]) -> tuple[Match, ...]:
    one = claim("Result", pair["result"], *pair["skills"], aliases=tuple(pair.get("aliases", ())))
    return ranked(Need(pair["need"], pair.get("sort", "problem")), [one])


# Matches, and what only looks like one.


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["need"])
def test_a_need_is_met_where_a_reader_would_say_so(pair: dict[str, Any]) -> None:
    known = pair.get("missed") or pair.get("wrong")
    assert bool(met(pair)) is (pair["match"] is not known if known else pair["match"]), pair.get("why")


def test_few_matches_are_wrong_and_most_are_found() -> None:
    found = [pair["match"] for pair in PAIRS if met(pair)]
    assert sum(found) / len(found) >= 0.95
    assert sum(found) / sum(pair["match"] for pair in PAIRS) >= 0.85


def test_a_skill_that_a_need_names_is_the_reason(snapshot_of: SnapshotOf) -> None:
    needs = ["Airflow, and a way of living with fewer of them", "a Postgres migration with the lights on"]
    assert shown(snapshot_of, needs, LOAD, MOVE) == [
        ("Nightly load", ("Airflow",)),
        ("Postgres migration", ("Postgres migration",)),
    ]


@pytest.mark.parametrize(
    ("need", "meets"),
    [
        ("Airflow fails every Monday", True),
        ("our old Airflow", True),
        ("31 Airflow installs, one per utility, no two alike", False),
        ("every utility has its own Airflow, 31 of them", False),
        ("utilities run Airflow on machines of their own", False),
        ("no one dares touch the Airflow DAG called `final_v2`", False),
        ("nobody understands the alerts, and Airflow is a riddle", True),
    ],
)
def test_a_problem_is_met_by_what_it_is_about(need: str, *, meets: bool) -> None:
    assert bool(ranked(Need(need), [claim("Load", "Cut it to forty minutes", "Airflow")])) is meets


def test_a_skill_that_a_wanted_skill_only_mentions_does_not_meet_it() -> None:
    load = claim("Load", "Cut it to forty minutes", "Airflow")
    assert ranked(Need("getting off an old Airflow without stopping the customers", "skill"), [load]) == ()
    (match,) = ranked(Need("solid experience with SQL, Airflow and Python", "skill"), [load])
    assert match.terms == ("Airflow",)


def test_two_words_that_stand_together_in_the_result_are_a_reason(snapshot_of: SnapshotOf) -> None:
    found = shown(snapshot_of, ["the nightly load takes too long"], LOAD, MOVE, sort="problem")
    assert found == [("Nightly load", ("nightly load",))]


def test_one_shared_word_of_the_result_is_no_reason(snapshot_of: SnapshotOf) -> None:
    needs = ["quiet nightly hours", "nobody is at work"]
    assert shown(snapshot_of, needs, LOAD, MOVE, sort="problem") == [None, None]


def test_a_skill_counts_whole_and_whatever_its_ending_and_case(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, ["C", "some c++ code"], HIRE) == [None, ("Hiring", ("c++",))]
    assert shown(snapshot_of, ["HIRE people"], HIRE) == [("Hiring", ("HIRE",))]
    for written in ("On-Call without heroics", "on call", "oncall", "[[Duty|on-call]] at night"):
        found = shown(snapshot_of, [written], MOVE)[0]
        assert found is not None
        assert found[1][0].lower().replace("-", "").replace(" ", "") == "oncall"


@pytest.mark.parametrize(
    ("need", "skill"),
    [
        ("a PostgreSQL expert", "Postgres"),
        ("C#", "c#"),
        ("Go, and the will to learn", "Go"),
        ("R&D", "R & D"),
        ("Node JS", "node.js"),
        ("P & L", "profit and loss"),
        ("visualisation", "Visualization"),
        ("centre of excellence", "center of excellence"),
        ("e-mail campaigns", "email campaign"),
        ("the organisation of events", "organizing events"),
    ],
)
def test_one_thing_is_known_in_its_several_writings(need: str, skill: str) -> None:
    assert ranked(Need(need, "skill"), [claim("X", "Did it", skill)])


@pytest.mark.parametrize(
    ("need", "skill"),
    [
        ("ml of saline", "machine learning"),
        ("go to the people", "Go"),
        ("C", "C#"),
        ("r", "R"),
        ("university", "universal design"),
        ("experience", "experiments"),
        ("importance", "imports"),
        ("analytics", "analysis"),
        ("international trade", "interns"),
        ("the data of the team", "data"),
        ("teams", "team"),
    ],
)
def test_what_only_looks_alike_is_no_match(need: str, skill: str) -> None:
    assert ranked(Need(need, "skill"), [claim("X", "Did it", skill)]) == ()


# Other words that the user gave.


def test_aliases_and_linked_notes_are_names_of_a_skill(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "accomplishments/Move.md": '---\nresult: Moved it\nskills: ["[[Event streaming]]"]\n---\n',
            "accomplishments/Till.md": "---\nresult: Kept it\naliases: [cash handling]\n---\n",
            "notes/Event streaming.md": "---\naliases: [Kafka, message queues]\n---\n",
            "notes/Cash.md": "---\naliases: [cash handling]\n---\n",
            "interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-11\n"
            'skills: [Kafka, event streaming, "[[Cash]]", Airflow]\nproblems: [the message queue is full]\n'
            "concerns_open: [no experience with Kafka]\n---\n",
        }
    ).vault
    needs = needs_of(vault, vault.interviews[0])
    assert [need.sort for need in needs] == ["problem", "skill", "skill", "skill", "skill", "concern"]
    found = {need.text: ranked(need, vault.accomplishments, links=vault.links) for need in needs}
    assert {text: [(m.accomplishment.note.name, m.terms) for m in of] for text, of in found.items()} == {
        "the message queue is full": [("Move", ("message queue",))],
        "Kafka": [("Move", ("Kafka",))],
        "event streaming": [("Move", ("event streaming",))],
        "Cash": [("Till", ("Cash",))],
        "Airflow": [],
        "no experience with Kafka": [("Move", ("Kafka",))],
    }


# Which accomplishment is used for which need.


def test_a_result_is_told_once_for_the_need_that_it_fits_best(snapshot_of: SnapshotOf) -> None:
    needs = ["SQL", "the nightly load in SQL on Airflow"]
    assert shown(snapshot_of, needs, LOAD) == [None, ("Nightly load", ("nightly load", "SQL", "Airflow"))]


def test_a_rare_skill_counts_for_more_than_two_that_everything_shows(snapshot_of: SnapshotOf) -> None:
    common = [(name, "Kept it", "[SQL, Python]") for name in ("A", "B", "C")]
    assert shown(snapshot_of, ["SQL, Python and Kafka"], *common, ("D", "Ran it", "[Kafka]")) == [("D", ("Kafka",))]


def test_a_second_best_result_is_ranked_and_not_told() -> None:
    move = claim("Move", "Migrated the Postgres of the outage map", "Postgres")
    queue = claim("Queue", "Moved 14 services off polling", "Postgres")
    needs = [Need("Postgres under the outage map is past its end"), Need("a Postgres outage map", "skill")]
    assert [match.accomplishment for match in ranked(needs[0], [queue, move])] == [move, queue]
    assert matches(needs, [queue, move]).count(None) == 1


def test_of_two_needs_that_are_met_as_closely_the_order_of_the_note_does_not_choose() -> None:
    needs, load = [Need("SQL", "skill"), Need("Airflow", "skill")], [claim("Load", "Did it", "SQL", "Airflow")]
    assert matches(needs, load) == matches(needs[::-1], load)[::-1]


def test_nothing_needed_or_nothing_done_is_no_match(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, [], LOAD) == []
    assert shown(snapshot_of, ["SQL"]) == [None]


def test_the_reason_is_in_the_words_of_the_need() -> None:
    load = claim("Load", "Cut the nightly loads in half", "airflow", "PYTHON")
    (match,) = ranked(Need("Nightly  Load on AirFlow, Python and [[Kafka]]", "skill"), [load])
    assert because(match) == "because both name Nightly Load, AirFlow and Python"


# Whatever is typed.

PHRASES = ["SQL", "Kafka", "Airflow", "on-call", "the", "team", "C++", "nightly load", "é", "%%x%%", "Go", ",", "R&D"]
TEXTS = st.one_of(st.lists(st.sampled_from(PHRASES), max_size=6).map(" ".join), st.text(max_size=40))
NEEDS = st.lists(st.builds(Need, TEXTS, st.sampled_from(["problem", "skill", "concern"])), max_size=5)
RESULTS = st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3)), max_size=4)


@given(NEEDS, RESULTS)
def test_each_result_is_told_at_most_once_and_by_words_that_the_need_holds(
    needs: list[Need], results: list[tuple[str, list[str]]]
) -> None:
    claims = [claim(str(at), result, *skills) for at, (result, skills) in enumerate(results)]
    found = matches(needs, claims)
    told = [match.accomplishment.note.path for match in found if match]
    assert len(found) == len(needs)
    assert len(told) == len(set(told))
    for need, match in zip(needs, found, strict=True):
        if match:
            assert match.terms
            assert match in ranked(need, claims)


@given(st.data(), NEEDS, RESULTS)
def test_the_order_of_the_notes_changes_nothing(
    data: st.DataObject, needs: list[Need], results: list[tuple[str, list[str]]]
) -> None:
    needs = list(dict.fromkeys(needs))
    claims = [claim(str(at), result, *skills) for at, (result, skills) in enumerate(results)]
    others, turned = data.draw(st.permutations(needs)), data.draw(st.permutations(claims))
    assert dict(zip(needs, matches(needs, claims), strict=True)) == dict(
        zip(others, matches(others, turned), strict=True)
    )
    assert [ranked(need, claims) for need in needs] == [ranked(need, turned) for need in needs]
