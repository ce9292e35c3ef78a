"""Pagination: a long list is spread over several pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

PAGE_SIZE = 100  # items on a page; the first page has up to twice as many


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """One page of a list: its path in the site, its items, and links to all pages of the list (`page`, `words`).

    There are no links if the list fits on one page.
    """

    page: str
    items: Sequence[Item]
    links: Sequence[dict[str, Any]]


def paginate(items: Sequence[Item], stem: str, label: Callable[[Sequence[Item]], str]) -> Iterator[ListPage[Item]]:
    """Yields the pages of a list, `stem.html`, `stem-2.html` …; at least one. `label` names a page by its items.

    Pages are cut and numbered from the end of the list: new items come first and change the first page only.
    """
    older = max(0, len(items) // PAGE_SIZE - 1)
    first = len(items) - older * PAGE_SIZE
    slices = [items[:first], *(items[at : at + PAGE_SIZE] for at in range(first, len(items), PAGE_SIZE))]
    pages = [f"{stem}.html", *(f"{stem}-{number}.html" for number in range(older, 0, -1))]
    links = [{"page": page, "words": label(shown)} for page, shown in zip(pages, slices, strict=True) if older]
    for page, shown in zip(pages, slices, strict=True):
        yield ListPage(page, shown, links)


def letter_range(named: Sequence[dict[str, Any]]) -> str:
    """`A to F`: the first letters of the first and the last item, each of which has a `name`."""
    return " to ".join(dict.fromkeys(str(item["name"])[:1].upper() for item in (named[0], named[-1])))
