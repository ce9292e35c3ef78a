"""How many notes were read, and how many of them have errors: the numbers every command ends with."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault.notes.note import Note


class Counts(NamedTuple):
    """`read` is `valid` plus `with_problems`; a note with warnings only is valid."""

    read: int
    with_problems: int

    @property
    def valid(self) -> int:
        """Notes without an error."""
        return self.read - self.with_problems


def count(notes: Iterable[Note], diagnostics: Iterable[Diagnostic]) -> Counts:
    """Counts notes (not drafts), and those that an error is about."""
    paths = {note.path for note in notes}
    faulty = {diagnostic.path for diagnostic in diagnostics if diagnostic.severity == "error"}
    return Counts(len(paths), len(paths & faulty))
