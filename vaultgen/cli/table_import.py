"""Imports a table: shows what its columns and rows become, asks, and writes the notes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from vaultgen.builder import workspace
from vaultgen.builder.workspace import Workspace
from vaultgen.cli import asking
from vaultgen.dates.words import day_words
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.disk.tables import read_sheets
from vaultgen.errors import UsageProblem
from vaultgen.exports.tables import cells_of_kind, own_cells
from vaultgen.imports import columns, days, known, rows, table
from vaultgen.imports.columns import TEXT, Column, Columns
from vaultgen.imports.days import Order
from vaultgen.imports.known import ImportPlan, KnownRow
from vaultgen.imports.presets import IGNORED
from vaultgen.imports.table import Table
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.typed_answers import Unclear

_FIRST = 3  # rows, whose cells are shown
_LISTED = 12  # rows with something to say, which are shown one by one
_WIDTH = 24  # characters of a cell


class TableOptions(NamedTuple):
    """The options for a table: what its columns and rows are, the order of days, whether to write without asking."""

    given: Mapping[str, str]
    kind: str | None
    dates: Order
    yes: bool


def run(path: Path, asked: TableOptions, *, vault: str | None, now: str | None) -> int:
    """Writes a note for each new row, if the user confirms. Always returns 0."""
    work = workspace.open_vault(vault)
    source = table.find(path.name, read_sheets(path), columns.known_names())
    read = columns.read(source, kind=asked.kind, given=asked.given, dates=asked.dates)
    read = read._replace(columns=tuple(_decided(column) for column in read.columns))
    entries = rows.entries(source, read, work.settings.timezone)
    snapshot = work.snapshot(work.now(now), new_drafts=False)
    plan = known.plan(read.kind, entries, snapshot.vault, snapshot.sources, _repeated(source, read, snapshot))
    for line in (*_of_columns(path, source, read), "", *_of_rows(plan, read.kind)):
        click.echo(printable(line))
    if plan.new and _is_agreed(asked, plan):
        _write(work, plan)
    return 0


def _decided(column: Column) -> Column:
    """The column with an order of days, from its cells or from the user. Raises `UsageProblem` without a terminal."""
    if not column.is_in_doubt:
        return column
    dates = "Say which it is: --dates dmy (the day first) or --dates mdy (the month first)."
    if column.mixed:
        raise UsageProblem(f"In the column “{column.name}” {column.mixed}: what others mean is not certain.", dates)
    meant = {order: day_words(when.day) for order, when in days.readings(column.because)}
    if not asking.is_terminal():
        raise UsageProblem(
            f"The days in the column “{column.name}” can be read in two ways: “{column.because}” is "
            f"{' or '.join(meant.values())}. Nothing was written.",
            dates,
        )
    click.echo(f"“{column.because}” in the column “{column.name}” may mean two days.")
    order = asking.ask_until(f"  1: {meant['dmy']}   2: {meant['mdy']}   Which?", _order)
    return column._replace(order=order, because="as you said")


def _repeated(source: Table, read: Columns, snapshot: Snapshot) -> frozenset[int]:
    """The numbers of the rows in a table of our own that are equal to rows of the vault's table today."""
    if not read.is_ours:
        return frozenset()
    there = cells_of_kind(snapshot, read.kind)
    names = [table.fold(name) for name in source.header]
    return frozenset(row.number for row in source.rows if own_cells(dict(zip(names, row.cells, strict=True))) in there)


def _order(typed: str) -> Order:
    if typed not in ("1", "2"):
        raise Unclear("Type 1 or 2.", "Ctrl-C ends, and nothing is written.")
    return days.ORDERS[int(typed) - 1]


def _of_columns(path: Path, source: Table, read: Columns) -> Iterator[str]:
    by = f", as {read.preset.name} writes them" if read.preset else ""
    yield f"{path.name}: {plural(len(source.rows), 'row')}, taken for {_plural(read.kind)}{by} ({source.sheet.about})"
    yield ""
    lines = [("column", "becomes", "first rows")] + [
        (column.name, _becomes(column), " · ".join(_examples(column, source))) for column in read.columns
    ]
    widths = [min(max(len(line[place]) for line in lines), 40) for place in (0, 1)]
    for name, target, examples in lines:
        yield f"  {_cut(name, 40):{widths[0]}}  {target:{widths[1]}}  {examples}".rstrip()


def _becomes(column: Column) -> str:
    if column.target in (TEXT, IGNORED):
        return "a line of the note's text" if column.target == TEXT else "(left out)"
    order = {"dmy": "day first", "mdy": "month first", "": ""}[column.order]
    return f"{column.target} ({order}: {_cut(column.because, _WIDTH)})" if order else column.target


def _examples(column: Column, found: Table) -> Iterator[str]:
    for row in found.rows[:_FIRST]:
        yield _cut(row.cells[column.place], _WIDTH) or "–"


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _of_rows(plan: ImportPlan, kind: str) -> Iterator[str]:
    without = f", {len(plan.faulty)} that cannot be one" if plan.faulty else ""
    yield f"{plural(len(plan.new), 'note')} to write, {len(plan.known)} there already{without}."
    yield from _first_lines([f"  write {note.path}" for note in plan.new])
    yield from _first_lines([_of_known(one) for one in plan.known if one.differences])
    yield from _first_lines([f"  row {entry.row} becomes no {kind}: {entry.fault}" for entry in plan.faulty])
    odd = Counter(cell for note in plan.new for cell in note.entry.text if cell.reason)
    yield from _first_lines(
        [
            f"  {cell.column} “{_cut(cell.text, 40)}” stays in the note's text: {cell.reason} ({plural(count, 'row')})"
            for cell, count in odd.items()
        ]
    )


def _of_known(known: KnownRow) -> str:
    """How a row differs from the existing note, in words."""
    differences = (
        f"{name} is “{new}” in the table, {f'“{old}”' if old else 'empty'} there"
        for name, new, old in known.differences
    )
    return f"  row {known.entry.row}: {known.path} stays as it is; {'; '.join(differences)}"


def _first_lines(lines: list[str]) -> Iterator[str]:
    yield from lines[:_LISTED]
    if len(lines) > _LISTED:
        yield f"  … and {len(lines) - _LISTED} more of these"


def _plural(kind: str) -> str:
    return {"person": "people", "company": "employers"}.get(kind, f"{kind}s")


def _is_agreed(asked: TableOptions, plan: ImportPlan) -> bool:
    if asked.yes:
        return True
    if asking.is_terminal():
        return click.confirm(f"Write {plural(len(plan.new), 'note')}?")
    click.echo("Nothing was written. To write the notes, add --yes.", err=True)
    return False


def _write(work: Workspace, plan: ImportPlan) -> None:
    with work.locked():
        report = apply_plan(work.root, Plan(write=tuple(FileWrite(note.path, note.text.encode()) for note in plan.new)))
    click.echo(f"Wrote {plural(len(report.written), 'note')}.", err=True)
    for path in report.changed_meanwhile:
        click.echo(printable(f"There is a file {path} by now; it stays as it is."), err=True)
