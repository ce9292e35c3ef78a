"""Typed fragments, fitted into sentences without a seam."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.phrases import as_claim, clean, first_name, fragment, inside, listed, pick, plain, quote


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[[Jane Doe]] laughed", "Jane Doe laughed"),
        ("[[people/Jane Doe|Jane]] laughed", "Jane laughed"),
        ("==that== **she** __really__ ~~not~~ asked", "that she really not asked"),
        ("asked %%she frowned%% twice", "asked  twice"),
        ("a %%one\ntwo%% b", "a  b"),
        ("2 ** 3 == 8", "2 ** 3 == 8"),
    ],
)
def test_obsidians_marks_are_taken_off(typed: str, said: str) -> None:
    assert plain(typed) == said


@given(st.text(), st.text())
def test_a_comment_never_gets_into_a_sentence(before: str, after: str) -> None:
    assert "secret" not in clean(f"{before.replace('%', '')}%%secret%%{after}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("The team is small.", "the team is small"),
        ("Keeping the pager quiet", "keeping the pager quiet"),
        ("Management of incidents;", "management of incidents"),
        ("What happens  at\n night?", "what happens at night?"),
        ("Kafka at scale", "Kafka at scale"),
        ("Airflow, and a way of living with it", "Airflow, and a way of living with it"),
        ("SQL", "SQL"),
        ("I am not sure", "I am not sure"),
        ("“Why so many?”", "“Why so many?”"),
        ("IT support on weekends", "IT support on weekends"),
        ("A/B tests for the checkout", "A/B tests for the checkout"),
        ("Spring Boot in production", "Spring Boot in production"),
        ("Beijing has its own on-call", "Beijing has its own on-call"),
    ],
)
def test_a_fragment_loses_its_capital_only_where_it_is_no_name(typed: str, said: str) -> None:
    assert fragment(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("The team is small", "the team is small."),
        ("What next?", "what next?"),
        ("she said “why?”", "she said “why?”"),
        ("she said “soon”", "she said “soon”."),
        ("and so on…", "and so on…"),
    ],
)
def test_a_sentence_ends_with_one_mark(typed: str, said: str) -> None:
    assert inside(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Keep it simple.", "“Keep it simple”"), ('"Why?"', "“Why?”"), ("“Why?”", "“Why?”"), ("'so it is'", "“so it is”")],
)
def test_speech_stands_in_one_pair_of_quotation_marks(typed: str, said: str) -> None:
    assert quote(typed) == said


@pytest.mark.parametrize(
    ("result", "claim"),
    [
        ("Cut the nightly load to forty minutes", "I cut the nightly load to forty minutes."),
        ("migrated 40 tables without downtime.", "I migrated 40 tables without downtime."),
        ("rewrote the scheduler", "I rewrote the scheduler."),
        ("the load runs in forty minutes now", "The load runs in forty minutes now."),
        ("twice as fast!", "Twice as fast!"),
    ],
)
def test_a_result_becomes_a_claim_in_the_first_person(result: str, claim: str) -> None:
    assert as_claim(result) == claim


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Jane Doe", "Jane"),
        ("Dr. Jane Doe", "Jane"),
        ("prof. dr. Ada", "Ada"),
        ("Jane", "Jane"),
        ("Dr.", "Dr."),
        ("", ""),
    ],
)
def test_a_warm_greeting_passes_over_titles(name: str, greeting: str) -> None:
    assert first_name(name) == greeting


def test_a_name_typed_in_small_letters_is_greeted_with_a_capital() -> None:
    assert first_name("jane doe") == "Jane"
    assert first_name("Ludwig van Beethoven") == "Ludwig"


def test_words_are_listed_with_commas_and_an_and() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@given(st.lists(st.text(), min_size=2, max_size=5, unique=True), st.text())
def test_a_phrasing_is_the_same_for_a_seed_and_the_next_for_a_turn(options: list[str], seed: str) -> None:
    turns = [pick(options, seed, turn=turn) for turn in range(len(options))]
    assert sorted(turns) == sorted(options)
    assert pick(options, seed) == turns[0]


def test_two_seeds_may_take_two_phrasings() -> None:
    assert {pick(["a", "b", "c"], str(seed)) for seed in range(30)} == {"a", "b", "c"}


@given(st.text(max_size=50))
def test_any_text_can_be_said(text: str) -> None:
    for said in (clean(text), fragment(text), inside(text), quote(text), as_claim(text)):
        assert "\n" not in said
