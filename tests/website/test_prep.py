"""The page of a briefing, and its sheet of paper."""

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.briefing.test_briefing import NOW, talk
from tests.conftest import Run, VaultOf


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_full_briefing_is_one_sheet_of_paper(run: Run, vault_of: VaultOf, browser: Browser, paper: str) -> None:
    long = "why the nightly load of the third region is still running when the first terminals open at six"
    items = "".join(f"  - {long} {number}\n" for number in range(12))
    names = ("problems", "skills", "concerns_open", "hard_questions", "moments")
    more = "".join(f"{name}:\n{items}" for name in names) + "salary_stated: 60k, said Jane\ndecision_date: 2026-03-20\n"
    body = "## To prepare\n" + items.replace("  -", "-") + "## To ask\n" + items.replace("  -", "-")
    root = vault_of(
        {
            "interviews/a.md": talk("2026-03-02T10:00", more=more),
            "interviews/b.md": talk("2026-03-05T10:00", who="Bo Lind", more="salary_stated: 50k\n"),
            "interviews/c.md": talk("2026-03-13T15:00", who="Jane Doe, CTO & Bo Lind & Al Ho & Di Ray", body=body),
        }
    )
    assert run("build", root, "--now", NOW).returncode == 0
    page = browser.new_page()
    page.goto((root / "site/prep/c.html").as_uri())
    sheet = root.parent / "sheet.pdf"
    page.pdf(path=sheet, format=paper)
    assert len(PdfReader(sheet).pages) == 1
    assert page.locator(".briefing a.from").first.get_attribute("href") == "../interviews/a.html"
    page.close()
