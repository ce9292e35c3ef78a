"""The built site: every link resolves, Chromium logs nothing, and states are those of the current time."""

import html
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.command import typed
from tests.followups.test_states import TABLE
from tests.website.conftest import NOW, Visit, assert_no_sideways_scrolling, built

VaultOf = Callable[..., Path]


class Links(HTMLParser):
    """Every `href` and `src` of a page, and every `id`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.urls += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_link_leads_to_a_file_and_every_fragment_to_its_place(site: Path) -> None:
    ids = {page: Links(page.read_text("utf-8")).ids for page in pages(site)}
    for page in pages(site):
        for url in Links(page.read_text("utf-8")).urls:
            parts = urlsplit(url)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto", "tel"), url
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), f"{page.name}: {url}"
            assert target.is_relative_to(site)
            if parts.fragment:
                assert parts.fragment in ids[target], f"{page.name}: {url}"


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for page in pages(site):
        ids = Links(page.read_text("utf-8")).ids
        assert len(ids) == len(set(ids)), page.name


def test_a_private_comment_never_reaches_the_site_or_a_draft(example: Path, site: Path) -> None:
    secret = "%%"
    assert any(secret in note.read_text("utf-8") for note in example.rglob("*.md"))
    (comment,) = re.findall(
        r"%%(.+?)%%", "".join(n.read_text("utf-8") for n in (example / "interviews").glob("*.md")), re.DOTALL
    )
    drafts = (site.parent / f"vault of {site.name}" / "drafts").glob("*.md")
    said = [*pages(site), site / "data/search.js", *drafts]
    for file in said:
        assert comment.strip()[:30] not in html.unescape(file.read_text("utf-8")), file.name


@pytest.fixture
def heard(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A browser page, and what it does that a page of ours must not do."""
    said: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: said.append(f"request: {request.url}") if not request.url.startswith("file:") else None,
    )
    # A request that is aborted by leaving the page has not failed.
    page.on("requestfailed", lambda r: said.append(f"failed: {r.url}") if r.failure != "net::ERR_ABORTED" else None)
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.log('CSP', e.violatedDirective))"
    )
    yield page, said
    context.close()


def test_chromium_opens_every_page_without_console_messages(site: Path, heard: tuple[Page, list[str]]) -> None:
    page, said = heard
    for file in pages(site):
        page.goto(file.as_uri())
        assert page.locator("h1").count() == 1, file.name
        assert said == [], file.name


def test_no_page_scrolls_sideways_on_the_narrowest_phone(site: Path, browser: Browser) -> None:
    page = browser.new_page()  # more widths are tried in each theme, with one page of each kind
    for file in pages(site):
        page.goto(file.as_uri())
        assert_no_sideways_scrolling(page, file.name, (320,))
    page.close()


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMED = f"""---
company: {LONG}
role: Oberingenieurinnenbewerberauswahlverfahrensbeauftragte
date: 2026-03-11T15:00
duration: 60
stage: panel
interviewers:
  - "عبد الرحمن الأنصاري, مدير الهندسة, a@b.example"
  - "Hubert Wolfeschlegelsteinhausenbergerdorff, Chief, hubert@{"b" * 60}.example"
problems: [{"a" * 120}]
promises: ["2026-03-13: send https://example.example/{"long/" * 30}"]
---
{"b" * 200}
"""


