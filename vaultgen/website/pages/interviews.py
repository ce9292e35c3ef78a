"""A page for each interview, and the list of interviews."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vaultgen.vault.model import CHECKLIST, OUTCOMES, Interview, Question
from vaultgen.vault.notes.properties import key
from vaultgen.vault.property_values import Item, PersonRef, Promise
from vaultgen.vault.schema import specs
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts, value_words
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.records import Records, in_order, interview_order
from vaultgen.website.theme import Page
from vaultgen.website.time_views import day_view
from vaultgen.website.urls import web_address
from vaultgen.website.views import View, Views

SECTION = Section("Interviews", "interviews.html", "lists", folders=("interviews", "prep"))

# What the page shows of a note in a way of its own, or not at all.
_NEAR = 6  # rounds before and after that the page of an interview shows; that of its position shows all
_SHOWN = frozenset(CHECKLIST) | {
    *("company", "role", "stage", "format", "date", "timezone", "unknown", "skip", "outcome", "heard_back"),
    "place",
    "calendar_uid",  # of use to programs alone
    "calendar_sequence",
}


def detail_pages(views: Views) -> Iterator[Page]:
    """`interviews/*.html`."""
    for interview in views.vault.interviews:
        yield _page(views, interview)


def records(views: Views) -> Records:
    """The interviews, each with the month in which it began."""
    return {
        "interviews": [
            (interview_order(views.vault, i), (_month(views, i), views.interview(i))) for i in views.vault.interviews
        ]
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`interviews.html` and the further pages of the list."""
    newest_first = in_order(records["interviews"])[::-1]
    for list_page in paginate(newest_first, "interviews", _period):
        shown = [view for _, view in list_page.items]
        yield Page(
            list_page.page,
            "interviews",
            {"title": "Interviews", "interviews": shown, "total": len(newest_first), "list_pages": list_page.links},
        )


def _month(views: Views, interview: Interview) -> str:
    start = views.vault.start(interview)
    return f"{start:%B} {start.year}"


def _period(interviews: Sequence[tuple[str, View]]) -> str:
    """`March 2025 to June 2026`: the months of the earliest and the latest of some interviews."""
    return " to ".join(dict.fromkeys(interviews[at][0] for at in (-1, 0)))


def _page(views: Views, interview: Interview) -> Page:
    vault = views.vault
    page = views.page_of(interview.note)
    application = vault.application(interview)
    view = views.interview(interview)
    rounds, position = vault.rounds(application), views.application(application)
    here = vault.place_in_rounds(interview)
    return Page(
        page,
        "interview",
        {
            "title": view["title"],
            "interview": view,
            "before": views.interview(rounds[here - 1]) if here else None,
            "after": views.interview(rounds[here + 1]) if here + 1 < len(rounds) else None,
            "mentions": views.backlinks(interview.note, but=[application, *rounds]),
            "application": position,
            "rounds": position["rounds"][max(here - _NEAR, 0) : here + _NEAR + 1],
            "checklist": [_record(views, interview, name) for name in CHECKLIST],
            "follow_ups": views.follow_ups_of([interview]),
            "body": views.html(interview.note, page, shift=2),
            "path": interview.note.path,
            "name": interview.note.name,
            "outcomes": list(OUTCOMES),
            "problems": views.problems.of(interview.note),
            "heard_back": day_view(interview.heard_back) if interview.heard_back else None,
            "place": interview.place,
            "place_url": web_address(interview.place),
            "facts": facts(interview, but=_SHOWN),
        },
        shared=("application",),
    )


def _record(views: Views, interview: Interview, name: str) -> View:
    """One question of the checklist with its answers and state."""
    spec = specs(Interview)[name]
    value = getattr(interview, name)
    unknown = name in {key(word) for word in interview.unknown or ()}
    state = "none" if value == () else "captured" if value is not None else "unknown" if unknown else "missing"
    answers = value if isinstance(value, tuple) else () if value is None else (value,)
    return {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "question": spec.about,
        "state": state,
        "answers": [_answer(views, interview, name, answer) for answer in answers],
    }


def _answer(views: Views, interview: Interview, name: str, answer: Any) -> View:
    """One answer: its text as HTML, the person who gave it, the page it links to."""
    page = views.page_of(interview.note)
    if isinstance(answer, PersonRef):
        person = views.vault.person(answer, interview) if answer.name else None
        of_whom = person or answer
        known = ", ".join(part for part in (of_whom.title, of_whom.email, of_whom.phone) if part)
        return _plain(person.name, known, views.page_of(person)) if person else _plain(known or "somebody", "", None)
    if isinstance(answer, Item):
        if answer.link:
            question = views.vault.find(answer.link, Question)
            return _plain(answer.text, "", views.page_of(question.note) if question else None)
        who, text = views.vault.speaker(interview, answer)
        html = views.inline(text, page)
        return {"text": html, "who": views.person(who) if who else None, "page": None, "more": ""}
    if isinstance(answer, Promise):
        html = views.inline(answer.text, page)
        return {
            "text": html,
            "who": None,
            "page": None,
            "more": f"by {day_view(answer.day)['words']}" if answer.day else "",
        }
    return _plain(value_words(specs(Interview)[name], answer), "", None)


def _plain(text: str, more: str, page: str | None) -> View:
    return {"text": text, "who": None, "page": page, "more": more}
