"""Search: in all notes, while typing, with typing errors, by keyboard, and without comments."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.website.conftest import Visit, built
from tests.website.test_site import HOSTILE

VaultOf = Callable[..., Path]


def ready(page: Page) -> Page:
    """Waits for the page to load the index. The content security policy forbids Playwright's own polling."""
    page.evaluate("new Promise((done) => { (function ask() { vaultgen.notes ? done() : setTimeout(ask, 10); })(); })")
    return page


def found(page: Page, query: str) -> list[str]:
    """The titles of the results of a query."""
    page.locator("#query").fill(query)
    return page.locator(".hits a").all_inner_texts()


def index(site: Path) -> list[list[str]]:
    text = (site / "data/search.js").read_text("utf-8")
    rows: list[list[str]] = json.loads(text.removeprefix("window.vaultgen.notes = ").rstrip().removesuffix(";"))
    return rows


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tomasz", "Tomasz Wiśniewski"),
        ("wisniewski", "Tomasz Wiśniewski"),  # without the accent
        ("WIŚN", "Tomasz Wiśniewski"),  # the beginning is enough
        ("sondergaard", "Ingrid Søndergaard"),  # letters that no accent makes
        ("wisnewski", "Tomasz Wiśniewski"),  # one letter missing
        ("wisinewski", "Tomasz Wiśniewski"),  # two swapped
        ("wsinewski", "Tomasz Wiśniewski"),  # two errors in a long word
        ("demirtas ayse", "Ayşe Demirtaş"),  # in any order
        ("kafka polling", "Kafka in place of polling"),
        ("harbor", "Harbor Analytics"),
        ("salary thinking", "Salary thinking"),
        ("thank-you marguerite", "Thank-you to Marguerite Delacroix"),
    ],
)
def test_the_best_match_comes_first(site: Path, visit: Visit, query: str, first: str) -> None:
    titles = found(ready(visit(site, "search.html")), query)
    assert titles[0].startswith(first)


def test_every_kind_of_note_is_found(site: Path) -> None:
    kinds = {row[0].partition(",")[0] for row in index(site)}
    assert kinds == {"Interview", "Person", "Company", "Application", "Accomplishment", "Question", "Note", "Draft"}
    pages = [row[1] for row in index(site)]
    assert len(pages) == len(set(pages))
    listed = {"interviews", "people", "companies", "applications", "accomplishments", "questions", "notes", "drafts"}
    assert set(pages) == {p.relative_to(site).as_posix() for folder in listed for p in (site / folder).glob("*.html")}


@pytest.mark.parametrize("query", ["xyzzyplugh", "zq", "kafka xyzzyplugh"])
def test_a_word_that_no_note_has_finds_nothing_and_says_so(site: Path, visit: Visit, query: str) -> None:
    page = ready(visit(site, "search.html"))
    assert found(page, query) == []
    assert page.locator("form [role=status]").inner_text() == "Nothing found"


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("kafk", True),  # a beginning, and no error
        ("kfka", True),
        ("kafkaa", True),
        ("kka", False),  # below four letters a word is taken as it is typed
        ("kfak", True),
        ("kxfxa", False),  # two errors need eight letters
        ("warehuose", True),
        ("wrehuose", True),
        ("wrhuosx", False),
    ],
)
def test_some_typing_errors_are_tolerated(
    vault_of: VaultOf, tmp_path: Path, visit: Visit, query: str, finds: bool
) -> None:
    site = built(vault_of({"notes/n.md": "Kafka in the warehouse\n"}), tmp_path / "site")
    assert bool(found(ready(visit(site, "search.html")), query)) is finds


