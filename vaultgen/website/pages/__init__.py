"""The pages of the site. One file per kind of page, each with

    SECTION = Section("People", "people.html", "lists")         its place in the navigation
    records(views) -> Records
    pages(records, settings, today) -> Iterator[Page]

and where single things have pages of their own

    own(views) -> Iterator[Page]

All are pure. `views` holds the snapshot of one partition and turns its objects into plain values: `own` makes the pages
of the things in it, `records` what it contributes to the pages that show the whole vault. `pages` makes those of the
records of all partitions, in whatever order they come, and of the day. A page holds absolute times; only the dashboard
and the insights hold what was true at the build. The template's name in `Page` is a file of the theme's `pages/`. One
more kind of page is one more file and one more name in `PAGES`, whose order is that of the navigation.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Protocol, cast

from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section, navigation
from vaultgen.website.pages import (
    applications,
    calendar,
    companies,
    drafts,
    insights,
    interviews,
    library,
    people,
    problems,
    search,
    today,
)
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import Views


class PageKind(Protocol):
    """A file of this folder."""

    __name__: str
    SECTION: Section

    def records(self, views: Views, /) -> Records:
        """What a partition contributes to the pages that show the whole vault."""

    def pages(self, records: Records, settings: Settings, today: date, /) -> Iterator[Page]:
        """The pages that show the whole vault."""


class OwnPages(Protocol):
    """A file of this folder with pages of single things."""

    __name__: str

    def own(self, views: Views, /) -> Iterator[Page]:
        """The pages of the things in a partition."""


PAGES: tuple[PageKind, ...] = (
    today,
    calendar,
    applications,
    interviews,
    people,
    companies,
    drafts,
    library,
    search,
    insights,
    problems,
)
OWN: tuple[OwnPages, ...] = tuple(cast(OwnPages, kind) for kind in PAGES if hasattr(kind, "own"))
NAVIGATION = navigation(kind.SECTION for kind in PAGES)
# The scripts that pages load on demand, by path in the site: the kind whose records each is made of, and how.
DATA: Mapping[str, tuple[PageKind, Callable[[Records], bytes]]] = {"data/search.js": (search, search.index)}

# The kinds whose records are stored in one file: most share views, and the texts of the search are long.
RECORD_GROUPS: Mapping[str, tuple[PageKind, ...]] = {
    "views": tuple(kind for kind in PAGES if kind is not search),
    "texts": (search,),
}


def name_of(kind: PageKind) -> str:
    """What a kind of page is called."""
    return kind.__name__.rpartition(".")[2]
