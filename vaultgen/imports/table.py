"""The table of a file: of its sheets the one, and of its rows the one, that name the columns."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultgen.errors import FileProblem

_HEADER_WITHIN = 15  # rows; above it, spreadsheets have titles
MOST_ROWS, _MOST_COLUMNS = 10_000, 200
# What Notion writes behind the name of a linked page.
_NOTION_LINK = re.compile(r" \(https://(?:www\.)?notion\.so/[^()\s]*\)")


class Sheet(NamedTuple):
    """A sheet of a file: its name, its rows of texts, and how it was read, in words."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    about: str = ""


class Row(NamedTuple):
    """A row below the names of the columns: its number as a spreadsheet counts, from 1, and a cell per column."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """The names of the columns, each once, and the rows below them that hold something."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: Sheet


def find(name: str, sheets: Iterable[Sheet], known: Iterable[str]) -> Table:
    """The table in the sheets of a file: below the row that has the most of the `known` names of columns, folded.

    Raises `FileProblem` where there is none.
    """
    names = frozenset(known)
    headers = [
        (sum(fold(cell) in names for cell in row[:_MOST_COLUMNS]), -place, -number, sheet)
        for place, sheet in enumerate(sheets)
        for number, row in enumerate(sheet.rows[:_HEADER_WITHIN])
        if sum(bool(cell.strip()) for cell in row) > 1
    ]
    if not headers:
        raise FileProblem(f"{name} holds no table: no row has two cells.", "Name the columns in the first row.")
    _, _, above, sheet = max(headers, key=lambda one: one[:3])
    return _below(name, sheet, -above)


def fold(header: str) -> str:
    """The name of a column as names are compared: `Max. Salary` and `maxSalary` are `max_salary`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", header)
    return re.sub(r"[\W_]+", "_", apart).strip("_").casefold()


def _below(name: str, sheet: Sheet, above: int) -> Table:
    width = max(len(row) for row in sheet.rows)
    if len(sheet.rows) > MOST_ROWS or width > _MOST_COLUMNS:
        raise FileProblem(
            f"{name} is too large: at most {MOST_ROWS} rows and {_MOST_COLUMNS} columns are read.",
            "Keep the rows of your applications in a file of their own.",
        )
    header = _named(sheet.rows[above], width)
    rows = (
        Row(number, tuple(_tidy(row[place]) if place < len(row) else "" for place in range(width)))
        for number, row in enumerate(sheet.rows[above + 1 :], above + 2)
    )
    filled = tuple(row for row in rows if any(row.cells))
    used = [place for place, column in enumerate(header) if column or any(row.cells[place] for row in filled)]
    return Table(
        tuple(header[place] or f"column {place + 1}" for place in used),
        tuple(Row(row.number, tuple(row.cells[place] for place in used)) for row in filled),
        sheet,
    )


def _named(row: Sequence[str], width: int) -> list[str]:
    """The names of the columns; the second of a name has a number."""
    names = [" ".join(row[place].split()) if place < len(row) else "" for place in range(width)]
    counts = [names[:place].count(name) + 1 for place, name in enumerate(names)]
    return [f"{name} {count}" if name and count > 1 else name for name, count in zip(names, counts, strict=True)]


def _tidy(cell: str) -> str:
    return _NOTION_LINK.sub("", cell).strip()
