"""How fragments of notes are told, kept back and turned into sentences: tables of what people type."""

import pytest

from vaultgen.drafts.framing import framing_of
from vaultgen.drafts.gate import held_back, normalised
from vaultgen.drafts.letter import is_feared
from vaultgen.drafts.private import private_remark
from vaultgen.drafts.results import result_clause


@pytest.mark.parametrize(
    ("typed", "frame", "words"),
    [
        # What somebody of whom one tells did stays theirs.
        (
            "introduced me to Edna who is 98 and sang for us",
            "gift",
            "introducing me to Edna who is 98 and sang for us",
        ),
        (
            "told me that he left school at 15 and gave me his card",
            "gift",
            "telling me that you left school at 15 and giving me your card",
        ),
        # `and the agent …` is somebody else's deed.
        (
            "let me listen to a call with an angry farmer and the agent got him laughing",
            "gift",
            "letting me listen to a call with an angry farmer",
        ),
        # What somebody said of themselves is something to thank for.
        ("said she started as a cleaner there", "gift", "telling me that you started as a cleaner there"),
        # What the writer thinks of it is cut off.
        ("gave me a chai without asking, proper one", "gift", "giving me a chai without asking"),
        (
            "waved at me through the glass, that calmed me down",
            "event",
            "you waved at me through the glass",
        ),
        ("asked me to examine his own shoulder, which really is bad", "asked", "asked me to examine your own shoulder"),
        # A quotation is a sentence with a capital, and what it says of its speaker is no remark about the writer.
        ('"if you notice it, I failed"', "quotation", "If you notice it, I failed"),
        ("told me straight the lift is never out of order", "view", "the lift is never out of order"),
        # What was done to the writer was not done by the writer.
        ("taking my side about the budget", "thing", "your taking my side about the budget"),
        ("talking about my thesis", "doing", "talking about my thesis"),
    ],
)
def test_a_fragment_about_its_reader_is_told(typed: str, frame: str, words: str) -> None:
    made = framing_of(normalised(typed), theirs=True, named=True)
    assert made is not None
    assert (made.frame, words in made.words.values()) == (frame, True), made


@pytest.mark.parametrize(
    "typed",
    [
        "has a photograph of every baby born at home since 1998 on her wall",  # whose wall?
        "done heat pumps",
        "142% of quota",
    ],
)
def test_a_fragment_that_may_be_read_in_two_ways_is_not_told(typed: str) -> None:
    assert framing_of(normalised(typed), theirs=True, named=True) is None


@pytest.mark.parametrize(
    "typed",
    [
        "my back, six weeks off in 2024",
        "my EP visa runs out in August",
        "DUI 2019",
        "do they know I am 61?",
        "they pay 24$/h, I want 28",
        "asked my number, said 95 base",
        "my camera froze, mortifying",
        "told me the rota is murder in January",
    ],
)
def test_a_remark_for_oneself_is_private(typed: str) -> None:
    assert private_remark(typed) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "wrote a one-page fallback sheet with our counsel",
        "fill in the psychometric test",
        "gave me his phone number",
        "showed me the back office",
    ],
)
def test_words_that_only_look_private_are_not(typed: str) -> None:
    assert private_remark(typed) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("he showed a contract where one comma cost two millions", "two millions"),
        ("calving starts in 2 wks and there short handed", "there short"),
    ],
)
def test_a_slip_is_kept_back(typed: str, words: str) -> None:
    why = held_back(normalised(typed), raw=typed)
    assert why is not None
    assert (why.reason, why.words) == ("typing", words)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Hit 142% of quota, with 61% of it from outbound.", "I hit 142% of quota, with 61% of it from outbound"),
        ("Coached 4 juniors, 3 of whom were promoted.", "I coached 4 juniors, 3 of whom were promoted"),
        ("fitted 22 heat pumps since 2023", "I have fitted 22 heat pumps since 2023"),
        ("pulled 60 calfs last spring, lost 2", "I pulled 60 calves last spring and lost 2"),
        ("Curated an exhibition that drew 48,000 visitors", "I curated an exhibition that drew 48,000 visitors"),
        ("Read and coded 6,400 replies in five weeks", "I read and coded 6,400 replies in five weeks"),
        ("Trained 12 juniors, 9 of them stayed a year", "I trained 12 juniors, and 9 of them stayed a year"),
        ("Ran nurse consults for 20 diabetic cats", "I ran nurse consults for 20 diabetic cats"),
        ("Started a drop-in clinic in Ennistown", "I started a drop-in clinic in Ennistown"),
        (
            "STOPPED TAILGATING AT A 300 CAR GARAGE BY MOVING ONE CAMERA",
            "I stopped tailgating at a 300 car garage by moving one camera",
        ),
    ],
)
def test_a_result_is_a_clause_in_the_first_person(typed: str, said: str) -> None:
    assert result_clause(typed) == said


def test_a_result_whose_verb_is_nobodys_for_sure_is_kept_back() -> None:
    assert not isinstance(result_clause("6 years of night shifts and never had to put hands on anybody"), str)


@pytest.mark.parametrize(
    ("need", "term", "feared"),
    [
        ("the site is late and the client threatens penalties.", "the penalties", True),
        ("parents fear final exams", "the final exams", True),
        ("the penalties threaten the client", "the penalties", False),
        ("checkout drop-off at the address step", "the checkout drop-off", False),
    ],
)
def test_nobody_begins_with_what_is_feared(need: str, term: str, *, feared: bool) -> None:
    assert is_feared(need, term) is feared
