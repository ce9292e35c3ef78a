"""Obsidian's Markdown as HTML: content is shown, comments are hidden, nothing runs."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultgen.markdown import Anchor, render, render_inline

PAGES = {
    "Jane Doe": "../people/jane.html",
    "people/Jane Doe": "../people/jane.html",
    "Jane Doe.md": "../people/jane.html",
}


def html(text: str, *, shift: int = 1) -> str:
    return render(text, lambda target, /: Anchor(PAGES.get(target)), shift=shift).strip()


class Read(HTMLParser):
    """Parsed HTML: the tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# Links.


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("[[Jane Doe]]", "Jane Doe"),
        ("[[Jane Doe|her]]", "her"),
        ("[[Jane Doe#Notes]]", "Jane Doe &gt; Notes"),
        ("[[Jane Doe#Notes|her notes]]", "her notes"),
        ("[[people/Jane Doe|Jane]]", "Jane"),
        ("[[ Jane Doe ]]", "Jane Doe"),
        ("[[Jane Doe|a < b]]", "a &lt; b"),
        ("![[Jane Doe]]", "Jane Doe"),
        ("[her](Jane%20Doe.md)", "her"),
        ("[her](<people/Jane Doe>)", "her"),
        ("[her](Jane%20Doe.md#notes)", "her"),
    ],
)
def test_a_link_leads_to_the_notes_page(typed: str, label: str) -> None:
    assert html(typed) == f'<p><a class="note" href="../people/jane.html">{label}</a></p>'


def test_a_link_in_a_table_may_have_a_label() -> None:
    assert '<td><a class="note" href="../people/jane.html">Jane</a></td>' in html(
        "| who |\n| --- |\n| [[Jane Doe\\|Jane]] |"
    )


def test_a_link_to_no_note_says_so() -> None:
    dead = '<span class="note dead" title="There is no note of this name">Nobody</span>'
    assert html("[[Nobody]]") == f"<p>{dead}</p>"
    assert html("[x](Nobody.md)") == '<p><a class="dead" title="There is no note of this name">x</a></p>'


@pytest.mark.parametrize("typed", ["[[]]", "[[ ]]", "[[|x]]", "\\[[Jane Doe]]", "`[[Jane Doe]]`"])
def test_text_that_is_no_link_stays_text(typed: str) -> None:
    assert Read(html(typed)).text.strip() == typed.strip("\\`")
    assert "href" not in html(typed)


@pytest.mark.parametrize(
    "typed", ["![[photo.png]]", "![[photo.png|300]]", "![[files/photo.png]]", "![photo.png](photo.png)"]
)
def test_a_file_that_is_embedded_is_named(typed: str) -> None:
    assert html(typed) in (
        '<p><span class="file">photo.png</span></p>',
        '<p><span class="file">files/photo.png</span></p>',
    )


def test_an_external_link_sends_no_referrer() -> None:
    assert html("[x](https://acme.example)") == '<p><a href="https://acme.example" rel="noreferrer">x</a></p>'
    assert 'href="mailto:j@acme.example" rel="noreferrer"' in html("[x](mailto:j@acme.example)")


@pytest.mark.parametrize("typed", ["![the team](https://acme.example/a.png)", "![the team](http://acme.example/a.png)"])
def test_an_external_image_is_a_link(typed: str) -> None:
    seen = Read(html(typed))
    assert [tag for tag, _ in seen.tags] == ["p", "a"]
    assert seen.text.strip() == "the team"


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,<b>)",
        "![x](data:image/png;base64,xx)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[[javascript:alert(1)]]",
    ],
)
def test_a_link_with_a_script_stays_text(typed: str) -> None:
    seen = Read(html(typed))
    assert not {tag for tag, _ in seen.tags} & {"a", "img"}
    assert ":" in seen.text


@pytest.mark.parametrize(
    "typed", ["<b>bold</b>", "<script>alert(1)</script>", "a <img src=x onerror=y> b", "<!-- aside -->"]
)
def test_raw_html_stays_text(typed: str) -> None:
    seen = Read(html(typed))
    assert [tag for tag, _ in seen.tags] == ["p"]
    assert seen.text.strip() == typed


# What the user hides.


