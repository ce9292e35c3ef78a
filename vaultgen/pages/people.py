"""A page for each contact with every meeting and message, and the list of all."""

from collections.abc import Iterator

from vaultgen.cards import Card, Cards
from vaultgen.leaves import leaves, letters
from vaultgen.model import Person
from vaultgen.pages.pipeline import web_address
from vaultgen.theme import Page


def pages(cards: Cards) -> Iterator[Page]:
    """`people.html` with its further leaves, and `people/*.html`."""
    shown = [_person(cards, person) for person in cards.vault.people]
    for leaf in leaves(shown, "people", letters):
        yield Page(leaf.page, "people", {"title": "People", "people": leaf.things, "leaves": leaf.leaves})
    for person, card in zip(cards.vault.people, shown, strict=True):
        yield _page(cards, person, card)


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
