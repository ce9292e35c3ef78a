"""A page for each contact with every meeting and message, and the list of all."""

from collections.abc import Iterator
from datetime import date

from vaultgen.vault.links import fold
from vaultgen.vault.model import Person
from vaultgen.vault.settings import Settings
from vaultgen.website.pages.applications import web_address
from vaultgen.website.pagination import leaves, letters
from vaultgen.website.records import Rows, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards


def own(cards: Cards) -> Iterator[Page]:
    """`people/*.html`."""
    for person in cards.vault.people:
        yield _page(cards, person, _person(cards, person))


def rows(cards: Cards) -> Rows:
    """The people, by name."""
    return {"people": [((fold(person.name), person.name), _person(cards, person)) for person in cards.vault.people]}


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`people.html` with its further leaves."""
    for leaf in leaves(in_order(rows["people"]), "people", letters):
        yield Page(leaf.page, "people", {"title": "People", "people": leaf.things, "leaves": leaf.leaves})


def _person(cards: Cards, person: Person) -> Card:
    vault = cards.vault
    employer = vault.company(person.company) if person.company else None
    return cards.person(person) | {
        "company": employer.name if employer else None,
        "company_page": cards.page_of(employer) if employer else None,
        "email": person.email,
        "phone": person.phone,
        "interviews": [cards.interview(interview) for interview in reversed(vault.meetings(person))],
    }


def _page(cards: Cards, person: Person, card: Card) -> Page:
    page = cards.page_of(person)
    note = person.note
    return Page(
        page,
        "person",
        {
            "title": person.name,
            "person": card,
            "salutation": person.salutation,
            "address": person.address,
            "linkedin": person.linkedin,
            "linkedin_url": web_address(person.linkedin),
            "follow_ups": [cards.follow_up(f) for f in cards.messages(person)],
            "body": cards.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": cards.problems(note),
            "mentions": cards.mentions(note, but=cards.vault.meetings(person)),
        },
    )
