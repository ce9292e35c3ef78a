"""The dashboard of `vaultgen watch --serve` in a real browser: it follows edits of the notes."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.watch.watch import Watch, note, watching

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
SETTINGS = 'timezone = "UTC"\n'
# A panel whose thanks have lapsed, and an employer who did not answer two check-ins.
LONG_AGO = {
    "interviews/Delta.md": "---\ncompany: Delta\nrole: Cook\nstage: screen\ndate: 2026-02-20T10:00\nduration: 60\n"
    "interviewers: [Bo Li, Jo March]\nheard_back: 2026-03-11\n---\nA panel.\n",
    "interviews/Gamma.md": "---\ncompany: Gamma\nrole: Cook\nstage: screen\ndate: 2026-01-12T10:00\nduration: 60\n"
    "interviewers: [Kim Oh]\ndecision_date: 2026-01-16\nskip: [thank-you]\n---\nOf long ago.\n",
} | {
    f"drafts/Gamma {day}.md": "---\nkind: check-in\ninterview: '[[Gamma]]'\n"
    f"to: Kim Oh\nsent: {day}T09:00\n---\nHello.\n"
    for day in ("2026-01-20", "2026-02-05")
}
OWN = ("http://127.0.0.1:", "file:")
SLOW = 30_000  # milliseconds until a test gives up


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Watch, str]]:
    with serving(tmp_path_factory.mktemp("live") / "vault", SETTINGS) as found:
        yield found


@contextmanager
def serving(root: Path, settings: str) -> Iterator[tuple[Watch, str]]:
    """A watch that serves a vault with some settings, and the address of its site."""
    (root / "interviews").mkdir(parents=True)
    (root / "vaultgen.toml").write_text(settings)
    (root / "interviews/Acme.md").write_text(note("first words"))
    (root / "interviews/Beta.md").write_text(note("of Beta", "Beta"))
    (root / "drafts").mkdir()
    for name, text in LONG_AGO.items():
        (root / name).write_text(text)
    with watching(root, "--serve", "--port", "0") as watch:
        (line,) = [line for line in watch.printed if line.startswith("Serving ")]
        yield watch, line.split()[1]


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that logs nothing and asks nobody but its own server or folder; its parameter are a browser's options."""
    context = browser.new_context(**getattr(request, "param", {}))
    page = context.new_page()
    page.set_default_timeout(SLOW)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: said.append(r.url) if not r.url.startswith(OWN) else None)
    yield page
    context.close()
    # The browser itself logs the response for a missing page.
    assert [words for words in said if "404" not in words] == []


def look_at_acme(page: Page, served: tuple[Watch, str], words: str) -> Watch:
    """Opens the page of a note with a text; returns the watch."""
    watch, url = served
    write(watch, "interviews/Acme.md", note(words))
    page.goto(f"{url}interviews/acme.html")
    page.get_by_text(words).wait_for()
    return watch


def write(watch: Watch, path: str, text: str) -> None:
    (watch.root / path).write_text(text, "utf-8")


def test_a_page_shows_what_was_just_written(served: tuple[Watch, str], page: Page) -> None:
    watch = look_at_acme(page, served, "first words")
    for words in ("second words", "third words"):
        write(watch, "interviews/Acme.md", note(words))
        page.get_by_text(words).wait_for()
    assert page.locator("#vaultgen-overlay").count() == 0


def test_a_half_typed_note_keeps_its_page_under_an_overlay(served: tuple[Watch, str], page: Page) -> None:
    url = served[1]
    watch = look_at_acme(page, served, "good words")
    write(watch, "interviews/Acme.md", note("new words").replace("duration: 60", 'duration: "'))
    overlay = page.locator("#vaultgen-overlay")
    expect(overlay).to_contain_text("interviews/Acme.md:4:", timeout=SLOW)
    assert page.get_by_text("good words").is_visible(), "the last good page"
    assert "good words" not in (watch.root / "site/interviews/acme.html").read_text("utf-8"), "a clean build's page"
    page.goto(url)
    expect(overlay).to_contain_text("interviews/Acme.md:4:", timeout=SLOW)
    page.emulate_media(media="print")
    expect(overlay.get_by_role("alert", include_hidden=True)).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    expect(overlay).to_have_count(0)
    page.goto(f"{url}interviews/acme.html")
    assert page.get_by_text("good words").is_visible()
    write(watch, "interviews/Acme.md", note("new words"))
    page.get_by_text("new words").wait_for()
    expect(overlay).to_have_count(0)


