"""The problems page: like an editor's list, by file, each with the line that it is in."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from vaultgen.cards import Card, Cards
from vaultgen.diagnostics import SEVERITIES
from vaultgen.theme import Page


def pages(cards: Cards) -> Iterator[Page]:
    """`problems.html`."""
    found = [cards.problem(diagnostic) for diagnostic in cards.snapshot.diagnostics]
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
