"""Cards for Anki: the questions with an answer, as a plain text file that Anki imports.

The first lines say how to read it. Each card has an id that stays the same, so that a later import changes the cards
that are there and adds none twice.
"""

from vaultgen.english.markup import without_markup
from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.fingerprint import key
from vaultgen.learning import questions
from vaultgen.learning.answers import versions
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural

NAME, ABOUT = "anki", "Your questions and answers as practice cards for Anki."
WORDS: ExportWords | None = None
OPTIONS: tuple[ExportOption, ...] = (
    ExportOption("--deck", "The deck that the cards go into.", metavar="NAME", default="Interviews"),
)
_HEAD = """#separator:tab
#html:false
#notetype:Basic
#deck:{deck}
#columns:Id\tFront\tBack\tTags
#guid column:1
#tags column:4"""


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """One row a question: id, question, the newest answer, tags."""
    vault = snapshot.vault
    themes = {note.path: note.theme for note in questions.prepared(vault)}
    rows, empty = [], 0
    for question in sorted(vault.questions, key=lambda question: question.note.path):
        answers = versions(question.note.body)
        empty += not answers
        if answers:
            path = question.note.path
            tags = " ".join(filter(None, ["vaultgen", themes[path]]))
            rows.append((f"vaultgen-{key(path)[:16]}", question.note.name, without_markup(answers[-1].text), tags))
    lines = ["\t".join(map(_quoted, row)) for row in rows]
    remarks = (f"{plural(empty, 'question')} left out: the note is empty.",) if empty else ()
    head = _HEAD.format(deck=" ".join(str(asked["deck"]).split()))
    return Exported("\n".join([head, *lines, ""]).encode(), remarks, "questions.txt")


def _quoted(text: str) -> str:
    """A field in double quotes, so that tabs and line breaks in it are text."""
    return '"' + text.replace('"', '""') + '"'
