"""Hostile Markdown: nothing in it runs, breaks out of its element, or takes for ever.

Work is counted in Python function calls, which are the same on any machine.
"""

from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markdown.vault import on_page_of
from tests.working import calls
from vaultgen.markdown import Anchor, render, render_inline

ALLOWED = set(
    "p br a span img em strong s mark code pre ul ol li input blockquote div details summary hr h2 h3 h4 h5 h6 table "
    "thead tbody tr th td sup section".split()
)
ATTRIBUTES = set(
    "href rel class title src alt width height id data-kind data-task type aria-label checked disabled open "
    "tabindex role start".split()
)


class Seen(HTMLParser):
    """Checks each tag as a browser parses it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ATTRIBUTES
            self.ids += [str(value)] if name == "id" else []
            if name in ("href", "src") and not str(value).startswith("#"):
                scheme = unquote(str(value)).strip().lower().partition(":")
                assert not scheme[1] or scheme[0] in ("http", "https", "mailto", "tel", "obsidian"), value
        if tag == "a":
            assert "a" not in self.open, "a link stands in a link"
        if tag not in ("br", "img", "input", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr"):
            assert self.open.pop() == tag


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript&colon;alert(1))",
        "[x](&#x6A;avascript&#58;alert(1))",
        "[x](<  JAVASCRIPT:alert(1)>)",
        "[x](java&Tab;script:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](vbscript:a) [x](data:text/html;base64,x) [x](blob:x) [x](file:///etc/passwd) [x](about:blank)",
        "[x]\n\n[x]: javascript:alert(1)",
        "[x][y]\n\n[y]: <JaVaScRiPt:alert(1)> 'a'",
        "<javascript:alert(1)> <data:text/html,x>",
        "![x](javascript:alert(1)) ![x](data:image/svg+xml,<svg>)",
        "[x](obsidian://advanced-uri?commandid=x) [x](obsidian:open) [x](obsidian://open.evil)",
        "[[javascript:alert(1)]] ![[javascript:alert(1)]] [[data:text/html,x|y]]",
        "https://a\" onmouseover=\"x https://a'onload='x https://a<script>",
        '![a" onerror="alert(1)](https://acme.example/x.png "b\\" onload=\\"x")',
        '[x](https://acme.example "a\\" onclick=\\"x")',
        "[a [b](https://acme.example) ![c](https://acme.example/x.png) [[Jane]]](https://acme.example)",
        "[![[sketch.png]]](https://acme.example) [![[cv.pdf]]](x) [https://a.example ^[b [c](d)]](https://e.example)",
        '```js" onload="x\ncode\n```',
        '# a" onclick="x\n\ntext ^a"onclick',
        '> [!x" onclick="y]- <img src=x onerror=z>\n> a',
        '#tag"onclick="x #<script>',
        "$<script>$ $$\"'><img>$$\n\n$$\n</div><script>\n$$",
        "[^<script>]: x\n\na[^<script>] ^[<script>]",
        "- [\"] x\n- [<] y\n- ['] z",
        '[[Jane#"><script>|<script>]] ![[Jane#<script>]] [[#<script>]]',
        "| <script> |\n| --- |\n| [[Jane\\|<b>]] |",
        '![[sketch.png|"><script>]] ![[../../../etc/passwd]] ![x](../../../../etc/passwd.png)',
        "# constructor\n\n# __proto__\n\n# body\n\n# cookie\n\nx ^forms",
    ],
)
def test_hostile_text_runs_nothing_and_stays_in_its_element(typed: str) -> None:
    for page in (render(typed, on_page_of(typed)), render_inline(typed, on_page_of(typed))):
        assert not Seen(page).open


MARKS = [
    *"[[ ]] ![[ %% == $ $$ #tag ^a ^[ [^1] [^1]: https://a.b http://".split(),
    *"Jane Home sketch.png cv.pdf #Past #^acme | ! [ ] ( ) < > \" ' ` ``` ~~~ * _ ~~ \\ & ; : - + 1. #".split(),
    *[" ", "\n", "\n\n", "\n- ", "\n- [x] ", "\n> ", "\n> [!a]- ", "\n# ", "\n    ", "\n| a | b |\n|-|-|\n| ", "\t"],
]


@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
def test_any_text_gives_well_formed_html(typed: str) -> None:
    for page in (render(typed, on_page_of(typed)), render_inline(typed, on_page_of(typed))):
        seen = Seen(page)
        assert not seen.open
        assert len(seen.ids) == len(set(seen.ids))


@pytest.mark.parametrize(
    "piece",
    [
        *"[ ![ [[ ![[ []( [a]( [a](< ^[ [^ [[a [[a| [!a # #a = == ==a $ $a $$ %%x http:// :// * **a_b ~~ ` < &".split(),
        *["\\", "|", "> ", "- ", "$a ", "==a ", "%% ", "%%\n", "%%a\nb%% ", "`%% ", "$$\n", "$$ a\n", "> [!a\n"],
        *["http://a) ", " ^", "a ^b\n\n", "- [ ] ", "# a\n", "[a]: b\n", "[^1]: ", "```\n%%\n"],
        *["![[Jane#^acme]]\n", "|a|b|\n|-|-|\n|c|d|\n"],
    ],
)
def test_rendering_time_grows_linearly(piece: str) -> None:
    once = calls(lambda: render(piece * 250, on_page_of("")))
    twice = calls(lambda: render(piece * 500, on_page_of("")))
    assert twice < once * 2.6 + 10_000


@pytest.mark.parametrize(
    "typed",
    [
        *["a" + " " * 50_000 + "^", "x" * 300_000, "[[" + "a" * 100_000, "![a|" + "9" * 50_000],
        *["[" * 50_000, "[*" * 25_000, "![[a|" * 10_000, "[a][" * 20_000, "x[ " * 100 + "* " * 50_000],
    ],
)
def test_a_long_line_is_rendered_in_linear_time(typed: str) -> None:
    assert calls(lambda: render(typed, on_page_of(""))) < 5_000


@pytest.mark.parametrize("typed", ["[" * 201, "[ " * 150 + "* " * 5_000])
def test_a_paragraph_with_hundreds_of_open_brackets_is_shown_as_typed_and_others_as_ever(typed: str) -> None:
    page = render(f"*before*\n\n{typed}*no*\n\n*after*", on_page_of(""))
    assert page.startswith("<p><em>before</em></p>")
    assert f"{typed}*no*" in page
    assert page.endswith("<p><em>after</em></p>\n")
    assert "<em>yes</em>" in render("[" * 100 + "*yes*", on_page_of(""))


@pytest.mark.parametrize("piece", ["> ", "- ", "1. ", "> - ", "[", "*a ", "^[", "> > [!a] "])
def test_deep_nesting_is_limited(piece: str) -> None:
    assert render(piece * 10_000 + "x", on_page_of(""))


def test_embedding_is_limited() -> None:
    def resolve(target: str, /) -> Anchor:
        return Anchor(
            f"{target}.html", "note", target, target, lambda: "".join(f"![[{target}{n}]]\n" for n in range(10))
        )

    page = render("![[a]]", resolve)
    assert page.count('class="embed"') <= 550
    assert "this page embeds very many notes already" in page
    deep = render("![[a]]", lambda target, /: Anchor("x", "note", target, target, lambda: f"![[{target}a]]"))
    assert "too many notes stand within one another" in deep
