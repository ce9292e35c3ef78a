"""Edited drafts whose notes have changed since (VG423)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot

OUTDATED_DRAFT = Rule("VG423", "hint", "notes changed since the draft was written")
RULES = (OUTDATED_DRAFT,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A hint for each edited draft for which vaultgen would now write another text."""
    for draft in snapshot.drafts:
        if draft.outdated:
            yield problem(
                OUTDATED_DRAFT,
                draft.path,
                Span(),
                "What this draft was written from has changed since.",
                hint=f"vaultgen draft --refresh “{draft.path.rpartition('/')[2].removesuffix('.md')}” shows the "
                "difference, and asks. Nothing changes by itself.",
            )
