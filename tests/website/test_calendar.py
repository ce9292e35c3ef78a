"""The calendar: months from the list of days, by hash and keyboard, and the page without scripts."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.website.conftest import Visit, built

VaultOf = Callable[..., Path]
PHONE = {"width": 390, "height": 800}


def shows(page: Page, title: str) -> None:
    """Waits until the calendar shows a month or the agenda; a change of the URL takes a moment."""
    expect(page.locator("#shown")).to_have_text(title)


def cell(page: Page, day: str) -> list[str]:
    """The events of a day of the current month."""
    number = page.locator(f'.month-grid a[href="#agenda-{day}"]')
    return number.locator("xpath=..").locator(".event a").all_text_contents()


def days(page: Page) -> list[str]:
    return page.locator("[data-agenda] h3:visible").all_inner_texts()


def test_the_calendar_opens_at_this_month_and_marks_today(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html")
    shows(page, "March 2026")
    assert page.locator('[aria-current="date"]').inner_text() == "12"
    assert page.locator(".month-grid th").all_inner_texts() == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert "Harbor Analytics decides" in cell(page, "2026-03-24")
    assert "Interview: Meridian Atlas: phone interview" in cell(page, "2026-03-17")
    assert page.get_by_role("table", name="March 2026").is_visible()


def test_the_months_can_be_changed_by_keyboard_and_are_in_the_url(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    shows(page, "January 2026")
    assert page.url.endswith("#month-2026-01")
    page.keyboard.press("ArrowRight")
    shows(page, "February 2026")
    page.go_back()
    shows(page, "January 2026")
    page.get_by_role("link", name="Today").last.click()
    shows(page, "March 2026")
    page.get_by_role("link", name="Next month").focus()
    page.keyboard.press("Enter")
    shows(page, "April 2026")
    assert page.evaluate("document.activeElement.dataset.turn") == "1"


def test_the_months_continue_across_the_end_of_a_year(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html#month-2026-12")
    page.keyboard.press("ArrowRight")
    shows(page, "January 2027")
    assert page.locator(".month-grid td").count() == 42


def test_a_url_without_a_month_shows_this_one(site: Path, visit: Visit) -> None:
    shows(visit(site, "calendar.html#month-2026-13"), "March 2026")


def test_an_event_leads_to_its_page(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html")
    page.locator(".month-grid").get_by_role("link", name="Meridian Atlas: phone interview").click()
    expect(page.locator("h1")).to_have_text("Meridian Atlas: phone interview")


def test_the_agenda_begins_today_with_what_is_overdue_before(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html#agenda")
    assert days(page)[:3] == ["Friday 6 March", "Thursday 12 March", "Friday 13 March"]
    late = page.locator("#agenda-2026-03-06 .event:visible")
    assert late.count() == 2
    assert late.locator("[data-badge]").all_inner_texts() == ["5 days late", "5 days late"]
    page.get_by_text("Show what is past").click()
    first = page.locator("[data-agenda] h3:visible").first
    expect(first).to_have_text("Tuesday 13 January")
    page.get_by_role("link", name="Agenda").click()
    expect(first).to_have_text("Friday 6 March")


def test_a_day_of_the_month_links_to_its_list(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html#month-2026-02")
    page.locator('.month-grid a[href="#agenda-2026-02-26"]').click()
    expect(page.locator("#agenda-2026-02-26")).to_be_visible()
    expect(page.locator("#agenda-2026-02-26")).to_be_focused()


def test_a_phone_shows_the_agenda_first(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html", viewport=PHONE)
    shows(page, "Agenda")
    page.get_by_role("link", name="Month").click()
    shows(page, "March 2026")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_states_and_today_follow_the_clock(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html#month-2026-03", at="2026-03-13T18:00-05:00")
    assert page.locator('[aria-current="date"]').inner_text() == "13"
    event = page.locator(".month-grid .event", has_text="Promise to Priya")
    assert event.get_attribute("data-state") == "overdue"
    page = visit(site, "calendar.html#as-of-build", at="2026-06-01T18:00-05:00")
    shows(page, "March 2026")
    assert page.locator('[aria-current="date"]').inner_text() == "12"


def test_without_scripts_every_day_is_listed_with_its_date(site: Path, visit: Visit) -> None:
    page = visit(site, "calendar.html", java_script_enabled=False)
    assert days(page)[0] == "Tuesday 13 January"
    assert page.get_by_text("Thank-you to Tomasz Wiśniewski").first.is_visible()
    assert "by 16:30" in page.locator("#agenda-2026-03-12").inner_text()
    page.get_by_role("link", name="March 2026").click()
    assert page.url.endswith("#agenda-2026-03")


def test_an_interview_is_on_its_day_in_the_users_time_zone(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    note = "---\ncompany: Acme\ndate: 2026-03-17T08:00\ntimezone: Asia/Tokyo\n---\n"
    settings = 'timezone = "America/Chicago"\ncountry = "DE"\n'
    site = built(vault_of({"vaultgen.toml": settings, "interviews/a.md": note}), tmp_path / "site")
    page = visit(site, "calendar.html#agenda")
    day = page.locator("#agenda-2026-03-16").inner_text()
    assert "18:00" in day
    assert "Tuesday 17 March 2026 at 08:00 (Asia/Tokyo)" in day
    page.goto(page.url.replace("#agenda", "#month-2026-03"))
    assert page.locator(".month-grid th").first.inner_text() == "Mon"


def test_a_sent_follow_up_is_on_the_day_it_was_sent_and_a_skipped_one_is_missing(
    vault_of: VaultOf, tmp_path: Path, visit: Visit
) -> None:
    note = '---\ncompany: Acme\ndate: 2026-03-02T15:00\ninterviewers: ["Jane Doe"]\nskip: [letter]\n---\n'
    draft = '---\nkind: thank-you\ninterview: "[[a]]"\nto: Jane Doe\nsent: 2026-03-05T10:00\n---\nDear Jane\n'
    site = built(vault_of({"interviews/a.md": note, "drafts/x.md": draft}), tmp_path / "site")
    page = visit(site, "calendar.html#agenda-2026-03")
    assert "Sent late" in page.locator("#agenda-2026-03-05").inner_text()
    assert page.locator("#agenda-2026-03-03").count() == 0
    assert page.get_by_text("Letter to").count() == 0


def test_an_empty_calendar_says_so(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    site = built(vault_of({}), tmp_path / "site")
    assert visit(site, "calendar.html#agenda").get_by_text("Nothing is planned").is_visible()
    assert visit(site, "calendar.html", java_script_enabled=False).get_by_text("Nothing is planned").is_visible()


def test_all_events_of_a_day_are_shown(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    people = ", ".join(f'"Pat Example {letter}, Engineer"' for letter in "abcdefg")
    note = f"---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [{people}]\n---\n"
    site = built(vault_of({"interviews/a.md": note}), tmp_path / "site")
    page = visit(site, "calendar.html#month-2026-03")
    day = page.locator(".month-grid td", has=page.locator('a[href="#agenda-2026-03-12"]'))
    assert day.locator(".event").count() == 4
    assert day.evaluate("cell => cell.scrollHeight <= cell.clientHeight + 1")
    day.get_by_role("link", name="3 more").click()
    expect(page.locator("#agenda-2026-03-12 .event:visible")).to_have_count(7)