def test_the_longest_names_fit_on_pages(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    site = built(vault_of({"interviews/a.md": NAMED}), tmp_path / "site")
    page = browser.new_page()
    for file in pages(site):
        for fragment in ("#as-of-build", "#view=table") if file.name == "pipeline.html" else ("#as-of-build",):
            page.goto("about:blank")
            page.goto(file.as_uri() + fragment)
            assert_no_sideways_scrolling(page, file.name, (320, 1100, 1280))
    page.close()


def test_a_right_to_left_name_does_not_reverse_its_line(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    site = built(vault_of({"interviews/a.md": NAMED}), tmp_path / "site")
    page = browser.new_page()
    page.goto((site / "interviews/a.html").as_uri())
    someone = page.locator(".facts li", has_text="الأنصاري")
    name, title = someone.locator("a").bounding_box(), someone.locator(".soft").bounding_box()
    assert name
    assert title
    assert name["x"] + name["width"] <= title["x"] + 1
    page.close()


def test_without_scripts_only_the_countdowns_are_missing(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    text = page.locator("body").inner_text()
    assert "Thank-you to Tomasz Wiśniewski" in text
    assert "Thursday 12 March 2026 at 16:30" in text
    assert "Built Thursday 12 March 2026 at 09:00" in text
    for file in pages(site):
        page.goto(file.as_uri())
        assert page.locator(".needs-js:visible").count() == 0, f"{file.name}: what does nothing is not there"
    context.close()


# The page script follows the same rules as Python.


@pytest.fixture(scope="module")
def script(site: Path, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((site / "problems.html").as_uri())
    yield page
    page.close()


@pytest.mark.parametrize("case", TABLE["follow_up"], ids=lambda case: case["name"])
def test_the_page_script_computes_the_states_of_follow_ups(script: Page, case: dict[str, Any]) -> None:
    closes = {"at": case["closes"], "as": case["closed_as"]} if "closes" in case else None
    row = {
        "opens": case["opens"],
        "due": case["due"],
        "sent": case.get("sent"),
        "skipped": case.get("skipped"),
        "closes": closes,
    }
    state = script.evaluate("([row, now]) => window.vaultgen.followUpState(row, Date.parse(now))", [row, case["now"]])
    assert state == case["state"]


@pytest.mark.parametrize("case", TABLE["interview"], ids=lambda case: case["name"])
def test_the_page_script_computes_the_states_of_interviews(script: Page, case: dict[str, Any]) -> None:
    row = {name: case.get(name) for name in ("end", "closes", "silent", "gaps")} | {
        "follow_ups": case.get("follow_ups", [])
    }
    state = script.evaluate("([row, now]) => window.vaultgen.interviewState(row, Date.parse(now))", [row, case["now"]])
    assert state == case["state"]


@pytest.mark.parametrize("case", TABLE["distance"], ids=lambda case: case["words"])
def test_the_page_script_computes_distances(script: Page, case: dict[str, Any]) -> None:
    code = "([moment, now]) => window.vaultgen.distanceWords(moment, Date.parse(now))"
    assert script.evaluate(code, [case["moment"], case["now"]]) == case["words"]


def test_the_page_script_says_days_in_words_of_today(site: Path, visit: Visit) -> None:
    page = visit(site, "index.html")
    code = f"([name, iso]) => window.vaultgen[name](iso, Date.parse('{NOW}-05:00'))"
    assert [page.evaluate(code, [name, iso]) for name, iso, _ in TABLE["words"]] == [
        words for *_, words in TABLE["words"]
    ]


# An old page shows the same as a fresh build.

SHOWN = """() => Object.fromEntries(["soon", "now", "late", "week"].map(name => [name,
  [...document.querySelectorAll(`[data-list="${name}"] > *`)].filter(card => !card.hidden).map(card =>
    [card.dataset.id, card.dataset.card === "meeting" && card.querySelector("[data-badge]").textContent,
     ...[...card.querySelectorAll(".step")].filter(part => !part.hidden).map(part =>
      [part.dataset.id, part.querySelector("[data-badge]")?.textContent,
       part.querySelector("[data-taken]:not([hidden])") !== null])])]))"""


def seen(browser: Browser, site: Path, at: str, *, fragment: str = "") -> Any:
    context = browser.new_context(timezone_id="America/Chicago")
    page = context.new_page()
    page.clock.install(time=at)
    page.goto((site / "index.html").as_uri() + fragment)
    shown = page.evaluate(SHOWN)
    context.close()
    return shown


@pytest.mark.parametrize("later", ["2026-03-12T17:00", "2026-03-14T09:00", "2026-03-21T10:00", "2026-04-20T10:00"])
def test_an_old_page_shows_what_a_fresh_build_shows(
    example: Path, site: Path, browser: Browser, tmp_path: Path, later: str
) -> None:
    fresh = built(example, tmp_path / "fresh", later)
    assert seen(browser, site, f"{later}-05:00") == seen(browser, fresh, f"{later}-05:00")


STATES = """() => [...document.querySelectorAll("[data-badge], [data-countdown], [data-begins], [data-moves]")]
  .map(place => [place.textContent.trim(), place.dataset.state ?? ""])"""


@pytest.mark.parametrize("later", ["2026-03-13T08:00", "2026-03-21T10:00", "2026-05-02T10:00"])
def test_every_old_page_shows_the_states_of_a_fresh_one(
    example: Path, site: Path, browser: Browser, tmp_path: Path, later: str
) -> None:
    fresh = built(example, tmp_path / "fresh", later)
    context = browser.new_context(timezone_id="America/Chicago")
    page = context.new_page()
    page.clock.set_fixed_time(f"{later}-05:00")
    compared = 0
    for old in pages(site):
        new = fresh / old.relative_to(site)
        # The fresh build has more drafts; its dashboard is compared above.
        if not new.is_file() or old.name in ("drafts.html", "index.html"):
            continue
        # A third of the pages show no state.
        if not any(re.search("data-(badge|countdown|begins|moves)", file.read_text("utf-8")) for file in (old, new)):
            continue
        states = []
        for file in (old, new):
            page.goto(file.as_uri())
            states.append(page.evaluate(STATES))
        assert states[0] == states[1], old.name
        compared += len(states[0])
    assert compared > 500
    context.close()


def test_an_old_page_can_be_shown_as_it_was(site: Path, browser: Browser) -> None:
    then = seen(browser, site, f"{NOW}-05:00")
    assert then["now"]
    assert seen(browser, site, "2029-01-01T00:00-06:00") != then
    assert seen(browser, site, "2029-01-01T00:00-06:00", fragment="#as-of-build") == then


def test_a_countdown_runs_while_the_page_is_open(site: Path, browser: Browser) -> None:
    context = browser.new_context(timezone_id="America/Chicago")
    page = context.new_page()
    page.clock.install(time=f"{NOW}-05:00")
    page.goto((site / "index.html").as_uri())
    step = page.locator(".step", has_text="Tomasz")
    assert "by 16:30 today" in step.inner_text()
    page.clock.fast_forward("08:31:00")
    assert "1 hour late" in step.inner_text()
    context.close()


# Drafts on their page.


def test_the_text_of_a_draft_can_be_copied(site: Path, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / "drafts/2026-03-11-harbor-analytics-thank-you-to-tomasz-wiśniewski.html").as_uri())
    page.get_by_role("button", name="Copy text").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Dear Mr Wiśniewski,\n\n")
    context.close()


def test_a_draft_opens_in_the_mail_program(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "drafts/2026-03-11-harbor-analytics-thank-you-to-tomasz-wiśniewski.html").as_uri())
    url = page.get_by_role("link", name="Open in mail program").get_attribute("href")
    assert url
    assert url.startswith("mailto:tomasz.wisniewski@harboranalytics.example?subject=Thank%20you")
    assert "%0D%0A%0D%0A" in url
    page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_letter_prints_on_one_page(site: Path, browser: Browser, paper: str) -> None:
    letters = sorted((site / "drafts").glob("*-letter-to-*.html"))
    assert len(letters) == 3
    for letter in letters:
        page = browser.new_page()
        page.goto(letter.as_uri())
        (sheet,) = PdfReader(BytesIO(page.pdf(format=paper))).pages
        said = " ".join(normalize("NFKC", sheet.extract_text()).split())  # without the printer's ligatures
        shown = normalize("NFKC", page.locator(".sheet").inner_text())
        assert "".join(said.split()) == "".join(shown.split()), "the letter, and nothing else"
        assert said.startswith("Robin Hale 1420 West Larkspur Street Chicago, IL 60622"), letter.name
        assert said.endswith("Sincerely, Robin Hale"), letter.name
        page.close()


def printed(page: Page) -> tuple[int, str]:
    """The number of sheets of a printed page, and their text."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return len(sheets), " ".join(" ".join(normalize("NFKC", sheet.extract_text()) for sheet in sheets).split())


def test_printed_lists_have_no_navigation(site: Path, browser: Browser) -> None:
    context = browser.new_context(timezone_id="America/Chicago")
    page = context.new_page()
    page.clock.set_fixed_time(f"{NOW}-05:00")
    for name in ("pipeline.html", "calendar.html", "interviews.html", "people.html", "problems.html"):
        page.goto((site / name).as_uri())
        _, said = printed(page)
        for word in ("Insights", "Skip to content", "Colours", "Board", "Agenda", "All 5", "Filter"):
            assert word not in said, name
    page.goto((site / "pipeline.html").as_uri())
    sheets, said = printed(page)
    assert sheets == 1
    assert "Next step" in said, "the board is a table on paper"
    page.goto((site / "calendar.html").as_uri())
    assert printed(page)[0] == 1
    context.close()


def test_an_interview_prints_as_a_briefing(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "interviews/2026-03-11-harbor-analytics-panel.html").as_uri() + "#as-of-build")
    _, said = printed(page)
    assert said.startswith("Harbor Analytics: panel")
    assert "What did you find out about the culture?" in said
    assert "Not written down yet" not in said, "there is room to write instead"
    assert "Open the draft" not in said
    page.close()


def test_a_letter_has_the_date_in_the_format_of_its_country(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.clock.install(time=f"{NOW}-05:00")
    page.goto((site / "drafts/2026-03-05-bluestem-grid-letter-to-ingrid-søndergaard.html").as_uri())
    assert page.locator(".letter-date").inner_text() == "March 12, 2026"
    page.close()


def test_every_draft_can_be_saved_as_an_e_mail_file(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    draft = site / "drafts/2026-03-11-harbor-analytics-thank-you-to-tomasz-wiśniewski.html"
    page.goto(draft.as_uri() + "#as-of-build")
    href = page.get_by_role("link", name="Save as e-mail file").get_attribute("href")
    assert href
    assert href.endswith(".eml"), "only links to pages lead to what they said then"
    saved = site / "drafts" / Path(unquote(href)).name
    assert saved.read_bytes().startswith(b"X-Unsent: 1\r\n")
    page.close()


def test_a_text_too_long_for_a_link_is_copied_to_be_pasted(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    note = "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n"
    note += 'interviewers: ["Jane Doe, CTO, jane@acme.example"]\n---\n'
    draft = '---\nkind: thank-you\ninterview: "[[Acme]]"\nto: Jane Doe\nsubject: Hello\n---\n' + "Dear Jane. " * 300
    site = built(vault_of({"interviews/Acme.md": note, "drafts/mine.md": draft}), tmp_path / "site")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / "drafts/mine.html").as_uri())
    assert page.get_by_text("you paste it there").is_visible()
    link = page.get_by_role("link", name="Open in mail program")
    assert link.get_attribute("href") == "mailto:jane@acme.example?subject=Hello"
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")  # there is no mail program here
    link.click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Dear Jane. Dear Jane.")
    context.close()


def test_a_sensible_time_is_shown_until_it_has_passed(site: Path, browser: Browser) -> None:
    for at, shown in (("2026-03-12T18:35", True), ("2026-03-13T08:31", False)):
        context = browser.new_context(timezone_id="America/Chicago")
        page = context.new_page()
        page.clock.install(time=f"{at}-05:00")
        page.goto((site / "index.html").as_uri())
        step = page.locator(".step", has_text="Letter to Nneka")
        assert step.get_by_text("Send tomorrow 08:30").is_visible() is shown
        context.close()


def test_a_note_opens_in_obsidian_from_the_vaults_own_site_alone(
    vault_of: VaultOf, tmp_path: Path, browser: Browser
) -> None:
    root = vault_of({"interviews/Zoë #1.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\n---\n"})
    built(root, tmp_path / "elsewhere")
    vault = tmp_path / "vault of elsewhere"
    assert typed("build", vault, "--now", NOW).returncode == 0
    page = browser.new_page()
    page.goto((vault / "site/interviews/zoë-1.html").as_uri())
    url = page.get_by_role("link", name="Open in Obsidian").get_attribute("href")
    assert url
    assert unquote(url.removeprefix("obsidian://open?path=")) == str(vault / "interviews/Zoë #1.md")
    page.goto((vault / "site/index.html").as_uri() + "#as-of-build")
    assert page.locator(".gaps").get_by_role("link", name="Edit").get_attribute("href") == url
    page.goto((tmp_path / "elsewhere/interviews/zoë-1.html").as_uri())
    assert page.get_by_role("link", name="Open in Obsidian").count() == 0
    page.close()


def test_due_drafts_can_be_copied_from_the_dashboard(site: Path, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / "index.html").as_uri() + "#as-of-build")
    card = page.locator(".step", has_text="Tomasz")
    card.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Dear Mr Wiśniewski,\n\n")
    assert (card.get_by_role("link", name="Mail").get_attribute("href") or "").startswith("mailto:tomasz.wisniewski@")
    context.close()


def test_the_dashboard_stays_small_and_counts_everything(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    panel = "\n".join(f'  - "Pat Example {letter}, Engineer, {letter}@acme.example"' for letter in "abcdefgh")
    notes = {
        f"interviews/{number:03}.md": f"---\ncompany: Company {number}\nrole: Engineer\ndate: 2026-03-11T15:00\n"
        f"duration: 60\nproblems: [late data]\nmoments: [the story of the pager]\ninterviewers:\n{panel}\n---\n"
        for number in range(20)
    }
    site = built(vault_of(notes), tmp_path / "site")
    assert (site / "index.html").stat().st_size < 150_000
    page = browser.new_page()
    page.goto((site / "index.html").as_uri() + "#as-of-build")
    cards = page.locator('[data-list="now"] > :visible')
    assert cards.count() == 2, "one card an interview"
    assert cards.first.locator(".step[data-state=due]").count() == 8, "the panel of eight"
    assert page.get_by_text("And 144 more: all drafts").is_visible()
    page.close()


def test_a_very_long_draft_is_not_on_the_dashboard(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    note = "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n"
    note += 'interviewers: ["Jane Doe, CTO, jane@acme.example"]\n---\n'
    draft = '---\nkind: thank-you\ninterview: "[[Acme]]"\nto: Jane Doe\nsubject: Hello\n---\n' + "Dear Jane. " * 300
    site = built(vault_of({"interviews/Acme.md": note, "drafts/mine.md": draft}), tmp_path / "site")
    page = browser.new_page()
    page.goto((site / "index.html").as_uri() + "#as-of-build")
    card = page.locator(".step", has_text="Jane Doe")
    assert card.get_by_role("button", name="Copy").count() == 0
    card.get_by_role("link", name="Open the draft").click()
    expect(page.get_by_role("button", name="Copy text")).to_be_visible()
    page.close()


def test_an_application_has_only_steps_that_can_be_next(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    note = "---\ncompany: Acme\ndate: {}\nduration: 60\nstage: {}\ninterviewers: [Ada Doe, Bo Doe, Cy Doe]\n---\n"
    rounds = {
        "interviews/a.md": note.format("2026-03-11T15:00", "technical"),
        "interviews/b.md": note.format("2026-03-20T15:00", "final"),
    }
    site = built(vault_of(rounds), tmp_path / "site")
    place = "[data-next] > p:not([data-start])"
    for at, step in (
        ("2026-03-11T16:30", "Thank-you to Ada Doe by 16:00 tomorrow"),
        ("2026-03-25T12:00", "Thank-you to Ada Doe 3 days late"),
    ):
        context = browser.new_context(timezone_id="UTC")
        page = context.new_page()
        page.clock.set_fixed_time(f"{at}Z")
        page.goto((site / "index.html").as_uri())
        assert page.locator(place).count() == 4, "of each round the first thank-you, and the letter after it has lapsed"
        assert step in " ".join(page.locator("[data-next]").inner_text().split())
        context.close()


def test_long_past_follow_ups_are_only_counted(vault_of: VaultOf, tmp_path: Path, browser: Browser) -> None:
    note = "---\ncompany: {}\ndate: {}\nduration: 60\ninterviewers: [Pat Example]\n---\n"
    root = vault_of(
        {
            "interviews/Old.md": note.format("Old", "2025-01-08T15:00"),
            "interviews/New.md": note.format("New", "2026-03-10T15:00"),
        }
    )
    site = built(root, tmp_path / "site")
    fresh = built(root, tmp_path / "fresh", "2026-04-30T09:00")
    for place, at in ((site, NOW), (site, "2026-04-30T09:00"), (fresh, "2026-04-30T09:00")):
        context = browser.new_context(timezone_id="UTC")
        page = context.new_page()
        page.clock.install(time=f"{at}Z")
        page.goto((place / "index.html").as_uri())
        now = page.locator('[data-list="now"]').inner_text()
        assert "Old: interview" not in now
        assert ("New: interview" in now) is (at == NOW)
        assert page.locator("[data-older-count]").inner_text() == ("3" if at == NOW else "6")
        context.close()


# Escaping.

HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"\'><svg/onload=window.pwned=1>'


def test_html_in_a_note_is_escaped(vault_of: VaultOf, tmp_path: Path, heard: tuple[Page, list[str]]) -> None:
    name = '"' + HOSTILE.replace("\\", "\\\\").replace('"', '\\"') + '"'
    fields = "\n".join(
        f"{prop}: [{name}]"
        for prop in (
            "problems",
            "skills",
            "hard_questions",
            "culture",
            "moments",
            "next_steps",
            "promises",
            "concerns_open",
        )
    )
    note = (
        f"---\ncompany: {name}\nrole: {name}\ndate: 2026-03-11T15:00\nduration: 60\nstage: technical\nclosing: {name}\n"
        f"interviewers: [{name}]\nposition_open: {name}\n{fields}\n---\n{HOSTILE}\n\n[a](javascript:window.pwned=1) "
        f"![x](https://evil.example/x.png) [[{HOSTILE}|{HOSTILE}]]\n\n> [!<b>] {HOSTILE}\n> x\n"
    )
    root = vault_of(
        {
            "interviews/<img src=x onerror=pwned=1>.md": note,
            "interviews/broken.md": f"---\ncompany: [{HOSTILE}\n",
            "companies/<svg onload=pwned=1>.md": f"---\nwebsite: {name}\n---\n{HOSTILE}",
            "applications/x.md": f"---\ncompany: {name}\nrole: {name}\nurl: 'javascript:window.pwned=1'\n---\n",
        }
    )
    site = built(root, tmp_path / "site")
    page, said = heard
    for file in pages(site):
        page.goto(file.as_uri())
        assert page.evaluate("window.pwned") is None, file.name
        assert said == [], file.name
        assert page.locator("[onerror], [onload], iframe, object").count() == 0, file.name
