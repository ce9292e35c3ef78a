"""One line per problem, for editors and grep: `path:line:column: severity CODE message`."""

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.reports.report import Report
from vaultgen.terminal import printable


def render(report: Report) -> str:
    """The lines; empty if there are no problems."""
    return "\n".join(map(_line, report.diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
    return printable(f"{place}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}")
