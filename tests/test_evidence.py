"""Needs and results: which accomplishment backs up which need, and by which words."""

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.learning.evidence import matches
from vaultgen.model import Accomplishment
from vaultgen.notes import Note
from vaultgen.schema import Item
from vaultgen.source import Span

LOAD = ("Nightly load", "Cut the nightly load from six hours to forty minutes", "[Airflow, SQL]")
MOVE = ("Postgres migration", "Migrated the outage map with eleven seconds of write downtime", "[Postgres, on-call]")
HIRE = ("Hiring", "Hired four engineers in one quarter", "[hiring, C++]")


def shown(
    snapshot_of: SnapshotOf, needs: list[str], *results: tuple[str, str, str]
) -> list[tuple[str, tuple[str, ...]] | None]:
    """The name of the matched result and the shared words, for each need."""
    files = {
        f"accomplishments/{name}.md": f"---\nresult: {result}\nskills: {skills}\n---\n"
        for name, result, skills in results
    }
    found = matches(needs, snapshot_of(files).vault.accomplishments)
    return [(match.accomplishment.note.name, match.terms) if match else None for match in found]


def test_a_skill_that_a_need_names_is_the_reason(snapshot_of: SnapshotOf) -> None:
    needs = ["Airflow, and a way of living with fewer of them", "a Postgres migration with the lights on"]
    assert [match[0] if match else None for match in shown(snapshot_of, needs, LOAD, MOVE)] == [
        "Nightly load",
        "Postgres migration",
    ]
    assert shown(snapshot_of, needs[:1], LOAD, MOVE) == [("Nightly load", ("airflow",))]


def test_two_words_that_stand_together_in_the_result_are_a_reason(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, ["the nightly load takes too long"], LOAD, MOVE) == [("Nightly load", ("nightly load",))]


def test_one_shared_word_of_the_result_is_no_reason(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, ["quiet nightly hours", "nobody is at work"], LOAD, MOVE) == [None, None]


def test_a_skill_counts_whole_and_whatever_its_ending_and_case(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, ["C", "some c++ code", "HIRE people", "[[On-call|on-call]] without heroics"], HIRE) == [
        None,
        ("Hiring", ("c++",)),
        None,
        None,
    ]
    assert shown(snapshot_of, ["On-Call without heroics"], MOVE) == [("Postgres migration", ("on-call",))]


def test_a_result_is_told_once_for_the_need_that_it_fits_best(snapshot_of: SnapshotOf) -> None:
    needs = ["SQL", "the nightly load in SQL on Airflow"]
    assert shown(snapshot_of, needs, LOAD) == [None, ("Nightly load", ("airflow", "nightly load", "sql"))]


def test_a_rare_skill_counts_for_more_than_two_that_everything_shows(snapshot_of: SnapshotOf) -> None:
    common = [(name, "Kept it", "[SQL, Python]") for name in ("A", "B", "C")]
    assert shown(snapshot_of, ["SQL, Python and Kafka"], *common, ("D", "Ran it", "[Kafka]")) == [("D", ("kafka",))]


def test_nothing_needed_or_nothing_done_is_no_match(snapshot_of: SnapshotOf) -> None:
    assert shown(snapshot_of, [], LOAD) == []
    assert shown(snapshot_of, ["SQL"]) == [None]


WORDS = st.lists(
    st.sampled_from(["SQL", "Kafka", "Airflow", "on-call", "the", "team", "C++", "nightly load", "é", "%%x%%"]),
    max_size=5,
)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=4))
def test_each_result_is_told_at_most_once_and_by_words_that_both_name(
    needs: list[list[str]], skills: list[list[str]]
) -> None:
    accomplishments = [
        Accomplishment(note=Note(f"{n}.md"), result="Did it", skills=tuple(Item(s, Span()) for s in of), when=None)
        for n, of in enumerate(skills)
    ]
    found = matches([" ".join(need) for need in needs], accomplishments)
    told = [match.accomplishment.note.path for match in found if match]
    assert len(found) == len(needs)
    assert len(told) == len(set(told))
    assert all(match.terms for match in found if match)
    assert found == matches([" ".join(need) for need in needs], accomplishments[::-1])
