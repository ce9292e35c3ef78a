"""Reading tables: CSV and TSV, spreadsheets (XLSX, XLS, ODS), and the archive of one's data that LinkedIn makes.

The format is known from the first bytes, not from the name. Files that could fill the memory are refused: a few
kilobytes of a spreadsheet may expand to millions of cells.
"""

import io
import re
import zipfile
import zlib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from vaultgen.disk import files
from vaultgen.disk.refusals import refused, shown
from vaultgen.errors import FileProblem
from vaultgen.imports import delimited
from vaultgen.imports.table import Sheet

_MOST = 50_000_000  # bytes of a file, and of a part of an archive
_MOST_CELLS = 2_000_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LINKEDIN = re.compile(r"(?:.*/)?job[ _]applications[^/]*\.csv", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)(?<!/)>")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*\br\s*=\s*[\"'](\d+)[\"']")
_REPEATED = re.compile(
    rb"<[\w-]+:table-(?:row|cell)\b[^<>]*repeated=\"(\d{4,})\"[^<>]*(?<!/)>(?=.{0,300}value-type)", re.DOTALL
)


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file; CSV and TSV have one. Raises `FileProblem`, with the reason, for anything else."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise refused(path, error, "read") from None
    if size > _MOST:
        raise FileProblem(f"{shown(path)} is too large for a table: {size // 1_000_000} MB.", "Export fewer rows.")
    data, name = files.read_file(path), shown(path.name)
    if data.startswith(_OLD_EXCEL):
        return _workbook(name, data)
    if not data.startswith(_ZIP):
        return (delimited.read(name, data),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names or "content.xml" in names:
                _refuse_vast(name, archive)
                return _workbook(name, data)
            parts = [delimited.read(one, _part(archive, one)) for one in sorted(names) if _LINKEDIN.fullmatch(one)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise FileProblem(f"{name} cannot be opened: {error}.", "It may be damaged, or have a password.") from None
    if not parts:
        raise FileProblem(
            f"{name} is an archive without a table of applications.",
            "Of LinkedIn's archive, “Job Applications.csv” is read; ask LinkedIn for the archive that has it.",
        )
    return (_joined(parts),)


def _joined(found: list[Sheet]) -> Sheet:
    """LinkedIn's table in one sheet: a long one comes in several files, each with the header row."""
    first, *more = found
    return first._replace(rows=(*first.rows, *(row for sheet in more for row in sheet.rows if row != first.rows[0])))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of an archive; raises `FileProblem` if it is too large."""
    with archive.open(name) as part:
        data = part.read(_MOST + 1)
    if len(data) > _MOST:
        raise FileProblem(f"{shown(name)} is too large to be a table.")
    return data


def _refuse_vast(name: str, archive: zipfile.ZipFile) -> None:
    """Raises `FileProblem` for a spreadsheet whose cells would not fit into memory, which would crash the library."""
    parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
    if sum(part.file_size for part in parts) > 4 * _MOST:
        raise FileProblem(f"{name} is too large for a table.", "Save the one sheet as CSV.")
    for part in parts:
        if re.match(r"xl/worksheets/|content\.xml", part.filename):
            data = _part(archive, part.filename)
            if _cells(data) > _MOST_CELLS or any(int(found[1]) > 10_000 for found in _REPEATED.finditer(data)):
                raise FileProblem(
                    f"{name} is too large for a table: a cell lies far below or beside the others.",
                    "Save the one sheet as CSV.",
                )


def _cells(sheet: bytes) -> int:
    """The number of cells from the first to the last one with a value, in a sheet of XLSX."""
    rows, columns = [0], [0]
    for cell in _CELL.finditer(sheet):
        if place := _PLACE.search(cell[1]):
            rows.append(int(place[2]))
            columns.append(_column(place[1]))
        elif b"r=" in cell[1]:  # a place that there is in no sheet
            return _MOST_CELLS + 1
        else:
            rows += [int(row[1]) for row in _ROW.finditer(sheet)]
            break
    return max(rows) * max(*columns, 1)


def _column(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _workbook(name: str, data: bytes) -> tuple[Sheet, ...]:
    try:
        import python_calamine as calamine  # late: 20 ms, and only spreadsheets need it
    except ImportError:
        raise FileProblem(
            f"{name} is a spreadsheet, and to read one takes one package more.",
            "Install it with: pip install 'vaultgen[sheets]' (with pipx or uv: vaultgen doctor says how); "
            "or save the sheet as CSV.",
        ) from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _sheets(book)
    except calamine.PasswordError:
        raise FileProblem(f"{name} has a password.", "Save it without one.") from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileProblem(f"{name} cannot be read as a spreadsheet: {error}.", "Save the sheet as CSV.") from None


def _sheets(book: Any) -> tuple[Sheet, ...]:
    """The sheets of a workbook; raises `ValueError` also where the library gives up, which is no `Exception`."""
    try:
        return tuple(_sheet(one.name, book) for one in book.sheets_metadata if "WorkSheet" in str(one.typ))
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError(str(error)) from None
        raise


def _sheet(name: str, book: Any) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(map(_text, row)) for row in rows), f"sheet “{shown(name)}”")


def _text(value: Any) -> str:
    """A cell as a text: days with the year first, whole numbers without a point, lengths in minutes."""
    match value:
        case bool():
            text = "yes" if value else "no"
        case float() if value.is_integer():
            text = str(int(value))
        case datetime() if value.time() == time():
            text = str(value.date())
        case datetime():
            text = f"{value:%Y-%m-%dT%H:%M}"
        case time():
            text = f"{value:%H:%M}"
        case timedelta():
            text = f"{round(value.total_seconds() / 60)} min"
        case _:
            text = delimited.unmarked(str(value))
    return text
