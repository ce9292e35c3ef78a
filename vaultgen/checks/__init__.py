"""Checks of a whole vault and its drafts: each is a file in `rules/`. `RULES` has all rules by code."""

from collections.abc import Mapping

from vaultgen.checks.rules import CHECKS
from vaultgen.diagnostics.diagnostic import READING_RULES, Diagnostic, Rule
from vaultgen.snapshot import Snapshot

RULES: Mapping[str, Rule] = {
    rule.code: rule for rule in sorted([*READING_RULES.values(), *(rule for check in CHECKS for rule in check.RULES)])
}

RULES_OF_DRAFTS = frozenset(code for code in RULES if code.startswith("VG41") or code in ("VG420", "VG421"))
"""What is looked for in the words of drafts."""


def run(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """All problems that the checks find, unsorted."""
    return tuple(diagnostic for check in CHECKS for diagnostic in check.check(snapshot))
