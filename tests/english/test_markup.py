"""What a plain e-mail says of a text with Markdown and HTML in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.markup import without_markup


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the [blog post](https://acme.example/blog) that you wrote", "the blog post that you wrote"),
        ("on `cron` and ``a`b``", "on cron and a`b"),
        ("what _you_ and *she* **did**", "what you and she did"),
        ("one<br>two<BR/> three", "one two three"),
        ("<b>bold</b> and <span class=x>more</span>", "bold and more"),
        ("the pager ^blk-1", "the pager"),
        ("the pager[^1] in the lake", "the pager in the lake"),
        ("![a lake](lake.png) and ![[lake.png|the lake]]", "a lake and the lake"),
        ("Smith &amp; Co, a&nbsp;day", "Smith & Co, a day"),
        ("[[people/Jane Doe|Jane]] %% arrogant %% laughed", "Jane  laughed"),
        ("[](https://acme.example)", "https://acme.example"),
        # No markup at all.
        *[(same, same) for same in ("snake_case_name", "5 * 3 * 2", "a_b and c_d", "<jane@acme.example>", "x < y > z")],
        *[(same, same) for same in ("[…your answer]", "[x] done", "2^10", "C* and D*", "AT&T", "f(x)[0]")],
    ],
)
def test_markup_goes_and_words_stay(typed: str, said: str) -> None:
    assert without_markup(typed) == said


def test_a_mail_keeps_where_a_link_leads() -> None:
    typed = "see [my portfolio](https://robin.example/a_(b)) and [a note](people/Jane.md)"
    assert without_markup(typed, urls=True) == "see my portfolio (https://robin.example/a_(b)) and a note"


@given(st.text("ab _*`[]()<>!^&%~=#\\n", max_size=40))
def test_no_letter_is_lost_but_in_comments_tags_and_addresses(typed: str) -> None:
    said = without_markup(typed)
    if not any(mark in typed for mark in ("%%", "<", "](", "[^", "|", " ^")):
        assert [char for char in said if char in "ab"] == [char for char in typed if char in "ab"]
