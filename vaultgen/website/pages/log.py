"""The work-search log: what was done to find work, week by week, to print and sign for a benefits office."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from vaultgen.dates.words import day_words
from vaultgen.exports import work_search
from vaultgen.exports.letterhead import letter_date
from vaultgen.exports.work_search import COLUMNS, LogRow, LogWeek
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate_by_time
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import Views

SECTION = Section("Work-search log", "log.html", "overview")


def records(views: Views) -> Records:
    """The rows, and the applications without a day."""
    snapshot = views.snapshot
    return {
        "rows": [tuple(entry) for entry in work_search.entries(snapshot)],
        "undated": list(work_search.undated(snapshot)),
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`log.html` with the latest week first, and pages of earlier years, quarters or months."""
    weeks = work_search.weeks((LogRow(*row) for row in records["rows"]), settings.week_starts)
    undated = sorted(tuple(one) for one in records["undated"])
    counts = Counter[str]()
    for week in weeks:
        counts[_month(week)] += len(week.entries)
    for page in paginate_by_time(counts, max(counts, default="0001-01"), "log"):
        of_page = [week for week in weeks if _month(week) in page.months]
        shown = [
            {
                "words": day_words(week.start),
                "rows": [
                    (letter_date(date.fromisoformat(entry.day), settings), *entry.columns[1:]) for entry in week.entries
                ],
            }
            for week in reversed(of_page)
        ]
        yield Page(
            page.page,
            "log",
            {
                "title": f"Work-search log of {page.words}" if page.words else "Work-search log",
                "columns": list(COLUMNS),
                "weeks": shown,
                "lacks": (*work_search.lacking(of_page), *(() if page.words else undated)),
                "list_pages": page.links,
            },
        )


def _month(week: LogWeek) -> str:
    """The month in which a week begins."""
    return week.start.isoformat()[:7]
