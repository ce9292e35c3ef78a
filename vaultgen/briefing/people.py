"""The people of the interview, and what to bring up: their moments that no message has mentioned yet."""

from collections.abc import Iterator

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, section, shown
from vaultgen.drafts.private import private_remark
from vaultgen.english.names import first_name, formal_name, is_group
from vaultgen.english.phrases import clean
from vaultgen.learning.attribution import attributed
from vaultgen.learning.words import words_of
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.property_values import Item

_PEOPLE, _MOMENTS = 6, 6
_SAID = 0.75  # so many words of a moment that have any weight in one message: it was said back


def who(history: History) -> BriefingSection:
    """The people of the interview: title, form of address, and every earlier meeting."""
    met = history.vault.interviewers(history.interview)
    lines = [_person(history, person) for person in met]
    if not lines:
        lines = [BriefingLine("Nobody is named yet. Ask who will be there, and what they do.")]
    return section("who", "Who", lines, most=_PEOPLE)


def bring_up(history: History) -> BriefingSection:
    """The moments of the people of the interview that no message to them has mentioned."""
    met = history.vault.interviewers(history.interview)
    lines = [line for person in met for line in _moments(history, person)]
    return section("bring-up", "Bring up", lines, most=_MOMENTS)


def address_of(person: Person, tone: str) -> str:
    """How messages address a person: `Ms Okafor`, `Jane`."""
    if person.salutation:
        return person.salutation.removeprefix("Dear ").removeprefix("Hello ")
    return formal_name(person.name) if tone == "formal" else first_name(person.name)


def _person(history: History, person: Person) -> BriefingLine:
    meetings = history.meetings(person)
    address = "" if is_group(person.name) else f"you write {address_of(person, history.vault.settings.tone)}"
    known = f"met {len(meetings)} times" if len(meetings) > 1 else "met once" if meetings else "not met before"
    sources = tuple(history.source(meeting) for meeting in meetings)
    more = ", ".join(filter(None, [address, known]))
    return BriefingLine(person.title or "", who=person.name, more=more, sources=sources)


def _moments(history: History, person: Person) -> Iterator[BriefingLine]:
    said = _said_to(history, person)
    for meeting in history.meetings(person):
        for item in meeting.moments or ():
            text = _of(history, meeting, item, person)
            if text and private_remark(clean(text)) is None and not any(_is_in(text, message) for message in said):
                yield BriefingLine(shown(text), who=person.name, sources=(history.source(meeting),))


def _of(history: History, meeting: Interview, item: Item, person: Person) -> str:
    """The text of a moment that is a person's, else nothing; in a talk with one person all are."""
    teller, text, _ = attributed(history.vault, meeting, item)
    alone = history.vault.interviewers(meeting) == (person,)
    return text if teller == person or (teller is None and alone) else ""


def _said_to(history: History, person: Person) -> list[frozenset[str]]:
    """The stems of each message that was sent to a person."""
    sent = [f.draft.note.body for f in history.follow_ups if f.sent and f.draft and person in (f.whom, f.to)]
    return [frozenset(word.stem for word in words_of(body).words) for body in sent]


def _is_in(text: str, said: frozenset[str]) -> bool:
    words = words_of(text).words
    told = {word.stem for word in words if word.weight} or {word.stem for word in words}
    return bool(told) and len(told & said) >= _SAID * len(told)
