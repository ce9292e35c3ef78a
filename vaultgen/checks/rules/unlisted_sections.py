"""Text below a heading whose list items are read: it is ignored, since it is no list (VG021)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.sections import sections
from vaultgen.vault.typed import section_name

NO_LIST = Rule("VG021", "hint", "text where a list is read")
RULES = (NO_LIST,)

_HEADING = late(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the headings of each interview that name a list property."""
    for interview in snapshot.vault.interviews:
        note = interview.note
        if "#" not in note.body:
            continue
        empty = {heading for heading, points in sections(note.body, note.body_line) if not points}
        asked = ""
        for number, line in enumerate(split_lines(without_comments(note.body, keep_lines=True)), start=note.body_line):
            if heading := _HEADING.match(line):
                name = section_name(heading[1]) if heading[1] in empty else None
                asked = heading[1] if name else ""
            elif asked and line.strip():
                yield problem(
                    NO_LIST,
                    note.path,
                    Span(number, 1, number, len(line) + 1),
                    f"What stands under “{asked}” is not read: it is no list.",
                    hint="Begin each point with “- ”, on a line of its own.",
                )
                asked = ""
