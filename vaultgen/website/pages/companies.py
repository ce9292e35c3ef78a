"""A page for each employer with its applications, interviews and people, and the list of employers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Company, Interview, Person
from vaultgen.vault.settings import Settings
from vaultgen.website.course import learned, replies, timeline
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import letter_range, paginate
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.urls import web_address
from vaultgen.website.views import View, Views

SECTION = Section("Companies", "companies.html", "lists", folders=("companies",))

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("website", "industry", "location", "aliases")

_Member = Interview | Application | Person


def detail_pages(views: Views) -> Iterator[Page]:
    """`companies/*.html`."""
    for company, members in _with_members(views):
        yield _page(views, company, _company(views, company, members), members)


def records(views: Views) -> Records:
    """The companies, by name."""
    shown = ((company.name, _company(views, company, members)) for company, members in _with_members(views))
    return {"companies": [((fold(name), name), view) for name, view in shown]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`companies.html` and the further pages of the list."""
    for list_page in paginate(in_order(records["companies"]), "companies", letter_range):
        yield Page(
            list_page.page,
            "companies",
            {"title": "Companies", "companies": list_page.items, "list_pages": list_page.links},
        )


def _with_members(views: Views) -> Iterator[tuple[Company, Sequence[_Member]]]:
    members = _members(views)
    return ((company, members.get(views.page_of(company), ())) for company in views.vault.companies)


def _members(views: Views) -> Mapping[str, Sequence[_Member]]:
    """The interviews (latest first), applications and people of each company, by the company's page."""
    vault = views.vault
    members: dict[str, list[_Member]] = {}
    people = [person for person in vault.people if person.company]
    things: Iterator[_Member] = chain(reversed(vault.interviews), vault.applications, people)
    for thing in things:
        if thing.company:
            members.setdefault(views.page_of(vault.company(thing.company)), []).append(thing)
    return members


def _company(views: Views, company: Company, members: Sequence[_Member]) -> View:
    return {
        "name": company.name,
        "page": views.page_of(company),
        "industry": company.industry,
        "location": company.location,
        "interviews": [views.interview(thing) for thing in members if isinstance(thing, Interview)],
        "applications": [views.position(thing) for thing in members if isinstance(thing, Application)],
        "people": [views.person(thing) for thing in members if isinstance(thing, Person)],
    }


def _page(views: Views, company: Company, view: View, members: Sequence[_Member]) -> Page:
    page = views.page_of(company)
    note = company.note
    applications = [thing for thing in members if isinstance(thing, Application)]
    rounds = [thing for thing in members if isinstance(thing, Interview)]
    return Page(
        page,
        "company",
        {
            "title": company.name,
            "company": view,
            "website": company.website,
            "url": web_address(company.website),
            "facts": facts(company, but=_SHOWN),
            "timeline": timeline(views, applications, roles=len(applications) > 1),
            "learned": learned(views, rounds, page),
            "replies": replies(views, rounds),
            "body": views.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": views.problems.of(note),
            "mentions": views.backlinks(note, but=members),
        },
    )
