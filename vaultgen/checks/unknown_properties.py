"""A property that no kind of note has is most often a misspelt one (VG101)."""

from collections.abc import Iterator
from difflib import get_close_matches

from vaultgen.diagnostics import Diagnostic, problem
from vaultgen.model import COMMON, KINDS
from vaultgen.schema import specs
from vaultgen.snapshot import Snapshot

_OWN = 'If it is your own, leave it. To hide this, write ignore = ["VG101"] under [check] in vaultgen.toml.'


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning where a known name is near; a hint where the property may be the user's own."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        kind = vault.kinds.get(note.path)
        if kind is None:
            continue
        known = [*specs(KINDS[kind]), *COMMON]
        for name, prop in note.properties.items():
            if name in known:
                continue
            near = get_close_matches(name, known, n=1, cutoff=0.75)
            yield problem(
                "VG101",
                note.path,
                prop.span,
                f"“{prop.name}” is no property of this {kind}; vaultgen does not read it.",
                hint=f"Did you mean “{near[0]}”?" if near else _OWN,
                severity="warning" if near else "hint",
            )
