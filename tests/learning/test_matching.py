"""Matches on labelled needs of forty professions, why each is one, and how a message may refer to it."""

import pytest

from tests.learning.labelled import Half, figures, pairs_of
from tests.learning.test_evidence import claim
from vaultgen.english.phrases import plain
from vaultgen.learning.evidence import Match, Need, Sort, explained, matches, ranked

CLOSE = claim(
    "Six-day close",
    "Shortened the close from 34 days to six by retiring 212 spreadsheets",
    "financial reporting",
    aliases=("close the books",),
)
SWABS = claim("Catch-up", "Took 300 swabs in six months", "phlebotomy", aliases=("swabs", "no-shows"))
PAGES = claim("Pages", "Pages fell from 60 a week to 7 after I deleted half the alerts", "on-call", "k8s")


def only(need: str, *claims: object, sort: Sort = "problem") -> Match:
    (match,) = ranked(Need(need, sort), claims, possible=True)  # type: ignore[arg-type]
    return match


@pytest.mark.parametrize(
    ("half", "precision", "recall"), [("tuning", 0.95, 0.85), ("held_out", 0.95, 0.85), ("unseen", 0.9, 0.75)]
)
def test_what_is_told_is_right_and_most_is_found(half: Half, precision: float, recall: float) -> None:
    found = figures(half)
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.parametrize(
    ("need", "certainty"),
    [
        ("food hygiene", "sure"),
        ("Food hygiene certificate", "possible"),
        ("food hygiene certification", "possible"),
        ("forklift licence", "sure"),
    ],
)
def test_a_paper_is_shown_by_no_result_of_its_trade(need: str, certainty: str) -> None:
    bottles = claim("Bottles", "Doubled what the line fills", "food hygiene", "forklift licence")
    assert only(need, bottles, sort="skill").certainty == certainty


def test_the_plural_of_an_acronym_is_the_acronym() -> None:
    sensors = claim("Sensors", "Moved three sensors", "PLC programming")
    assert only("PLCs", sensors, sort="skill").certainty == "sure"


def test_every_match_says_why_in_words_that_stand_in_the_notes() -> None:
    for pair in pairs_of("tuning"):
        if pair.match:
            text = plain(pair.need.text)
            for reason in pair.match.reasons:
                assert reason.words in text
            term = pair.match.term
            assert term is not None
            assert text[term.start : term.end] == term.text


# An alias, or a skill of several words, counts wherever it stands.


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("41 days to close the books", "close the books"),
        ("they closed their books eleven weeks late", "closed their books"),
        ("the bank waits while finance tries to close books", "close books"),
    ],
)
def test_an_alias_counts_anywhere_in_a_clause(need: str, words: str) -> None:
    match = only(need, CLOSE)
    assert match.certainty == "sure"
    assert match.reasons[0] == (words, "close the books", "alias")


@pytest.mark.parametrize(
    "need",
    [
        "two of three nurses can't do swabs yet",
        "one swab in ten is lost",
        "no swab-taker on Thursdays",
        "patients on the list are a no show every Friday",
        "noshows",
    ],
)
def test_an_alias_counts_in_any_form(need: str) -> None:
    assert only(need, SWABS).certainty == "sure"


@pytest.mark.parametrize(
    ("need", "skill", "certainty"),
    [
        ("checkout drop-off at the address step, 34%", "checkout", "sure"),
        ("payroll errors every month", "payroll", "sure"),
        ("the site is late and the client threatens penalties", "penalties", "sure"),
        ("parents fear exams", "exams", "sure"),
        ("the Linden client wrote of penalties", "penalties", "possible"),
        ("checkout vans leave", "checkout", "possible"),
        ("regional payroll tax errors", "payroll", "possible"),
        ("the client threatens penalties clerks", "penalties", "possible"),
    ],
)
def test_a_skill_counts_where_its_matter_goes_wrong_or_is_feared(need: str, skill: str, certainty: str) -> None:
    assert only(need, claim("Result", "Did it well", skill)).certainty == certainty


def test_an_alias_that_another_word_makes_another_thing_is_only_possible() -> None:
    falls = claim("Falls", "Reduced falls by 40%", "prevention", aliases=("falls",))
    assert only("occupancy falls every winter", falls).certainty == "possible"
    assert only("eleven falls last month", falls).certainty == "sure"


# What looks like a match, but is at most possible.


def test_general_words_around_one_that_means_something_are_no_term() -> None:
    data = claim("Corpus", "Built a dataset that 40 people labelled for supervised learning", "datasets", "annotation")
    assert matches([Need("two people who can supervise", "skill")], [data]) == [None]
    assert matches([Need("two people who can supervise")], [data]) == [None]


def test_a_tool_among_further_skills_that_nothing_else_tells_is_never_told() -> None:
    assert only("k8s", PAGES, sort="skill").certainty == "possible"
    assert matches([Need("k8s", "skill")], [PAGES]) == [None]
    told = claim("Pages", "Moved 30 services to Kubernetes", "on-call", "k8s")
    assert only("k8s", told, sort="skill").certainty == "sure"


def test_a_concern_about_oneself_is_answered_by_no_result_that_names_the_same() -> None:
    assert only("I have never taken swabs", SWABS, sort="concern").certainty == "possible"
    assert only("no recent phlebotomy", SWABS, sort="concern").certainty == "sure"


# Reasons and references.


@pytest.mark.parametrize(
    ("need", "one", "sentence"),
    [
        ("41 days to close the books", CLOSE, "“close the books” is an alias of Six-day close"),
        ("one swab in ten is lost", SWABS, "“swab” matches “swabs”, an alias of Catch-up"),
        ("on call is a mess", PAGES, "“on call” matches “on-call”, a skill that Pages shows"),
        (
            "deleting alerts is nobody's job",
            PAGES,
            "“deleting alerts” matches “deleted half the alerts”, in the result of Pages",
        ),
    ],
)
def test_a_match_says_why_in_a_sentence(need: str, one: object, sentence: str) -> None:
    assert explained(only(need, one)) == sentence


@pytest.mark.parametrize(
    ("need", "sort", "noun"),
    [
        ("wound reviews are four months behind", "problem", "the wound reviews"),
        ("41 days to close the wards", "problem", "closing the wards"),
        ("three missed forecasts in a row", "problem", "the missed forecasts"),
        ("nobody does wound care since Bridget left", "problem", "wound care"),
        ("can run a crew of four", "skill", "running a crew"),
        ("Wound reviews in care homes", "skill", "wound reviews"),
        ("residents fall at night", "problem", None),
        ("they release every two months", "problem", None),
        ("no wound reviews at all", "problem", None),
        ("the wound reviews' backlog", "problem", None),
    ],
)
def test_a_term_has_a_noun_where_it_is_safe(need: str, sort: Sort, noun: str | None) -> None:
    one = claim(
        "Story",
        "Did it",
        "wound care",
        aliases=("wound reviews", "close the wards", "missed forecasts", "run a crew", "residents fall", "release"),
    )
    term = only(need, one, sort=sort).term
    assert term is not None
    assert term.noun == noun
