"""Conflicting files: conflict copies (VG012), and names that differ only by case (VG013)."""

from collections import defaultdict
from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold

COPY = Rule("VG012", "warning", "copy of a note")
SAME_BUT_FOR_CASE = Rule("VG013", "warning", "names that are the same but for case")
RULES = (COPY, SAME_BUT_FOR_CASE)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning for each conflict copy, and for each file whose name another one has."""
    for note in snapshot.vault.notes:
        if note.copy_of:
            yield problem(
                COPY,
                note.path,
                Span(),
                f"This is a copy of “{note.copy_of}” that was made when two devices had changed it; "
                "it is not read as another note.",
                hint="Take over what only this copy has, then delete it.",
            )
    yield from _alike(snapshot)


def _alike(snapshot: Snapshot) -> Iterator[Diagnostic]:
    same = defaultdict(list)
    for path in sorted(snapshot.sources):
        same[fold(path)].append(path)
    for first, *others in same.values():
        for path in others:
            yield problem(
                SAME_BUT_FOR_CASE,
                path,
                Span(),
                f"“{first}” and this file have the same name but for case or accents.",
                hint="Rename one of them: on Windows, on a Mac and on phones only one of the two can exist.",
            )
