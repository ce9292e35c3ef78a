"""Assets in the site are shorter than in the theme, and mean the same."""

import pytest

from vaultgen.lean import lean


@pytest.mark.parametrize(
    ("typed", "served"),
    [
        ("/* Ink */\na { color: red;\n  margin: 0 auto }\n", "a{color:red;margin:0 auto}\n"),
        ('p::before { content: "a ; { /* b */ }  c" / ""; }', 'p::before{content:"a ; { /* b */ }  c" / "";}\n'),
        ("a { width: calc(1rem + 2px); }", "a{width:calc(1rem + 2px);}\n"),
        ("main :target, .a  .b:not(:has(.c)) > i {}", "main :target,.a .b:not(:has(.c)) > i{}\n"),
        ("@media (min-width: 4rem) and (hover) { a {} }", "@media (min-width:4rem) and (hover){a{}}\n"),
        (
            "a { --i: url(\"data:image/svg+xml,%3Csvg viewBox='0 0 1 1'; d='M0  1'\"); }",
            "a{--i:url(\"data:image/svg+xml,%3Csvg viewBox='0 0 1 1'; d='M0  1'\");}\n",
        ),
        ("a { background: url(a  b;.png); }", "a{background:url(a  b;.png);}\n"),
    ],
)
def test_a_style_sheet_loses_comments_and_room_but_no_text(typed: str, served: str) -> None:
    assert lean("style.css", typed.encode()).decode() == served


def test_a_script_loses_whole_lines_of_comment_and_its_indentation() -> None:
    typed = "/* What it does,\n   at length. */\n(function () {\n\n  // Why.\n  const at = 1; // seconds\n"
    typed += "  /** Doc. */\n  go('//x');\n})();\n"
    assert lean("page.js", typed.encode()).decode() == "(function () {\nconst at = 1; // seconds\ngo('//x');\n})();\n"


def test_a_script_with_a_text_over_several_lines_stays_as_it_is() -> None:
    typed = b"const text = `one\n  // two\n`;\n"
    assert lean("page.js", typed) == typed


def test_what_is_neither_stays_as_it_is() -> None:
    assert lean("icon.svg", b"<svg>\n  <!-- x -->\n</svg>") == b"<svg>\n  <!-- x -->\n</svg>"
