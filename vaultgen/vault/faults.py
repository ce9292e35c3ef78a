"""What a reader of values found wrong with one, before it is known in which note."""

from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Severity, problem
from vaultgen.diagnostics.source import Span


class Fault(NamedTuple):
    """A rule's code, the place, the reason, the mend in words and as a fix; the rule's severity unless one is given."""

    code: str
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    severity: Severity | None = None

    def at(self, path: str) -> Diagnostic:
        """The fault as a problem of the note at a path."""
        return problem(self.code, path, self.span, self.message, hint=self.hint, fix=self.fix, severity=self.severity)