@pytest.mark.parametrize(
    "typed",
    [
        "before %%secret%% after",
        "before %%secret\nsecret%% after",
        "before\n%%secret%%\nafter",
        "before\n\n%%\nsecret\n\nsecret\n%%\n\nafter",
        "before\n%%\nsecret\n%%\nafter",
        "before %%\nsecret\n%%\nafter",
        "before %%\nsecret\n\nsecret\n%%\nafter",
        "before %%secret\n\nsecret%% after",
        "before %%x\n- secret%% after",
        "- before\n  %%\n  secret\n  %%\n- after",
        "- before %%\n  secret\n  %%\n- after",
        "- before %%secret%%\n- %%\n  secret\n  %%\n- after",
        "> before\n> %%\n> secret\n> %%\n> after",
        "before\n\n%%\n- secret\n  - secret\n\n# secret\n%%\n\nafter",
        "before\n\n%%\n```\nsecret\n```\n%%\n\nafter",
        "# before %%secret%% after",
        "| before %%secret%% | after |\n| --- | --- |\n| %%secret%% | x |",
        "**before %%secret%%** after",
        "**before %%x** secret%% after",
        "==before %%secret%%== after",
        "==before %%x== secret%% after",
        "before [x %%secret%%](https://acme.example) after",
        "before ![x %%secret%%](https://acme.example/a.png) after",
        "before ![x %%secret%%](a.png) after",
        "before [[Jane Doe|x %%secret%%]] after",
        "> [!note] before %%secret%%\n> after",
        "> [!note] before %%secret\n> secret%% after",
        "before[^1] after\n\n[^1]: x %%secret%%",
        "before[^1] after\n\n[^1]: x %%\n    secret\n    %%",
        "before %%secret%% after %%secret%%",
        "before after\n\n%%secret\n\nsecret",
        "- before\n\n    %%secret%%\n\n- after",
        "> ```\n> before\n\n%%secret%%\n\nafter",
        "- ```\n  before\n\n%%secret%%\n\nafter",
        "- before ` x\n- %%secret%% ` after",
        "before ` x\n\n%%secret%% ` after",
        "before\n\n    ```\n\n%%secret%%\n\nafter",
        "before \\` %%secret%% ` after",
        "``` %%secret%%\nbefore\n```\nafter",
        "before\n\n%%\n```\n%%\n%%secret%%\n\nafter",
        "before\r\n%%\r\nsecret\r\n%%\r\nafter",
        "before\n\n[a]: https://acme.example '%%secret%%'\n\n[after][a]",
        "%%a\nb%% c\n" * 30 + "before `x %%secret%%` after",
    ],
)
def test_a_comment_is_never_shown(typed: str) -> None:
    text = Read(html(typed)).text
    assert "secret" not in html(typed)
    assert "before" in text
    assert "after" in text


@pytest.mark.parametrize("typed", ["`%%code%%`", "```\n%%code%%\n```", "    %%code%%"])
def test_percent_signs_in_code_are_code(typed: str) -> None:
    assert "%%code%%" in html(typed)


def test_a_lone_percent_sign_hides_nothing() -> None:
    assert html("50% more, 20%") == "<p>50% more, 20%</p>"


# What Obsidian adds.


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("==hi==", "<p><mark>hi</mark></p>"),
        ("a ==b **c** d== e", "<p>a <mark>b <strong>c</strong> d</mark> e</p>"),
        ("==a\nb==", "<p><mark>a<br />\nb</mark></p>"),
        ("1 == 2 and 3 == 4", "<p>1 == 2 and 3 == 4</p>"),
        ("==a", "<p>==a</p>"),
        ("`==a==`", "<p><code>==a==</code></p>"),
    ],
)
def test_a_highlight_is_marked(typed: str, shown: str) -> None:
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "kind", "title", "body"),
    [
        ("> [!note] Title\n> body", "note", "Title", "<p>body</p>"),
        ("> [!WARNING]\n> body", "warning", "Warning", "<p>body</p>"),
        ("> [!my-own|wide] A < B\n> body", "my-own", "A &lt; B", "<p>body</p>"),
        ("> [!note]", "note", "Note", ""),
    ],
)
def test_a_callout_has_its_kind_and_title(typed: str, kind: str, title: str, body: str) -> None:
    shown = f'<div class="callout" data-kind="{kind}">\n<p class="callout-title">{title}</p>\n{body}\n</div>'
    assert html(typed) == shown.replace("\n\n", "\n")


def test_a_callout_may_hold_a_list_and_another_callout() -> None:
    seen = Read(html("> [!a] A\n> - one\n> - two\n>\n> > [!b] B\n> > deep"))
    assert [attrs["data-kind"] for tag, attrs in seen.tags if tag == "div"] == ["a", "b"]
    assert [tag for tag, _ in seen.tags].count("li") == 2


