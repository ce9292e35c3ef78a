"""A draft with a placeholder that the user has to replace (VG411)."""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import UnsentDraft, unsent
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, Severity, problem
from vaultgen.diagnostics.source import Span
from vaultgen.drafts.write import left_open
from vaultgen.snapshot import Snapshot

PLACEHOLDER_LEFT = Rule("VG411", "warning", "placeholder left")
RULES = (PLACEHOLDER_LEFT,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning for drafts that the user has edited, else a hint."""
    for message in unsent(snapshot):
        severity: Severity = "hint" if message.untouched else "warning"
        for said, span in _left(message):
            yield problem(
                PLACEHOLDER_LEFT,
                message.path,
                span,
                f"“{said}” waits for your own words.",
                hint="Write them in its place, or delete the sentence that it stands in.",
                severity=severity,
            )


def _left(message: UnsentDraft) -> Iterator[tuple[str, Span]]:
    for found in left_open(message.subject):
        yield found.group(), message.subject_span(*found.span())
    for found in left_open(message.body):
        yield found.group(), message.span(*found.span())
