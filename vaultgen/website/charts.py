"""Charts: a sentence, bars, and the table behind them, as plain values for `parts/chart.html`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from vaultgen.dates.words import day_words
from vaultgen.website.views import View

_T = TypeVar("_T")

FEW = 5  # below so many numbers, list them instead of summing up
_LISTED = 20  # links in a cell
_ROWS = 100  # rows of a table


class LinkCells:
    """Table cells that link to pages, by the paths of notes."""

    def __init__(self, records: Iterable[tuple[str, str, str]]) -> None:
        self._records = {path: (text, page) for path, text, page in records}

    def cell(self, path: str) -> list[View]:
        """A cell with one link."""
        text, page = self._records[path]
        return [{"text": text, "page": page}]

    def listed(self, paths: Sequence[str]) -> list[View]:
        """A cell with links to the first of several pages and the number of the others."""
        more = len(paths) - _LISTED
        items = [cell for path in paths[:_LISTED] for cell in self.cell(path)]
        return items + (cell(f"{more} more") if more > 0 else [])


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart. Its length is `count` as a share of `whole`, or, without one, of the longest bar."""

    label: str
    count: int
    unit: str = ""
    note: str = ""
    whole: int = 0


def bars(bars: Sequence[Bar]) -> list[View]:
    """Bars as plain values, with their widths in percent."""
    longest = max((bar.count for bar in bars), default=0)
    return [
        {
            "label": bar.label,
            "count": bar.count,
            "unit": bar.unit,
            "note": bar.note,
            "width": round(100 * bar.count / (bar.whole or longest or 1), 1),
        }
        for bar in bars
    ]


def binned(numbers: Iterable[int], bins: Sequence[tuple[int, str]], rest: str) -> list[Bar]:
    """A histogram; each bin has a highest number and a label, and `rest` labels the numbers above all bins."""
    counts = dict.fromkeys([*(words for _, words in bins), rest], 0)
    for number in numbers:
        counts[next((words for most, words in bins if number <= most), rest)] += 1
    return [Bar(words, count) for words, count in counts.items()]


def table(head: tuple[str, ...], items: Sequence[_T], row: Callable[[_T], list[list[View]]]) -> View:
    """A table of cells, each a list of texts with or without a page; `cut` is the number of rows left out."""
    return {"head": head, "rows": [row(item) for item in items[:_ROWS]], "cut": max(0, len(items) - _ROWS)}


def cell(text: str) -> list[View]:
    """A cell with a text."""
    return [{"text": text, "page": None}]


def days_words(count: float) -> str:
    """`1 day`, `2.5 days`."""
    words = f"{count:g}"
    return f"{words} day{'' if words == '1' else 's'}"


def day_of(iso: str | None) -> str:
    """A day of ISO 8601 in words; empty for None."""
    return day_words(date.fromisoformat(iso), weekday=False) if iso else ""


def late_words(days: int) -> str:
    """`3 days late`, `1 day early`, `on the day`."""
    return "on the day" if not days else f"{days_words(abs(days))} {'late' if days > 0 else 'early'}"


def count_words(count: int, noun: str) -> str:
    """`1 skill`, `3 skills`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
