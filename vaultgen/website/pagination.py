"""Pagination: a list of hundreds of things is spread over several pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

SIZE = 100  # items on a page; the first page has up to twice as many


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """One page of a list: its path in the site, its items, and the links to all pages of the list (`page`, `words`).

    There are no links where the list fits on one page.
    """

    page: str
    items: Sequence[Item]
    links: Sequence[dict[str, Any]]


def paginate(items: Sequence[Item], stem: str, words: Callable[[Sequence[Item]], str]) -> Iterator[ListPage[Item]]:
    """Yields the pages of a list, `stem.html`, `stem-2.html` …; at least one. `words` names a page by its items.

    Pages are cut and numbered from the end of the list: new items come first, and change the first page only.
    """
    older = max(0, len(items) // SIZE - 1)
    first = len(items) - older * SIZE
    cut = [items[:first], *(items[at : at + SIZE] for at in range(first, len(items), SIZE))]
    places = [f"{stem}.html", *(f"{stem}-{number}.html" for number in range(older, 0, -1))]
    links = [{"page": page, "words": words(some)} for page, some in zip(places, cut, strict=True) if older]
    for page, some in zip(places, cut, strict=True):
        yield ListPage(page, some, links)


def letters(named: Sequence[dict[str, Any]]) -> str:
    """`A to F`: the first letters of the first and the last item, each of which has a `name`."""
    return " to ".join(dict.fromkeys(str(thing["name"])[:1].upper() for thing in (named[0], named[-1])))
