"""A page for each person with their interviews and messages, and the list of people."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.vault.links import fold
from vaultgen.vault.model import Person
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.urls import phone_link, web_address
from vaultgen.website.views import View, Views

SECTION = Section("People", "people.html", "lists", folders=("people",))

_MANY = 30  # people on a page, from which on a filter helps

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("name", "salutation", "title", "company", "email", "phone", "address", "linkedin", "aliases")


def detail_pages(views: Views) -> Iterator[Page]:
    """`people/*.html`."""
    for person in views.vault.people:
        yield _page(views, person, _person(views, person))


def records(views: Views) -> Records:
    """The people, those met most recently first; then those not met yet, by name."""
    return {"people": [(_order(views, person), _person(views, person)) for person in views.vault.people]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`people.html` and the further pages of the list."""
    for list_page in paginate(in_order(records["people"]), "people", _period):
        about = {"title": "People", "people": list_page.items, "filter": len(list_page.items) >= _MANY}
        yield Page(list_page.page, "people", about | {"list_pages": list_page.links})


def _order(views: Views, person: Person) -> tuple[float, str, str]:
    met = [views.vault.start(interview).timestamp() for interview in views.vault.meetings(person)]
    return -max(met) if met else math.inf, fold(person.name), person.name


def _period(people: Sequence[View]) -> str:
    """`March 2026 to May 2025`: the months of the last meetings with the first and the last of some people."""
    return " to ".join(dict.fromkeys(people[at]["met"] for at in (0, -1)))


def _person(views: Views, person: Person) -> View:
    vault = views.vault
    employer = vault.company(person.company) if person.company else None
    meetings = vault.meetings(person)
    return views.person(person) | {
        "company": employer.name if employer else None,
        "company_page": views.page_of(employer) if employer else None,
        "met": f"{vault.start(meetings[-1]):%B %Y}" if meetings else "not met",
        "email": person.email,
        "phone": person.phone,
        "phone_url": phone_link(person.phone),
        "interviews": [views.interview(interview) for interview in reversed(meetings)],
    }


def _page(views: Views, person: Person, view: View) -> Page:
    page = views.page_of(person)
    note = person.note
    return Page(
        page,
        "person",
        {
            "title": person.name,
            "person": view,
            "salutation": person.salutation,
            "address": person.address,
            "linkedin": person.linkedin,
            "linkedin_url": web_address(person.linkedin),
            "facts": facts(person, but=_SHOWN),
            "follow_ups": [views.follow_up(f) for f in views.messages(person)],
            "body": views.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": views.problems.of(note),
            "mentions": views.backlinks(note, but=views.vault.meetings(person)),
        },
    )
