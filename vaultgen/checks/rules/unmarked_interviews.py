"""A plain note that looks like an interview (VG114): it needs a `type`, or the right folder, to count as one."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview
from vaultgen.vault.notes.note import Note
from vaultgen.vault.schema import specs

LOOKS_LIKE_ONE = Rule("VG114", "hint", "note that looks like an interview")
RULES = (LOOKS_LIKE_ONE,)

_NEEDED = ("company", "date")
_TYPICAL = ("interviewers", "role", "stage", "moments", "hard_questions", "next_steps", "decision_date", "outcome")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A hint for plain notes with an employer, a date and another property of interviews."""
    vault = snapshot.vault
    for note in vault.notes:
        if (
            note.path not in vault.kinds
            and not note.copy_of
            and "type" not in note.properties
            and _looks_like_one(note)
        ):
            yield problem(
                LOOKS_LIKE_ONE,
                note.path,
                note.properties["company"].span,
                "This note looks like an interview, and is shown as a plain note.",
                hint="If it is one, write type: interview among its properties, or move it into interviews/.",
            )


def _looks_like_one(note: Note) -> bool:
    if not all(name in note.properties and note.properties[name].values for name in _NEEDED):
        return False
    _, faults = specs(Interview)["date"].read(note.properties["date"])
    return not faults and any(name in note.properties for name in _TYPICAL)
