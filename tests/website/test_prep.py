"""The page of a briefing, and its sheet of paper."""

import re
from html import unescape

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


def test_an_interview_ahead_leads_to_its_sheet_and_has_no_follow_ups_yet(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/a.md": talk("2026-03-13T15:00")})
    assert run("build", root, "--now", NOW).returncode == 0
    ahead = (root / "site/interviews/a.html").read_text("utf-8")
    assert '<a class="button if-ahead" href="../prep/a.html">' in ahead
    assert re.search(r'<section class="follow-ups"[^>]* data-from="2026-03-13T16:00:00\+00:00" hidden>', ahead)
    assert '<h3><span class="if-held">How long did it last?</span><span class="if-ahead">Duration</span></h3>' in ahead
    assert "../prep/a.html" not in (root / "site/index.html").read_text("utf-8")  # beside it: `prep/a.html`
    assert 'href="prep/a.html"' in (root / "site/index.html").read_text("utf-8")
    assert run("build", root, "--now", "2026-03-14T09:00").returncode == 0
    held = (root / "site/interviews/a.html").read_text("utf-8")
    assert "prep/a.html" not in held
    assert not re.search(r'<section class="follow-ups"[^>]* hidden>', held)
    assert not (root / "site/prep").exists()


def test_a_draft_says_what_it_is_how_long_and_how_to_mark_it(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/a.md": talk("2026-03-11T15:00", who="Jane Doe, CTO & Bo Lind")})
    assert run("build", root, "--now", NOW).returncode == 0
    name = "2026-03-11 Acme thank-you to Jane Doe"
    page = root / "site/drafts/2026-03-11-acme-thank-you-to-jane-doe.html"
    shown = unescape(page.read_text("utf-8"))
    assert "<h1>Thank-you to Jane Doe</h1>" in shown
    assert "2 of 2 for this panel" in shown or "1 of 2 for this panel" in shown
    assert f'<code id="sent-command">vaultgen sent "{name}"</code>' in shown
    assert re.search(r'<span class="left">\d+ words</span>', shown)
    assert re.search(
        r"Thank-you to Jane Doe</a>.*\d+ words, [12] of 2 for this panel",
        (root / "site/drafts.html").read_text(),
        re.DOTALL,
    )
    assert run("sent", name, "--now", NOW, cwd=root).returncode == 0
    assert run("build", root, "--now", NOW).returncode == 0
    assert f'vaultgen sent --undo "{name}"' in unescape(page.read_text("utf-8"))
