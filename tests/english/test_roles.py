"""Titles: who is more senior than whom, what is a role and no name, and which words say that nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.roles import UNRANKED, is_nobody, rank
from vaultgen.english.unknowns import is_unknown


@pytest.mark.parametrize(
    "down",
    [
        (
            "CEO",
            "CTO",
            "VP Engineering",
            "Director of Data",
            "Head of Platform",
            "Engineering Manager",
            "Staff Engineer",
        ),
        ("Principal Investigator", "Lab Manager", "Postdoc"),
        ("Headteacher", "Deputy Head", "Head of Year 6", "Lead teacher", "Teacher"),
        ("Managing Director", "Deputy Managing Director", "Director of Sales", "Assistant to the CEO"),
        ("Vice-Chancellor", "Dean", "Associate Dean", "Head of Department"),
        ("Geschäftsführer", "stellvertretende Geschäftsführerin", "Bereichsleiter", "Leiterin IT", "Teamleiter"),
        ("Schulleiterin", "Konrektorin", "Abteilungsleiter", "Lehrerin"),
        ("Directrice générale", "Directeur des achats", "Directrice adjointe", "Responsable RH", "Chef d'équipe"),
        ("Chair of Governors", "Vice Chair", "Manager", "Assistant Manager", "Executive Assistant"),
        ("Owner", "Product Manager", "Product Owner"),
        ("GP partner", "Practice manager", "Lead nurse", "HR Partner"),
        ("President", "Executive Vice President", "Vice President", "Assistant Vice President"),
        ("Principal of the school", "Vice Principal", "Principal engineer"),
    ],
)
def test_each_title_is_above_the_next(down: tuple[str, ...]) -> None:
    ranks = [rank(title) for title in down]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("title", ["", "Engineer", "Recruiter", "former CEO", "Assistentin der Geschäftsführung"])
def test_a_title_of_which_no_word_tells_has_no_rank(title: str) -> None:
    assert rank(title) == UNRANKED


@pytest.mark.parametrize(
    "text",
    [
        "CTO",
        "the team",
        "HR",
        "hiring manager",
        "VP Engineering",
        "Head of Data",
        "somebody from HR",
        "two engineers",
        "a recruiter",
        "Data Engineer",
        "engineering team",
        "Personalabteilung",
        "Schulleiterin",
        "CTO & CEO",
        "?",
    ],
)
def test_a_role_is_no_name(text: str) -> None:
    assert is_nobody(text)


@pytest.mark.parametrize("text", ["Jane Doe", "Dean", "Will Page", "An Nguyen", "My Nguyen", "Jo Head", "em", "Rich"])
def test_a_name_is_no_role(text: str) -> None:
    assert not is_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "??",
        "-",
        "—",
        "…",
        "n/a",
        "N/A",
        "tbd",
        "TBC",
        "unknown",
        "Unknown.",
        "not sure",
        "dunno",
        "no idea",
        "forgot",
        "dunno his name",
        "(unknown)",
        "don’t know",
        "didn't catch her name",
        "can't remember",
        "keine Ahnung",
    ],
)
def test_words_that_say_that_nobody_knows(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize(
    "text", ["", "none", "no", "A", "not sure about pay", "forgot to ask about pay", "unknown unknowns"]
)
def test_words_that_say_something(text: str) -> None:
    assert not is_unknown(text)


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert 0 <= rank(text) <= UNRANKED + 7
    assert isinstance(is_nobody(text), bool)
    assert isinstance(is_unknown(text), bool)
