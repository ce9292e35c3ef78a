"""The pages of the site. One file per kind of page, each with its place in the navigation and two pure functions:

    SECTION = Section("People", "people.html", "lists")
    records(views) -> Records
    pages(records, settings, today) -> Iterator[Page]

`SECTION` is None for pages that belong to the section of another kind. A module may have a third function, if single
things have pages of their own:

    detail_pages(views) -> Iterator[Page]

and a fourth, for files that are no pages:

    files(records, settings, today) -> Iterator[DataFile]

`views` turns the objects of a partition of the vault into plain values. `detail_pages` makes a page for each thing in
the partition. `records` returns what the pages of the whole vault need from it; `pages` makes those from the records of
all partitions, which come in any order, and the day of the build. Pages hold absolute times; only the dashboard and
the insights hold what was true at the build. `Page.template` names a file in the theme's `pages/`. To add a kind of
page, add a file here and its name to `PAGES`, whose order is that of the navigation.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol, cast

from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section, navigation
from vaultgen.website.pages import (
    applications,
    calendar,
    companies,
    concerns,
    drafts,
    evidence,
    insights,
    interviews,
    library,
    log,
    people,
    practice,
    prep,
    problems,
    questions,
    search,
    today,
    today_note,
    weeks,
)
from vaultgen.website.records import Records
from vaultgen.website.theme import DataFile, Page
from vaultgen.website.views import Views


class PageKind(Protocol):
    """A file of this folder."""

    __name__: str

    @property
    def SECTION(self) -> Section | None:  # noqa: N802 - a constant of the file
        """The entry in the navigation."""

    def records(self, views: Views, /) -> Records:
        """What a partition contributes to the pages that show the whole vault."""

    def pages(self, records: Records, settings: Settings, today: date, /) -> Iterator[Page]:
        """The pages that show the whole vault."""


class DetailKind(Protocol):
    """A file of this folder that also makes a page for each thing."""

    __name__: str

    def detail_pages(self, views: Views, /) -> Iterator[Page]:
        """A page for each thing in a partition."""


class FileKind(Protocol):
    """A file of this folder that also makes files that are no pages."""

    __name__: str

    def files(self, records: Records, settings: Settings, today: date, /) -> Iterator[DataFile]:
        """Those files, which are of the whole vault."""


PAGES: tuple[PageKind, ...] = (
    today,
    calendar,
    applications,
    interviews,
    prep,
    people,
    companies,
    drafts,
    questions,
    practice,
    library,
    search,
    evidence,
    concerns,
    weeks,
    insights,
    log,
    problems,
    today_note,
)
DETAIL_PAGES: tuple[DetailKind, ...] = tuple(cast(DetailKind, kind) for kind in PAGES if hasattr(kind, "detail_pages"))
NAVIGATION = navigation(kind.SECTION for kind in PAGES if kind.SECTION is not None)
FILE_KINDS: tuple[FileKind, ...] = tuple(cast(FileKind, kind) for kind in PAGES if hasattr(kind, "files"))

# The kinds whose records are stored, loaded and dropped together. Those of a group share views; the records of a large
# vault are too many to hold at once. The texts of the search are long, and come while there is most room.
_LISTS: tuple[PageKind, ...] = (applications, interviews, people, companies)
_DAYS: tuple[PageKind, ...] = (today, weeks, today_note)
_COUNTS: tuple[PageKind, ...] = (evidence, insights)
_ALONE: tuple[PageKind, ...] = (calendar, search)
RECORD_GROUPS: Mapping[str, tuple[PageKind, ...]] = {
    "texts": (search,),
    "lists": _LISTS,
    "days": _DAYS,
    "calendar": (calendar,),
    "counts": _COUNTS,
    "others": tuple(kind for kind in PAGES if kind not in (*_LISTS, *_DAYS, *_COUNTS, *_ALONE)),
}


def name_of(kind: PageKind) -> str:
    """The name of a kind of page."""
    return kind.__name__.rpartition(".")[2]
