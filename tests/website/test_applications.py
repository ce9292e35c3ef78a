"""The pipeline in Chromium: board and table, filter and order, all kept in the URL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.website.conftest import NOW


@pytest.fixture
def pipeline(site: Path, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="America/Chicago", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.clock.install(time=f"{NOW}-05:00")
    page.goto((site / "pipeline.html").as_uri())
    yield page
    context.close()


def rows(page: Page) -> Locator:
    """The companies of the visible rows of the table."""
    return page.locator("[data-sortable] tbody tr:visible th a")


def shows(page: Page, companies: list[str]) -> None:
    """Waits until the table has these rows: a choice changes the URL, which is read a moment later."""
    expect(rows(page)).to_have_text(companies)


def test_the_board_has_each_open_application_in_its_stage(pipeline: Page) -> None:
    columns = {
        column.locator("h2").inner_text(): column.locator(".card h3").all_inner_texts()
        for column in pipeline.locator(".column").all()
    }
    assert columns["Screen 1"] == ["Juniper & Loam"]
    assert columns["Applied 1"] == ["Meridian Atlas"], "a round to come is not where it stands"
    assert columns["Offer 1"] == ["Tallgrass Credit Union"]
    assert columns["Technical 0"] == []


def test_an_application_shows_its_next_step_and_its_days_in_the_stage(pipeline: Page) -> None:
    card = pipeline.locator(".card", has_text="Harbor Analytics")
    assert "Write it down" in card.inner_text()
    assert "Thank-you to Marguerite Delacroix" in card.inner_text()
    assert "In this stage: 1 day" in card.inner_text()
    pipeline.clock.fast_forward(3 * 24 * 3600 * 1000)
    assert "In this stage: 4 days" in card.inner_text()
    ahead = pipeline.locator(".card", has_text="Meridian Atlas")
    assert "Phone interview" in ahead.inner_text()
    assert "begins in 2 days" in ahead.inner_text()


def test_the_table_can_be_sorted_both_ways(pipeline: Page) -> None:
    pipeline.get_by_role("radio", name="Table").check()
    as_built = rows(pipeline).all_inner_texts()
    head = pipeline.get_by_role("columnheader", name="In this stage")
    days = pipeline.get_by_role("button", name="In this stage")
    days.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = rows(pipeline).all_inner_texts()
    assert up[-1] == "Tallgrass Credit Union"
    days.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    shows(pipeline, up[::-1])
    days.click()
    shows(pipeline, as_built)


def test_the_selection_is_in_the_url_and_is_restored(pipeline: Page) -> None:
    pipeline.get_by_role("radio", name="Table").check()
    pipeline.get_by_label("Filter").fill("data eng")
    shows(pipeline, ["Harbor Analytics", "Juniper & Loam"])
    pipeline.get_by_role("combobox", name="Stage").select_option("Screen")
    shows(pipeline, ["Juniper & Loam"])
    pipeline.get_by_role("button", name="Position").click()
    assert pipeline.url.endswith("#view=table&q=data+eng&stage=screen&sort=name")
    pipeline.reload()
    shows(pipeline, ["Juniper & Loam"])
    assert pipeline.get_by_label("Filter").input_value() == "data eng"
    assert pipeline.get_by_text("1 of 6").is_visible()


def test_closed_applications_are_shown_on_a_click_with_their_history(pipeline: Page) -> None:
    row = pipeline.locator("[data-closed] tbody tr", has_text="Analytics Engineer")
    assert not row.is_visible()
    pipeline.locator("summary", has_text="Closed").click()
    assert "A rejection" in row.inner_text()
    assert "panel" in row.inner_text()


def test_the_board_works_by_keyboard(pipeline: Page) -> None:
    pipeline.get_by_role("radio", name="Board").focus()
    pipeline.keyboard.press("ArrowRight")
    expect(pipeline.locator("[data-sortable]")).to_be_visible()
    pipeline.get_by_role("button", name="Position").focus()
    pipeline.keyboard.press("Enter")
    pipeline.keyboard.press("Enter")
    expect(rows(pipeline).first).to_have_text("Tallgrass Credit Union")


def test_without_scripts_the_board_has_its_dates(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "pipeline.html").as_uri())
    card = page.locator(".card", has_text="Harbor Analytics")
    assert "since 2026-03-11" in card.inner_text()
    assert not page.get_by_label("Filter").is_visible()
    context.close()
