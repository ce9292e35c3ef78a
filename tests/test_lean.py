"""Assets in the site are shorter than in the theme, and mean the same."""

import pytest

from vaultgen.lean import lean


@pytest.mark.parametrize(
    ("typed", "served"),
    [
        ("/* Ink */\na { color: red;\n  margin: 0 auto }\n", "a{color:red;margin:0 auto}\n"),
        ('p::before { content: "a ; { /* b */ }  c" / ""; }', 'p::before{content:"a ; { /* b */ }  c" / ""}\n'),
        ("a { width: calc(1rem + 2px); margin: 0 -0.5rem }", "a{width:calc(1rem + 2px);margin:0 -0.5rem}\n"),
        ("a { margin: 0.5rem calc(2 * 0.25em) }", "a{margin:.5rem calc(2 * .25em)}\n"),
        ("main :target, .a  .b:not(:has(.c)) > i {}", "main :target,.a .b:not(:has(.c))>i{}\n"),
        ("@media (min-width: 4rem) and (hover) { a {} }", "@media (min-width:4rem) and (hover){a{}}\n"),
        ('[a="b-c"] [d="e f"] [g="1"] { content: "h"; }', '[a=b-c] [d="e f"] [g="1"]{content:"h"}\n'),
        (
            "a { --i: url(\"data:image/svg+xml,%3Csvg viewBox='0 0 1 1'; d='M0  1'\"); }",
            "a{--i:url(\"data:image/svg+xml,%3Csvg viewBox='0 0 1 1'; d='M0  1'\")}\n",
        ),
        ("a { background: url(a  b;0.5.png); }", "a{background:url(a  b;0.5.png)}\n"),
    ],
)  # fmt: skip
def test_a_style_sheet_loses_comments_and_room_but_no_text(typed: str, served: str) -> None:
    assert lean("style.css", typed.encode()).decode() == served


@pytest.mark.parametrize(
    ("typed", "served"),
    [
        ("/* What,\n   at length. */\n\n// Why.\ngo(1, 'x'); // so\n/** Doc. */\nstop()\n", "go(1,'x');stop()\n"),
        ("go()\nstop()\n", "go()\nstop()\n"),  # the end of a line may end a statement
        ("a = b\n  .c()\n", "a=b.c()\n"),
        ("go('//x', \"/* y */\", `// ${z}`);\n", "go('//x',\"/* y */\",`// ${z}`);\n"),
        ("a = x / 2 / y;\nb = c.match(/[/'\"]/g) || / {2}/u;\n", "a=x/2/y;b=c.match(/[/'\"]/g)||/ {2}/u;\n"),
        ("a = b + +c - -d; typeof e; return -1;\n", "a=b+ +c- -d;typeof e;return-1;\n"),
    ],
)
def test_a_script_loses_comments_and_room_but_no_text(typed: str, served: str) -> None:
    assert lean("page.js", typed.encode()).decode() == served


@pytest.mark.parametrize(
    ("typed", "served"),
    [
        ("const count = 1;\nuse(count, ...count, other);\n", "const a=1;use(a,...a,other);\n"),
        ("function show() {\n}\nconst a = 1;\nshow(a);\n", "function b(){}\nconst a=1;b(a);\n"),
        ("const name = 1;\nuse(x.name, name);\n", "const name=1;use(x.name,name);\n"),
        ("const name = 1;\nuse({ name: 2 }, name);\n", "const name=1;use({name:2},name);\n"),
        ("const name = 1;\nuse({ name });\n", "const name=1;use({name});\n"),
        ("const name = 1;\nuse(`${name}`);\n", "const name=1;use(`${name}`);\n"),
        ("const { name } = x;\nuse(name);\n", "const{name}=x;use(name);\n"),
        ("document.title = 'const title';\n", "document.title='const title';\n"),
    ],
)
def test_only_names_that_nobody_else_can_know_are_shortened(typed: str, served: str) -> None:
    assert lean("page.js", typed.encode()).decode() == served


def test_a_script_with_a_text_over_several_lines_stays_as_it_is() -> None:
    typed = b"const text = `one\n  // two\n`;\n"
    assert lean("page.js", typed) == typed


def test_what_is_neither_stays_as_it_is() -> None:
    assert lean("icon.svg", b"<svg>\n  <!-- x -->\n</svg>") == b"<svg>\n  <!-- x -->\n</svg>"
