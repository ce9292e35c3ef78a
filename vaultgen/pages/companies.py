"""A page for each employer with its applications, interviews and people, and the list of all."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from vaultgen.cards import Card, Cards
from vaultgen.leaves import leaves, letters
from vaultgen.model import Application, Company, Interview, Person
from vaultgen.pages.pipeline import web_address
from vaultgen.theme import Page

_Own = Interview | Application | Person


def pages(cards: Cards) -> Iterator[Page]:
    """`companies.html` with its further leaves, and `companies/*.html`."""
    own = _own(cards)
    shown = [_company(cards, company, own.get(cards.page_of(company), ())) for company in cards.vault.companies]
    for leaf in leaves(shown, "companies", letters):
        yield Page(leaf.page, "companies", {"title": "Companies", "companies": leaf.things, "leaves": leaf.leaves})
    for company, card in zip(cards.vault.companies, shown, strict=True):
        yield _page(cards, company, card, own.get(cards.page_of(company), ()))


def _own(cards: Cards) -> Mapping[str, Sequence[_Own]]:
    """What belongs to each company, by its page: its interviews, the latest first, its applications, its people."""
    vault = cards.vault
    found: dict[str, list[_Own]] = {}
    people = [person for person in vault.people if person.company]
    every: Iterator[_Own] = chain(reversed(vault.interviews), vault.applications, people)
    for thing in every:
        if thing.company:
            found.setdefault(cards.page_of(vault.company(thing.company)), []).append(thing)
    return found


def _company(cards: Cards, company: Company, own: Sequence[_Own]) -> Card:
    return {
        "name": company.name,
        "page": cards.page_of(company),
        "industry": company.industry,
        "location": company.location,
        "interviews": [cards.interview(thing) for thing in own if isinstance(thing, Interview)],
        "applications": [cards.position(thing) for thing in own if isinstance(thing, Application)],
        "people": [cards.person(thing) for thing in own if isinstance(thing, Person)],
    }


def _page(cards: Cards, company: Company, card: Card, own: Sequence[_Own]) -> Page:
    page = cards.page_of(company)
    note = company.note
    return Page(
        page,
        "company",
        {
            "title": company.name,
            "company": card,
            "website": company.website,
            "url": web_address(company.website),
            "body": cards.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": cards.problems(note),
            "mentions": cards.mentions(note, but=own),
        },
    )
