"""The problems page: like an editor's list, by file, each with the line that it is in."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from vaultgen.diagnostics.diagnostic import SEVERITIES
from vaultgen.vault.settings import Settings
from vaultgen.website.records import Rows, in_order, place_of
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards


def rows(cards: Cards) -> Rows:
    """The problems, by file and place."""
    found = cards.snapshot.diagnostics
    return {"problems": [(place_of(diagnostic), cards.problem(diagnostic)) for diagnostic in found]}


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`problems.html`."""
    found = in_order(dict(rows["problems"]).items())  # a text of the user's own fails in several parts
    counts = Counter(problem["severity"] for problem in found)
    files = [_file(path, list(of_file)) for path, of_file in groupby(found, key=lambda problem: problem["path"])]
    yield Page(
        "problems.html",
        "problems",
        {
            "title": "Problems",
            "total": len(found),
            "counts": [(severity, counts[severity]) for severity in SEVERITIES if counts[severity]],
            "files": sorted(files, key=lambda file: (SEVERITIES.index(file["worst"]), file["path"])),
        },
    )


def _file(path: str, found: list[Card]) -> Card:
    """The problems of one file; files come in the order of their worst."""
    worst = min((problem["severity"] for problem in found), key=SEVERITIES.index)
    return {"path": path, "page": found[0]["page"], "worst": worst, "problems": found}
