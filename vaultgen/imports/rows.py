"""Rows of a table → notes: which cells become properties, and which stay in the note's text.

A cell becomes a property only if our own parser reads the same value back. Any other cell is kept in the text of the
note, with the name of its column, and reported.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import BadDate, When
from vaultgen.diagnostics.diagnostic import READING_RULES
from vaultgen.diagnostics.source import SourceFile, Span
from vaultgen.english.unknowns import is_unknown
from vaultgen.imports import days
from vaultgen.imports.columns import TEXT, Column, Columns
from vaultgen.imports.presets import IGNORED, PARTS
from vaultgen.imports.table import Row, Table
from vaultgen.vault import new_notes, templates, typed
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.notes.properties import Property, Value
from vaultgen.vault.schema import Spec, specs
from vaultgen.vault.typed_answers import tidy

_BETWEEN_ITEMS = re.compile(r"\s*[;\n]\s*")
# A semicolon in a list of our own tables, or its end, with the backslashes before it (`exports.tables`).
_DIVIDES = re.compile(r"(\\*)(;|\Z)")
_LONG = 200  # characters; a longer cell is a part of its own in the note's text
# What Markdown or Obsidian would take for more than text.
_ACTIVE = re.compile(r"\[\[|\]\(|%%|==|~~|[`<$\\*^]|(?<!\w)_|(?<!\S)#")
_MARKUP = re.compile(r"[\\`*_\[\]<>$%=~^#|]")


class Cell(NamedTuple):
    """A cell that is kept as text: the name of its column, its text, and the reason if it should be a property."""

    column: str
    text: str
    reason: str = ""


class Entry(NamedTuple):
    """A row, read: its number in the table, the properties with their values, and the cells that stay text.

    `name` is the note's name, if the table has one. `fault` is why it cannot become a note.
    """

    row: int
    kind: str
    values: Mapping[str, Sequence[str]]
    text: tuple[Cell, ...]
    name: str = ""
    fault: str = ""


def entries(table: Table, columns: Columns, zone: ZoneInfo) -> list[Entry]:
    """An entry for each row; `zone` is the user's, for times that have an offset."""
    return [_entry(row, columns, zone) for row in table.rows]


def note_text(entry: Entry) -> str:
    """The text of the note of a row."""
    text = templates.new_note(entry.kind, entry.values, has_prompt=False)
    short = [cell for cell in entry.text if "\n" not in cell.text and len(cell.text) <= _LONG]
    long = [cell for cell in entry.text if cell not in short]
    parts = ["\n".join(f"- {literal(cell.column)}: {literal(cell.text)}" for cell in short)] if short else []
    parts += [f"## {literal(cell.column)}\n\n{cell.text}" for cell in long]
    return f"{text.rstrip()}\n\n" + "".join(f"{part}\n\n" for part in parts) if parts else text


def checked(entry: Entry) -> Entry:
    """The entry, with properties that our own parser does not read back unchanged moved to the text."""
    if missing := [name for name in new_notes.needed(entry.kind) if not entry.values.get(name)]:
        return entry._replace(fault=f"it has no {' and no '.join(missing)}")
    note, faults = parse_note(SourceFile("", new_notes.text_of(entry.kind, entry.values).encode()))
    read = {name: [value.text for value in prop.values] for name, prop in note.properties.items()}
    lost = [name for name, texts in entry.values.items() if read.get(name) != list(texts)]
    faults = (*faults, *typed.read(note)[2])
    if any(fault.severity == "error" for fault in faults) or set(lost) & set(new_notes.needed(entry.kind)):
        return entry._replace(fault=next((fault.message for fault in faults), "it cannot be written as a note"))
    kept = {name: texts for name, texts in entry.values.items() if name not in lost}
    text = tuple(Cell(name, "; ".join(entry.values[name]), "it cannot be kept as it is") for name in lost)
    return entry._replace(values=kept, text=(*entry.text, *text))


