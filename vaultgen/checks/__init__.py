"""Checks of a whole vault and of the drafts in it: each is a file of `rules/`. `RULES` has every rule by its code."""

from collections.abc import Mapping

from vaultgen.checks.rules import CHECKS
from vaultgen.diagnostics.diagnostic import READING_RULES, Diagnostic, Rule
from vaultgen.snapshot import Snapshot

RULES: Mapping[str, Rule] = {
    rule.code: rule for rule in sorted([*READING_RULES.values(), *(rule for check in CHECKS for rule in check.RULES)])
}


def run(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Everything that the checks find, in no particular order."""
    return tuple(diagnostic for check in CHECKS for diagnostic in check.check(snapshot))
