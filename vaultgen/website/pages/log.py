"""The work-search log: what was done to find work, week by week, to print and sign for a benefits office."""

from collections.abc import Iterator
from datetime import date

from vaultgen.dates.words import day_words
from vaultgen.exports import work_search
from vaultgen.exports.letterhead import letter_date
from vaultgen.exports.work_search import COLUMNS, LogRow
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
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
    """`log.html`, with the latest week first."""
    weeks = work_search.weeks((LogRow(*row) for row in records["rows"]), settings.week_starts)
    shown = [
        {
            "words": day_words(week.start),
            "rows": [
                (letter_date(date.fromisoformat(entry.day), settings), *entry.columns[1:]) for entry in week.entries
            ],
        }
        for week in reversed(weeks)
    ]
    lacks = (*work_search.lacking(weeks), *sorted(tuple(one) for one in records["undated"]))
    columns = list(COLUMNS)
    yield Page("log.html", "log", {"title": "Work-search log", "columns": columns, "weeks": shown, "lacks": lacks})
