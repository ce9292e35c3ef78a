"""Obsidian's comments: what stands between two `%%` is the user's own and is never shown.

They are taken out of a text before anything else reads it, since they may begin in one paragraph,
list or table cell and end in another. Only code keeps its percent signs; what is code is asked of
the parser, because a text that only looks like code would show what its writer hid.
Source: Obsidian's help on comments.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from vaultgen.markdown.structure import blocks
from vaultgen.regex import late

_MARK = late(r"(?<!`)(?P<ticks>`+)(?!`)|%%|\\`")
_BEGINS_LINE = late(r"[ >\t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$")
# Comments over several lines after which nothing counts as code, and characters read again for them: no text takes
# for ever.
_RESHAPED, _REREAD = 20, 400_000


def without_comments(text: str, *, keep_lines: bool = False) -> str:
    """The text without its comments; a comment that begins a line and is never closed runs to the end.

    With `keep_lines` the line ends within a comment stay, so that every line keeps its number.
    """
    if "%%" not in text:
        return text
    text = re.sub(r"\r\n|\r(?!\n)", "\n", text)
    shown: list[str] = []
    shape, reshaped, at = _Shape(text), 0, 0
    most = min(_RESHAPED, _REREAD // max(1, len(text)) + 1)
    while (comment := _next(text, at, shape)) is not None:
        start, end = comment
        hidden = text[start:end]
        shown += [text[at:start], "\n" * hidden.count("\n") if keep_lines else ""]
        at = end
        if "\n" in hidden and reshaped < most:  # without it, other things are code
            before = "".join(shown)
            text, shown, at = before + text[end:], [before], len(before)
            reshaped += 1
            shape = _Shape(text if reshaped < most else "")
    return "".join(shown) + text[at:]


def _next(text: str, at: int, shape: "_Shape") -> tuple[int, int] | None:
    """Where the next comment begins and ends."""
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        if shape.is_code(mark.start()) or mark.group() == "\\`":
            continue
        if mark["ticks"]:
            at = shape.end_of_span(text, mark)
            continue
        end = text.find("%%", mark.end())
        if end >= 0:
            return mark.start(), end + 2
        line = text.rfind("\n", 0, mark.start()) + 1
        return (mark.start(), len(text)) if _BEGINS_LINE.match(text, line, mark.start()) else None
    return None


class _Shape:
    """Which lines of a text are code, and which belong to one paragraph, cell or heading.

    That of an empty text knows of no code at all: then everything may be a comment.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._code: set[int] = set()
        self._ends: dict[int, int] = {}
        for line, end, is_code in _lines(text):
            if is_code:
                self._code.update(range(line, end))
            else:
                self._ends.update(dict.fromkeys(range(line, end), end))

    def is_code(self, offset: int) -> bool:
        """Whether a character stands in a block of code."""
        return self._line(offset) in self._code

    def end_of_span(self, text: str, ticks: re.Match[str]) -> int:
        """Where a code span ends that begins with these backticks; right behind them where it is none."""
        last = self._ends.get(self._line(ticks.start()))
        if last is None:
            return ticks.end()
        limit = self._starts[last] if last < len(self._starts) else len(text)
        closing = re.compile(rf"(?<!`){ticks['ticks']}(?!`)").search(text, ticks.end(), limit)
        return closing.end() if closing else ticks.end()

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """First line, the line after the last, and whether it is code, of each block that holds text."""
    for token in blocks(text):
        if token.map is None:
            continue
        if token.type == "fence":  # its first line says in which language, and is no code
            yield token.map[0] + 1, token.map[1], True
        elif token.type == "code_block":
            yield token.map[0], token.map[1], True
        elif token.type == "inline":
            yield token.map[0], token.map[1], False
