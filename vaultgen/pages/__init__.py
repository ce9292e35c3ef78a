"""The pages of the site. One file per kind of page, each with

    pages(cards) -> Iterator[Page]

a pure function: `cards` holds the snapshot and turns its objects into plain values. A page holds
absolute times; only the dashboard, which orders by urgency, holds what was true at the build. The
template's name in `Page` is a file of the theme's `pages/`. One more kind of page is one more file
and one more name in `PAGES`.
"""

from vaultgen.addresses import Addresses
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
from vaultgen.snapshot import Snapshot
from vaultgen.theme import Page

PAGES = (today, calendar, pipeline, interviews, people, companies, drafts, notes, search, insights, problems)


def all_pages(snapshot: Snapshot, addresses: Addresses) -> tuple[Page, ...]:
    """Every page of the site."""
    cards = Cards(snapshot, addresses)
    return tuple(page for kind in PAGES for page in kind.pages(cards))


def data(snapshot: Snapshot, addresses: Addresses) -> dict[str, bytes]:
    """The scripts that pages load when they need them, by path below the site's folder."""
    return {"data/search.js": search.index(Cards(snapshot, addresses))}
