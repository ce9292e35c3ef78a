"""A paragraph with so many unclosed brackets that it is shown as it was typed (VG018)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.limits import deep_lines
from vaultgen.snapshot import Snapshot

OPEN_BRACKETS = Rule("VG018", "warning", "paragraph shown as text")
RULES = (OPEN_BRACKETS,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the bodies of all notes."""
    for note in snapshot.vault.notes:
        if note.body.count("[") < 10:
            continue
        for first, end in deep_lines(without_comments(note.body, keep_lines=True)):
            yield problem(
                OPEN_BRACKETS,
                note.path,
                Span(note.body_line + first, 1, note.body_line + end, 1),
                "Hundreds of brackets stand open in this paragraph; it is shown as plain text.",
                hint="Put it between two lines of three backticks, or take the brackets away.",
            )
