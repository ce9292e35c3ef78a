"""A table for a spreadsheet: CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it."""

import re
from types import SimpleNamespace

from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.exports.tables import TABLES
from vaultgen.snapshot import Snapshot

NAME, ABOUT = "csv", "A table for a spreadsheet: applications, interviews, follow-ups, people or questions."
WORDS: ExportWords | None = ExportWords("TABLE", choices=tuple(TABLES))
_MARKED = re.compile(r"'+[@+\-=|%]")
OPTIONS: tuple[ExportOption, ...] = ()


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """The table. What a spreadsheet would take for a formula, a number with a plus among it, is marked as text."""
    (name,) = asked["words"]
    table = TABLES[name](snapshot)
    return Exported(write(table.columns, table.rows), name=f"{name}.csv")


def write(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Rows as CSV."""
    from defusedcsv import csv

    lines: list[str] = []
    writer = csv.writer(SimpleNamespace(write=lines.append))
    writer.writerow(columns)
    writer.writerows(map(_quoted, row) for row in rows)
    return "".join(lines).encode("utf-8-sig", "replace")


def _quoted(cell: str) -> str:
    """A cell that begins as if it were marked as text already, marked once more."""
    return f"'{cell}" if _MARKED.match(cell) else cell
