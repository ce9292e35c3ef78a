"""A second block of properties below the first (VG020): Obsidian and vaultgen only read the first."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Lines, Span
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.properties import key
from vaultgen.vault.schema import specs

SECOND_BLOCK = Rule("VG020", "warning", "second block of properties")
RULES = (SECOND_BLOCK,)

# Lines of properties between two lines of three hyphens; the first of these may be the one that ends the block above.
_BLOCK = late(
    r"(?m)(?:^---[ \t]*\r?\n|\A\s*)(?P<lines>(?:[\w\"'][^:\n]*:(?:[ \t][^\n]*)?\r?\n|[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n)+)"
    r"---[ \t]*\r?$"
)
_NAME = late(r"(?m)^[\"']?([\w][^:\n\"']*)[\"']?[ \t]*:(?:[ \t]|\r?$)")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks in the bodies of notes for a block with a property of the note's kind."""
    vault = snapshot.vault
    for note in vault.notes:
        kind = vault.kinds.get(note.path)
        if kind is None or note.broken or "---" not in note.body:
            continue
        for match in _BLOCK.finditer(note.body):
            names = [name.strip() for name in _NAME.findall(match["lines"])]
            known = [name for name in names if key(name) in specs(KINDS[kind])]
            if not known or not note.properties:
                continue
            place = Lines(note.body).span(match.start("lines"), match.end("lines"))
            line = place.line + note.body_line - 1
            yield problem(
                SECOND_BLOCK,
                note.path,
                Span(line, 1, line, len(match["lines"].partition("\n")[0]) + 1),
                f"A second block of properties begins here, and is not read: “{known[0]}” in it counts for nothing.",
                hint="Move its lines into the block at the top; another interview is a note of its own.",
            )
