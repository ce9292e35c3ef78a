"""Pages of the other notes: accomplishments, questions, plain notes, and notes with an error.

A note that could not be read as its kind still has a page: its problems, and its text.
"""

from collections.abc import Iterator
from datetime import date

from vaultgen.english.segments import file_visible
from vaultgen.vault.model import Accomplishment, Application, Company, Interview, Person, Question
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.website.records import Rows, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards

_OWN_PAGE = (Interview, Person, Company, Application)


def own(cards: Cards) -> Iterator[Page]:
    """The page of each note that no other kind of page shows."""
    for note in _others(cards):
        card = _note(cards, note)
        yield Page(card["page"], "note", card)


def rows(cards: Cards) -> Rows:
    """Those notes, by path."""
    return {"notes": [(note.path, _listed(cards, note)) for note in _others(cards)]}


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`library.html`."""
    shown = in_order(rows["notes"])
    groups = {"accomplishment": "Accomplishments", "question": "Questions"}
    yield Page(
        "library.html",
        "library",
        {
            "title": "Library",
            "groups": [
                {"title": title, "notes": [card for card in shown if card["kind"] == kind]}
                for kind, title in {**groups, "note": "Notes"}.items()
            ],
        },
    )


def _others(cards: Cards) -> list[Note]:
    return [note for note in cards.vault.notes if not isinstance(cards.vault.of(note), _OWN_PAGE)]


def _listed(cards: Cards, note: Note) -> Card:
    kind = cards.vault.kinds.get(note.path, "note")
    return {
        "title": note.name,
        "kind": kind if kind in ("accomplishment", "question") else "note",
        "page": cards.page_of(note),
        "facts": _facts(cards.vault.of(note)),
        "problems": cards.problems(note),
    }


def _note(cards: Cards, note: Note) -> Card:
    return _listed(cards, note) | {
        # What could not be read is shown as it was typed, but for what its writer hides.
        "source": file_visible(note.body) if note.broken else None,
        "body": None if note.broken else cards.html(note, cards.page_of(note)),
        "path": note.path,
        "mentions": cards.mentions(note),
    }


def _facts(value: object) -> list[tuple[str, str]]:
    if isinstance(value, Accomplishment):
        skills = ", ".join(item.text for item in value.skills or ())
        facts = [("Result", value.result), ("Skills", skills), ("When", value.when or "")]
    elif isinstance(value, Question):
        wordings = "; ".join(value.aliases or ())
        facts = [("Comfort", f"{value.comfort} of 5" if value.comfort else ""), ("Also asked as", wordings)]
    else:
        facts = []
    return [(label, text) for label, text in facts if text]
