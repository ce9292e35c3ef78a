"""Workflow commands of GitHub Actions: each problem becomes an annotation of its line.

`::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`; a hint is a `notice`. What a note
holds is escaped as the runner's own toolkit does it, so that no note can command the runner.
"""

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.reports.report import Report
from vaultgen.terminal import printable

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def render(report: Report) -> str:
    """One command per problem, each on its own line; empty if there are no problems."""
    return "\n".join(_command(diagnostic) for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": diagnostic.path,
        "line": span.line,
        "endLine": span.end_line,
        # The runner accepts columns only for a problem within one line.
        **({"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}),
        "title": f"{diagnostic.code} {diagnostic.rule.title}",
    }
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data("\n".join(filter(None, (printable(diagnostic.message), printable(diagnostic.hint)))))
    return f"::{_COMMANDS[diagnostic.severity]} {named}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
