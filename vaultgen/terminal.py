"""Text as it may be printed on a terminal."""

import unicodedata

_NOT_SHOWN = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])  # what commands, what is no character, and what ends a line


def plural(number: int, noun: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def printable(text: str, *, keep_escapes: bool = False) -> str:
    """Text for one line of a terminal: control characters and line ends that a note holds are shown, not obeyed."""
    if text.isascii() and text.isprintable():
        return text
    allowed = "\t\x1b" if keep_escapes else "\t"
    return "".join(
        char if char in allowed or unicodedata.category(char) not in _NOT_SHOWN or char == "\u200d" else "\ufffd"
        for char in text
    )
