"""A page for each employer with its applications, interviews and people, and the list of all."""

from collections.abc import Iterator

from vaultgen.cards import Card, Cards
from vaultgen.markdown import render
from vaultgen.model import Company
from vaultgen.pages.applications import web_address
from vaultgen.theme import Page, trusted


def pages(cards: Cards) -> Iterator[Page]:
    """`companies.html` and `companies/*.html`."""
    shown = [_company(cards, company) for company in cards.vault.companies]
    yield Page("companies.html", "companies", {"title": "Companies", "companies": shown})
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
        },
    )
