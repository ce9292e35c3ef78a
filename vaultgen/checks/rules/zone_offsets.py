"""Times with an offset, like 2026-03-05T14:30Z, instead of in the note's time zone (VG112).

Obsidian's properties do not support offsets and show such a time as text.
"""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from vaultgen.dates.typed import When
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview
from vaultgen.vault.schema import specs

ZONE_OFFSET = Rule("VG112", "hint", "time with a zone offset")
RULES = (ZONE_OFFSET,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the times in all notes."""
    vault = snapshot.vault
    for value in vault.typed.values():
        zone = vault.zone(value) if isinstance(value, Interview) else snapshot.settings.timezone
        for name in specs(type(value)):
            when = getattr(value, name)
            if isinstance(when, When) and when.offset is not None:
                yield _problem(value, name, when, zone)


def _problem(value: Any, name: str, when: When, zone: tzinfo) -> Diagnostic:
    typed = value.note.properties[name].values[0]
    local = f"{when.at(zone):%Y-%m-%dT%H:%M}"
    return problem(
        ZONE_OFFSET,
        value.note.path,
        typed.span,
        f"“{typed.text.strip()}” has an offset; it is taken as {local} in {zone}.",
        hint=f"Write {local}: a time without an offset is in the note's own zone, and Obsidian can edit it.",
        fix=typed.fix(local),
    )
