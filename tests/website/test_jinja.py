"""Templates render to the same text as with plain Jinja, however many pages share content."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paging import pages_of
from vaultgen.builder import workspace
from vaultgen.builder.jinja_templates import read_theme
from vaultgen.errors import UsageProblem
from vaultgen.website.pages import NAVIGATION
from vaultgen.website.theme import Page, Theme, renderer, trusted
from vaultgen.website.urls import relative

NOW = "2026-03-12T09:00"
PART = """{% macro card(c, level="h3") %}
<{{ level }}><a href="{{ c.page|url }}">{{ c.name }}</a></{{ level }}>
{%- endmacro %}"""
ADA = {"page": "people/ada.html", "name": "Ada & Co"}
FRAME = "{% import 'parts/card.html' as part %}"


def shown(page: str, *given: Page, **parts: str) -> list[str]:
    """Renders pages with one template one after another; `parts` by name."""
    templates = {"pages/one.html": FRAME + page, "parts/card.html": PART}
    templates |= {f"parts/{name}.html": text for name, text in parts.items()}
    render = renderer(Theme("mine", templates), {"owner": "Robin"}, relative=relative)
    return [render(page) for page in given]


def one(path: str = "index.html", **data: Any) -> Page:
    return Page(path, "one", data)


def plainly(look: Theme, site: Mapping[str, Any], page: Page) -> str:
    """A page rendered by plain Jinja."""
    plain = jinja2.Environment(
        loader=jinja2.DictLoader(dict(look.templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain.filters["url"] = jinja2.pass_context(lambda _, target: relative(page.path, target))
    plain.globals["site"] = site
    return plain.get_template(f"pages/{page.template}.html").render({**page.data, "page": page.path})


def test_every_kind_of_page_equals_plain_jinja(example: Path) -> None:
    work = workspace.open_vault(str(example))
    known = work.snapshot(work.now(NOW))
    look = read_theme("ledger", work.root)
    site = {
        "owner": "Robin",
        "language": "en",
        "assets": sorted(look.assets),
        "navigation": NAVIGATION,
        "redacted": False,
    }
    render = renderer(look, site, relative=relative)
    texts = [(page, render(page)) for page in pages_of(known)]
    fullest = {page.template: (page, text) for page, text in sorted(texts, key=lambda pair: len(pair[1]))}
    for page, text in fullest.values():
        assert text == plainly(look, site, page), page.path


def test_links_in_a_memoized_macro_are_relative_to_each_page() -> None:
    top, deep, top_again = shown("{{ part.card(c) }}", one(c=ADA), one("companies/acme.html", c=ADA), one(c=ADA))
    assert top == top_again == '<h3><a href="people/ada.html">Ada &amp; Co</a></h3>'
    assert deep == '<h3><a href="../people/ada.html">Ada &amp; Co</a></h3>'


def test_a_memoized_macro_depends_on_all_its_arguments() -> None:
    page = "{{ part.card(c) }}{{ part.card(c, 'h2') }}{{ part.card(c, level='p') }}{{ part.card(c=c) }}"
    link = '<a href="people/ada.html">Ada &amp; Co</a>'
    assert shown(page, one(c=ADA)) == [f"<h3>{link}</h3><h2>{link}</h2><p>{link}</p><h3>{link}</h3>"]


def test_equal_views_are_memoized_separately() -> None:
    alike = [{"page": "a.html", "name": name} for name in ("1", trusted("<b>"), "<b>", 1, True, 1.0)]
    found = "".join(shown("{{ part.card(c) }};", *(one(c=card) for card in alike)))
    names = [text.partition(">")[2] for text in re.findall(r"(<a.*?)</a>", found)]
    assert names == ["1", "<b>", "&lt;b&gt;", "1", "True", "1.0"]


def test_a_macro_of_the_page_is_not_memoized() -> None:
    page = "{% macro mine(c) %}{{ title }}: {{ c.name }}{% endmacro %}{{ mine(c) }}"
    assert shown(page, one(c=ADA, title="A"), one(c=ADA, title="B")) == ["A: Ada &amp; Co", "B: Ada &amp; Co"]


def test_a_part_can_be_given_the_page() -> None:
    page = "{% import 'parts/knowing.html' as knowing with context %}{{ knowing.titled(c) }}"
    knowing = "{% macro titled(c) %}{{ title }}: {{ c.name }}{% endmacro %}"
    found = shown(page, one(c=ADA, title="A"), one(c=ADA, title="B"), knowing=knowing)
    assert found == ["A: Ada &amp; Co", "B: Ada &amp; Co"]


def test_macros_with_list_arguments_are_not_memoized() -> None:
    page = "{% set names = [] %}{% for n in 'ab' %}{{ names.append(n) or '' }}{{ listed.all(names) }};{% endfor %}"
    listed = "{% macro all(names) %}{{ names|join('+') }}{% endmacro %}"
    assert shown("{% import 'parts/listed.html' as listed %}" + page, one(), listed=listed) == ["a;a+b;"]


def test_a_call_block_wraps_its_content() -> None:
    boxed = "{% macro box(c) %}[{{ c.name }}: {{ caller() }}]{% endmacro %}"
    box = "{% import 'parts/boxed.html' as boxed %}"
    page = f"{box}{{% for n in [1, 2] %}}{{% call boxed.box(c) %}}{{{{ n }}}}{{% endcall %}}{{% endfor %}}"
    assert shown(page, one(c=ADA), boxed=boxed) == ["[Ada &amp; Co: 1][Ada &amp; Co: 2]"]


def test_macros_are_not_escaped_if_autoescape_is_off() -> None:
    page = "{{ c.name }}{{ part.card(c) }}{% autoescape false %}{{ c.name }}{{ part.card(c) ~ '<' }}{% endautoescape %}"
    link = '<h3><a href="people/ada.html">Ada &amp; Co</a></h3>'
    assert shown(page, one(c=ADA)) == [f"Ada &amp; Co{link}Ada & Co{link}<"]


def test_a_view_may_have_keys_named_like_dict_methods() -> None:
    card = {"items": 3, "class": "c", "self": 1, "get": 2}
    page = "{{ c['items'] }}{{ c['get'] }}{{ c.class }}{{ c.self }}{% for k, v in c.items() %}{{ k[0] }}{% endfor %}"
    assert shown(page, one(c=card)) == ["32c1icsg"]


@pytest.mark.parametrize("missing", ["{{ c.nme }}", "{{ nme }}", "{{ part.crd(c) }}", "{{ part.card(c.nme.x) }}"])
def test_an_undefined_name_is_reported_with_its_line(missing: str) -> None:
    with pytest.raises(UsageProblem, match=r"pages/one\.html:2: .*(nme|crd)"):
        shown(f"\n{missing}", one(c=ADA))


def test_an_undefined_name_in_a_part_is_reported_with_its_line() -> None:
    with pytest.raises(UsageProblem, match=r"parts/card\.html:2: .*has no attribute 'name'"):
        shown("{{ part.card(c) }}", one(c={"page": "a.html"}))


_texts = st.text(alphabet="a&<>\"'ü", max_size=4)
_values = st.one_of(_texts, _texts.map(trusted), st.integers(), st.booleans(), st.none())


@given(st.lists(st.fixed_dictionaries({"page": st.just("a.html"), "name": _values}), min_size=1, max_size=3), st.data())
def test_any_views_on_any_pages_equal_plain_jinja(cards: list[dict[str, Any]], data: st.DataObject) -> None:
    templates = {
        "pages/one.html": FRAME + "{% for c in cards %}{{ part.card(c) }}{{ part.card(c, c.name) }}{% endfor %}",
        "parts/card.html": PART,
    }
    look = Theme("mine", templates)
    render = renderer(look, {}, relative=relative)
    shared = st.lists(st.sampled_from(cards), max_size=4)
    for path in ("index.html", "a/b.html", "a/b/c.html", "index.html"):
        page = one(path, cards=data.draw(shared))
        assert render(page) == plainly(look, {}, page)