def literal(text: str) -> str:
    """A text of one line, escaped so that Markdown shows it unchanged."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text) if _ACTIVE.search(text) else text


def _entry(row: Row, columns: Columns, zone: ZoneInfo) -> Entry:
    table = specs(KINDS[columns.kind])
    values: dict[str, Sequence[str]] = {}
    text: list[Cell] = []
    name = ""
    for column in columns.columns:
        cell = row.cells[column.place]
        spec = table.get(column.target)
        shown = tidy(cell)  # as it would stand in a note
        says_nothing = is_unknown(shown) or (
            shown.casefold() == "none" and not (columns.is_ours and spec and spec.is_list)
        )
        if not cell or column.target == IGNORED or (says_nothing and column.target != TEXT):
            continue
        if column.target == "name" and "name" not in table:
            name = tidy(cell)
        elif column.target == TEXT:
            text.append(Cell(column.name, _lines(cell)))
        elif spec:
            said, reason = _value(cell, column, spec, zone, is_ours=columns.is_ours)
            values |= {column.target: said} if said else {}
            text += [Cell(column.name, _lines(cell), reason)] if reason else []
    parts = {column.target: row.cells[column.place] for column in columns.columns if "." in column.target}
    values |= _with_parts(values, parts)
    text += [Cell(target, cell) for target, cell in parts.items() if cell and target.partition(".")[0] not in values]
    return checked(Entry(row.number, columns.kind, values, tuple(text), name))


def _value(cell: str, column: Column, spec: Spec, zone: ZoneInfo, *, is_ours: bool) -> tuple[list[str], str]:
    """The values of a property that a cell holds; none, and why, where it cannot be read as one."""
    if spec.type in ("date", "date-time"):
        return _day(cell, column, spec, zone)
    divided = (_our_items(cell) if is_ours else _BETWEEN_ITEMS.split(cell)) if spec.is_list else [cell]
    items = [tidy(item) for item in divided]
    items = [item for item in items if item]
    raw = tuple(Value(item, Span()) for item in items)
    value, faults = spec.read(Property(column.target, Span(), raw, spec.is_list))
    fault = next((one for one in faults if (one.severity or READING_RULES[one.code].severity) != "hint"), None)
    if fault is not None or (spec.choices and value is None):
        return [], f"it is no {column.target}" if spec.choices else (fault.message if fault else "it cannot be read")
    if spec.choices or spec.type == "number, minutes":
        items = [str(one) for one in (value if isinstance(value, tuple) else (value,))]
    return items, ""


def _our_items(cell: str) -> list[str]:
    """The items of a list in one of our own tables; a line break inside a cell also separates items."""
    items, start = [""], 0
    for end in _DIVIDES.finditer(cell):
        backslashes = len(end[1])
        items[-1] += cell[start : end.start()] + "\\" * ((backslashes + (not end[2])) // 2)
        if end[2] and backslashes % 2:
            items[-1] += ";"
        elif end[2]:
            items.append("")
        start = end.end()
    return [line for item in items for line in item.split("\n")]


def _day(cell: str, column: Column, spec: Spec, zone: ZoneInfo) -> tuple[list[str], str]:
    try:
        when = days.when(cell, column.order, zone)
    except BadDate as bad:
        return [], str(bad)
    return [str(When(when.day) if spec.type == "date" else when)], ""


def _with_parts(values: Mapping[str, Sequence[str]], parts: Mapping[str, str]) -> dict[str, list[str]]:
    """The lines of people whose e-mail address, title or number is in a column of its own."""
    lines: dict[str, list[str]] = {}
    for name in {target.partition(".")[0] for target in parts} & values.keys():
        line = values[name][0]
        more = (tidy(parts.get(f"{name}.{part}", "")) for part in PARTS)
        lines[name] = [", ".join([line, *(part for part in more if part not in line and not is_unknown(part))])]
    return lines


def _lines(cell: str) -> str:
    """A cell with each line tidied."""
    return "\n".join(tidy(line) for line in re.split(r"\r\n|\n|\r", cell)).strip()
