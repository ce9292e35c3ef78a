"""The search page, and its index: all notes and drafts as plain text.

The index is a script, `data/search.js`, that is loaded on the first search. It contains texts and no inverted index:
that halves its size, and the browser builds one in less time than the larger file would take to load.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from vaultgen.dates.words import day_words
from vaultgen.drafts.write import Draft
from vaultgen.english.phrases import plain
from vaultgen.english.segments import file_visible
from vaultgen.followups.words import stage_words
from vaultgen.markdown.comments import without_comments
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Company, Interview, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, application_order, interview_order
from vaultgen.website.theme import DataFile, Page
from vaultgen.website.views import Views

SECTION = Section("Search", "search.html", "overview")

_LONGEST = 20_000  # characters of a note, to limit the size of the index
_HIDDEN = ("type", "date", "duration", "generated", "cssclasses", "permalink")
_WORDS = {"accomplishment": "Accomplishment", "question": "Question", "draft": "Draft"}
_EMBED = re.compile(r"!\[\[[^\]]*\]\]")  # embedded notes are indexed themselves
_MARKS = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[ \t]*(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+(?:\[.\][ \t])?", re.MULTILINE), ""),
    (re.compile(r"[`|*]+|^[-=:\s]+$|(?<!\w)_+|_+(?!\w)", re.MULTILINE), ""),
    (re.compile(r"#(?=\w)"), " "),
)

_INTERVIEW, _PERSON, _COMPANY, _APPLICATION, _NOTE, _DRAFT, _LOOSE = range(7)  # the order of results


Place = tuple[Any, ...]
Record = tuple[Place, str, str, str, str, str]
Text = tuple[Place, bytes]


def records(views: Views) -> Records:
    """A record for each note and draft, as JSON: its label, page, title, keywords and text."""
    return {"texts": [(place, _json(*record)) for place, *record in _records(views)]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`search.html`."""
    yield Page("search.html", "search", {"title": "Search"})


def files(records: Records, settings: Settings, today: date) -> Iterator[DataFile]:
    """`data/search.js`, which the page loads on demand."""
    yield DataFile("data/search.js", partial(index, records))


def index(records: Records) -> bytes:
    """The script, by kind, with the latest interviews and drafts first."""
    found = sorted(records["texts"])
    texts = [
        text for _, of_sort in groupby(found, key=lambda record: record[0][0]) for text in _newest_first(list(of_sort))
    ]
    parts = [part for text in texts for part in (b",", text)][1:]
    return b"".join((b"window.vaultgen.notes = [", *parts, b"];\n"))


def _newest_first(records: list[Text]) -> list[bytes]:
    texts = [text for _, text in records]
    return texts[::-1] if records[0][0][0] in (_INTERVIEW, _DRAFT) else texts


def _json(label: str, page: str, title: str, keys: str, text: str) -> bytes:
    shown = [label, page, title, _text(keys), text[:_LONGEST]]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _records(views: Views) -> Iterator[Record]:
    vault = views.vault
    for interview in vault.interviews:
        yield (_INTERVIEW, *interview_order(vault, interview)), *_interview(views, interview)
    for person in vault.people:
        keys = (person.title, person.company.label if person.company else None, person.email, *(person.aliases or ()))
        yield (_PERSON, fold(person.name), person.name), *_record(views, "Person", person, person.name, keys)
    for company in vault.companies:
        keys = (company.industry, *(company.aliases or ()))
        yield (_COMPANY, fold(company.name), company.name), *_record(views, "Company", company, company.name, keys)
    for application in vault.applications:
        employer = vault.company(application.company)
        title = f"{employer.name}, {application.role.label}" if application.role else employer.name
        place = (_APPLICATION, *application_order(vault, application))
        yield place, *_record(views, "Application", application, title, (application.source, application.location))
    for note in vault.notes:
        if not isinstance(vault.of(note), Interview | Person | Company | Application):
            kind = _WORDS.get(vault.kinds.get(note.path, ""), "Note")
            names = "\n".join(note.aliases)
            yield (_NOTE, note.path), kind, views.page_of(note), note.name, names, views.html_cache.words(note, _of)
    yield from _drafts(views)


def _interview(views: Views, interview: Interview) -> tuple[str, str, str, str, str]:
    vault = views.vault
    title = f"{vault.company(interview.company).name}: {stage_words(interview)}"
    role = interview.role.label if interview.role else ""
    keys = (role, interview.note.name, *(person.name for person in vault.interviewers(interview)))
    label = f"Interview, {day_words(interview.date.day, weekday=False)}"
    text = views.html_cache.words(interview.note, _of)
    return label, views.page_of(interview.note), title, "\n".join(keys), text


def _record(
    views: Views, label: str, thing: Any, title: str, keys: tuple[str | None, ...]
) -> tuple[str, str, str, str, str]:
    text = views.html_cache.words(thing.note, _of) if thing.note else ""
    return label, views.page_of(thing), title, "\n".join(filter(None, keys)), text


def _drafts(views: Views) -> Iterator[Record]:
    for draft in views.snapshot.drafts:
        yield (_DRAFT, draft.follow_up.due.timestamp(), draft.follow_up.id), *_draft(views, draft)
    written = {draft.path for draft in views.snapshot.drafts} | set(views.snapshot.leaving)
    for note in (draft.note for draft in views.vault.drafts):
        if note.path not in written:
            yield (
                (_LOOSE, note.path),
                "Draft",
                views.page_of(note.path),
                note.name,
                "",
                views.html_cache.words(note, _of),
            )


def _draft(views: Views, draft: Draft) -> tuple[str, str, str, str, str]:
    view = views.draft(draft)
    title = f"{view['label']} to {view['to']['name']}" if view["to"] else view["label"]
    label = "Draft, sent" if view["sent"] else "Draft"
    return label, view["page"], title, view["company"], _text(f"{draft.subject or ''} · {draft.body}")


def _of(note: Note) -> str:
    """The text of a note for the index: its properties, then its body."""
    texts = [value.text for name, prop in note.properties.items() if name not in _HIDDEN for value in prop.values]
    body = file_visible(note.body) if note.broken else without_comments(note.body)
    return _text(" · ".join(filter(None, [*texts, body.strip()])))


def _text(markdown: str) -> str:
    """The words of a text, without comments and Markdown."""
    text = plain(_EMBED.sub(" ", without_comments(markdown)))
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return " ".join(text.split())
