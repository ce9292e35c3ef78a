"""The problems and insights pages in a browser."""

import html
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.website.conftest import Visit, built
from vaultgen.cli.commands import COMMANDS
from vaultgen.disk.shipped import themes

VaultOf = Callable[..., Path]
FAULTY = {
    # Problems of the drafts are not the subject here.
    "vaultgen.toml": 'timezone = "UTC"\n[check]\nignore = ["VG4"]\n',
    "interviews/a.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\nstage: tecnical\ndurration: 60\n---\n",
    "interviews/b <i>.md": "---\ncompany: [Acme\n---\n",
    "people/Jo.md": "---\nemail: nonsense\n---\n",
}


def test_problems_are_grouped_by_what_is_wrong_and_filtered_by_severity(
    vault_of: VaultOf, tmp_path: Path, visit: Visit
) -> None:
    site = built(vault_of(FAULTY), tmp_path / "site")
    for scripts in (True, False):
        page = visit(site, "problems.html", java_script_enabled=scripts)
        assert page.locator(".problem-file code.code").all_inner_texts() == ["VG005", "VG105", "VG101", "VG110"]
        page.get_by_role("link", name="2 errors").click()
        assert page.url.endswith("#errors")
        expect(page.locator(".problem:visible")).to_have_count(2)
        assert page.locator(".problem-file h3:visible").all_inner_texts()[-1] == "interviews/a.md"
        page.get_by_role("link", name="2 warnings").click()
        expect(page.locator(".problem:visible [data-state]")).to_have_text(["Warning", "Warning"])
        page.get_by_role("link", name="All 4").click()
        expect(page.locator(".problem:visible")).to_have_count(4)


def test_a_problem_shows_its_line_with_the_place_and_leads_to_the_note(
    vault_of: VaultOf, tmp_path: Path, visit: Visit
) -> None:
    site = built(vault_of(FAULTY), tmp_path / "site")
    page = visit(site, "problems.html")
    problem = page.locator(".problem", has_text="VG105")
    assert problem.locator("mark").inner_text() == "tecnical"
    assert "Line 4, column 8" in problem.inner_text()
    assert "not one of the choices" in problem.inner_text()
    page.get_by_role("link", name="interviews/a.md", exact=True).first.click()
    page.wait_for_url("**/interviews/a.html")


def test_every_number_has_its_table(site: Path, visit: Visit) -> None:
    page = visit(site, "insights.html", java_script_enabled=False)
    assert "8 of 8 applications (100%) led to an interview, 1 of 8 (13%) to an offer." in page.inner_text("main")
    assert page.locator("main section").count() == 13
    assert page.locator("main details").count() == 12, "no debrief of the example says when it was written"
    for summary in page.locator("summary").all():
        summary.click()
    for table in page.locator("main table").all():
        assert table.locator("tbody tr").count() > 0
    page.get_by_role("link", name="Tallgrass Credit Union, Senior Software Engineer").first.click()
    expect(page.locator("h1")).to_have_text("Senior Software Engineer")


def test_bars_are_as_long_as_their_numbers(site: Path, visit: Visit) -> None:
    page = visit(site, "insights.html")
    rows = page.get_by_role("list", name="How far applications got").get_by_role("listitem")
    counts = [int(text) for text in rows.locator(".bar-count").all_text_contents()]
    lengths = [row.locator("svg .bar").bounding_box() for row in rows.all()]
    assert counts == [8, 8, 5, 5, 2, 1]
    widths = [round(box["width"] * 8 / lengths[0]["width"]) for box in lengths if box and lengths[0]]
    assert widths == counts


def test_a_bar_says_all_of_its_words(site: Path, visit: Visit) -> None:
    rows = visit(site, "insights.html", viewport={"width": 360, "height": 800}).locator(".bars li")
    said = rows.filter(has_text="You have not worked in our industry, why would that not matter")
    assert said.inner_text().split()[-2:] == ["2", "times"]
    assert "14 of 16" in rows.filter(has_text="Thank-you").inner_text()