def test_a_block_quote_is_no_callout() -> None:
    assert html("> said\n> [!note] so") == "<blockquote>\n<p>said<br />\n[!note] so</p>\n</blockquote>"


def test_tasks_have_disabled_checkboxes() -> None:
    boxes = [attrs for tag, attrs in Read(html("- [ ] call\n- [x] write")).tags if tag == "input"]
    assert ["checked" in box for box in boxes] == [False, True]
    assert all("disabled" in box for box in boxes)


def test_a_footnote_leads_down_and_back() -> None:
    seen = Read(html("She said so.[^1]\n\n[^1]: On the phone."))
    links = {str(attrs.get("href")) for tag, attrs in seen.tags if tag == "a"}
    ids = {f"#{attrs['id']}" for _, attrs in seen.tags if "id" in attrs}
    assert links == ids == {"#fn1", "#fnref1"}
    assert "On the phone." in seen.text


def test_a_line_break_is_one_and_a_table_can_be_scrolled() -> None:
    assert html("one\ntwo") == "<p>one<br />\ntwo</p>"
    assert html("| a |\n| --- |\n| b |").startswith(
        '<div class="table" tabindex="0" role="region" aria-label="Table"><table>'
    )


# Headings.


@pytest.mark.parametrize(
    ("typed", "shift", "levels"),
    [
        ("# A\n## B\n### C\n# D", 1, ["h2", "h3", "h4", "h2"]),
        ("### A\n# B", 1, ["h2", "h2"]),
        ("# A\n#### B\n## C", 1, ["h2", "h3", "h3"]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", 1, ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("A\n=\n\nB\n-", 2, ["h3", "h4"]),
        ("> ### A\n\n# B", 1, ["h2", "h2"]),
    ],
)
def test_headings_go_below_the_pages_own_and_never_skip_a_level(typed: str, shift: int, levels: list[str]) -> None:
    assert [tag for tag, _ in Read(html(typed, shift=shift)).tags if tag[0] == "h"] == levels


@given(st.lists(st.integers(1, 6), max_size=8), st.integers(1, 3))
def test_any_headings_skip_no_level(typed: list[int], shift: int) -> None:
    page = html("\n\n".join(f"{'#' * level} Heading" for level in typed), shift=shift)
    levels = [int(tag[1]) for tag, _ in Read(page).tags]
    assert len(levels) == len(typed)
    assert all(shift < now <= before + 1 for before, now in zip([shift, *levels], levels, strict=False))


# One line.


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "[[Jane Doe]]: **yes** %%no%%",
            '<a class="note" href="../people/jane.html">Jane Doe</a>: <strong>yes</strong> ',
        ),
        ("# no heading", "# no heading"),
        ("- no list", "- no list"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_an_item_of_a_list_is_one_line(typed: str, shown: str) -> None:
    assert render_inline(typed, lambda target: Anchor(PAGES.get(target))) == shown


# Whatever is typed.

MARKS = "[[ ]] %% == ![ [^1] javascript: <script> https://a.b a ( ) [ ] ! | # > * _ ` ~ = % ^ : \\ / < & ; \" '".split()
SPACED = [" ", "\t", "\n", "\n\n", "\n- ", "\n> [!a] ", " onload=x"]
MARKDOWN = st.lists(st.sampled_from([*MARKS, *SPACED]), max_size=40).map("".join)


@given(MARKDOWN | st.text())
@example("[[javascript:]]")
@example('[[a" onmouseover="x]]')
@example('![a](https://b" onload="x)')
@example('> [!a" onload="x] b')
@example("[a](https://b 'c\" onload=\"x')")
@example("<script>alert(1)</script>")
@example("\x00\ufffe\udc80".encode("utf-8", "replace").decode())
def test_no_text_runs_scripts_or_makes_requests(text: str) -> None:
    for page in (html(text), render_inline(text, lambda target: Anchor(f"notes/{target}.html"))):
        for tag, attrs in Read(page).tags:
            assert tag not in ("script", "img", "iframe", "object", "embed", "style", "link", "meta", "form", "base")
            assert not [name for name in attrs if name.startswith("on") or name in ("style", "src")]
            assert not str(attrs.get("href")).strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def test_a_column_is_aligned_by_a_class_since_no_page_may_hold_a_style() -> None:
    said = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n")
    assert "style" not in said
    assert said.count('class="align-center"') == 2
    assert said.count('class="align-right"') == 2


def test_the_checkbox_of_a_task_is_labelled_with_its_state() -> None:
    said = html("- [ ] open\n- [x] closed\n")
    assert 'aria-label="to do"' in said
    assert 'aria-label="done"' in said
