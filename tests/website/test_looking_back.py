"""The pages that look back: evidence, concerns, moments and weeks; nothing is lost or shown twice over their pages."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from vaultgen.followups.weeks import Event
from vaultgen.learning.concerns import Raised
from vaultgen.learning.moments import NotedMoment
from vaultgen.learning.proof import Wanted
from vaultgen.vault.settings import Settings
from vaultgen.website.pages import concerns, evidence, weeks
from vaultgen.website.places import plain

SETTINGS = Settings(timezone=ZoneInfo("UTC"))
TODAY = date(2026, 3, 12)


def need(number: int) -> Wanted:
    """A skill that nobody else wants."""
    name = f"skill{number}"
    start, day = float(number), "2026-03-02T12:00:00+00:00"
    return Wanted(start, f"interviews/{number}.md", day, "Acme", "a", "", "", "skill", name, name, (name,), ())


def had(month: int) -> Event:
    """An interview on the 4th of a month."""
    day = datetime(2026, month, 4, 12, tzinfo=UTC)
    return Event(day.timestamp(), "interviews/a.md", 0, "had", day.date().isoformat(), "Acme: screen", "")


def test_a_thousand_needs_are_spread_over_pages() -> None:
    wanted = [need(number) for number in range(1000)]
    found = list(evidence.pages({"wanted": [plain(one) for one in wanted]}, SETTINGS, TODAY))
    shown = [row["title"] for page in found for group in page.data["groups"] for row in group["needs"]]
    assert sorted(shown) == sorted(one.name for one in wanted)
    assert [page.path for page in found] == ["evidence.html", *(f"evidence-{n}.html" for n in range(9, 0, -1))]


def test_a_thousand_moments_are_spread_over_pages() -> None:
    day = "2026-03-02T12:00:00+00:00"
    noted = [NotedMoment(float(n), "interviews/a.md", day, "Acme", str(n), f"m{n}", "") for n in range(1000)]
    found = list(concerns.pages({"moments": [plain(one) for one in noted]}, SETTINGS, TODAY))
    shown = [moment["text"] for page in found if page.template == "moments" for moment in page.data["moments"]]
    assert sorted(shown) == sorted(one.text for one in noted)


def test_a_week_has_one_page_and_leads_to_those_around_it() -> None:
    *found, index = weeks.pages({"events": [plain(had(month)) for month in (1, 2, 3)]}, SETTINGS, TODAY)
    assert [page.path for page in found] == ["weeks/2026-W10.html", "weeks/2026-W06.html", "weeks/2026-W01.html"]
    assert (found[1].data["later"]["page"], found[1].data["earlier"]["page"]) == (found[0].path, found[2].path)
    assert [row["had"] for row in index.data["weeks"]] == [1, 1, 1]


def test_the_example_tells_its_story(site: Path) -> None:
    evidence_page = (site / "evidence.html").read_text("utf-8")
    assert "Wanted, and backed by nothing" in evidence_page
    assert "vaultgen new accomplishment &#34;asynchronous work&#34;" in evidence_page
    assert "raised in 2 interviews" in (site / "concerns.html").read_text("utf-8")
    assert "have not been said back yet" in (site / "moments/index.html").read_text("utf-8")
    assert "2 to 8 March 2026" in (site / "weeks.html").read_text("utf-8")


def test_a_concern_names_each_interview_once_and_the_last_of_many() -> None:
    day = "2026-03-{:02}T12:00:00+00:00"
    rows = [
        Raised(
            float(at),
            f"interviews/{at}.md",
            day.format(at),
            "Acme",
            person,
            person,
            "too slow",
            ("slow",),
            False,
            "",
            (),
        )
        for at in range(1, 11)
        for person in ("Jane", "Ben")
    ]
    (page,) = [
        page
        for page in concerns.pages({"raised": [plain(one) for one in rows]}, SETTINGS, TODAY)
        if page.template == "concerns"
    ]
    (row,) = page.data["concerns"]
    assert row["times"] == 10
    assert [one["text"] for one in row["raised"]] == ["4 earlier", *map(str, range(5, 11))]
    assert row["raised"][-1]["more"] == "10 March 2026, Ben, Jane"
