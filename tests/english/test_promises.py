"""A promise as the draft that keeps it says it."""

import pytest

from vaultgen.english.promises import PromiseWords, promise_words


@pytest.mark.parametrize(
    ("promise", "reader", "kept"),
    [
        ("send the list", "you", "send you the list"),
        ("Send you the list", "you", "send you the list"),
        ("send him the list", "you", "send you the list"),
        ("send the list", "them", "send them the list"),
        ("share the slides", "you", "share the slides with you"),
        ("portfolio", "you", "send you my portfolio"),
        ("slides of the talk", "you", "send you my slides of the talk"),
        ("portfolio", "them", "send them my portfolio"),
        ("the scheme of work for Year 9", "you", "send you the scheme of work for Year 9"),
        ("send copy of CCRN cert", "you", "send you a copy of my CCRN cert"),
        ("licence photo tonight", "you", "send you my licence photo"),
        ("to send drawing of mixer", "you", "send you the drawing of the mixer"),
        ("link to the case study", "you", "send you the link to the case study"),
        ("references from the harbour project", "you", "send you my references from the harbour project"),
        ("two samples by 12 March", "you", "send you two samples"),
        ("case study lundi", "you", "send you the case study"),
        ("10 minutes video of a lesson", "you", "send you the 10-minute video of a lesson"),
        ("2 page summary", "you", "send you the 2-page summary"),
        ("2-pager of the study", "you", "send you the 2-pager of the study"),
        ("my availability for shadowing (not Tuesday)", "you", "send you my availability for shadowing (not Tuesday)"),
        ("my availability week of the 23rd", "you", "send you my availability week of the 23rd"),
        ("the rota (by Friday)", "you", "send you the rota"),
        ("3/6 send the name of the scanner I use", "you", "send you the name of the scanner I use"),
    ],
)
def test_a_thing_is_sent_with_its_article_and_without_its_day(promise: str, reader: str, kept: str) -> None:
    made = promise_words(promise, reader)
    assert (made.words, made.is_deed, made.is_sent) == (kept, True, True)


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ("call you on Monday", "call you"),
        ("a call on Monday", "give you a call"),
        ("an answer by Friday", "give you an answer"),
        ("call you about shadow shift", "call you about the shadow shift"),
        ("look into the heating", "look into the heating"),
        ("bring OSHA card", "bring you my OSHA card"),
        ("text you the waste sheet", "text you the waste sheet"),
        ("text Mr. Roe the waste sheet", "text Mr. Roe the waste sheet"),
    ],
)
def test_a_deed_is_done_and_a_call_is_given(promise: str, kept: str) -> None:
    made = promise_words(promise, "you")
    assert (made.words, made.is_deed, made.is_sent) == (kept, True, False)


@pytest.mark.parametrize(
    ("promise", "is_many"),
    [
        ("email her my license no. and cpr card", True),
        ("my rates and 3 samples", True),
        ("sheet on falls and handover", False),
        ("notes on falls", True),
    ],
)
def test_two_things_are_many(promise: str, is_many: bool) -> None:
    assert promise_words(promise, "you").is_many == is_many


@pytest.mark.parametrize(
    "promise", ["nothing in writing", "she said so", "?", "maybe", "portfolio link; call Tuesday", "references: 3"]
)
def test_what_was_promised_is_not_guessed(promise: str) -> None:
    assert not promise_words(promise, "you").is_deed


def test_the_reader_is_called_you() -> None:
    assert promise_words("send Ms Quill the note on covenants", "you", ("Ms Quill", "Quill")).words == (
        "send you the note on covenants"
    )
    assert promise_words("ask Bo about the van", "you", ("Mara",)).words == "ask Bo about the van"


@pytest.mark.parametrize(
    "typed",
    ["send it", "I'll send it", "I said I would send it", "promised to send it", "told her I'd send it", "to send it"],
)
def test_the_draft_says_itself_that_it_was_promised(typed: str) -> None:
    assert promise_words(typed, "you").words == "send you it"


def test_a_subject_names_the_thing_where_it_is_short() -> None:
    assert promise_words("send my smear update certificate", "you").subject == "Smear update certificate"
    assert promise_words("the long list of all the suppliers whom we use in the north", "you").subject == ""
    assert promise_words("photos of the stall", "you") == PromiseWords(
        "send you the photos of the stall", is_deed=True, is_sent=True, is_many=True, subject="Photos of the stall"
    )


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ("two references to Greg", "send you two references"),
        ("the loan figures for Greg by Friday", "send you the loan figures"),
        ("send Greg S. my 30-60-90 plan by Monday", "send you my 30-60-90 plan"),
        ("send Jo the reading list", "send you the reading list"),
    ],
)
def test_a_reader_who_is_named_in_a_promise_is_told_of_once(promise: str, kept: str) -> None:
    assert promise_words(promise, "you", ("Greg Stanhope", "Greg", "Greg S.", "Greg S", "Jo")).words == kept


@pytest.mark.parametrize(("typed", "is_many"), [("send my DBS", False), ("send my references", True)])
def test_an_abbreviation_is_one_thing_also_where_it_ends_in_s(typed: str, is_many: bool) -> None:
    assert promise_words(typed, "you").is_many is is_many
