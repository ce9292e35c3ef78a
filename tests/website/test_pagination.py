"""Lists that are spread over pages by time, and the pipeline of a long search: everything is on exactly one page."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.command import typed
from tests.conftest import SnapshotOf
from tests.paging import pages_of
from vaultgen.website.pagination import paginate_by_time

MONTHS = st.builds("{:04}-{:02}".format, st.integers(2019, 2026), st.integers(1, 12))


@given(st.dictionaries(MONTHS, st.integers(1, 300)))
def test_each_month_is_on_one_page_and_the_latest_on_the_first(counts: dict[str, int]) -> None:
    last = max(counts, default="0001-01")
    first, *earlier = paginate_by_time(counts, last, "log")
    pages = [first, *earlier]
    assert [month for page in reversed(pages) for month in page.months] == sorted(counts)
    assert first.page == "log.html"
    assert not counts or last in first.months
    assert len({page.page for page in pages}) == len(pages)
    assert [link["page"] for link in first.links] == ([page.page for page in pages] if earlier else [])
    for page in earlier:
        assert page.words
        assert len(page.months) == 1 or sum(counts[month] for month in page.months) <= 250


def test_a_search_of_few_events_has_a_page_for_each_earlier_year() -> None:
    counts = {"2023-11": 5, "2024-01": 9, "2024-12": 3, "2025-04": 7, "2026-03": 8}
    pages = paginate_by_time(counts, "2026-03", "calendar")
    assert [(page.page, page.words) for page in pages] == [
        ("calendar.html", ""),
        ("calendar-2024.html", "2024"),
        ("calendar-2023.html", "2023"),
    ]


def test_a_full_year_has_pages_for_its_quarters_and_a_full_quarter_for_its_months() -> None:
    counts = {"2024-01": 200, "2024-02": 200, "2024-05": 30, "2026-03": 400}
    pages = paginate_by_time(counts, "2026-03", "log")
    assert [page.page for page in pages] == ["log.html", "log-2024-q2.html", "log-2024-02.html", "log-2024-01.html"]
    assert [page.words for page in pages[1:]] == ["April to June 2024", "February 2024", "January 2024"]


def test_the_pipeline_of_a_long_search_has_each_application_on_one_page(snapshot_of: SnapshotOf) -> None:
    files = {
        f"applications/{name} {number}.md": (
            f"---\ncompany: {name} {number}\nrole: Baker\napplied: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
            f"{'outcome: rejected' if name == 'Closed' else ''}\n---\n"
        )
        for name, most in (("Open", 130), ("Closed", 230))
        for number in range(most)
    }
    pages = [page for page in pages_of(snapshot_of(files)) if page.template == "pipeline"]
    first = pages[0]
    shown = Counter(view["company"] for page in pages for view in (*page.data["active"], *page.data["closed"]))
    assert (len(shown), set(shown.values())) == (360, {1})
    assert [page.path for page in pages] == ["pipeline.html", "pipeline-open.html", "pipeline-closed.html"]
    assert first.data["counts"] == {"active": 130, "closed": 230}
    assert [link["page"] for link in first.data["list_pages"]] == [page.path for page in pages]
    assert sum(len(column["applications"]) for column in first.data["columns"]) == len(first.data["active"]) == 50
    days = [view["applied"]["iso"] for view in first.data["closed"]]
    assert days == sorted(days, reverse=True)
    assert days[-1] >= max(view["applied"]["iso"] for view in pages[2].data["closed"])
    assert sum(not view["brief"] for view in first.data["active"]) == 40


def test_the_drafts_of_a_long_search_are_each_on_one_page_and_the_latest_deadlines_on_the_first(
    snapshot_of: SnapshotOf,
) -> None:
    files: dict[str, str] = {}
    for number in range(390):
        name, day = f"A{number:03}", f"2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        note = f"---\ncompany: {name}\ndate: {day}T10:00\nduration: 60\ninterviewers: [Jane Doe]\n---\n"
        sent = f"sent: {day}T12:00\n" if number % 2 else ""
        mine = f'---\nkind: thank-you\ninterview: "[[{name}]]"\nto: Jane Doe\n{sent}---\nThank you.\n'
        files |= {f"interviews/{name}.md": note, f"drafts/{name}.md": mine}
    pages = [page for page in pages_of(snapshot_of(files, now="2027-03-12T09:00")) if page.template == "drafts"]
    first, by_path = pages[0], {page.path: page.data for page in pages}
    shown = Counter(view["page"] for page in pages for view in (*page.data["open"], *page.data["sent"]))
    assert set(shown.values()) == {1}
    assert {f"drafts/{name.lower()}.html" for name in (f"A{number:03}" for number in range(390))} <= set(shown)
    assert [link["page"] for link in first.data["open_pages"]] == [
        path for path in by_path if path == "drafts.html" or path.startswith("drafts-waiting")
    ]
    assert len(first.data["open"]) == 50
    rest = [view for path, data in by_path.items() if path != "drafts.html" for view in data["open"]]
    assert min(view["due"]["iso"] for view in first.data["open"]) >= max(view["due"]["iso"] for view in rest)
    for data in by_path.values():
        days = [view["due"]["iso"] for view in data["open"]]
        assert days == sorted(days)
        assert len(days) < 200


def test_a_table_names_the_first_of_a_large_panel_and_leads_to_all(tmp_path: Path) -> None:
    names = [f"Kim {letter}{number}berg" for letter in "ABC" for number in range(9)]
    lines = "".join(f"- {name}\n" for name in names)
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "a.md").write_text(
        f"---\ncompany: Acme\nstage: screen\ndate: 2026-03-11T15:00\ninterviewers:\n{lines}---\n", "utf-8"
    )
    typed("build", tmp_path, "--now", "2026-03-12T09:00")
    page = (tmp_path / "site" / "people" / "kim-c8berg.html").read_text("utf-8")
    met = re.findall(r">(Kim \w+)</a>", page.split('data-label="Met"')[1].split("</td>")[0])
    assert met == names[:20]
    assert '<a href="../interviews/a.html">and 7 more</a>' in page
    whole = (tmp_path / "site" / "interviews" / "a.html").read_text("utf-8")
    assert all(f">{name}</a>" in whole.split("<dt>With</dt>")[1].split("</dd>")[0] for name in names)
    # The thank-yous of all of them open, are due and close at the same times; the other one is the check-in.
    assert {len(json.loads(unescape(found))) for found in re.findall("data-follow-ups='([^']*)'", page)} == {2}
