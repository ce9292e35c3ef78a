"""What stands below a heading and is not read.

That is text where a list is read (VG021), and a list whose heading is nearly a property's name or question (VG022).
"""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.sections import sections
from vaultgen.vault.typed import section_name

NO_LIST = Rule("VG021", "hint", "text where a list is read")
UNREAD_LIST = Rule("VG022", "warning", "list that is not read")
RULES = (NO_LIST, UNREAD_LIST)

# The words of a heading that make it nearly the name of a list property.
_NEARLY = tuple(
    (names, late(rf"(?i)\b(?:{words})\b"))
    for names, words in (
        (("problems",), r"problems?|pain points?"),
        (("skills",), r"skills?"),
        (("hard_questions",), r"hard(?:est)?|difficult|tough(?:est)?|tricky"),
        (("interested_in",), r"interest(?:s|ed)?"),
        (("concerns_answered",), r"concerns? (?:\w+ )*?answered"),
        (("concerns_open",), r"(?:open|unanswered) concerns?"),
        (("concerns_answered", "concerns_open"), r"concerns?|worries|doubts"),
        (("moments",), r"moments?"),
        (("promises",), r"promised?s?"),
        (("next_steps",), r"next steps?"),
        (("culture",), r"culture"),
        (("lessons",), r"lessons?"),
    )
)

_HEADING = late(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the headings of each interview that name a list property."""
    for interview in snapshot.vault.interviews:
        note = interview.note
        if "#" not in note.body:
            continue
        found = dict(sections(note.body, note.body_line))
        empty = {heading for heading, points in found.items() if not points}
        asked = ""
        for number, line in enumerate(split_lines(without_comments(note.body, keep_lines=True)), start=note.body_line):
            if (heading := _HEADING.match(line)) and found.get(heading[1]) and (names := _nearly(heading[1])):
                asked = ""
                yield problem(
                    UNREAD_LIST,
                    note.path,
                    Span(number, heading.start(1) + 1, number, heading.end(1) + 1),
                    f"The list under “{heading[1]}” is not read: no property has this name.",
                    hint=f"To have it read, call the heading {' or '.join(map(_title, names))}.",
                )
            elif heading:
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


def _nearly(heading: str) -> tuple[str, ...]:
    """The list properties that a heading nearly names; none for a heading that names one."""
    if section_name(heading) is not None:
        return ()
    return next((names for names, words in _NEARLY if words.search(heading)), ())


def _title(name: str) -> str:
    """A property as a heading, `“## Hard questions”`."""
    return f"“## {name.replace('_', ' ').capitalize()}”"