def test_settings_with_an_error_are_told_in_the_browser(served: tuple[Watch, str], page: Page) -> None:
    watch, url = served
    page.goto(url)
    write(watch, "vaultgen.toml", "tone = 3\n")
    expect(page.locator("#vaultgen-overlay")).to_contain_text("The settings have errors", timeout=SLOW)
    write(watch, "vaultgen.toml", SETTINGS + '[me]\nname = "Robin Hale"\n')
    page.get_by_text("Robin Hale").first.wait_for()
    expect(page.locator("#vaultgen-overlay")).to_have_count(0, timeout=SLOW)


def test_text_in_an_overlay_stays_text(served: tuple[Watch, str], page: Page) -> None:
    watch, url = served
    page.goto(url)
    write(watch, "interviews/Acme.md", note("x").replace("duration: 60", "duration: '<img src=x onerror=alert(1)>'"))
    expect(page.locator("#vaultgen-overlay")).to_contain_text("<img src=x", timeout=SLOW)
    assert page.locator("#vaultgen-overlay img").count() == 0
    write(watch, "interviews/Acme.md", note("mended"))
    expect(page.locator("#vaultgen-overlay")).to_have_count(0, timeout=SLOW)


def test_a_page_that_is_deleted_and_restored_is_reloaded(served: tuple[Watch, str], page: Page) -> None:
    watch, url = served
    page.goto(f"{url}interviews/beta.html")
    (watch.root / "interviews/Beta.md").unlink()
    page.get_by_role("heading", name="No such page").wait_for()
    write(watch, "interviews/Beta.md", note("here again", "Beta"))
    page.get_by_text("here again").wait_for()


def test_a_hidden_tab_catches_up(served: tuple[Watch, str], page: Page) -> None:
    """A hidden tab is disconnected; its page is compared when it is shown again."""
    watch = look_at_acme(page, served, "words before")
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true }); window.away = true;"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    write(watch, "interviews/Acme.md", note("in the meantime"))
    while "in the meantime" not in (watch.root / "site/interviews/acme.html").read_text("utf-8"):
        watch.built()
    assert page.get_by_text("words before").is_visible()
    page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("in the meantime").wait_for()


def test_every_link_of_the_dashboard_is_answered(served: tuple[Watch, str], page: Page) -> None:
    watch, url = served
    for file in sorted((watch.root / "site").rglob("*.html")):
        answer = page.goto(url + re.sub(r"\\", "/", file.relative_to(watch.root / "site").as_posix()))
        assert answer
        assert answer.ok
        assert page.locator("h1").count() == 1


def test_a_note_opens_in_obsidian_from_here_too(served: tuple[Watch, str], page: Page) -> None:
    watch, url = served
    page.goto(f"{url}interviews/beta.html")
    link = page.get_by_role("link", name="Open in Obsidian").get_attribute("href")
    assert link == "obsidian://open?path=" + quote(str(watch.root.absolute() / "interviews/Beta.md"), safe="")


def test_a_draft_is_marked_as_sent_and_an_answer_is_noted_by_buttons_and_taken_back(
    served: tuple[Watch, str], page: Page
) -> None:
    watch = look_at_acme(page, served, "of marks")
    (draft,) = (watch.root / "drafts").glob("*Acme*.md")
    draft_before = draft.read_bytes()
    page.get_by_role("link", name="Open the draft").click()
    page.get_by_role("button", name="Mark as sent").click()
    page.get_by_role("button", name="Take the mark away").wait_for()
    assert re.search(r"(?m)^sent: \d{4}-\d\d-\d\dT\d\d:\d\d$", draft.read_text("utf-8"))
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Mark as sent").wait_for()
    assert draft.read_bytes() == draft_before
    page.goto(f"{served[1]}interviews/acme.html")
    page.get_by_label("Outcome").select_option("rejected")
    page.get_by_role("button", name="Note the outcome").click()
    page.get_by_text("A rejection", exact=True).wait_for()
    assert "outcome: rejected" in (watch.root / "interviews/Acme.md").read_text("utf-8")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Note the outcome").wait_for()
    assert (watch.root / "interviews/Acme.md").read_text("utf-8") == note("of marks")


def tab_to(page: Page, role: Any, name: str) -> None:
    """Presses Tab until a control has the focus, and says if the keyboard cannot reach it."""
    wanted = page.get_by_role(role, name=name, exact=True)
    wanted.wait_for()
    for _ in range(120):
        if wanted.evaluate("control => control === control.getRootNode().activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach “{name}”")


def undo(page: Page) -> None:
    """The first thing that Tab reaches once the page has been loaded again by the build."""
    page.wait_for_function("document.activeElement === document.body")
    tab_to(page, "button", "Undo")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}], indirect=True)
