"""The pages of the site. One file per kind of page, each with

    pages(cards) -> Iterator[Page]

a pure function: `cards` holds the snapshot and turns its objects into plain values. A page holds
absolute times; only the dashboard, which orders by urgency, holds what was true at the build. The
template's name in `Page` is a file of the theme's `pages/`. One more kind of page is one more file
and one more name in `PAGES`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

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


class KindByRows(Protocol):
    """A file of this folder whose pages show the whole vault."""

    __name__: str

    def rows(self, cards: Cards, /) -> Mapping[str, list[Any]]:
        """What a part of a vault leaves for the pages: plain values, each list in any order."""

    def pages(self, rows: Mapping[str, list[Any]], now: datetime, /) -> Iterator[Page]:
        """The pages of this kind, of the rows of all parts."""


class _Whole:
    """The pages of a kind by rows, of a vault in one part."""

    def __init__(self, kind: KindByRows) -> None:
        self.__name__ = kind.__name__
        self._kind = kind

    def pages(self, cards: Cards, /) -> Iterator[Page]:
        return self._kind.pages(self._kind.rows(cards), cards.snapshot.now)


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
    _Whole(insights),
    problems,
)
# The scripts that pages load when they need them, by path below the site's folder.
DATA: Mapping[str, Callable[[Cards], bytes]] = {"data/search.js": search.index}
