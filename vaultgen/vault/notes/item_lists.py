"""Splits a list that YAML cannot read into its items, so that a faulty item does not cost the others.

Each item is returned in a text of the same length, with everything else blanked, so that offsets stay the same.
"""

import re
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import Lines
from vaultgen.regex import late
from vaultgen.vault.notes.properties import Value
from vaultgen.vault.notes.recovery import Stretch

_NAME_ALONE = late(r"[^\r\n]*:[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)")
_MARK = late(r"^([ \t]*)-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_OPENS = late(r"[ \t]*-[ \t]+[\"'\[{]")
_MOST = 500  # items, as each is parsed separately; nobody types longer lists


class Alone(NamedTuple):
    """An item: the text of the property with only this item, and the item's start and end in it."""

    text: str
    start: int
    end: int


def items(part: Stretch, front: str) -> list[Alone]:
    """The items of a property's block list; empty if it has no such list.

    An item with an unclosed quotation mark or bracket extends to the closing one.
    """
    head = _NAME_ALONE.match(part.text)
    marks = list(_MARK.finditer(part.text, head.end())) if head else []
    if head is None or not marks or part.text[head.end() : marks[0].start()].strip():
        return []
    starts = [mark.start() for mark in marks if len(mark[1]) <= len(marks[0][1])]
    if len(starts) > _MOST:
        return []
    ends = [*starts[1:], len(part.text)]
    stretches = [Stretch(part.start + a, part.text[a:b]) for a, b in zip(starts, ends, strict=True)]
    items = []
    while stretches:
        stretch, stretches = stretches[0], stretches[1:]
        if _OPENS.match(stretch.text):
            stretch, stretches = stretch.up_to_closing(front[: part.end], stretches)
        start, end = stretch.start - part.start, stretch.end - part.start
        before, after = part.text[head.end() : start], part.text[end:]
        items.append(Alone(part.text[: head.end()] + _blank(before) + stretch.text + _blank(after), start, end))
    return items


def _blank(text: str) -> str:
    """A text with all characters but line breaks replaced by spaces."""
    return re.sub(r"[^\r\n]", " ", text)


def as_typed(text: str, lines: Lines, fault: Diagnostic) -> list[Value]:
    """An item that reads as a property, `- Jane: laughed`, as the text that it can only be; else nothing."""
    start = lines.offset(fault.span.line, fault.span.column)
    line = _LINE.match(text, start)
    typed = line.group().strip() if line else ""
    if fault.code != "VG008" or _GOES_ON.match(text, start) or not _SAID.fullmatch(typed):
        return []
    return [Value(typed, fault.span)]


_LINE = late(r"[^\r\n]*")
_GOES_ON = late(r"[^\r\n]*\r?\n[ \t]+(?!-)\S")
_SAID = late(r"(?i)(?!.* #)(?!name:)[^\s:'\"\[{?#&*!|>%@`-][^:'\"\[{]{0,60}: +[^\s\[{].*")
