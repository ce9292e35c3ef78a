"""A page for each other note: accomplishments, plain notes, and notes with errors; and the list of them.

A note that could not be read has a page with its problems and its text.
"""

from collections.abc import Iterator
from datetime import date

from vaultgen.english.segments import file_visible
from vaultgen.vault.model import Accomplishment, Application, Company, Interview, Person, Question
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Library", "library.html", "lists", folders=("accomplishments", "notes"))

_OWN_PAGE = (Interview, Person, Company, Application, Question)


def detail_pages(views: Views) -> Iterator[Page]:
    """The page of each note that no other kind of page shows."""
    for note in _others(views):
        view = _note(views, note)
        yield Page(view["page"], "note", view)


def records(views: Views) -> Records:
    """The notes, by path."""
    return {"notes": [(note.path, _listed(views, note)) for note in _others(views)]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`library.html`."""
    shown = in_order(records["notes"])
    groups = {"accomplishment": "Accomplishments", "question": "Questions"}
    yield Page(
        "library.html",
        "library",
        {
            "title": "Library",
            "groups": [
                {"title": title, "notes": [view for view in shown if view["kind"] == kind]}
                for kind, title in {**groups, "note": "Notes"}.items()
            ],
        },
    )


def _others(views: Views) -> list[Note]:
    return [note for note in views.vault.notes if not isinstance(views.vault.of(note), _OWN_PAGE)]


def _listed(views: Views, note: Note) -> View:
    kind = views.vault.kinds.get(note.path, "note")
    return {
        "title": note.name,
        "kind": kind if kind in ("accomplishment", "question") else "note",
        "page": views.page_of(note),
        "facts": _facts(views.vault.of(note)),
        "problems": views.problems.of(note),
    }


def _note(views: Views, note: Note) -> View:
    return _listed(views, note) | {
        # A note that could not be read is shown as source, without its comments.
        "source": file_visible(note.body) if note.broken else None,
        "body": None if note.broken else views.html(note, views.page_of(note)),
        "path": note.path,
        "mentions": views.backlinks(note),
    }


def _facts(value: object) -> list[tuple[str, str]]:
    if isinstance(value, Accomplishment):
        return facts(value, but=("aliases",))
    return []
