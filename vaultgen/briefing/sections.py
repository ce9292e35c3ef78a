"""The values of a briefing: sections of lines, each line with the notes in which it was said."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultgen.english.phrases import clean

_LONGEST = 150  # characters of a text; a sheet has room for no more, and the note has all of it


class Source(NamedTuple):
    """A note in which something was said: the words for it, and its path."""

    words: str
    path: str


class BriefingLine(NamedTuple):
    """A line of a section, in plain text.

    `who` stands before the text: a person, or what the line is about. `more` is said below it, `mark` is a state in one
    or two words. `beside` are the lines that stand side by side under it.
    """

    text: str
    who: str = ""
    more: str = ""
    mark: str = ""
    sources: tuple[Source, ...] = ()
    beside: tuple["BriefingLine", ...] = ()


class BriefingSection(NamedTuple):
    """A section of a briefing: its lines, and how many more there are that the sheet has no room for."""

    name: str
    title: str
    lines: tuple[BriefingLine, ...]
    more: int = 0


def section(name: str, title: str, lines: Iterable[BriefingLine], *, most: int) -> BriefingSection:
    """A section with the first `most` lines."""
    every = tuple(lines)
    return BriefingSection(name, title, every[:most], max(0, len(every) - most))


def shown(text: str) -> str:
    """A line of a note as plain text, cut at a word where it is long."""
    line = clean(text)
    if len(line) <= _LONGEST:
        return line
    return line[: line.rfind(" ", 0, _LONGEST) if " " in line[:_LONGEST] else _LONGEST].rstrip(",;:–- ") + " …"
