"""The answer in a question's note, as it grew: its dated versions, and what can be counted in each.

A date as heading (`## 2026-02-26`) begins a version; text before the first of them is a version without a date. Nothing
is graded: each number says what it counts.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.diagnostics.source import split_lines
from vaultgen.english.markup import without_markup
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late

_HEADING = late(r" {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCE = late(r" {0,3}(`{3,}|~{3,})")
_LINKS = late(r"\[\[([^\[\]|#]+)")
_WORD = late(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NUMBER = late(r"(?<![^\W_])\d+(?:[.,:/-]\d+)*(?![^\W_])")
_WE = frozenset("we us our ours ourselves".split())
_I = frozenset("i me my mine myself".split())


class Version(NamedTuple):
    """A version of an answer in Markdown, and the day from which it is; None for one without a day."""

    day: dt.date | None
    text: str

    @property
    def links(self) -> tuple[str, ...]:
        """The targets of its links, in order."""
        return tuple(dict.fromkeys(target.strip() for target in _LINKS.findall(self.text)))


class Counted(NamedTuple):
    """What can be counted in an answer: words, numbers in digits, and how often it says we (us, our) and I (me, my)."""

    words: int
    numbers: int
    we: int
    i: int


def versions(body: str) -> tuple[Version, ...]:
    """The versions of an answer, the oldest first; none if the note says nothing.

    A version ends at the next day, and at another heading of the same or a higher level: what follows is no answer.
    """
    found: list[tuple[dt.date | None, list[str]]] = [(None, [])]
    level, fence, is_answer = 7, "", True
    for line in split_lines(without_comments(body)):
        fence, was_code = _fence(line, fence), bool(fence)
        heading = None if fence or was_code else _HEADING.match(line)
        if heading and (day := _day(heading[2])):
            found.append((day, []))
            level, is_answer = len(heading[1]), True
        elif heading and len(heading[1]) <= level < 7:
            is_answer = False
        elif is_answer:
            found[-1][1].append(line)
    texts = (Version(day, "\n".join(lines).strip()) for day, lines in found)
    return tuple(sorted((v for v in texts if v.text), key=lambda version: version.day or dt.date.min))


def of_day(found: Sequence[Version], day: dt.date) -> Version | None:
    """The version that existed on a day: the latest that is not from a later one; None if there was none."""
    return next((version for version in reversed(found) if version.day is None or version.day <= day), None)


def counted(text: str) -> Counted:
    """What can be counted in an answer."""
    plain = without_markup(text)
    words = [word.casefold() for word in _WORD.findall(plain)]
    first = [word.replace("’", "'").partition("'")[0] for word in words]
    return Counted(
        len(words), len(_NUMBER.findall(plain)), sum(word in _WE for word in first), sum(word in _I for word in first)
    )


def _fence(line: str, open_fence: str) -> str:
    """The code fence that is open after a line, if any."""
    mark = _FENCE.match(line)
    if mark is None:
        return open_fence
    if not open_fence:
        return mark[1]
    return "" if mark[1].startswith(open_fence) else open_fence


def _day(heading: str) -> dt.date | None:
    try:
        return parse_when(heading).day
    except BadDate:
        return None
