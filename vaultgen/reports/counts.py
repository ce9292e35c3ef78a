"""How many notes were read and how many have errors, as commands report at the end."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault.links import Named


class Counts(NamedTuple):
    """`read` is `valid` plus `with_problems`; a note with only warnings is valid."""

    read: int
    with_problems: int

    @property
    def valid(self) -> int:
        """The number of notes without an error."""
        return self.read - self.with_problems


def count(notes: Iterable[Named], diagnostics: Iterable[Diagnostic]) -> Counts:
    """Counts notes or their headers (no drafts), and those with an error."""
    paths = {note.path for note in notes}
    faulty = {diagnostic.path for diagnostic in diagnostics if diagnostic.severity == "error"}
    return Counts(len(paths), len(paths & faulty))
