"""The problems page: a list by file, with the line of each problem."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from vaultgen.diagnostics.diagnostic import SEVERITIES
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, diagnostic_order, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Problems", "problems.html", "overview")


def records(views: Views) -> Records:
    """The problems, by file and place."""
    return {"problems": [(diagnostic_order(d), views.problem(d)) for d in views.snapshot.diagnostics]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`problems.html`."""
    problems = in_order(dict(records["problems"]).items())  # several partitions may report the same one
    counts = Counter(problem["severity"] for problem in problems)
    files = [_file(path, list(of_file)) for path, of_file in groupby(problems, key=lambda problem: problem["path"])]
    yield Page(
        "problems.html",
        "problems",
        {
            "title": "Problems",
            "total": len(problems),
            "counts": [(severity, counts[severity]) for severity in SEVERITIES if counts[severity]],
            "files": sorted(files, key=lambda file: (SEVERITIES.index(file["worst"]), file["path"])),
        },
    )


def _file(path: str, problems: list[View]) -> View:
    """The problems of one file."""
    worst = min((problem["severity"] for problem in problems), key=SEVERITIES.index)
    return {"path": path, "page": problems[0]["page"], "worst": worst, "problems": problems}
