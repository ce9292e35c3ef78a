"""A page for each employer with its applications, interviews and people, and the list of all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Company, Interview, Person
from vaultgen.vault.settings import Settings
from vaultgen.website.pages.applications import web_address
from vaultgen.website.pagination import leaves, letters
from vaultgen.website.records import Rows, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards

_Own = Interview | Application | Person


def own(cards: Cards) -> Iterator[Page]:
    """`companies/*.html`."""
    for company, own_things in _with_own(cards):
        yield _page(cards, company, _company(cards, company, own_things), own_things)


def rows(cards: Cards) -> Rows:
    """The companies, by name."""
    shown = ((company.name, _company(cards, company, own_things)) for company, own_things in _with_own(cards))
    return {"companies": [((fold(name), name), card) for name, card in shown]}


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`companies.html` with its further leaves."""
    for leaf in leaves(in_order(rows["companies"]), "companies", letters):
        yield Page(leaf.page, "companies", {"title": "Companies", "companies": leaf.things, "leaves": leaf.leaves})


def _with_own(cards: Cards) -> Iterator[tuple[Company, Sequence[_Own]]]:
    found = _own(cards)
    return ((company, found.get(cards.page_of(company), ())) for company in cards.vault.companies)


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
