"""A list of which YAML cannot read every item → its items one by one, so that one item costs one item.

Each item stands alone in a text of the same length: what is around it is blank, so that places stay what they are.
"""

import re
from typing import NamedTuple

from vaultgen.regex import late
from vaultgen.vault.notes.recovery import Stretch

_NAME_ALONE = late(r"[^\r\n]*:[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)")
_MARK = late(r"^([ \t]*)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_MOST = 500  # items; each is read by itself, and more are no list that anybody typed


class Alone(NamedTuple):
    """An item: the property with this one item in it, and where in the property's text it begins and ends."""

    text: str
    start: int
    end: int


def items(part: Stretch, front: str) -> list[Alone]:
    """The items of a property whose list has a line for each; none where it has no such list.

    Where a quotation mark or a bracket stays open, what follows up to the closing one goes with the item.
    """
    head = _NAME_ALONE.match(part.text)
    marks = list(_MARK.finditer(part.text, head.end())) if head else []
    if head is None or not marks or part.text[head.end() : marks[0].start()].strip():
        return []
    starts = [mark.start() for mark in marks if len(mark[1]) <= len(marks[0][1])]
    if len(starts) > _MOST:
        return []
    ends = [*starts[1:], len(part.text)]
    pieces = [Stretch(part.start + a, part.text[a:b]) for a, b in zip(starts, ends, strict=True)]
    found = []
    while pieces:
        piece, pieces = pieces[0].up_to_closing(front[: part.end], pieces[1:])
        start, end = piece.start - part.start, piece.end - part.start
        before, after = part.text[head.end() : start], part.text[end:]
        found.append(Alone(part.text[: head.end()] + _blank(before) + piece.text + _blank(after), start, end))
    return found


def _blank(text: str) -> str:
    """As many spaces, with the line ends where they are."""
    return re.sub(r"[^\r\n]", " ", text)
