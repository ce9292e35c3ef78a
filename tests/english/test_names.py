"""Names of people: how they are greeted where their order is certain, and whole where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.names import (
    first_name,
    formal_name,
    is_called,
    is_namesake,
    noted_name,
    parse_name,
    proper_name,
    untitled,
)


@pytest.mark.parametrize(
    ("name", "warm", "formal"),
    [
        ("Jane Doe", "Jane", "Jane Doe"),
        ("Dr. Jane Doe", "Dr. Doe", "Dr. Doe"),
        ("Dr. Lee", "Dr. Lee", "Dr. Lee"),
        ("Prof. Dr. Ada", "Prof. Dr. Ada", "Prof. Dr. Ada"),
        ("Ms Idris", "Ms Idris", "Ms Idris"),
        ("Mrs Bell", "Mrs Bell", "Mrs Bell"),
        ("Herr Dr. Müller", "Herr Dr. Müller", "Herr Dr. Müller"),
        ("Frau Ayşe Özdemir", "Frau Özdemir", "Frau Özdemir"),
        ("Frau Friederike von der Heide", "Frau von der Heide", "Frau von der Heide"),
        ("Prof. Ngozi Eze", "Prof. Eze", "Prof. Eze"),
        ("Dr. Amit K. Rao", "Dr. Rao", "Dr. Rao"),
        ("Dr. Jean-Luc Picard", "Dr. Picard", "Dr. Picard"),
        ("von der Heide", "von der Heide", "von der Heide"),
        ("Femke de Boer", "Femke", "Femke de Boer"),
        ("Ludwig van Beethoven", "Ludwig", "Ludwig van Beethoven"),
        # An initial is no name to call anybody by.
        ("J. Doe", "J. Doe", "J. Doe"),
        ("KC Patel", "KC Patel", "KC Patel"),
        ("Dr. med. Katrin Weiß", "Dr. Weiß", "Dr. Weiß"),
        ("Frau Dipl.-Ing. Ulrike von Arnim", "Frau Dipl.-Ing. von Arnim", "Frau Dipl.-Ing. von Arnim"),
        ("J.P. Oyelaran", "J.P. Oyelaran", "J.P. Oyelaran"),
        # An accent that the list lacks.
        ("Dr. Siobhán O'Dowd", "Dr. O'Dowd", "Dr. O'Dowd"),
        # What follows a name is not said in a greeting, nor is a middle initial.
        ("Sir Alan Drummond KC", "Sir Alan", "Sir Alan"),
        ("Mr Harold P. Whitfield III", "Mr Whitfield", "Mr Whitfield"),
        ("Harold P. Whitfield III", "Harold", "Harold Whitfield"),
        ("John Roe Jr.", "John", "John Roe"),
        # Titles that go with the given name, or by a custom that one has to know.
        ("Sir Alan Webb", "Sir Alan", "Sir Alan"),
        ("big Tam", "big Tam", "big Tam"),
        ("Professor Dame Honor Fairweather", "Professor Dame Honor Fairweather", "Professor Dame Honor Fairweather"),
        ("Lady Fiona Strachan", "Lady Fiona Strachan", "Lady Fiona Strachan"),
        ("Lord Ashby", "Lord Ashby", "Lord Ashby"),
        ("Capt. Ann Lee", "Capt. Ann Lee", "Capt. Ann Lee"),
        ("Rev. Tom Hale", "Rev. Tom Hale", "Rev. Tom Hale"),
        # Two given names that are one, and two family names.
        ("María José Ruiz", "María José", "María José Ruiz"),
        ("María José Ruiz Olmedo", "María José", "María José Ruiz Olmedo"),
        ("Ana Ruiz García", "Ana", "Ana Ruiz García"),
        ("Beth Ann Coulter", "Beth Ann", "Beth Ann Coulter"),
        # The family name may stand first.
        ("Prof. Wang Xiaoming", "Prof. Wang Xiaoming", "Prof. Wang Xiaoming"),
        ("Wang Xiaoming", "Wang Xiaoming", "Wang Xiaoming"),
        ("Prof. Xiaoming Wang", "Prof. Wang", "Prof. Wang"),
        ("Nagy Péter", "Nagy Péter", "Nagy Péter"),
        ("WANG Xiaoming", "Xiaoming", "Wang Xiaoming"),
        ("Marie DUPONT", "Marie", "Marie Dupont"),
        ("Dr. Abiy Ahmed", "Dr. Abiy Ahmed", "Dr. Abiy Ahmed"),
        ("王小明", "王小明", "王小明"),
        # As a hurried hand types.
        ("jane doe", "Jane", "Jane Doe"),
        ("JANE O'NEIL", "Jane", "Jane O'Neil"),
        ("ludwig von beethoven", "Ludwig", "Ludwig von Beethoven"),
        ("em", "Em", "Em"),
        ("Jörg “JB” Brandt", "Jörg", "Jörg Brandt"),
        ("Jane", "Jane", "Jane"),
        ("Felix B.", "Felix", "Felix"),
        ("Big Al", "Big Al", "Big Al"),
        ("Dr. Felix B.", "Dr. Felix B.", "Dr. Felix B."),
        ("Principal Skinner", "Principal Skinner", "Principal Skinner"),
        ("HR Business Partner Ng", "HR Business Partner Ng", "HR Business Partner Ng"),
        ("Dr.", "Dr.", "Dr."),
        ("", "", ""),
    ],
)
def test_how_somebody_is_greeted(name: str, warm: str, formal: str) -> None:
    assert (first_name(name), formal_name(name)) == (warm, formal)


@pytest.mark.parametrize(
    ("called", "is_rao"),
    [
        ("Dr. Rao", True),
        ("Rao", True),
        ("amit", True),
        ("Amit Rao", True),
        ("Raomi", False),
        ("Dr.", False),
        ("it", False),
    ],
)
def test_what_somebody_is_called(called: str, is_rao: bool) -> None:
    assert is_called("Dr. Amit Rao", called) == is_rao


def test_somebody_is_called_by_any_words_of_the_name_that_follow_one_another() -> None:
    assert is_called("María José Ruiz Olmedo", "María José")
    assert is_called("María José Ruiz Olmedo", "Ruiz")
    assert not is_called("María José Ruiz Olmedo", "María Ruiz")
    assert not is_called("Femke de Boer", "de")


def test_only_a_name_that_is_all_small_or_all_large_gets_other_letters() -> None:
    spelt = {"acme": "Acme", "IBM": "IBM", "eBay": "eBay", "BLUESTEM GRID": "Bluestem Grid", "ann mcrae": "Ann McRae"}
    assert {name: proper_name(name) for name in spelt} == spelt


@given(st.text(max_size=40))
def test_a_greeting_says_no_word_that_is_not_in_the_name(name: str) -> None:
    words = proper_name(" ".join(name.split())).casefold().split()
    for said in (first_name(name), formal_name(name)):
        assert all(word.strip(",") in [known.strip(",") for known in words] for word in said.casefold().split())


@given(st.text(max_size=40))
def test_the_parts_of_a_name_are_made_of_its_words(name: str) -> None:
    known = parse_name(name)
    assert set(known.given.split()) | set(known.family.split()) <= set(known.words) | {known.family, known.given}
    assert untitled(name) == " ".join(untitled(name).split())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Odile Marchetti", "Ms Marchetti said that the committee meets on the 20th", "Ms Marchetti"),
        ("Harold P. Whitfield III", "send Mr. Whitfield the list", "Mr. Whitfield"),
        ("Anna von der Heide", "Frau von der Heide rings", "Frau von der Heide"),
        ("Ann Low", "Dr Low asked, and Dr Low smiled", "Dr Low"),
        ("Ann Low", "Ms Low asked, and Mrs Low smiled", ""),  # two titles: it is not said which
        ("Ann Low", "Ms Lowell asked, Ms Low-Hart too", ""),
        ("Ann Low", "Ms Low Tanaka asked", ""),
        ("Ann Low", "Ms Ann is kind, the low miss low", ""),
        ("Dr. Ann Low", "Ms Low asked", ""),  # the name has its title
        ("Low", "Ms Low asked", ""),
    ],
)
def test_a_title_that_the_notes_give_a_last_name_is_found(name: str, text: str, said: str) -> None:
    assert noted_name(name, [text]) == said


def test_mr_roe_is_not_mrs_roe() -> None:
    assert is_namesake("Mrs. Ann Roe", "text Mr Roe the list")
    assert is_namesake("Mr Roe", "call Ms. Roe")
    assert not is_namesake("Mrs Roe", "text Mrs. Roe the list")
    assert not is_namesake("Mrs Roe", "text Mr Hale the list")
    assert not is_namesake("Ann Roe", "text Mr Roe the list")
