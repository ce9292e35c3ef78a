"""Days and times in the cells of a table: which number is the month is decided for a whole column.

`03/04/2026` alone may mean two days. If one cell of the column can only be read in one way (`25/03/2026`), all are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.regex import late

# Day first, month first, or not known.
Order = Literal["dmy", "mdy", ""]
ORDERS: tuple[Order, ...] = ("dmy", "mdy")

_NUMBERS = late(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<![-])\d{2})(?![\d./-])(.*)", re.DOTALL)


class Mixed(ValueError):
    """One cell of a column has the day first, another one the month; `str()` names the two."""


def order_of(cells: Iterable[str]) -> tuple[Order, str]:
    """The order that a column's cells show, and the cell that shows it.

    If no cell shows it, the order is empty, and the cell is one that may mean two days, if there is any. Raises
    `Mixed`.
    """
    shows: dict[Order, str] = {}
    doubtful = ""
    for cell in cells:
        fits = [order for order in ORDERS if _read(cell, order)] if _NUMBERS.match(cell) else []
        if len(fits) == 1:
            shows.setdefault(fits[0], cell)
        elif fits and _read(cell, "dmy") != _read(cell, "mdy"):
            doubtful = doubtful or cell
    if len(shows) > 1:
        raise Mixed(f"“{shows['dmy']}” has the day first and “{shows['mdy']}” the month")
    return next(iter(shows.items()), ("", doubtful))


def when(cell: str, order: Order, zone: ZoneInfo) -> When:
    """The day, and the time of day in `zone`, that a cell holds; raises `BadDate`."""
    found = parse_when(_iso(cell, order))
    if found.offset is None:
        return found
    moment = found.at(zone)
    return When(moment.date(), moment.time())


def readings(cell: str) -> Iterator[tuple[Order, When]]:
    """The day that a cell means, for each order in which it can be read."""
    for order in ORDERS:
        if (day := _read(cell, order)) is not None:
            yield order, day


def _read(cell: str, order: Order) -> When | None:
    try:
        return parse_when(_iso(cell, order))
    except BadDate:
        return None


def _iso(cell: str, order: Order) -> str:
    """A cell with the year first; unchanged if it is no numeric date, or the order is not known."""
    found = _NUMBERS.fullmatch(cell)
    if found is None:
        return cell
    first, _, second, year, rest = found.groups()
    year = year if len(year) == 4 else f"20{year}"
    if order or first == second:
        day, month = (first, second) if order != "mdy" else (second, first)
        return f"{year}-{month:0>2}-{day:0>2}{rest}"
    return cell
