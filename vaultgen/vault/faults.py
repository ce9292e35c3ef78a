"""Faults: problems of a value without the note's path, which its reader does not know."""

from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Severity, problem
from vaultgen.diagnostics.source import Span


class Fault(NamedTuple):
    """A problem without a path; `severity` is that of the rule if it is None."""

    code: str
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    severity: Severity | None = None

    def at(self, path: str) -> Diagnostic:
        """The fault as a problem of the note at a path."""
        return problem(self.code, path, self.span, self.message, hint=self.hint, fix=self.fix, severity=self.severity)
