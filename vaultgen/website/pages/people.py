"""A page for each person with their interviews and messages, and the list of people."""

from collections.abc import Iterator
from datetime import date

from vaultgen.vault.links import fold
from vaultgen.vault.model import Person
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import letter_range, paginate
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.urls import web_address
from vaultgen.website.views import View, Views

SECTION = Section("People", "people.html", "lists", folders=("people",))

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("name", "salutation", "title", "company", "email", "phone", "address", "linkedin", "aliases")


def detail_pages(views: Views) -> Iterator[Page]:
    """`people/*.html`."""
    for person in views.vault.people:
        yield _page(views, person, _person(views, person))


def records(views: Views) -> Records:
    """The people, by name."""
    return {"people": [((fold(person.name), person.name), _person(views, person)) for person in views.vault.people]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`people.html` and the further pages of the list."""
    for list_page in paginate(in_order(records["people"]), "people", letter_range):
        yield Page(list_page.page, "people", {"title": "People", "people": list_page.items, "leaves": list_page.links})


def _person(views: Views, person: Person) -> View:
    vault = views.vault
    employer = vault.company(person.company) if person.company else None
    return views.person(person) | {
        "company": employer.name if employer else None,
        "company_page": views.page_of(employer) if employer else None,
        "email": person.email,
        "phone": person.phone,
        "interviews": [views.interview(interview) for interview in reversed(vault.meetings(person))],
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
            "problems": views.problems(note),
            "mentions": views.backlinks(note, but=views.vault.meetings(person)),
        },
    )
