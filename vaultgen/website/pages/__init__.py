"""The pages of the site. One file per kind of page, each with

    rows(cards) -> Rows
    pages(rows, settings, today) -> Iterator[Page]

and those of `OWN` with

    own(cards) -> Iterator[Page]

All are pure. `cards` holds the snapshot of a part of the vault and turns its objects into plain values: `own` makes
the pages of the things in it, and `rows` what it leaves for the pages that show the whole vault, which `pages` makes
of the rows of all parts, in whatever order they come, and of the day. A page holds absolute times; only the dashboard
and the insights hold what was true at the build. The template's name in `Page` is a file of the theme's `pages/`. One
more kind of page is one more file and one more name in `PAGES`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Protocol

from vaultgen.vault.settings import Settings
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
from vaultgen.website.records import Rows
from vaultgen.website.theme import Page
from vaultgen.website.views import Cards


class Kind(Protocol):
    """A file of this folder."""

    __name__: str

    def rows(self, cards: Cards, /) -> Rows:
        """What a part of the vault leaves for the pages that show all of it."""

    def pages(self, rows: Rows, settings: Settings, today: date, /) -> Iterator[Page]:
        """The pages that show all of the vault."""


class Own(Protocol):
    """A file of this folder with pages of single things."""

    __name__: str

    def own(self, cards: Cards, /) -> Iterator[Page]:
        """The pages of the things in a part of the vault."""


PAGES: tuple[Kind, ...] = (
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
OWN: tuple[Own, ...] = (applications, interviews, people, companies, drafts, library)
# The scripts that pages load when they need them, by path below the site's folder: of the rows of which kind, and how.
DATA: Mapping[str, tuple[Kind, Callable[[Rows], bytes]]] = {"data/search.js": (search, search.index)}


# The kinds whose rows are kept together: most show the same cards, and the texts for the search are long.
SHELVES: Mapping[str, tuple[Kind, ...]] = {
    "cards": tuple(kind for kind in PAGES if kind is not search),
    "texts": (search,),
}


def name_of(kind: Kind) -> str:
    """What a kind of page is called."""
    return kind.__name__.rpartition(".")[2]
