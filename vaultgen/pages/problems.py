"""The problems page: like an editor's list, with the line each problem is in."""

from collections.abc import Iterator

from vaultgen.cards import Cards
from vaultgen.theme import Page


def pages(cards: Cards) -> Iterator[Page]:
    """`problems.html`."""
    found = [cards.problem(diagnostic) for diagnostic in cards.snapshot.diagnostics]
    yield Page("problems.html", "problems", {"title": "Problems", "problems": found})
