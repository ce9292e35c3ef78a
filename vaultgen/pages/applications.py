"""A page for each application, and the pipeline of all: active ones first, closed ones folded."""

from collections.abc import Iterator

from vaultgen.cards import Cards
from vaultgen.markdown import render
from vaultgen.model import Application
from vaultgen.theme import Page, trusted


def pages(cards: Cards) -> Iterator[Page]:
    """`applications.html` and `applications/*.html`."""
    applications = cards.vault.applications
    every = [cards.application(application) for application in applications]
    yield Page(
        "applications.html",
        "applications",
        {
            "title": "Applications",
            "active": [card for card in every if not card["closed"] or card["won"]],
            "closed": [card for card in every if card["closed"] and not card["won"]],
        },
    )
    for application in applications:
        yield _page(cards, application)


def _page(cards: Cards, application: Application) -> Page:
    page = cards.page_of(application)
    card = cards.application(application)
    note = application.note
    facts = [
        ("Source", application.source),
        ("Salary", application.salary),
        ("Location", application.location),
    ]
    return Page(
        page,
        "application",
        {
            "title": f"{card['title']}, {card['company']}",
            "application": card,
            "facts": [(label, value) for label, value in facts if value],
            "url": web_address(application.url),
            "via": cards.person(cards.vault.person(application.via)) if application.via else None,
            "follow_ups": cards.follow_ups_of(cards.vault.rounds(application)),
            "body": trusted(render(note.body, cards.resolver(page), shift=2)) if note else None,
            "path": note.path if note else None,
            "problems": cards.problems(note),
        },
    )


def web_address(text: str | None) -> str | None:
    """A link's address where it is one of the web, else None: other schemes stay text."""
    return text if text and text.lower().startswith(("https://", "http://")) else None
