"""Bytes of a CSV or TSV file → its rows; finds out the encoding and the separator of the cells."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from vaultgen.errors import FileProblem
from vaultgen.imports.table import MOST_ROWS, Sheet

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LINE_END = re.compile(r"\r\n|\n|\r")
# What a spreadsheet must not take for a formula has a quotation mark before it, and bars with a backslash (defusedcsv);
# so has, in our tables, what begins with such a mark itself.
_DEFUSED = re.compile(r"'('*)[@+\-=|%]")


def read(name: str, data: bytes) -> Sheet:
    """The rows of a CSV or TSV file called `name`; raises `FileProblem` if it is none."""
    text, encoding = _decoded(name, data)
    named = re.match(r"sep=([,;|\t])(?:\r\n|\n|\r)", text)  # what Excel writes and reads
    rows, delimiter = _split(name, text[named.end() :] if named else text, named[1] if named else "")
    about = f"{encoding}, {_DELIMITERS[delimiter]} between cells"
    return Sheet("", tuple(tuple(map(unmarked, row)) for row in rows), about)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text of the bytes, and the name of their encoding."""
    mark = next((found for found in _MARKS if data.startswith(found[0])), None)
    tried = (mark[1:],) if mark else (("utf-8", "UTF-8"), ("cp1252", "Windows-1252"))
    if mark is None and data[:2000].count(0) > len(data[:2000]) // 4:  # every second byte, in Western languages
        tried = (("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "UTF-16"),)
    for codec, shown in tried:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not re.search("[\0-\x08\x0e-\x1f]", text):
            return text, shown
    raise FileProblem(f"{name} is not a table: it holds bytes that are no text.", "Save it as CSV, in UTF-8.")


def _split(name: str, text: str, named: str) -> tuple[list[list[str]], str]:
    """The rows, split by the separator that gives each row the same number of cells, at least two."""
    if not text.strip():
        raise FileProblem(f"{name} is empty.")
    read_: dict[str, list[list[str]]] = {}
    fault = ""
    for delimiter in [named] if named else _DELIMITERS:
        try:
            # No more of it than shows that it is too large.
            read_[delimiter] = list(islice(csv.reader(_lines(text), delimiter=delimiter, strict=True), MOST_ROWS + 1))
        except csv.Error as error:
            fault = fault or _in_words(error)
    even = {one: size for one, rows in read_.items() if (size := _width(rows)) > 1}
    if even:
        best = max(even, key=lambda one: even[one])
        return read_[best], best
    if fault:
        raise FileProblem(
            f"{name} cannot be read as a table: {fault}.", "A quotation mark may be open: save the file again as CSV."
        )
    raise FileProblem(
        f"{name} is no table: no comma, semicolon or tab splits its rows into the same number of cells.",
        "Save it again as CSV from the program that it comes from.",
    )


def _in_words(error: csv.Error) -> str:
    return f"a cell has more than {csv.field_size_limit()} characters" if "field limit" in str(error) else str(error)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells in each row; 0 where the rows differ. Programs may leave out empty cells at the end."""
    full = [len(row) for row in rows if any(cell.strip() for cell in row)]
    widest = max(full, default=0)
    same = sum(size == widest for size in full)
    return widest if same == len(full) or (full[0] == widest and 2 * same > len(full)) else 0


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends. Not `splitlines`: a cell may hold U+2028."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


def unmarked(text: str) -> str:
    """A cell without what keeps a spreadsheet from taking it for a formula. LibreOffice keeps that in its own files."""
    defused = _DEFUSED.match(text)
    if defused is None:
        return text
    return text[1:] if defused[1] else text[1:].replace("\\|", "|")
