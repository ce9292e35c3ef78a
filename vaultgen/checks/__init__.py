"""Checks of a whole vault and of the drafts in it: each is a file of `rules/`."""

from vaultgen.checks.rules import CHECKS
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.snapshot import Snapshot


def run(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Everything that the checks find, in no particular order."""
    return tuple(diagnostic for check in CHECKS for diagnostic in check.check(snapshot))
