"""The search page, and the index that its script asks: every note of every kind, drafts too, as plain text.

The index is a script of its own, `data/search.js`, that is only loaded when somebody searches. It holds texts
and no table of words: that is half the size, and the browser has the table in the time that the file takes.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from vaultgen.cards import Cards, stage_words
from vaultgen.dates import day_words
from vaultgen.drafts import Draft
from vaultgen.markdown.comments import without_comments
from vaultgen.model import Application, Company, Interview, Person
from vaultgen.notes import Note
from vaultgen.phrases import plain
from vaultgen.prose import file_visible
from vaultgen.theme import Page

_LONGEST = 20_000  # characters of one note: the index of a thousand stays a few megabytes
_HIDDEN = ("type", "date", "duration", "generated", "cssclasses", "permalink")
_WORDS = {"accomplishment": "Accomplishment", "question": "Question", "draft": "Draft"}
_EMBED = re.compile(r"!\[\[[^\]]*\]\]")  # what is embedded is found where it stands
_MARKS = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[ \t]*(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+(?:\[.\][ \t])?", re.MULTILINE), ""),
    (re.compile(r"[`|*]+|^[-=:\s]+$|(?<!\w)_+|_+(?!\w)", re.MULTILINE), ""),
    (re.compile(r"#(?=\w)"), " "),
)

Row = tuple[str, str, str, str, str]


def pages(_cards: Cards) -> Iterator[Page]:
    """`search.html`."""
    yield Page("search.html", "search", {"title": "Search"})


def index(cards: Cards) -> bytes:
    """`data/search.js`: a row for each note, those first that are looked for most.

    A row is what it is, its page, its title, the names by which it is known, and its text.
    """
    rows = ([label, page, title, _text(keys), text[:_LONGEST]] for label, page, title, keys, text in _rows(cards))
    written = b",".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() for row in rows)
    return b"window.vaultgen.notes = [%b];\n" % written


def _rows(cards: Cards) -> Iterator[Row]:
    vault = cards.vault
    for interview in reversed(vault.interviews):
        yield _interview(cards, interview)
    for person in vault.people:
        keys = (person.title, person.company.label if person.company else None, person.email, *(person.aliases or ()))
        yield _row(cards, "Person", person, person.name, keys)
    for company in vault.companies:
        yield _row(cards, "Company", company, company.name, (company.industry, *(company.aliases or ())))
    for application in vault.applications:
        company = vault.company(application.company)
        title = f"{company.name}, {application.role.label}" if application.role else company.name
        yield _row(cards, "Application", application, title, (application.source, application.location))
    for note in vault.notes:
        if not isinstance(vault.of(note), Interview | Person | Company | Application):
            kind = _WORDS.get(vault.kinds.get(note.path, ""), "Note")
            yield kind, cards.page_of(note), note.name, "\n".join(note.aliases), cards.texts.words(note, _of)
    yield from _drafts(cards)


def _interview(cards: Cards, interview: Interview) -> Row:
    vault = cards.vault
    title = f"{vault.company(interview.company).name}: {stage_words(interview)}"
    role = interview.role.label if interview.role else ""
    keys = (role, interview.note.name, *(person.name for person in vault.interviewers(interview)))
    label = f"Interview, {day_words(interview.date.day, weekday=False)}"
    text = cards.texts.words(interview.note, _of)
    return label, cards.page_of(interview.note), title, "\n".join(keys), text


def _row(cards: Cards, label: str, thing: Any, title: str, keys: tuple[str | None, ...]) -> Row:
    text = cards.texts.words(thing.note, _of) if thing.note else ""
    return label, cards.page_of(thing), title, "\n".join(filter(None, keys)), text


def _drafts(cards: Cards) -> Iterator[Row]:
    written = {draft.path: draft for draft in cards.snapshot.drafts}
    for draft in reversed(written.values()):
        yield _draft(cards, draft)
    for note in (draft.note for draft in cards.vault.drafts):
        if note.path not in written and note.path not in cards.snapshot.leaving:
            yield "Draft", cards.page_of(note.path), note.name, "", cards.texts.words(note, _of)


def _draft(cards: Cards, draft: Draft) -> Row:
    card = cards.draft(draft)
    title = f"{card['label']} to {card['to']['name']}" if card["to"] else card["label"]
    label = "Draft, sent" if card["sent"] else "Draft"
    return label, card["page"], title, card["company"], _text(f"{draft.subject or ''} · {draft.body}")


def _of(note: Note) -> str:
    """The words of all that a note says: of its properties, then of its text."""
    said = [value.text for name, prop in note.properties.items() if name not in _HIDDEN for value in prop.values]
    body = file_visible(note.body) if note.broken else without_comments(note.body)
    return _text(" · ".join(filter(None, [*said, body.strip()])))


def _text(markdown: str) -> str:
    """The words of a text, without what its writer hides and without the marks of Markdown."""
    text = plain(_EMBED.sub(" ", without_comments(markdown)))
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return " ".join(text.split())
