"""Fixtures for each rule: a title, the input and the HTML. `VAULTGEN_GOLDEN=write` updates them."""

import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from tests.markdown.vault import on_page_of
from vaultgen.markdown import render, render_inline

FOLDER = Path(__file__).parent / "rules"
WRITE = os.environ.get("VAULTGEN_GOLDEN") == "write"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_what_is_typed_is_shown_as_in_obsidian(path: Path) -> None:
    cases = [
        (title, typed, render(typed, on_page_of(typed)), shown) for _, title, typed, shown in read_fixture_file(path)
    ]
    if WRITE:
        path.write_text("".join(f"{title}\n.\n{typed}.\n{now}.\n\n" for title, typed, now, _ in cases), "utf-8")
    assert cases
    for title, _, now, shown in cases:
        assert WRITE or now.strip() == shown.strip(), title


PLAIN = "abZ9 .,/%\"'<>&()-+@|?é—\t\r\n\0\ufeff"


@given(text=st.text(st.sampled_from(PLAIN) | st.characters()))
def test_a_line_without_markdown_is_shown_as_one_with_it(text: str) -> None:
    """A trailing backslash is shown as is, but makes the line go through the parser."""
    resolve = on_page_of("")
    assume("%%" not in text)
    assume(set(text).isdisjoint("!#$&*:<=[\\]^_`~\n"))
    assert render_inline(f"{text}\\", resolve) == render_inline(text, resolve) + "\\"