def test_few_numbers_have_no_percentage_and_none_is_said_so(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    page = visit(built(vault_of({}), tmp_path / "empty"), "insights.html")
    assert page.locator(".bars, main svg").count() == 0
    assert page.locator("main section .calm").count() == 10
    note = "---\ncompany: Acme\ndate: 2026-03-02T15:00\nheard_back: 2026-03-05\ndecision_date: 2026-03-04\n---\n"
    page = visit(built(vault_of({"interviews/a.md": note}, name="one"), tmp_path / "with one"), "insights.html")
    said = page.inner_text("main")
    assert "1 of 1 applications led to an interview, 0 of 1 to an offer." in said
    assert "1 answer so far, after 3 days." in said
    assert "They answered by 0 of 1 announced dates." in said
    assert "%" not in said


def test_a_coming_interview_is_not_described_as_past(site: Path, visit: Visit) -> None:
    for name, row in (("people.html", "Amara Diallo"), ("companies.html", "Meridian Atlas")):
        cell = visit(site, name).locator("tr", has_text=row).locator("td[data-label='Latest interview']")
        assert cell.inner_text().splitlines()[0] == "Phone interview, to come"
        cell = visit(site, name, at="2026-03-18T09:00-05:00").locator("tr", has_text=row).last
        assert "to come" not in cell.inner_text()


def test_a_problem_of_a_draft_leads_to_the_draft(site: Path, visit: Visit) -> None:
    page = visit(site, "problems.html")
    page.get_by_role("link", name="What drafts need").click()
    page.get_by_role("link", name="drafts/2026-03-05 Bluestem Grid letter to Ingrid Søndergaard.md").click()
    expect(page.locator("h1")).to_have_text("Letter to Ingrid Søndergaard")


def test_a_list_repeats_nothing(site: Path, visit: Visit) -> None:
    rounds = visit(site, "applications/harbor-analytics-senior-data-engineer.html").locator("main table").first
    assert "Senior Data Engineer" not in rounds.inner_text()
    company = visit(site, "companies/harbor-analytics.html").locator("main table").first
    assert "Harbor Analytics" not in company.locator("tbody").inner_text()
    mentions = visit(site, "people/nneka-okafor.html").locator(".mentions .row-more").all_inner_texts()
    assert "Nneka Okafor" not in mentions
    promises = visit(site, "drafts.html").locator("th .under").all_inner_texts()
    assert "Promise 2, Bluestem Grid" not in promises


def test_a_day_without_tasks_says_so(vault_of: VaultOf, tmp_path: Path, visit: Visit) -> None:
    page = visit(built(vault_of({}), tmp_path / "empty"), "index.html")
    assert page.locator(".first-steps li").count() == 3
    assert page.locator(".tasks:visible").count() == 0


EMPTY = "calendar companies concerns drafts evidence index insights interviews library log people pipeline practice"
EMPTY_PAGES = [f"{name}.html" for name in (*EMPTY.split(), "questions", "weeks", "moments/index")]


@pytest.mark.parametrize("theme", themes())
def test_an_empty_page_says_three_steps_that_fill_it(vault_of: VaultOf, tmp_path: Path, theme: str) -> None:
    site = built(vault_of({}), tmp_path / "empty", theme=theme)
    for name in EMPTY_PAGES:
        text = (site / name).read_text("utf-8")
        (steps,) = re.findall(r'<ol class="first-steps">(.*?)</ol>', text, re.DOTALL)
        commands = [html.unescape(one) for one in re.findall(r"<code[^>]*>(.*?)</code>", steps)]
        assert len(commands) == len(set(commands)) == 3, name
        assert {shlex.split(one)[1] for one in commands} <= set(COMMANDS), name


def test_the_steps_of_a_page_fill_it_and_are_gone_then(vault_of: VaultOf, tmp_path: Path) -> None:
    told = (
        "hard_questions: [Why us?]\nproblems: [late loads]\nconcerns_open: [no SQL]\nmoments: [the owl on the roof]\n"
        "heard_back: 2026-03-12"
    )
    note = f"---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n{told}\n---\n"
    site = built(vault_of({"interviews/Acme.md": note}), tmp_path / "one")
    left = {name for name in EMPTY_PAGES if "first-steps" in (site / name).read_text("utf-8")}
    assert left == {"library.html", "people.html"}