def test_an_exact_word_matches_no_other(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    site = built(vault_of({"notes/a.md": "an onion\n", "notes/b.md": "a union\n"}), tmp_path / "site")
    assert found(ready(visit(site, "search.html")), "onion") == ["a"]


def test_the_words_are_marked_and_the_number_is_said(site: Path, visit: Visit) -> None:
    page = ready(visit(site, "search.html"))
    titles = found(page, "onion postgres")
    assert page.locator("form [role=status]").inner_text() == f"{len(titles)} found"
    marks = {mark.lower() for mark in page.locator(".hits mark").all_inner_texts()}
    assert marks
    assert marks <= {"onion", "postgres"}


def test_search_works_from_any_page_by_keyboard(site: Path, visit: Visit) -> None:
    page = visit(site, "interviews/2026-03-11-harbor-analytics-panel.html")
    assert page.evaluate("window.vaultgen.notes") is None, "the texts are loaded when they are asked for"
    page.keyboard.press("/")
    ready(page)
    page.keyboard.type("okafor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.innerText") == "Nneka Okafor"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("okafor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/nneka-okafor.html*")


def test_the_query_is_in_the_url(site: Path, visit: Visit) -> None:
    page = ready(visit(site, "search.html#q=J%C3%B6rg%20%26%201%25"))
    assert page.locator("#query").input_value() == "Jörg & 1%"
    found(page, "kestrel")
    assert page.url.endswith("#q=kestrel")
    page.evaluate("location.hash = '#q=tallgrass'")
    page.locator(".hits a", has_text="Tallgrass").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#query").input_value() == ""


def test_a_slash_typed_in_a_field_does_not_open_the_search(site: Path, visit: Visit) -> None:
    page = ready(visit(site, "search.html"))
    page.keyboard.type("a/b")
    assert page.locator("#query").input_value() == "a/b"


def test_results_keep_the_time_of_the_build(site: Path, visit: Visit) -> None:
    page = visit(site, "people.html#as-of-build")
    page.keyboard.press("/")
    ready(page)
    page.keyboard.type("okafor")
    href = page.locator(".hits a").first.get_attribute("href")
    assert href
    assert href.endswith("#as-of-build")


def test_without_a_script_the_page_leads_to_the_lists(site: Path, visit: Visit) -> None:
    page = visit(site, "search.html", java_script_enabled=False)
    assert page.get_by_text("Searching needs JavaScript").is_visible()
    page.locator("main").get_by_role("link", name="interviews").click()
    expect(page.locator("h1")).to_have_text("Interviews")


def test_the_search_fits_on_a_phone(site: Path, visit: Visit) -> None:
    page = ready(visit(site, "search.html#q=postgres", viewport={"width": 320, "height": 640}))
    page.locator(".hits a").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


NOTE = """---
company: Acme
date: 2026-03-11T15:00
moments:
  - "shown %%hidden one%%"
---
before %%hidden two%% after
%%
hidden three
%%
*stressed* and _leaning_, `code` and [a link](https://x.example/hidden-four), [[Jane Doe|her]] #tag
- [ ] snake_case stays
![[hidden-five.png]]
%% hidden six, never closed
"""


def test_comments_and_markdown_are_not_in_the_index(vault_of: VaultOf, tmp_path: Path) -> None:
    broken = "---\ncompany: [Acme\n---\nwords %%hidden seven%% here\n"
    site = built(vault_of({"interviews/a.md": NOTE, "interviews/b.md": broken}), tmp_path / "site")
    text = (site / "data/search.js").read_text("utf-8")
    assert "hidden" not in text
    rows = {row[1]: row[4] for row in index(site)}
    assert rows[
        "interviews/a.html"
    ] == "Acme · shown · before after stressed and leaning, code and a link, her tag " + ("snake_case stays")
    assert "words here" in rows["interviews/b.html"]


def test_html_in_a_search_result_is_escaped(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    name = json.dumps(HOSTILE)
    note = f"---\ncompany: {name}\nrole: {name}\ndate: 2026-03-11T15:00\nmoments: [{name}]\n---\n"
    note += f"{HOSTILE}\u2028 `</script>`\n"
    site = built(vault_of({"interviews/<img src=x onerror=pwned=1>.md": note}), tmp_path / "site")
    page = ready(visit(site, "search.html"))
    assert found(page, "pwned")
    assert page.evaluate("window.pwned") is None
    assert page.locator(".hits img, .hits script, .hits svg").count() == 0
    found(page, HOSTILE)
    assert page.evaluate("window.pwned") is None


def test_words_of_languages_without_spaces_are_found_inside_others(
    vault_of: VaultOf, tmp_path: Path, visit: Visit
) -> None:
    site = built(vault_of({"notes/東京オフィスの話.md": "面接は水曜日です\n"}), tmp_path / "site")
    page = ready(visit(site, "search.html"))
    assert found(page, "オフィス") == found(page, "水曜日") == ["東京オフィスの話"]


def test_only_the_best_of_many_results_are_shown(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    notes: dict[str, Any] = {f"notes/{n}.md": "the same words\n" for n in range(60)}
    site = built(vault_of(notes | {"notes/same.md": "x\n"}), tmp_path / "site")
    page = ready(visit(site, "search.html"))
    assert found(page, "same")[0] == "same"
    assert page.locator("form [role=status]").inner_text() == "The best 40 of 61 found"


def test_a_very_long_note_is_cut_in_the_index(vault_of: VaultOf, tmp_path: Path) -> None:
    site = built(vault_of({"notes/long.md": "word " * 100_000}), tmp_path / "site")
    assert re.search(r"word", (site / "data/search.js").read_text("utf-8"))
    assert (site / "data/search.js").stat().st_size < 25_000


def test_keys_go_through_a_list_and_to_pages_and_say_what_they_do(site: Path, visit: Visit) -> None:
    page = visit(site, "index.html")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    for words in ("Next, previous", "Today", "Search"):
        expect(keys.get_by_text(words, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    focused = "document.activeElement.getAttribute('href')"
    seen = []
    for key in "jjkj":
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen[0] == seen[2] != seen[1] == seen[3]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{seen[1]}*")
    for keys_typed, name in (("gp", "pipeline.html"), ("gt", "index.html")):
        page.keyboard.type(keys_typed)
        page.wait_for_url(f"**/{name}*")
    # In a field they are letters.
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("gp?j")
    expect(page.locator("#query")).to_have_value("gp?j")
