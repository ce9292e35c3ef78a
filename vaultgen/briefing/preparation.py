"""What the user wants to prepare and ask, and questions about what is still unknown."""

from collections.abc import Iterator

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, section, shown
from vaultgen.diagnostics.source import split_lines
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview
from vaultgen.vault.notes.sections import sections

_TASKS, _QUESTIONS = 8, 7
# Headings in an interview's note under which people write what they will do before it, and what they will ask.
_TO_PREPARE = ("to prepare", "prepare", "preparation", "before it", "before the interview", "to do before")
_TO_ASK = (
    *("what i want to find out", "what i want to know", "to find out", "to ask", "ask", "ask them", "i want to ask"),
    *("questions to ask", "questions for them", "my questions"),
)
_DONE = late(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[xX]\]")
# The gaps that are asked for, in this order, as they are asked.
_GAPS = {
    "decision_date": "When will you make a decision?",
    "decision_maker": "Who makes the decision?",
    "position_open": "How long has the position been open?",
    "next_steps": "What are the next steps after today?",
    "problems": "Which problem should the person you hire solve first?",
    "skills": "Which skills matter most for the position?",
    "concerns_open": "Is there anything about my background that worries you?",
    "culture": "What is it like to work here?",
    "interested_in": "What in my background interested you most?",
}


def to_prepare(history: History) -> BriefingSection:
    """The user's own list, unticked items first."""
    lines = [
        BriefingLine(text, mark="done" if is_done else "") for text, is_done in _listed(history.interview, _TO_PREPARE)
    ]
    return section("to-prepare", "To prepare", sorted(lines, key=lambda line: bool(line.mark)), most=_TASKS)


def ask_them(history: History) -> BriefingSection:
    """The gaps that decide what happens next, the user's own questions, then the other gaps."""
    gaps = list(_gaps(history))
    own = [BriefingLine(text) for text, is_done in _listed(history.interview, _TO_ASK) if not is_done]
    return section("ask", "Ask them", (*gaps[:3], *own, *gaps[3:]), most=_QUESTIONS)


def _gaps(history: History) -> Iterator[BriefingLine]:
    """A question for each answer that no round for the position has."""
    notes = (history.interview, *history.rounds)
    for name, question in _GAPS.items():
        if name == "decision_date":
            yield from _decision(history, question)
        elif not any(_is_known(note, name) for note in notes):
            yield BriefingLine(question)


def _decision(history: History, question: str) -> Iterator[BriefingLine]:
    """The question for the decision date, unless one is known that lies ahead."""
    notes = (history.interview, *history.rounds)
    said = [(one, one.decision_date) for one in notes if one.decision_date is not None]
    day = history.vault.start(history.interview).date()
    if any(decision >= day for _, decision in said):
        return
    if not said:
        yield BriefingLine(question)
        return
    interview, decision = said[0]
    yield BriefingLine(question, more=f"They said {history.day(decision)}.", sources=(history.source(interview),))


def _is_known(note: Interview, name: str) -> bool:
    if name == "concerns_open":
        return note.concerns_open is not None or note.concerns_answered is not None
    if name == "decision_maker":
        return note.decision_maker is not None and bool(note.decision_maker.name)
    return getattr(note, name) is not None


def _listed(interview: Interview, headings: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The list items below some headings of a note, and whether each is ticked off."""
    note = interview.note
    lines = split_lines(note.body)
    for heading, items in sections(note.body, note.body_line):
        if fold(heading).strip(" :?") in headings:
            for item in items:
                line = lines[item.span.line - note.body_line]
                yield shown(item.text), _DONE.match(line) is not None
