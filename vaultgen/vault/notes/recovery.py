"""A front matter that YAML gave up → its top-level properties as stretches that can be read one by one.

A stretch begins with a line at the margin and ends before the next. That is a guess only where a
quotation mark or a bracket stands open: what follows may then be part of the text, up to the line
that closes it, and is never taken for properties (a wrong value is worse than none).
"""

import re
from typing import NamedTuple

from vaultgen.regex import late

# Indented lines, list items, closing brackets and comments go with the property above them.
_BEGINS = late(r"^(?![ \t\r\n#\]}]|-[ \t\r\n]|-\Z)", re.MULTILINE)
_NAME = late(r"""(?P<mark>["']?)(?P<name>[^\s"'\[\]{}#&*!|>%@`,?:-][^"':\r\n]*)(?P=mark)[ \t]*:(?:[ \t\r\n]|\Z)""")
_MARKS = (('"', '"'), ("'", "'"), ("[", "]"), ("{", "}"))
_MOST = 1000  # properties; more are no note, and reading each by itself would take its time


class Stretch(NamedTuple):
    """A part of a front matter: where it begins (a character offset), and its text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset of what follows."""
        return self.start + len(self.text)

    @property
    def name(self) -> str:
        """What the property is called that begins here; nothing where none does."""
        found = _NAME.match(self.text)
        return found["name"].strip() if found else ""

    @property
    def names(self) -> tuple[str, ...]:
        """What every line at the margin could be called: a text may have swallowed a property."""
        return tuple(part.name for part in stretches(self.text) if part.name)

    def up_to_closing(self, front: str, following: list["Stretch"]) -> tuple["Stretch", list["Stretch"]]:
        """The stretch with all that may be inside a mark that it opens, and what then remains of the front matter."""
        for opening, closing in _MARKS:
            if front.find(closing, self.end) >= 0 and _opens(self.text, opening, closing):
                for number, part in enumerate(following, 1):
                    if _closes(part.text, opening, closing):
                        inside = "".join(one.text for one in following[:number])
                        return Stretch(self.start, self.text + inside), following[number:]
        return self, following


def stretches(front: str) -> list[Stretch]:
    """The parts of a front matter, in order; together they are all of it."""
    starts = [0, *(match.start() for match in _BEGINS.finditer(front) if 0 < match.start() < len(front))]
    if len(starts) > _MOST:
        return []
    ends = [*starts[1:], len(front)]
    return [Stretch(start, front[start:end]) for start, end in zip(starts, ends, strict=True)]


def _opens(text: str, opening: str, closing: str) -> bool:
    """Whether a value begins with a mark, in a text that does not close it (an apostrophe opens nothing)."""
    begins = re.search(rf"[:\[{{,-][ \t]*{re.escape(opening)}", text)
    return begins is not None and _closes(text, closing, opening)


def _closes(text: str, opening: str, closing: str) -> bool:
    """Whether a text has a mark too many: one that closes what stands open before it."""
    if opening == closing:
        return text.count(closing) % 2 == 1
    return text.count(closing) > text.count(opening)
