"""Everything that vaultgen derives from the notes, as JSON: the output of `status`, and what the notes teach.

`vaultgen schema export` prints its JSON Schema, `exports/export.schema.json`. The fields only ever grow.
"""

import json

from vaultgen.dates.instants import iso
from vaultgen.exports.exported import Exported
from vaultgen.exports.learned import learned
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.exports.status import status
from vaultgen.snapshot import Snapshot

NAME, ABOUT = "json", "Everything that is worked out from the notes, for programs."
WORDS: ExportWords | None = None
OPTIONS: tuple[ExportOption, ...] = ()


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """One object; times are RFC 3339 with offset, paths relative to the vault."""
    values = {"version": 1, "now": iso(snapshot.now)} | status(snapshot) | learned(snapshot)
    return Exported(f"{json.dumps(values, ensure_ascii=False, indent=2)}\n".encode(), name="vault.json")
