"""What they need, each with the user's result, and the concerns that are still open."""

from collections.abc import Iterator

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown
from vaultgen.english.phrases import clean
from vaultgen.learning import evidence
from vaultgen.learning.claims import names_of
from vaultgen.learning.evidence import Match, Need, Sort
from vaultgen.vault.links import loose_key
from vaultgen.vault.model import Interview, Person, Question
from vaultgen.vault.property_values import Item

_NEEDS, _CONCERNS = 7, 4
UNPROVED = "unproved"


def needs(history: History) -> BriefingSection:
    """The problems and skills that were named for the position, each with the result that meets it best."""
    lists = ((i, items) for i in _notes(history) for items in (i.problems, i.skills))
    lines = []
    for interview, who, item, text in _distinct(history, lists):
        sort: Sort = "problem" if item in (interview.problems or ()) else "skill"
        need = Need(text, sort, names_of(item, history.vault.links))
        match = _best(history, need)
        lines.append(
            BriefingLine(
                shown(text),
                who=who.name if who else "",
                more=shown(match.accomplishment.result) if match else "",
                mark="" if match else UNPROVED,
                sources=(history.source(interview), *_note_of(match)),
            )
        )
    return section("needs", "What they need, and your proof", lines, most=_NEEDS)


def concerns(history: History) -> BriefingSection:
    """The open concerns of all rounds that no later round has answered, with what one can say to them."""
    answered = {_key(history, i, item) for i in _notes(history) for item in i.concerns_answered or ()}
    lists = ((i, i.concerns_open) for i in _notes(history))
    lines = []
    for interview, who, item, text in _distinct(history, lists):
        if loose_key(clean(text)) in answered:
            continue
        question = history.vault.find(item.link, Question)
        match = _best(history, Need(text, "concern"))
        own = (Source("your answer", question.note.path),) if question else _note_of(match)
        more = shown(match.accomplishment.result) if match else ""
        mark = "" if own else "no answer yet"
        sources = (history.source(interview), *own)
        lines.append(BriefingLine(shown(text), who=who.name if who else "", more=more, mark=mark, sources=sources))
    return section("concerns", "Open concerns, with your words", lines, most=_CONCERNS)


def _notes(history: History) -> tuple[Interview, ...]:
    """The notes that tell of the position: the interview's own, then the earlier rounds."""
    return (history.interview, *history.rounds)


def _distinct(
    history: History, lists: Iterator[tuple[Interview, tuple[Item, ...] | None]]
) -> Iterator[tuple[Interview, Person | None, Item, str]]:
    """The items of some lists, each with its speaker and text; a repeated item is listed once, in its latest words."""
    told: set[str] = set()
    for interview, items in lists:
        for item in items or ():
            who, text = history.vault.speaker(interview, item)
            if loose_key(clean(text)) not in told:
                told.add(loose_key(clean(text)))
                yield interview, who, item, text


def _key(history: History, interview: Interview, item: Item) -> str:
    return loose_key(clean(history.vault.speaker(interview, item)[1]))


def _best(history: History, need: Need) -> Match | None:
    found = evidence.ranked(need, history.vault.accomplishments, links=history.vault.links)
    return found[0] if found else None


def _note_of(match: Match | None) -> tuple[Source, ...]:
    return (Source(match.accomplishment.note.name, match.accomplishment.note.path),) if match else ()
