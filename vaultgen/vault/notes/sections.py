"""The headings of a note's body with the list items below each.

It scans lines instead of parsing Markdown, as it runs over every interview and only has to see what a person would call
a list under a heading. Fenced code is skipped.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late

_HEADING = late(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")
_ITEM = late(r"(\s*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(.*\S)[ \t]*$")
_FENCE = late(r" {0,3}(`{3,}|~{3,})")


class ListItem(NamedTuple):
    """A list item: its text with continuation lines joined, and its span in the file."""

    text: str
    span: Span


def sections(body: str, first_line: int) -> Iterator[tuple[str, tuple[ListItem, ...]]]:
    """Yields each heading of a body with its top-level list items; the body begins at `first_line` of its file."""
    heading, fence, depth = "", "", 0
    points: list[ListItem] = []
    for number, line in enumerate(split_lines(without_comments(body, keep_lines=True)), start=first_line):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif fence:
            continue
        elif head := _HEADING.match(line):
            if heading:
                yield heading, tuple(points)
            heading, points = head[1], []
        elif item := _ITEM.match(line):
            indent = len(item[1].expandtabs(4))
            depth = indent if not points else depth
            if indent <= depth + 1:  # nested items belong to their parent
                points.append(ListItem(item[2], Span(number, item.start(2) + 1, number, item.end(2) + 1)))
        elif points and line.startswith(("  ", "\t")) and line.strip():
            last = points[-1]
            joined = f"{last.text} {line.strip()}"
            points[-1] = ListItem(joined, Span(last.span.line, last.span.column, number, len(line.rstrip()) + 1))
    if heading:
        yield heading, tuple(points)
