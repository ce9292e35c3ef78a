"""Typed fragments, fitted into sentences without a seam."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.phrases import (
    as_claim,
    capitalised,
    clean,
    form_of,
    fragment,
    listed,
    phrase,
    pick,
    plain,
    quote,
    with_article,
    with_capitals,
)


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


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("releases slip every month", "other"),
        ("the crews show up late", "other"),
        ("the cats on the roof", "noun"),
        ("her questions about the audit", "noun"),
        ("flaky tests", "noun"),
        ("the flour under everybody's fingernails", "noun"),
        ("you’ll send a test", "you"),
        ("「数字は嘘をつかない」", "speech"),
    ],
)
def test_the_form_of_a_fragment(said: str, form: str) -> None:
    assert form_of(said) == form


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
        ("Somebody who negotiates", "somebody who negotiates"),
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
    assert phrase(typed).ended == said


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
        ("twice as fast!", "Twice as fast."),
        ("moved it all, nothing lost since march", "I moved it all, nothing lost since March."),
    ],
)
def test_a_result_becomes_a_claim_in_the_first_person(result: str, claim: str) -> None:
    assert as_claim(result) == claim


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
    for said in (clean(text), fragment(text), phrase(text).ended, quote(text), as_claim(text)):
        assert "\n" not in said


@pytest.mark.parametrize(
    ("typed", "form", "said"),
    [
        ("the story of the pager", "noun", "the story of the pager"),
        ("pager story", "noun", "the pager story"),
        ("her drawing of the log as an onion", "noun", "her drawing of the log as an onion"),
        ("two waste numbers, one with bananas", "noun", "two waste numbers, one with bananas"),
        ("the nightly load misses its window", "clause", "the nightly load misses its window"),
        ("the nightly load overruns", "other", "the nightly load overruns"),
        ("two numbers, and bonuses hang on one", "other", "two numbers, and bonuses hang on one"),
        ("Finding the bug together.", "gerund", "finding the bug together"),
        ("replaying the partitions", "gerund", "replaying the partitions"),
        ("“Ship it.”", "speech", "“Ship it.”"),
        ("you laughed", "you", "you laughed"),
        ("that I had called in January", "that", "that I had called in January"),
        ("how I got sixty tables an owner", "question", "how I got sixty tables an owner"),
        ("dog", "word", "dog"),
        ("never worked with margins", "other", "never worked with margins"),
        ("nobody owns the data", "other", "nobody owns the data"),
        ("the marker died twice", "other", "the marker died twice"),
        ("deploys take two hours", "other", "deploys take two hours"),
        ("the deploys take two hours", "clause", "the deploys take two hours"),
        ("the seed investment", "noun", "the seed investment"),
        ("4am start", "noun", "the 4am start"),
        ("„Kein Meister fällt vom Himmel“", "speech", "„Kein Meister fällt vom Himmel“"),
    ],
)
def test_the_form_of_a_fragment_is_told_only_where_it_is_certain(typed: str, form: str, said: str) -> None:
    made = phrase(typed, article=True)
    assert (made.form, made.text) == (form, said)


def test_a_hurried_hand_gets_its_capitals() -> None:
    said = with_capitals("i said i'd call on friday about kafka", {"kafka": "Kafka"})
    assert said == "I said I'd call on Friday about Kafka"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("call by Friday", "a call by Friday"),
        ("interview with the team", "an interview with the team"),
        ("site visit", "a site visit"),
        ("call me by Friday", "call me by Friday"),
        ("a second interview", "a second interview"),
        ("paperwork", "paperwork"),
    ],
)
def test_a_meeting_that_comes_next_gets_its_article(typed: str, said: str) -> None:
    assert with_article(typed) == said


def test_a_subject_begins_with_a_capital() -> None:
    assert [capitalised(text) for text in ("backend engineer: hello", "iOS developer", "", "eBay")] == [
        "Backend engineer: hello",
        "iOS developer",
        "",
        "eBay",
    ]


def test_of_a_long_story_only_the_beginning_is_told() -> None:
    story = (
        "He told me about the first winter in the new building, when the heating failed every night at two, and how "
        "the whole team moved into the canteen because it was the only warm room in the house. Then we talked about me."
    )
    said = phrase(story).text
    assert said == (
        "he told me about the first winter in the new building, when the heating failed every night at two, "
        "and how the whole team moved into the canteen"
    )
