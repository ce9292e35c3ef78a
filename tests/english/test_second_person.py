"""From what one notes about somebody to what one writes to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.second_person import has_he_or_she, has_unresolved_pronoun, in_first_person, to_you, to_you_all

JANE = ("Jane Doe", "Jane")


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("laughed about the pager story", "you laughed about the pager story"),
        ("hates mondays too", "you hate mondays too"),
        ("was late, apologised twice", "you were late, apologised twice"),
        ("her drawing of the log as an onion", "your drawing of the log as an onion"),
        ("she made me tell it twice", "you made me tell it twice"),
        ("the pilots who text her before the feed knows", "the pilots who text you before the feed knows"),
        ("told her about the pager", "I told you about the pager"),
        ("made him laugh", "I made you laugh"),
        ("when I asked him, he laughed", "when I asked you, you laughed"),
        ("Jane's story of the lake", "your story of the lake"),
        ("Jane and I found the bug", "you and I found the bug"),
        ("Jane Doe doesn't like whiteboards", "you don’t like whiteboards"),
        ("she’s a climber", "you are a climber"),
        ("Gene and his three-ring binder", "Gene and his three-ring binder"),
        ("her boss said he would", "her boss said he would"),
        ("asking what I would stop doing", "asking what I would stop doing"),
        ("the owl on the roof", "the owl on the roof"),
    ],
)
def test_what_somebody_did_is_said_to_them(noted: str, said: str) -> None:
    assert to_you(noted, JANE, theirs=True) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("cried a little, talking about her team", "you cried a little, talking about your team"),
        ("confessed that she had not read it", "you confessed that you had not read it"),
        ("used to sail", "you used to sail"),
        ("worried about the audit", "you were worried about the audit"),
        ("tired of meetings, wants to hire this month", "you were tired of meetings, and want to hire this month"),
        ("who had been up since one and still sang", "you had been up since one and still sang"),
        ("her laugh when I said it", "your laugh when I said it"),
        ("retired from the navy", "retired from the navy"),
        ("red balloon on the door", "red balloon on the door"),
        ('said "he will hate us" about her deploy', 'you said "he will hate us" about your deploy'),
    ],
)
def test_a_name_before_it_says_whose_doing_it_was(noted: str, said: str) -> None:
    assert to_you(noted, JANE, theirs=True, named=True) == said


def test_without_a_name_before_it_a_doing_may_be_the_writers() -> None:
    assert to_you("bombed the last question", JANE, theirs=True) == "bombed the last question"


def test_a_thing_with_a_capital_is_nobody() -> None:
    noted = "the map with an Airflow on it, and the pin she put in"
    assert to_you(noted, JANE, theirs=True) == noted
    assert to_you(noted, JANE, theirs=True, things={"Airflow"}) == noted.replace("she", "you")


def test_a_title_goes_with_the_name() -> None:
    assert to_you("call Dr. Doe on Monday", ("Jane Doe", "Doe"), theirs=False) == "call you on Monday"


@pytest.mark.parametrize(
    ("concern", "said"),
    [
        ("can't work European hours?", "whether I can work European hours"),
        ("would I move?", "whether I would move"),
        ("been out of it for 8 months", "I have been out of it for 8 months"),
    ],
)
def test_a_concern_is_the_writers(concern: str, said: str) -> None:
    assert in_first_person(concern) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("I call Jane by Thursday", "I call you by Thursday"),
        ("send Jane the list", "send you the list"),
        ("drew the log as an onion", "drew the log as an onion"),
        ("laughed about the pager", "we laughed about the pager"),
        ("walked the floor", "we walked the floor"),
        ("talked to the captain", "talked to the captain"),
        ("his offer of a ride-along", "his offer of a ride-along"),
        ("write to jane@acme.example", "write to jane@acme.example"),
        ("the Janet library", "the Janet library"),
    ],
)
def test_of_what_may_be_anybodys_only_the_name_changes(noted: str, said: str) -> None:
    assert to_you(noted, JANE, theirs=False) == said


def test_a_name_that_is_a_word_as_well_needs_its_capital() -> None:
    assert (
        to_you("I will send Will the page", ("Will Page", "Will", "Page"), theirs=False) == "I will send you the page"
    )


def test_what_they_said_of_themselves_is_said_to_them() -> None:
    said = to_you_all("we lose our orders, and it is on us", quoted=True)
    assert said == "you lose your orders, and it is on you"


def test_they_are_the_employer() -> None:
    assert to_you_all("they call me, after talking to their CFO; they’re slow") == (
        "you call me, after talking to your CFO; you’re slow"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("have never had customers of my own", "I have never had customers of my own"),
        ("Never led a team", "I have never led a team"),
        ("don't know Kafka", "I don't know Kafka"),
        ("not worked in a regulated industry", "I have not worked in a regulated industry"),
        ("had doubts about my SQL", "had doubts about my SQL"),
        ("never been asked about salary", "I have never been asked about salary"),
        ("no degree", "no degree"),
    ],
)
def test_a_concern_about_oneself_gets_its_subject(typed: str, said: str) -> None:
    assert in_first_person(typed) == said


def test_he_or_she_left_in_a_text_is_noticed() -> None:
    assert has_he_or_she("Gene and his binder")
    assert not has_he_or_she('the word "he" on every slide')
    assert has_unresolved_pronoun("the pin that he put in upside down, Gene said")
    assert not has_unresolved_pronoun("Gene and his binder")
    assert not has_he_or_she("the theme of the shell")


@given(st.text(max_size=60), st.booleans())
def test_any_text_can_be_said_to_anybody(text: str, theirs: bool) -> None:
    assert isinstance(to_you(text, JANE, theirs=theirs), str)


@given(st.lists(st.sampled_from("the owl on roof with three legs and a hat".split()), max_size=8).map(" ".join))
def test_a_text_about_nobody_stays_as_it_is(text: str) -> None:
    assert to_you(text, JANE, theirs=True) == text
