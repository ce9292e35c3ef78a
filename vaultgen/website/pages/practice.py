"""Practice cards: a question each, its answer hidden; eight to a sheet when printed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from vaultgen.dates.words import day_words
from vaultgen.english.markup import without_markup
from vaultgen.learning import questions
from vaultgen.learning.answers import versions
from vaultgen.learning.practice import PracticeCard, Round, deck, round_of
from vaultgen.learning.questions import Asking, Prepared
from vaultgen.vault.model import Question
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Practice", "practice.html", "lists")

_MOST = 64  # cards: eight sheets
_LONGEST = 120  # characters of a question that can be the name of a note


def records(views: Views) -> Records:
    """What was asked, the answers, and each interview with its day."""
    vault = views.vault
    return {
        "asked": [tuple(asking) for asking in views.asked],
        "prepared": [tuple(one) for one in questions.prepared(vault)],
        "answers": [(question.note.path, _answer(views, question)) for question in questions.own_questions(vault)],
        "rounds": [
            (
                interview.note.path,
                tuple(round_of(vault, interview)),
                vault.start(interview).isoformat() if interview.outcome is None else "",
                views.interview(interview)["title"],
                views.page_of(interview.note),
            )
            for interview in vault.interviews
        ],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`practice.html`."""
    rounds = {path: Round(*one) for path, one, *_ in records.get("rounds", ())}
    ahead = min(
        (one for one in records.get("rounds", ()) if one[2][:10] >= today.isoformat()), key=_start, default=None
    )
    known = [Prepared(*one) for one in records.get("prepared", ())]
    themes = questions.themes((Asking(*one) for one in records.get("asked", ())), known)
    cards = deck(themes, known, rounds, rounds[ahead[0]] if ahead else None)
    answers = dict(records.get("answers", ()))
    yield Page(
        "practice.html",
        "practice",
        {
            "title": "Practice",
            "ahead": {"title": ahead[3], "page": ahead[4]} if ahead else None,
            "cards": [_card(card, answers) for card in cards[:_MOST]],
            "more": max(0, len(cards) - _MOST),
        },
    )


def _start(record: tuple[Any, ...]) -> tuple[str, str]:
    return record[2], record[0]


def _answer(views: Views, question: Question) -> View:
    found = versions(question.note.body)
    return {
        "page": views.page_of(question.note),
        "answer": without_markup(found[-1].text) if found else "",
        "stories": [item.text for item in question.stories or ()],
    }


def _card(card: PracticeCard, answers: dict[str, View]) -> View:
    answer = answers[card.note] if card.note else {"page": None, "answer": "", "stories": []}
    practised = f"practised {day_words(date.fromisoformat(card.practised), weekday=False)}" if card.practised else ""
    comfort = f"comfort {card.comfort} of 5" if card.comfort else ""
    asked = f"asked {card.asked} time{'' if card.asked == 1 else 's'}" if card.asked else "not asked yet"
    facts = ", ".join(filter(None, [asked, comfort, practised or "not practised yet"]))
    return {
        "title": card.title,
        "expected": card.expected,
        "facts": facts[:1].upper() + facts[1:],
        "command": _command(card.title),
        **answer,
    }


def _command(title: str) -> str:
    """The command that makes the note of a question; empty if its words cannot be typed in one."""
    name = "".join(char for char in title if char.isalnum() or char in " -+#&.,'’?").strip(" .,-?")
    return f'vaultgen new question "{name}"' if name and len(name) <= _LONGEST else ""
