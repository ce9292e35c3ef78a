"""For people: the place, the message, the line with carets under the span, the hint."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from vaultgen.diagnostics.diagnostic import SEVERITIES, Diagnostic
from vaultgen.diagnostics.source import SourceFile, split_lines
from vaultgen.reports.counts import Counts
from vaultgen.reports.report import Report
from vaultgen.terminal import plural, printable

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "hint": "\x1b[36m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDEST = 100
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # the lines of such a file cannot be shown


def render(report: Report) -> str:
    """One paragraph per problem, then the counts; many problems are grouped by code, see `paragraphs`."""
    diagnostics, sources, colour = report.diagnostics, report.sources, report.has_colour
    if report.is_in_full:
        shown = [one(diagnostic, sources, colour=colour) for diagnostic in diagnostics]
    else:
        shown = paragraphs(diagnostics, sources, colour=colour)
    return "\n".join([*shown, summary(diagnostics, report.counts)])


_MANY = 20  # problems: up to here each is a paragraph of its own
_MOST_LINES = 20  # of one code, where there are many


def paragraphs(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], *, colour: bool) -> list[str]:
    """The problems as paragraphs that end with a line break.

    If there are many, those of one code are grouped, the gravest first: one in full, then a line each, and after
    20 lines only their number.
    """
    if len(diagnostics) <= _MANY:
        return [one(diagnostic, sources, colour=colour) for diagnostic in diagnostics]
    groups: dict[tuple[int, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault((SEVERITIES.index(diagnostic.severity), diagnostic.code), []).append(diagnostic)
    return [_group(group, sources, colour=colour) for _, group in sorted(groups.items())]


def _group(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], *, colour: bool) -> str:
    """Problems of one code, in no more than 20 lines."""
    paint = _Paint(colour)
    first = one(diagnostics[0], sources, colour=colour)
    room = _MOST_LINES - first.count("\n") - 1
    rest = diagnostics[1:] if len(diagnostics) - 1 <= room else diagnostics[1:room]
    lines = [
        f"{paint(_BOLD, printable(f'{other.path}:{other.span.line}:{other.span.column}:'))} "
        f"{paint(_COLOURS[other.severity], other.code)} {printable(other.message)}"
        for other in rest
    ]
    if left := len(diagnostics) - 1 - len(rest):
        lines.append(
            paint(_DIM, f"… and {left} more {diagnostics[0].code}: vaultgen check --select {diagnostics[0].code}")
        )
    return first + "".join(f"{line}\n" for line in lines)


def one(diagnostic: Diagnostic, sources: Mapping[str, SourceFile], *, colour: bool) -> str:
    """One problem as a paragraph that ends with a line break."""
    span = diagnostic.span
    paint = _Paint(colour)
    place = printable(f"{diagnostic.path}:{span.line}:{span.column}:")
    kind = f"{diagnostic.severity} {diagnostic.code}"
    message = printable(diagnostic.message)
    lines = [f"{paint(_BOLD, place)} {paint(_COLOURS[diagnostic.severity], kind)} {message}"]
    source = sources.get(diagnostic.path)
    if source is not None and source.data and not source.data.startswith(_UTF_16):
        lines += _excerpt(source, diagnostic, paint)
    if diagnostic.hint:
        lines.append(f"  {paint(_BOLD, 'Mend:')} {printable(diagnostic.hint)}")
    if diagnostic.fix is not None:
        lines.append(f"  {paint(_DIM, 'Can be fixed: vaultgen check --fix')}")
    return "\n".join(lines) + "\n"


def summary(diagnostics: Sequence[Diagnostic], counts: Counts) -> str:
    """`14 notes read, 13 valid, 1 with errors; 1 error, 2 warnings.`"""
    notes = f"{plural(counts.read, 'note')} read, {counts.valid} valid, {counts.with_problems} with errors"
    counted = [
        plural(number, severity)
        for severity in ("error", "warning", "hint")
        if (number := sum(d.severity == severity for d in diagnostics))
    ]
    return f"{notes}; {', '.join(counted)}." if counted else f"{notes}."


class _Paint:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._colour else text


def _excerpt(source: SourceFile, diagnostic: Diagnostic, paint: _Paint) -> list[str]:
    span = diagnostic.span
    all_lines = _lines(source.data)
    if span.line > len(all_lines):
        return []
    line = all_lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    cut = max(0, start - _WIDEST // 2)
    shown = printable(line[cut : cut + _WIDEST]).replace("\t", " ")
    carets = "^" * max(1, _width(line[start : min(end, cut + _WIDEST)]))
    gutter = f"{span.line:>5} | "
    under = " " * (len(gutter) - 2) + "| " + " " * _width(line[cut:start])
    colour = _COLOURS[diagnostic.severity]
    return [f"{paint(_DIM, gutter)}{shown}", f"{paint(_DIM, under)}{paint(colour, carets)}"]


@lru_cache(maxsize=4)  # the problems of a file follow one another
def _lines(data: bytes) -> list[str]:
    return split_lines(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def _width(text: str) -> int:
    """The columns that a text takes on a terminal: wide characters take two, combining ones none."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
