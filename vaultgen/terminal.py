"""Text that is safe to print on a terminal."""

import unicodedata

_NOT_SHOWN = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])  # controls, formats, surrogates, line ends


def plural(number: int, noun: str) -> str:
    """`1 note`, `2 notes`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def printable(text: str, *, keep_escapes: bool = False) -> str:
    """A text for one line of a terminal: control characters and line breaks are replaced by U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    allowed = "\t\x1b" if keep_escapes else "\t"
    return "".join(
        char if char in allowed or unicodedata.category(char) not in _NOT_SHOWN or char == "\u200d" else "\ufffd"
        for char in text
    )
