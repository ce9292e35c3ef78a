"""Front matter that is not closed by a line of three hyphens (VG004)."""

import re

from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.diagnostics.source import Lines, Span
from vaultgen.regex import late

# Lines that were meant to close it: indented, too long, of dashes instead of hyphens, or YAML's `...`.
_CLOSER = r"(?:[-–—]{2,6}|—|\.\.\.)"
_ALMOST_CLOSED = late(rf"\s*(?P<fence>{_CLOSER})[ \t]*\r?$", re.MULTILINE)
# The opening line, and the lines below it that look like properties.
_PROPERTY_LINES = late(
    rf"\A---[^\n]*(?:\n(?![ \t]*{_CLOSER}[ \t]*\r?$)"
    r"(?:[\w\"'][^:\n]*:(?:[ \t][^\n]*)?|[ \t]+\S[^\n]*|-[ \t][^\n]*|#[^\n]*)\r?$)*",
    re.MULTILINE,
)


def unclosed(path: str, text: str, lines: Lines) -> Diagnostic:
    """The problem, at the line that was meant to close the front matter, or else at its beginning."""
    properties = _PROPERTY_LINES.match(text)
    end = properties.end() if properties else 3
    if almost := _ALMOST_CLOSED.match(text, end):
        return problem(
            "VG004",
            path,
            lines.span(*almost.span("fence")),
            f"“{almost['fence']}” does not end the properties: only a line of three hyphens does.",
            hint="Write --- in its place. Some keyboards make one long dash of two hyphens.",
        )
    last = lines.place(end)[0]
    return problem(
        "VG004",
        path,
        Span(1, 1, 1, 4),
        "The properties begin with “---” here, and no line with “---” ends them.",
        hint=f"Put a line with only --- after the last property: below line {last}, as it looks.",
    )
