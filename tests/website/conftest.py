"""The built example site, and a real Chromium whose clock is the time of the build."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.command import typed

NOW = "2026-03-12T09:00"


def built(vault: Path, site: Path, now: str = NOW, *, theme: str = "") -> Path:
    """The site of a copy of a vault; the copy keeps the drafts of the build away from the original."""
    copy = site.parent / f"vault of {site.name}"
    shutil.copytree(vault, copy)
    settings = copy / "vaultgen.toml"
    wanted = f'theme = "{theme}"\n' if theme else ""
    # The tests say what time it is; the example opens as of its own day.
    settings.write_text(wanted + re.sub(r"(?m)^(theme|opens_as_of) = .*$", "", settings.read_text("utf-8")), "utf-8")
    typed("build", copy, "--out", site, "--now", now)
    assert (site / "index.html").is_file()
    return site


@pytest.fixture(scope="session")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(example, tmp_path_factory.mktemp("built") / "Ünïcode & spaces #1%")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        if os.environ.get("VAULTGEN_NEED_BROWSER"):
            pytest.fail("there is no Chromium, and VAULTGEN_NEED_BROWSER is set")
        pytest.skip("there is no Chromium on this computer")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def assert_no_sideways_scrolling(page: Page, name: str, widths: tuple[int, ...]) -> None:
    """Asserts that a page needs no more width than the window has, at some widths in CSS pixels."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if name == "calendar.html":
            page.reload()  # it opens as a month or as a list, as the window is wide or narrow
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a file of a site (a path, perhaps with a fragment) at a time; console messages fail the test."""
    contexts: list[Any] = []
    said: list[str] = []

    def open_page(site: Path, path: str, *, at: str = f"{NOW}-05:00", **options: Any) -> Page:
        context = browser.new_context(timezone_id="America/Chicago", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if options.get("java_script_enabled", True):
            page.clock.set_fixed_time(at)
        name, hash_, fragment = path.partition("#")
        page.goto((site / name).as_uri() + hash_ + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
