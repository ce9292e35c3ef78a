"""The problems page: problems of notes, grouped by rule, and on a page of their own those of drafts.

They are grouped because the same problem is often in many notes, and is fixed in the same way in all of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from vaultgen.diagnostics.diagnostic import SEVERITIES
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, diagnostic_order, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Problems", "problems.html", "overview")
_SIZE = 100  # problems on a page
_DRAFTS = "problems-drafts"


def records(views: Views) -> Records:
    """The problems, by file and place."""
    return {"problems": [(diagnostic_order(d), views.problems.view(d)) for d in views.snapshot.diagnostics]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`problems.html`, and `problems-drafts.html` if drafts have problems; each with further pages."""
    problems = in_order(dict(records["problems"]).items())  # several partitions may report the same one
    of_drafts = [problem for problem in problems if _is_of_draft(problem)]
    of_notes = [problem for problem in problems if not _is_of_draft(problem)]
    others = {"page": f"{_DRAFTS}.html", "count": len(of_drafts)} if of_drafts else None
    yield from _pages(of_notes, "problems", "Notes to mend", others)
    if of_drafts:
        others = {"page": "problems.html", "count": len(of_notes)}
        yield from _pages(of_drafts, _DRAFTS, "What drafts need", others)


def _is_of_draft(problem: View) -> bool:
    """Whether a problem is one of a draft or of its contents: its code begins with `VG4`."""
    return bool(problem["path"].startswith("drafts/") or problem["code"].startswith("VG4"))


def _pages(problems: Sequence[View], stem: str, title: str, others: View | None) -> Iterator[Page]:
    """The pages of some problems, the worst first; `others` is the page of the other ones, and how many these are."""
    counts = Counter(problem["severity"] for problem in problems)
    ordered = sorted(problems, key=lambda problem: (SEVERITIES.index(problem["severity"]), problem["code"]))
    parts = [ordered[at : at + _SIZE] for at in range(0, max(1, len(ordered)), _SIZE)]
    names = [f"{stem}.html", *(f"{stem}-{number}.html" for number in range(2, len(parts) + 1))]
    links = [
        {"page": name, "words": f"{n * _SIZE + 1} to {n * _SIZE + len(part)}"}
        for n, (name, part) in enumerate(zip(names, parts, strict=True))
        if len(parts) > 1
    ]
    for name, part in zip(names, parts, strict=True):
        groups = [_group(list(of_code)) for _, of_code in groupby(part, key=lambda p: (p["severity"], p["code"]))]
        yield Page(
            name,
            "problems",
            {
                "title": title,
                "of_drafts": stem == _DRAFTS,
                "total": len(problems),
                "counts": [(severity, counts[severity]) for severity in SEVERITIES if counts[severity]],
                "groups": groups,
                "others": others,
                "list_pages": links,
            },
        )


def _group(problems: list[View]) -> View:
    """The problems of one code, by file."""
    first = problems[0]
    files = [
        {"path": path, "page": of_file[0]["page"], "problems": of_file}
        for path, of_file in ((path, list(found)) for path, found in groupby(problems, key=lambda p: p["path"]))
    ]
    about = {name: first[name] for name in ("code", "title", "severity")}
    return about | {"count": len(problems), "files": files}