def test_what_is_let_go_noted_and_undone_with_the_keyboard_alone_on_a_phone(
    served: tuple[Watch, str], page: Page
) -> None:
    watch, url = served
    delta, gamma = watch.root / "interviews/Delta.md", watch.root / "interviews/Gamma.md"
    before = gamma.read_bytes()
    page.goto(url)
    # Served, there are buttons and no commands to copy.
    expect(page.locator("[data-unserved]:visible")).to_have_count(0)
    tab_to(page, "button", "Let go of Gamma")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Let go of Gamma")).to_have_count(0)
    assert b"outcome: silent" in gamma.read_bytes()
    assert b"heard_back" not in gamma.read_bytes(), "silence is no answer"
    undo(page)
    page.get_by_role("button", name="Let go of Gamma").wait_for()
    assert gamma.read_bytes() == before
    page.locator("[data-older] summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "button", "Let go of thank-you to Bo Li, Delta")
    page.keyboard.press("Enter")
    rows = page.locator("[data-older] li")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Jo March")
    assert b"- thank-you to Bo Li\n" in delta.read_bytes()
    undo(page)
    expect(rows).to_have_count(2)
    assert b"- thank-you" not in delta.read_bytes()
    page.goto(f"{url}interviews/gamma.html")
    tab_to(page, "button", "They answered today")
    page.keyboard.press("Space")
    page.get_by_text("Heard back").wait_for()
    undo(page)
    expect(page.get_by_text("Heard back")).to_have_count(0)
    assert gamma.read_bytes() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("page", [{"java_script_enabled": False}, {}], indirect=True, ids=["no-script", "script"])
def test_what_today_lets_go_by_buttons_is_a_command_where_it_is_opened_from_its_folder(
    served: tuple[Watch, str], page: Page
) -> None:
    page.goto(f"{(served[0].root / 'site/index.html').as_uri()}#as-of-build")
    page.locator("[data-older] summary").press("Enter")
    expect(page.locator("[data-mark]:visible")).to_have_count(0)
    expect(page.locator(".silence")).to_contain_text('vaultgen heard "Gamma" --outcome silent')
    expect(page.locator("[data-older] code:visible")).to_have_count(2)


LOOKS = [
    ("desk", {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}),
    ("ledger", {"viewport": {"width": 360, "height": 640}, "color_scheme": "dark"}),
    ("folio", {"viewport": {"width": 360, "height": 640}, "color_scheme": "light"}),
]


@pytest.mark.parametrize(("theme", "page"), LOOKS, indirect=["page"], ids=[theme for theme, _ in LOOKS])
def test_a_draft_and_an_outcome_are_marked_and_undone_with_the_keyboard_alone_in_each_theme(
    tmp_path: Path, page: Page, theme: str
) -> None:
    with serving(tmp_path / "vault", f'{SETTINGS}theme = "{theme}"\n') as served:
        mark_and_undo(page, served, theme)
        page.goto("about:blank")  # a page of a server that has ended says so in the console


def mark_and_undo(page: Page, served: tuple[Watch, str], theme: str) -> None:
    """Marks a draft as sent, skips it and notes an outcome, each with undo, by the keyboard."""
    watch = look_at_acme(page, served, f"of {theme}")
    expect(page.locator("link[href$='/theme.css']")).to_have_count(0 if theme == "desk" else 1)
    acme = watch.root / "interviews/Acme.md"
    (draft,) = (watch.root / "drafts").glob("*Acme*.md")
    before = acme.read_bytes(), draft.read_bytes()
    page.get_by_role("link", name="Open the draft").press("Enter")
    press(page, "Mark as sent")
    page.get_by_role("heading", name="Not sent after all?").wait_for()
    assert b"sent: 2026-03-11T" in draft.read_bytes()
    undo(page)
    press(page, "Skip this one")
    page.get_by_role("button", name="Skip this one").wait_for(state="detached")
    assert b"skip:\n  - thank-you\n" in acme.read_bytes()
    undo(page)
    page.get_by_role("button", name="Skip this one").wait_for()
    page.goto(f"{served[1]}interviews/acme.html")
    tab_to(page, "combobox", "Outcome")
    page.keyboard.type("rej")
    press(page, "Note the outcome")
    page.get_by_text("A rejection", exact=True).wait_for()
    assert b"outcome: rejected" in acme.read_bytes()
    undo(page)
    page.get_by_role("button", name="Note the outcome").wait_for()
    assert (acme.read_bytes(), draft.read_bytes()) == before


def press(page: Page, name: str) -> None:
    """Goes to a button with the Tab key, sees that it shows where it is, and presses it."""
    tab_to(page, "button", name)
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_in_viewport(ratio=1)
    assert button.evaluate("control => getComputedStyle(control).outlineStyle") != "none"
    page.keyboard.press("Enter")
