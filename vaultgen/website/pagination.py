"""Pagination: a long list is spread over several pages, by number or by time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from vaultgen.dates.words import MONTHS

Item = TypeVar("Item")

PAGE_SIZE = 100  # items on a page; the first page has up to twice as many
_MOST = 250  # dated items on a page; of a month all
_RECENT = (12, 6, 3, 2, 1)  # months before the last one that stand on the first page, if they are not too many


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


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A page of a list by time: its path in the site, words for its months (the first has none), and these.

    `links` are to all pages, the latest first; there are none if the list fits on one page.
    """

    page: str
    words: str
    months: Sequence[str]
    links: Sequence[dict[str, Any]]


def paginate_by_time(counts: Mapping[str, int], last: str, stem: str) -> list[PeriodPage]:
    """The pages of a list of dated items, of which each month (`2024-03`) has some; the latest page first.

    `stem.html` has the months from a year before the month `last` on, or from less where that is too much. The earlier
    ones have a page for each year, of a full year for each quarter, of a full quarter for each month.
    """
    months = sorted(counts)
    starts = (_months_before(last, number) for number in _RECENT)
    fits = (start for start in starts if sum(counts[month] for month in months if month >= start) <= _MOST)
    begins = next(fits, _months_before(last, _RECENT[-1]))
    recent = [month for month in months if month >= begins]
    pages = [(f"{stem}.html", "", recent)]
    earlier = [month for month in months if month < begins]
    for name, words, of_period in reversed([*_periods(earlier, counts)]):
        pages.append((f"{stem}-{name}.html", words, of_period))
    links = [{"page": page, "words": words or "Lately and to come"} for page, words, _ in pages if len(pages) > 1]
    return [PeriodPage(*page, links) for page in pages]


def _periods(months: Sequence[str], counts: Mapping[str, int]) -> Iterator[tuple[str, str, list[str]]]:
    """Years, quarters or months: a name, words for it, and the months."""
    for year, of_year in groupby(months, key=lambda month: month[:4]):
        each = list(of_year)
        if sum(counts[month] for month in each) <= _MOST:
            yield year, year, each
            continue
        for quarter, of_quarter in groupby(each, key=_quarter):
            some = list(of_quarter)
            if sum(counts[month] for month in some) <= _MOST:
                words = f"{MONTHS[quarter * 3]} to {MONTHS[quarter * 3 + 2]} {year}"
                yield f"{year}-q{quarter + 1}", words, some
            else:
                yield from ((month, f"{MONTHS[int(month[5:]) - 1]} {year}", [month]) for month in some)


def _quarter(month: str) -> int:
    return (int(month[5:]) - 1) // 3


def _months_before(month: str, number: int) -> str:
    at = max(int(month[:4]) * 12 + int(month[5:7]) - 1 - number, 12)
    return f"{at // 12:04}-{at % 12 + 1:02}"
