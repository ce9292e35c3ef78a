"""The raw properties of a note: texts with spans, and how names are compared.

frontmatter.py reads them from a file; the `Spec`s of schema.py interpret them.
"""

import re
import unicodedata
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Edit, Fix
from vaultgen.diagnostics.source import Span


def key(name: str) -> str:
    """A property name as names are compared: without case, with `-`, `_` and spaces as `_`."""
    return re.sub(r"[-_\s]+", "_", unicodedata.normalize("NFC", name).strip()).casefold()


class Value(NamedTuple):
    """A scalar: its text without YAML quotes, and its span."""

    text: str
    span: Span

    def fix(self, new: str) -> Fix | None:
        """The fix that replaces the whole text; quotes are kept."""
        return self.part_fix(0, len(self.text), new)

    def part_fix(self, start: int, end: int, new: str) -> Fix | None:
        """The fix that replaces the characters `start` to `end` of the text.

        None if the file does not contain the text literally: if it spans lines or has escapes. If the text has no
        quotes, `new` must not need any.
        """
        where = self._place(start, end)
        return Fix(f"Write “{new}” for “{self.text[start:end]}”", (Edit(where, new),)) if where else None

    def part(self, start: int, end: int) -> Span:
        """The span of the characters `start` to `end`; that of the whole text if the file has it in another form."""
        return self._place(start, end) or self.span

    def place_of(self, text: str) -> Span:
        """The span of a part of the text; that of the whole text if it is not in it."""
        start = self.text.find(text) if text else -1
        return self.part(start, start + len(text)) if start >= 0 else self.span

    def _place(self, start: int, end: int) -> Span | None:
        span = self.span
        marks = span.end_column - span.column - len(self.text)  # two quotation marks, or none
        if span.line != span.end_line or marks not in (0, 2):
            return None
        first = span.column + marks // 2
        return Span(span.line, first + start, span.line, first + end)


class Property(NamedTuple):
    """A property of a note: its name as typed, the span of the name, and its values.

    `values` is empty if the property is; `is_list` distinguishes `[one]` from `one`.
    """

    name: str
    span: Span
    values: tuple[Value, ...]
    is_list: bool

    @property
    def value_span(self) -> Span:
        """The span from the first value to the last; that of the name if there are none."""
        if not self.values:
            return self.span
        first, last = self.values[0].span, self.values[-1].span
        return Span(first.line, first.column, last.end_line, last.end_column)
