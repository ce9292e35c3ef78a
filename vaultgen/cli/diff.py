"""Unified diffs for people, with optional colours."""

from difflib import unified_diff

from vaultgen.diagnostics.source import split_lines
from vaultgen.terminal import printable

_STYLES = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def unified(path: str, before: str, after: str, *, colour: bool) -> str:
    """The differing lines with three lines of context, below the file's name."""
    # The empty text behind the last line end is no line.
    old, new = (split_lines(text.removesuffix("\n")) for text in (before, after))
    lines = unified_diff(old, new, path, path, lineterm="")
    return "\n".join(_painted(printable(line), colour=colour) for line in lines)


def _painted(line: str, *, colour: bool) -> str:
    style = (_BOLD if line.startswith(("+++ ", "--- ")) else _STYLES.get(line[:1])) if colour else None
    return f"{style}{line}{_PLAIN}" if style else line
