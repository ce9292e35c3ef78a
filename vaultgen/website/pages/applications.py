"""The pipeline, as a board and as a table, and a page for each application."""

from collections.abc import Iterator
from datetime import date

from vaultgen.followups.stages import STAGES
from vaultgen.vault.model import Application
from vaultgen.vault.settings import Settings
from vaultgen.website.records import Rows, in_order, order_of_position
from vaultgen.website.theme import Page
from vaultgen.website.views import Cards


def own(cards: Cards) -> Iterator[Page]:
    """`applications/*.html`."""
    for application in cards.vault.applications:
        yield _page(cards, application)


def rows(cards: Cards) -> Rows:
    """The applications: those with a note by its path, then the others by their first interview."""
    return {"applications": [(order_of_position(cards.vault, a), cards.position(a)) for a in cards.vault.applications]}


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`pipeline.html`."""
    every = in_order(rows["applications"])
    active = [card for card in every if not card["closed"] or card["won"]]
    columns = [
        {"key": key, "title": title, "applications": [card for card in active if card["stage"] == key]}
        for key, title in STAGES.items()
    ]
    yield Page(
        "pipeline.html",
        "pipeline",
        {
            "title": "Pipeline",
            # A vault whose notes all say which round they are of needs no column for the others.
            "columns": [column for column in columns if column["applications"] or column["key"] != "interview"],
            "active": active,
            "closed": [card for card in every if card["closed"] and not card["won"]],
        },
    )


def _page(cards: Cards, application: Application) -> Page:
    page = cards.page_of(application)
    card = cards.position(application)
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
            "body": cards.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": cards.problems(note),
            "mentions": cards.mentions(note, but=cards.vault.rounds(application)),
        },
    )


def web_address(text: str | None) -> str | None:
    """A link's address where it is one of the web, else None: other schemes stay text."""
    return text if text and text.lower().startswith(("https://", "http://")) else None
