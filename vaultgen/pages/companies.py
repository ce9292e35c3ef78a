"""A page for each employer with its applications, interviews and people, and the list of all."""

from collections.abc import Iterator

from vaultgen.cards import Card, Cards
from vaultgen.leaves import leaves, letters
from vaultgen.markdown import render
from vaultgen.model import Application, Company, Interview, Person
from vaultgen.pages.pipeline import web_address
from vaultgen.theme import Page, trusted
from vaultgen.vault import Vault


def pages(cards: Cards) -> Iterator[Page]:
    """`companies.html` with its further leaves, and `companies/*.html`."""
    shown = [_company(cards, company) for company in cards.vault.companies]
    for leaf in leaves(shown, "companies", letters):
        yield Page(leaf.page, "companies", {"title": "Companies", "companies": leaf.things, "leaves": leaf.leaves})
    for company, card in zip(cards.vault.companies, shown, strict=True):
        yield _page(cards, company, card)


def _company(cards: Cards, company: Company) -> Card:
    vault = cards.vault
    return {
        "name": company.name,
        "page": cards.page_of(company),
        "industry": company.industry,
        "location": company.location,
        "interviews": [cards.interview(i) for i in reversed(vault.interviews) if vault.company(i.company) is company],
        "applications": [cards.application(a) for a in vault.applications if vault.company(a.company) is company],
        "people": [cards.person(p) for p in vault.people if p.company and vault.company(p.company) is company],
    }


def _own(vault: Vault, company: Company) -> Iterator[Interview | Application | Person]:
    """What stands on a company's page by itself."""
    yield from (interview for interview in vault.interviews if vault.company(interview.company) is company)
    yield from (application for application in vault.applications if vault.company(application.company) is company)
    yield from (person for person in vault.people if person.company and vault.company(person.company) is company)


def _page(cards: Cards, company: Company, card: Card) -> Page:
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
            "body": trusted(render(note.body, cards.resolver(page), shift=2)) if note else None,
            "path": note.path if note else None,
            "problems": cards.problems(note),
            "mentions": cards.mentions(note, but=_own(cards.vault, company)),
        },
    )
