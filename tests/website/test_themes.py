"""Every theme: small, legible in light and dark, accessible, and as documented."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.conftest import Run, VaultOf
from tests.paging import pages_of
from tests.website.conftest import NOW, assert_no_sideways_scrolling, built
from vaultgen.builder import workspace
from vaultgen.disk.shipped import packaged, themes, themes_about

CONTRACT = packaged("themes") / "README.md"


@pytest.fixture(scope="module", params=themes())
def themed(request: pytest.FixtureRequest, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built in each theme."""
    return built(example, tmp_path_factory.mktemp(request.param) / "site", theme=request.param)


def one_of_each(site: Path) -> list[Path]:
    """The fullest page of each kind."""
    kinds: dict[str, Path] = {}
    for page in sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size):
        kinds[page.parent.name if page.parent != site else page.name] = page
    return sorted(kinds.values())


def test_styles_and_scripts_are_small(themed: Path) -> None:
    files = [file for file in (themed / "assets").iterdir() if file.suffix in (".css", ".js")]
    assert sum(file.stat().st_size for file in files) < 70_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_any_impact(themed: Path, browser: Browser, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    for file in one_of_each(themed):
        page.goto(file.as_uri() + "#as-of-build")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], file.name
    context.close()


def test_nothing_scrolls_sideways(themed: Path, browser: Browser) -> None:
    page = browser.new_page()
    for file in one_of_each(themed):
        page.goto(file.as_uri() + "#as-of-build")
        assert_no_sideways_scrolling(page, file.name, (320, 390, 1280))
    page.close()


def test_reduced_motion_is_respected(themed: Path, browser: Browser) -> None:
    moving = (
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration)).length"
    )
    for wish, count in (("reduce", 0), ("no-preference", 1)):
        page = browser.new_page(reduced_motion=wish)  # type: ignore[arg-type]
        page.goto((themed / "index.html").as_uri())
        assert min(1, page.evaluate(moving)) == count
        page.close()


def test_the_colour_scheme_can_be_chosen_and_is_remembered(site: Path, browser: Browser) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    page.get_by_label("Colours").select_option("dark")
    dark = page.evaluate(background)
    assert dark != light
    page.goto((site / "pipeline.html").as_uri())
    assert page.evaluate(background) == dark
    page.get_by_label("Colours").select_option("as the system")
    assert page.evaluate(background) == light
    context.close()


def test_the_contract_lists_every_page_and_what_it_is_given(example: Path) -> None:
    work = workspace.open_vault(str(example))
    known = work.snapshot(work.now(NOW))
    given = {page.template: list(page.data) for page in pages_of(known)}
    rows = [f"| `{name}` | {', '.join(f'`{key}`' for key in keys)} |" for name, keys in given.items()]
    table = "\n".join(["| page | is given |", "|---|---|", *rows])
    place = re.compile(r"(<!-- pages -->\n)(.*?)(\n?<!-- /pages -->)", re.DOTALL)
    text = CONTRACT.read_text("utf-8")
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        CONTRACT.write_text(place.sub(lambda match: f"{match[1]}{table}\n<!-- /pages -->", text), "utf-8")
        return
    found = place.search(text)
    assert found
    assert found[2] == table


def test_the_contract_names_every_theme_with_its_own_words() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| ((?:[^|`]|`\w+`)+) \|$", CONTRACT.read_text("utf-8"), re.MULTILINE))
    for name, about in themes_about().items():
        assert listed[name].removesuffix(" (the default)").casefold() == about.rstrip(".").casefold()


# Overrides.


def test_an_override_replaces_a_file_of_the_theme(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\n---\n"})
    done = run("theme", "eject", "base.html", "--vault", root)
    assert done.returncode == 0, done.stderr
    mine = root / "overrides/theme/parts/base.html"
    mine.write_text(mine.read_text("utf-8").replace("Skip to content", "Hop to content"), "utf-8")
    (root / "overrides/theme/assets").mkdir()
    (root / "overrides/theme/assets/theme.css").write_text("/* mine */\n:root { --accent: #123456; }\n", "utf-8")
    assert run("build", root, "--now", NOW).returncode == 0
    index = (root / "site/index.html").read_text("utf-8")
    assert "Hop to content" in index
    assert 'href="assets/theme.css"' in index
    assert (root / "site/assets/theme.css").read_text("utf-8").startswith("/* mine */"), "one's own file stays as it is"
    listed = run("theme", "list", root).stdout
    assert "* desk" in listed
    assert "yours: overrides/theme/parts/base.html" in listed
    again = run("theme", "eject", "parts/base.html", "--vault", root)
    assert again.returncode == 2
    assert "Hop to content" in mine.read_text("utf-8"), "what is there stays"


def test_an_error_in_an_override_is_reported_with_its_line(vault_of: VaultOf, run: Run) -> None:
    page = '{% extends "parts/base.html" %}\n{% block content %}\n<h1>{{ titel }}</h1>\n{% endblock %}\n'
    root = vault_of({"overrides/theme/pages/today.html": page})
    done = run("build", root, "--now", NOW)
    assert done.returncode == 2
    assert "overrides/theme/pages/today.html:3" in done.stderr
    assert "titel" in done.stderr


@pytest.mark.parametrize(("asked", "said"), [("nothing.html", "has no file"), ("application.html", "more than one")])
def test_ejecting_an_unknown_file_is_an_error(vault_of: VaultOf, run: Run, asked: str, said: str) -> None:
    done = run("theme", "eject", asked, "--vault", vault_of({}))
    assert done.returncode == 2
    assert said in done.stderr
    assert ".png" not in done.stderr, "a picture of a theme is no part of it"


def test_the_themes_are_listed_outside_of_a_vault(run: Run, tmp_path: Path) -> None:
    done = run("theme", "list", cwd=tmp_path)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == themes()


MARKED = {
    "drafts/*.html": ("vaultgen sent", "vaultgen skip"),
    "interviews/*.html": ("vaultgen heard",),
}


def with_commands(site: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A page of each kind on which something can be marked, with the commands for it."""
    for glob, commands in MARKED.items():
        pages = [page for page in sorted(site.glob(glob)) if all(f"{c} " in page.read_text("utf-8") for c in commands)]
        yield pages[0], commands


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_what_buttons_mark_on_served_pages_is_a_command_on_those_of_a_folder(
    themed: Path, browser: Browser, *, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 640})
    page = context.new_page()
    for file, commands in with_commands(themed):
        page.goto(f"{file.as_uri()}#as-of-build")
        expect(page.locator("[data-mark]:visible")).to_have_count(0)
        for command in commands:
            code = page.locator("code:visible", has_text=command).first
            expect(code).to_contain_text('"')
            if script:
                page.locator(f"[data-copy='{code.get_attribute('id')}']").press("Enter")
                expect(page.get_by_role("status")).to_contain_text(re.compile("Copied|Selected"))
        if not script:
            expect(page.locator("main").locator("button:visible, select:visible")).to_have_count(0)
    context.close()
