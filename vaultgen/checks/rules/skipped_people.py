"""A message that is skipped for somebody whom the interview does not name (VG116)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.vault import Vault

NOBODY_SKIPPED = Rule("VG116", "warning", "skips a message to nobody")
RULES = (NOBODY_SKIPPED,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the names in `skip` of interviews and applications."""
    vault = snapshot.vault
    for value in vault.typed.values():
        if not isinstance(value, (Interview, Application)) or not value.skip or not value.note:
            continue
        prop = value.note.properties["skip"]
        for item in value.skip:
            name = item.partition(" to ")[2]
            if name and not _is_met(vault, value, name):
                yield problem(
                    NOBODY_SKIPPED,
                    value.note.path,
                    next((written.span for written in prop.values if name in written.text), prop.value_span),
                    f"“{item}” skips nothing: the interviewers have no “{name}”, or more than one.",
                    hint="Write the name as “interviewers” has it, or the kind alone, which skips it for all.",
                )


def _is_met(vault: Vault, of: Interview | Application, name: str) -> bool:
    rounds = [of] if isinstance(of, Interview) else vault.rounds(of)
    return any(vault.named(interview, name) is not None for interview in rounds)
