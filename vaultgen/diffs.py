"""How two versions of a file differ, for people: a unified diff, coloured where that is wanted."""

from difflib import unified_diff

from vaultgen.reporters.text import printable
from vaultgen.source import split_lines

_STYLES = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_PLAIN = "\x1b[0m"


def unified(path: str, before: str, after: str, *, colour: bool) -> str:
    """The lines that differ with three around them; the file's name stands above."""
    lines = unified_diff(split_lines(before), split_lines(after), f"{path} (now)", f"{path} (new)", lineterm="")
    return "\n".join(_painted(printable(line), colour=colour) for line in lines)


def _painted(line: str, *, colour: bool) -> str:
    style = _STYLES.get(line[:1]) if colour and not line.startswith(("+++", "---")) else None
    return f"{style}{line}{_PLAIN}" if style else line
