"""Needs and results: which accomplishment backs up which need, and by which words."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.composing import evidence_of
from vaultgen.learning.evidence import Evidence, Need
from vaultgen.learning.words import stem, words
from vaultgen.model import Accomplishment
from vaultgen.notes import Note
from vaultgen.schema import Item
from vaultgen.source import Span

PAIRS = tomllib.loads(Path(__file__).with_name("evidence.toml").read_text("utf-8"))["pair"]
LOAD = ("Nightly load", "Cut the nightly load from six hours to forty minutes", ["Airflow", "SQL"])
MOVE = ("Postgres migration", "Migrated the outage map with eleven seconds of write downtime", ["Postgres", "on-call"])
HIRE = ("Hiring", "Hired four engineers in one quarter", ["hiring", "C++"])
Result = tuple[str, str, Sequence[str]]


def evidence(*results: Result) -> Evidence:
    return Evidence(
        [
            Accomplishment(Note(f"{name}.md"), result, tuple(Item(skill, Span()) for skill in skills))
            for name, result, skills in results
        ],
        {},
    )


def shown(needs: Sequence[str], *results: Result, sort: Any = "skill") -> list[tuple[str, tuple[str, ...]] | None]:
    """The name of the matched result and the shared words, for each need."""
    found = evidence(*results).matches([Need(text, sort) for text in needs])
    return [(match.accomplishment.note.name, match.terms) if match else None for match in found]


def is_met(pair: dict[str, Any]) -> bool:
    (found,) = evidence(("It", pair["result"], pair["skills"])).matches([Need(pair["need"], pair["sort"])])
    return found is not None


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair["match"]], ids=lambda pair: pair["need"])
def test_what_is_about_something_else_is_no_match(pair: dict[str, Any]) -> None:
    assert not is_met(pair)


def test_most_of_what_answers_a_need_is_found() -> None:
    wanted = [pair for pair in PAIRS if pair["match"]]
    missed = [pair["need"] for pair in wanted if not is_met(pair)]
    assert len(missed) <= 0.1 * len(wanted), missed


@pytest.mark.parametrize(
    ("forms", "others"),
    [
        ("migrate migrates migrated migrating migration migrations", "migrant"),
        ("organise organize organised organization organisation", "organ"),
        ("test tests tested testing", "taste"),
        ("deploy deploys deployed deployment", "employ"),
        ("lead led leading", "load"),
        ("teach teaches taught teaching", "tea"),
        ("query queries", "quarry"),
        ("budget budgets budgeting", "bud"),
        ("policy policies", "police"),
        ("on-call On-Call oncall", "call"),
        ("Kubernetes k8s", "cubes"),
        ("Postgres PostgreSQL", "postgraduate"),
        ("colour color", "column"),
        ("analyst analysts", "analysis"),
    ],
)
def test_forms_of_one_word_are_one_and_others_are_not(forms: str, others: str) -> None:
    stems = {word.stem for form in forms.split() for word in words(form)}
    assert len(stems) == 1
    assert not stems & {word.stem for word in words(others)}


def test_the_reason_is_told_in_the_words_of_the_need() -> None:
    (match,) = evidence(LOAD, MOVE).matches([Need("The nightly loads on Airflow overrun", "problem")])
    assert match is not None
    assert match.because == "because both name nightly loads and Airflow"


def test_two_words_that_stand_together_in_the_result_are_a_reason() -> None:
    assert shown(["the nightly load takes too long"], LOAD, MOVE, sort="problem") == [
        ("Nightly load", ("nightly load",))
    ]


def test_one_shared_word_of_the_result_is_no_reason() -> None:
    assert shown(["quiet nightly hours", "nobody is at work"], LOAD, MOVE) == [None, None]


def test_a_skill_counts_whole_and_whatever_its_ending_and_case() -> None:
    assert shown(["C", "some c++ code", "C# at scale", "[[On-call|on-call]] without heroics"], HIRE) == [
        None,
        ("Hiring", ("c++",)),
        None,
        None,
    ]
    assert shown(["On Call without heroics"], MOVE) == [("Postgres migration", ("On Call",))]


def test_a_result_is_told_once_for_the_need_that_it_fits_best() -> None:
    assert shown(["SQL", "the nightly load in SQL on Airflow"], LOAD) == [
        None,
        ("Nightly load", ("nightly load", "SQL", "Airflow")),
    ]


def test_a_rare_skill_counts_for_more_than_two_that_everything_shows() -> None:
    common: list[Result] = [(name, "Kept it", ["SQL", "Python"]) for name in ("A", "B", "C")]
    assert shown(["SQL, Python and Kafka"], *common, ("D", "Ran it", ["Kafka"])) == [("D", ("Kafka",))]


def test_every_result_that_meets_a_need_is_ranked() -> None:
    ranked = evidence(LOAD, MOVE, ("Reports", "Wrote forty reports", ["SQL"])).ranked(Need("SQL", "skill"))
    assert [match.accomplishment.note.name for match in ranked] == ["Nightly load", "Reports"]


def test_a_skill_may_be_a_note_with_other_names(snapshot_of: SnapshotOf) -> None:
    files = {
        "notes/Event streaming.md": "---\naliases: [Kafka, message queues]\n---\n",
        "accomplishments/Moved.md": '---\nresult: Moved 14 services\nskills: ["[[Event streaming]]"]\n---\n',
        "accomplishments/Quiet.md": "---\nresult: Slept through\naliases: [incident response]\n---\n",
    }
    found = evidence_of(snapshot_of(files).vault).matches([Need("Kafka", "skill"), Need("incident response", "skill")])
    assert [match.accomplishment.note.name if match else None for match in found] == ["Moved", "Quiet"]


def test_nothing_needed_or_nothing_done_is_no_match() -> None:
    assert shown([], LOAD) == []
    assert shown(["SQL"]) == [None]


WORDS = st.lists(
    st.sampled_from(["SQL", "Kafka", "Airflow", "on-call", "the", "team", "C++", "nightly load", "é", "%%x%%"]),
    max_size=5,
)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=4), st.sampled_from(["problem", "skill", "concern"]))
def test_each_result_is_told_at_most_once_in_whatever_order_the_notes_are(
    needs: list[list[str]], skills: list[list[str]], sort: Any
) -> None:
    results: list[Result] = [(str(n), "Did it", of) for n, of in enumerate(skills)]
    found = shown([" ".join(need) for need in needs], *results, sort=sort)
    told = [name for match in found if match for name in (match[0],)]
    assert len(told) == len(set(told))
    assert all(match[1] for match in found if match)
    assert found == shown([" ".join(need) for need in needs], *results[::-1], sort=sort)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_may_be_needed_or_done(need: str, result: str) -> None:
    shown([need], ("It", result, [result, need]), sort="problem")
    assert all(stem(word.stem) is not None for word in words(need))
