"""What is checked once the whole vault is known. One file per check, each with

    check(snapshot) -> Iterator[Diagnostic]

a pure function. (What can be said of a value by itself is said where it is read, in schema.py.)
`CHECKS` is the order; one more check is one more file, one more name here, and its rule in
`diagnostics.RULES`.
"""

from vaultgen.checks import (
    chronology,
    contacts,
    duplicate_drafts,
    file_names,
    identity,
    leftovers,
    lengths,
    link_kinds,
    links,
    magnitudes,
    misspelt_names,
    near_copies,
    not_yet,
    offsets,
    outdated_drafts,
    particulars,
    people,
    placeholders,
    privacy,
    recipients,
    required,
    tone,
    unknown_properties,
    wrong_names,
)
from vaultgen.diagnostics import Diagnostic
from vaultgen.snapshot import Snapshot

CHECKS = (
    required,
    unknown_properties,
    links,
    link_kinds,
    chronology,
    magnitudes,
    not_yet,
    offsets,
    contacts,
    people,
    identity,
    file_names,
    leftovers,
    privacy,
    placeholders,
    wrong_names,
    misspelt_names,
    particulars,
    lengths,
    near_copies,
    tone,
    recipients,
    duplicate_drafts,
    outdated_drafts,
)


def run(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Everything that the checks find, in no particular order."""
    return tuple(diagnostic for check in CHECKS for diagnostic in check.check(snapshot))
