"""The pipeline page, as a board and a table, and a page for each application."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from vaultgen.dates.words import day_words
from vaultgen.followups.stages import STAGES, stage
from vaultgen.followups.visits import is_held
from vaultgen.learning import proof
from vaultgen.vault.model import Application
from vaultgen.vault.settings import Settings
from vaultgen.website.course import learned, replies, timeline
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import PAGE_SIZE, paginate
from vaultgen.website.places import note_link
from vaultgen.website.records import Records, application_order, in_order
from vaultgen.website.theme import Page
from vaultgen.website.urls import web_address
from vaultgen.website.views import View, Views

SECTION = Section("Pipeline", "pipeline.html", "work", folders=("applications",))

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("company", "role", "url", "applied", "via", "outcome", "skip")
_IN_FULL = 40  # open applications that show all their steps; the others are a line


def detail_pages(views: Views) -> Iterator[Page]:
    """`applications/*.html`."""
    for application in views.vault.applications:
        yield _page(views, application)


def records(views: Views) -> Records:
    """The applications with a note by its path, then the others by their first interview; each with its stage now."""
    applications = views.vault.applications
    return {
        "applications": [
            (application_order(views.vault, a), views.position(a) | {"stage": _stage(views, a)}) for a in applications
        ],
        "offers": [
            (application_order(views.vault, application), _offer(views, application))
            for application in applications
            if views.application(application)["offered"]
        ],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`pipeline.html`, and where they are many, further pages of open and of closed applications, the latest first."""
    applications = in_order(records["applications"])
    every = [view for view in applications if not view["closed"]]
    latest = {view["page"] for view in sorted(every, key=_latest_first)[:_IN_FULL]}
    active = [view | {"brief": view["page"] not in latest} for view in every]
    closed = sorted((view for view in applications if view["closed"]), key=_latest_first)
    about: View = {
        "title": SECTION.title,
        "columns": [],
        "active": [],
        "accepted": [],
        "closed": [],
        "offers": None,
        "counts": {"active": len(active), "closed": len(closed)},
    }
    further = [*_further(active, "active", "Open"), *_further(closed, "closed", "Closed")]
    links = [{"page": SECTION.page, "words": "Now"}] if further else []
    links += [{"page": page, "words": words} for page, words, _, _ in further]
    shown = {view["page"] for view in sorted(active, key=_latest_first)[: _first(active)]}
    now = [view for view in active if view["page"] in shown]
    columns = [
        {"key": key, "title": title, "applications": [view for view in now if view["stage"] == key]}
        for key, title in STAGES.items()
    ]
    yield Page(
        SECTION.page,
        "pipeline",
        about
        | {
            "columns": columns,
            "active": now,
            "accepted": [view for view in closed if view["won"]],
            "closed": closed[: _first(closed)],
            "offers": _side_by_side(in_order(records["offers"])),
            "list_pages": links,
        },
    )
    for page, words, name, of_page in further:
        yield Page(page, "pipeline", about | {"title": f"Pipeline: {words}", name: of_page, "list_pages": links})


def _latest_first(view: View) -> tuple[float, str]:
    """The sort key of an application by its latest round, or the day on which it was sent."""
    moved = datetime.fromisoformat(view["moves"][-1]).timestamp() if view["moves"] else -math.inf
    return -moved, view["page"]


def _first(applications: Sequence[View]) -> int:
    """How many applications stand on the first page: all, or if they are too many the latest."""
    return len(applications) if len(applications) <= PAGE_SIZE else PAGE_SIZE // 2


def _further(applications: Sequence[View], name: str, title: str) -> Iterator[tuple[str, str, str, Sequence[View]]]:
    """The further pages of open or closed applications: path, words for the link, `name`, and the applications."""
    rest = sorted(applications, key=_latest_first)[_first(applications) :]
    if rest:
        for page in paginate(rest, f"pipeline-{title.lower()}", _days):
            yield page.page, f"{title}, {_days(page.items)}", name, page.items


def _days(shown: Sequence[View]) -> str:
    """`2024-03-02 to 2025-06-30`: the days of the latest rounds of a page."""
    days = sorted(view["moves"][-1][:10] for view in shown if view["moves"])
    return " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "without a day"


def _offer(views: Views, application: Application) -> View:
    """An offer with its details, and what was learned about the employer, by heading."""
    terms = {
        "Answer by": [day_words(application.answer_by)] if application.answer_by else [],
        "Pay": [application.salary] if application.salary else [],
        "Place": [application.location] if application.location else [],
    }
    rows = learned(views, views.vault.rounds(application), "pipeline.html")
    answers = {row["title"]: [answer["text"] for answer in row["answers"]] for row in rows}
    return {"application": views.application(application), "terms": terms, "learned": answers}


def _side_by_side(offers: list[View]) -> View | None:
    """Two offers or more as a table: a heading, and a cell for each; None for fewer."""
    if len(offers) < 2:
        return None
    titles = dict.fromkeys(title for offer in offers for title in (*offer["terms"], *offer["learned"]))
    rows = [
        (title, [offer["terms"].get(title) or offer["learned"].get(title, []) for offer in offers]) for title in titles
    ]
    return {
        "applications": [offer["application"] for offer in offers],
        "rows": [{"title": title, "cells": cells} for title, cells in rows if any(cells)],
    }


def _stage(views: Views, application: Application) -> str:
    """The stage of an application at the time of the build; the page script updates it."""
    vault, now = views.vault, views.snapshot.now
    begun = [i for i in vault.rounds(application) if is_held(i) and vault.start(i) <= now]
    return stage(begun, vault.outcome(application))


def _needs(views: Views, application: Application, page: str) -> list[View]:
    """What the employer wants in any round, with the results that meet it."""
    vault = views.vault
    every = vault.rounds(application)
    rounds = {interview.note.path: views.interview(interview) for interview in every}
    rows = proof.needs(one for interview in every for one in views.wanted[interview.note.path])
    return [_need(views, row, rounds, page) for row in rows]


def _need(views: Views, row: proof.NeedRow, rounds: Mapping[str, View], page: str) -> View:
    shown = [rounds[path] for path in dict.fromkeys(one.path for one in row.wanted)]
    return {
        "title": row.title,
        "positions": 1,
        "wanted": [{"text": view["stage"], "page": view["page"], "more": ""} for view in shown],
        "proof": [note_link(views, one.path, page, more=one.why) for one in row.backed],
        "command": proof.command(row),
        "below": [_need(views, below, rounds, page) for below in row.below],
    }


def _page(views: Views, application: Application) -> Page:
    page = views.page_of(application)
    view = views.position(application)
    note = application.note
    rounds = views.vault.rounds(application)
    return Page(
        page,
        "application",
        {
            "title": f"{view['title']}, {view['company']}",
            "application": view,
            "facts": facts(application, but=_SHOWN),
            "timeline": timeline(views, [application], roles=False),
            "learned": learned(views, rounds, page),
            "replies": replies(views, rounds),
            "needs": _needs(views, application, page),
            "url": web_address(application.url),
            "via": views.person(views.vault.person(application.via, application))
            if application.via and application.via.name
            else None,
            "follow_ups": views.follow_ups_of(views.vault.rounds(application)),
            "body": views.html(note, page, shift=2) if note else None,
            "path": note.path if note else None,
            "problems": views.problems.of(note),
            "mentions": views.backlinks(note, but=views.vault.rounds(application)),
        },
    )
