"""Splits a front matter that YAML cannot parse into its top-level properties, so that each can be parsed by itself.

A stretch begins with an unindented line and ends before the next. If a quotation mark or bracket stays open, what
follows up to the line that closes it may be part of the value and is not read as properties: a wrong value is worse
than none.
"""

import re
from typing import NamedTuple

from vaultgen.regex import late

# Indented lines, list items, closing brackets and comments belong to the property above them.
_BEGINS = late(r"^(?![ \t\r\n#\]}]|-[ \t\r\n]|-\Z)", re.MULTILINE)
_NAME = late(r"""(?P<mark>["']?)(?P<name>[^\s"'\[\]{}#&*!|>%@`,?:-][^"':\r\n]*)(?P=mark)[ \t]*:(?:[ \t\r\n]|\Z)""")
_MARKS = (('"', '"'), ("'", "'"), ("[", "]"), ("{", "}"))
_MOST = 1000  # properties, as each is parsed separately; no real note has more


class Stretch(NamedTuple):
    """A part of a front matter: its offset in characters, and its text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset of its end."""
        return self.start + len(self.text)

    @property
    def name(self) -> str:
        """The name of the property that begins here; empty if none does."""
        found = _NAME.match(self.text)
        return found["name"].strip() if found else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names on all unindented lines, since an open quotation mark may have swallowed properties."""
        return tuple(part.name for part in stretches(self.text) if part.name)

    def up_to_closing(self, front: str, following: list["Stretch"]) -> tuple["Stretch", list["Stretch"]]:
        """The stretch extended to where a mark that it opens is closed, and the stretches that remain."""
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
    """Whether a value begins with an opening mark that the text does not close; an apostrophe opens nothing."""
    begins = re.search(rf"[:\[{{,-][ \t]*{re.escape(opening)}", text)
    return begins is not None and _closes(text, closing, opening)


def _closes(text: str, opening: str, closing: str) -> bool:
    """Whether a text has an unmatched closing mark, which closes one that was opened before it."""
    if opening == closing:
        return text.count(closing) % 2 == 1
    return text.count(closing) > text.count(opening)
