"""A page for each interview, and the list of all."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vaultgen.vault.model import CHECKLIST, Interview, Question
from vaultgen.vault.notes.properties import key
from vaultgen.vault.schema import Item, PersonRef, Promise, specs
from vaultgen.vault.settings import Settings
from vaultgen.website.pagination import leaves
from vaultgen.website.records import Rows, in_order, order_of
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards, day_card


def own(cards: Cards) -> Iterator[Page]:
    """`interviews/*.html`."""
    for interview in cards.vault.interviews:
        yield _page(cards, interview)


def rows(cards: Cards) -> Rows:
    """The interviews, each with the month in which it began."""
    return {
        "interviews": [
            (order_of(cards.vault, i), (_month(cards, i), cards.interview(i))) for i in cards.vault.interviews
        ]
    }


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`interviews.html` with its further leaves."""
    newest_first = in_order(rows["interviews"])[::-1]
    for leaf in leaves(newest_first, "interviews", _period):
        shown = [card for _, card in leaf.things]
        yield Page(
            leaf.page,
            "interviews",
            {"title": "Interviews", "interviews": shown, "total": len(newest_first), "leaves": leaf.leaves},
        )


def _month(cards: Cards, interview: Interview) -> str:
    start = cards.vault.start(interview)
    return f"{start:%B} {start.year}"


def _period(interviews: Sequence[tuple[str, Card]]) -> str:
    """`March 2025 to June 2026`: what the latest and the earliest of some interviews lie between."""
    return " to ".join(dict.fromkeys(interviews[at][0] for at in (-1, 0)))


def _page(cards: Cards, interview: Interview) -> Page:
    vault = cards.vault
    page = cards.page_of(interview.note)
    application = vault.application(interview)
    card = cards.interview(interview)
    rounds = vault.rounds(application)
    here = rounds.index(interview)
    return Page(
        page,
        "interview",
        {
            "title": card["title"],
            "interview": card,
            "before": cards.interview(rounds[here - 1]) if here else None,
            "after": cards.interview(rounds[here + 1]) if here + 1 < len(rounds) else None,
            "mentions": cards.mentions(interview.note, but=[application, *rounds]),
            "application": cards.application(application),
            "checklist": [_row(cards, interview, name) for name in CHECKLIST],
            "follow_ups": cards.follow_ups_of([interview]),
            "body": cards.html(interview.note, page, shift=2),
            "path": interview.note.path,
            "problems": cards.problems(interview.note),
            "heard_back": day_card(interview.heard_back) if interview.heard_back else None,
        },
    )


def _row(cards: Cards, interview: Interview, name: str) -> Card:
    """One question of the checklist with its answers, or why there are none."""
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
        "answers": [_answer(cards, interview, name, answer) for answer in answers],
    }


def _answer(cards: Cards, interview: Interview, name: str, answer: Any) -> Card:
    """One answer: its text as HTML, the person it belongs to, the page it leads to."""
    page = cards.page_of(interview.note)
    if isinstance(answer, PersonRef):
        person = cards.vault.person(answer) if answer.name else None
        known = (person.title, person.email, person.phone) if person else ()
        return _plain(answer.name, ", ".join(part for part in known if part), cards.page_of(person) if person else None)
    if isinstance(answer, Item):
        if answer.link:
            question = cards.vault.find(answer.link, Question)
            return _plain(answer.text, "", cards.page_of(question.note) if question else None)
        who, text = cards.vault.speaker(interview, answer)
        html = cards.inline(text, page)
        return {"text": html, "who": cards.person(who) if who else None, "page": None, "more": ""}
    if isinstance(answer, Promise):
        html = cards.inline(answer.text, page)
        return {
            "text": html,
            "who": None,
            "page": None,
            "more": f"by {day_card(answer.day)['words']}" if answer.day else "",
        }
    if name == "duration":
        return _plain(f"{answer} minutes", "", None)
    return _plain(day_card(answer)["words"] if name == "decision_date" else str(answer), "", None)


def _plain(text: str, more: str, page: str | None) -> Card:
    return {"text": text, "who": None, "page": page, "more": more}
