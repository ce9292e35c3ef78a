"""The pages of the site. One file per kind of page, each with

    pages(cards) -> Iterator[Page]

a pure function: `cards` holds the snapshot and turns its objects into plain values. A page holds
absolute times; only the dashboard, which orders by urgency, holds what was true at the build. The
template's name in `Page` is a file of the theme's `pages/`. One more kind of page is one more file
and one more name in `PAGES`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from vaultgen.cards import Cards
from vaultgen.pages import (
    calendar,
    companies,
    drafts,
    insights,
    interviews,
    notes,
    people,
    pipeline,
    problems,
    search,
    today,
)
from vaultgen.theme import Page


class Kind(Protocol):
    """A file of this folder."""

    __name__: str

    def pages(self, cards: Cards, /) -> Iterator[Page]:
        """The pages of this kind."""


PAGES: tuple[Kind, ...] = (
    today,
    calendar,
    pipeline,
    interviews,
    people,
    companies,
    drafts,
    notes,
    search,
    insights,
    problems,
)
# The scripts that pages load when they need them, by path below the site's folder.
DATA: Mapping[str, Callable[[Cards], bytes]] = {"data/search.js": search.index}
