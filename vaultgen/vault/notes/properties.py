"""A note's properties as they were typed: raw texts with their places, and how the names are compared.

What they mean is said by the `Spec`s of schema.py; who reads them from a file is frontmatter.py.
"""

import re
import unicodedata
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Edit, Fix
from vaultgen.diagnostics.source import Span


def key(name: str) -> str:
    """How property names are compared: ignoring case, with `-`, `_` and space the same."""
    return re.sub(r"[-_\s]+", "_", unicodedata.normalize("NFC", name).strip()).casefold()


class Value(NamedTuple):
    """One scalar as it was typed: its text after YAML's quoting, and its place."""

    text: str
    span: Span

    def fix(self, new: str) -> Fix | None:
        """The mend that puts another word for the whole text, in the quotes that stand there."""
        return self.part_fix(0, len(self.text), new)

    def part_fix(self, start: int, end: int, new: str) -> Fix | None:
        """The mend that puts another word for the characters `start` to `end` of the text.

        None where the text does not stand in the file letter by letter: over several lines, or
        with escapes. `new` must need no quotes where the text had none.
        """
        where = self._place(start, end)
        return Fix(f"Write “{new}” for “{self.text[start:end]}”", (Edit(where, new),)) if where else None

    def part(self, start: int, end: int) -> Span:
        """The place of the characters `start` to `end` of the text; of all of it where it is typed otherwise."""
        return self._place(start, end) or self.span

    def place_of(self, said: str) -> Span:
        """The place of some words of the text; of all of it where they do not stand there."""
        start = self.text.find(said) if said else -1
        return self.part(start, start + len(said)) if start >= 0 else self.span

    def _place(self, start: int, end: int) -> Span | None:
        span = self.span
        marks = span.end_column - span.column - len(self.text)  # two quotation marks, or none
        if span.line != span.end_line or marks not in (0, 2):
            return None
        first = span.column + marks // 2
        return Span(span.line, first + start, span.line, first + end)


class Property(NamedTuple):
    """One property of a note: `name` as typed, its place, and its value or values.

    `values` is empty where the property was left empty; `is_list` tells `[one]` from `one`.
    """

    name: str
    span: Span
    values: tuple[Value, ...]
    is_list: bool

    @property
    def value_span(self) -> Span:
        """From the first value to the last; the name itself where there is none."""
        if not self.values:
            return self.span
        first, last = self.values[0].span, self.values[-1].span
        return Span(first.line, first.column, last.end_line, last.end_column)
