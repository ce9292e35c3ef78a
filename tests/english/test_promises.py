"""A promise as the draft that keeps it says it."""

import pytest

from vaultgen.english.promises import PromiseWords, promise_words, the_thing, without_promise


@pytest.mark.parametrize(
    ("promise", "reader", "kept"),
    [
        ("send the list", "you", PromiseWords("send you the list", is_deed=True, is_sent=True)),
        ("Send you the list", "you", PromiseWords("send you the list", is_deed=True, is_sent=True)),
        ("send two references to HR", "you", PromiseWords("send two references to HR", is_deed=True, is_sent=True)),
        ("send the list", "them", PromiseWords("send the list", is_deed=True, is_sent=True)),
        ("portfolio", "you", PromiseWords("send you the portfolio", is_deed=True, is_sent=True)),
        ("portfolio", "them", PromiseWords("send them the portfolio", is_deed=True, is_sent=True)),
        (
            "the scheme of work for Year 9",
            "you",
            PromiseWords("send you the scheme of work for Year 9", is_deed=True, is_sent=True),
        ),
        ("send copy of CCRN cert", "you", PromiseWords("send you a copy of my CCRN cert", is_deed=True, is_sent=True)),
        ("bring OSHA card", "you", PromiseWords("bring you the OSHA card", is_deed=True, is_sent=True)),
        ("call on Monday", "you", PromiseWords("call on Monday", is_deed=True, is_sent=False)),
        ("a call on Monday", "you", PromiseWords("give you a call on Monday", is_deed=True, is_sent=False)),
        ("an answer by Friday", "you", PromiseWords("give you an answer by Friday", is_deed=True, is_sent=False)),
        (
            "call you about shadow shift",
            "you",
            PromiseWords("call you about the shadow shift", is_deed=True, is_sent=False),
        ),
        ("nothing in writing", "you", PromiseWords("nothing in writing", is_deed=False, is_sent=False)),
    ],
)
def test_a_promise_follows_its_words(promise: str, reader: str, kept: PromiseWords) -> None:
    assert promise_words(promise, reader, {}) == kept


@pytest.mark.parametrize(
    "typed",
    ["send it", "I'll send it", "I said I would send it", "promised to send it", "told her I'd send it", "to send it"],
)
def test_the_draft_says_itself_that_it_was_promised(typed: str) -> None:
    assert without_promise(typed) == "send it"


def test_things_in_the_plural_stay_bare() -> None:
    assert the_thing("send references") == "send references"
