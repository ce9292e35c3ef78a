"""Obsidian's comments: text between two `%%` is private and never shown.

Comments are removed before a text is parsed, since one may begin in one paragraph, list or table cell and end in
another. Only in code is `%%` no comment. The parser decides what is code: a guess could show what the user has hidden.
Source: Obsidian's help on comments.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from vaultgen.markdown.structure import blocks
from vaultgen.regex import late

_MARK = late(r"(?<!`)(?P<ticks>`+)(?!`)|%%|\\`")
_BEGINS_LINE = late(r"[ >\t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$")
# A comment over several lines changes what is code, so the rest is parsed again. These limits bound the time that a
# text takes: so many comments, and so many characters parsed again. Beyond them nothing counts as code.
_MOST_REPARSED, _MOST_REREAD = 20, 400_000


def without_comments(text: str, *, keep_lines: bool = False) -> str:
    """The text without its comments; one that begins a line and is never closed runs to the end.

    With `keep_lines`, line breaks within a comment are kept, so that line numbers do not change.
    """
    if "%%" not in text:
        return text
    text = re.sub(r"\r\n|\r(?!\n)", "\n", text)
    shown: list[str] = []
    code, reparsed, at = _CodeMap(text), 0, 0
    most = min(_MOST_REPARSED, _MOST_REREAD // max(1, len(text)) + 1)
    while (comment := _next(text, at, code)) is not None:
        start, end = comment
        hidden = text[start:end]
        shown += [text[at:start], "\n" * hidden.count("\n") if keep_lines else ""]
        at = end
        if "\n" in hidden and reparsed < most:  # what is code may have changed
            before = "".join(shown)
            text, shown, at = before + text[end:], [before], len(before)
            reparsed += 1
            code = _CodeMap(text if reparsed < most else "")
    return "".join(shown) + text[at:]


def _next(text: str, at: int, code: "_CodeMap") -> tuple[int, int] | None:
    """The start and end of the next comment, or None."""
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        if code.is_code(mark.start()) or mark.group() == "\\`":
            continue
        if mark["ticks"]:
            at = code.end_of_span(text, mark)
            continue
        end = text.find("%%", mark.end())
        if end >= 0:
            return mark.start(), end + 2
        line = text.rfind("\n", 0, mark.start()) + 1
        return (mark.start(), len(text)) if _BEGINS_LINE.match(text, line, mark.start()) else None
    return None


class _CodeMap:
    """Which lines of a text are code, and where each paragraph, cell or heading ends.

    With an empty text nothing is code.
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
        """Whether the character at an offset is in a code block."""
        return self._line(offset) in self._code

    def end_of_span(self, text: str, ticks: re.Match[str]) -> int:
        """The end of the code span that these backticks begin, or of the backticks if they begin none."""
        last = self._ends.get(self._line(ticks.start()))
        if last is None:
            return ticks.end()
        limit = self._starts[last] if last < len(self._starts) else len(text)
        closing = re.compile(rf"(?<!`){ticks['ticks']}(?!`)").search(text, ticks.end(), limit)
        return closing.end() if closing else ticks.end()

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """For each block that holds text: its first line, the line after its last, and whether it is code."""
    for token in blocks(text):
        if token.map is None:
            continue
        if token.type == "fence":  # its first line names the language and is not code
            yield token.map[0] + 1, token.map[1], True
        elif token.type == "code_block":
            yield token.map[0], token.map[1], True
        elif token.type == "inline":
            yield token.map[0], token.map[1], False
