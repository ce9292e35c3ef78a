"""An employer's or a position's course, as one timeline, and what was learned of it over all rounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from vaultgen.dates.instants import utc
from vaultgen.english import phrases
from vaultgen.followups.queue import announced
from vaultgen.followups.words import OUTCOME_WORDS
from vaultgen.learning import concerns
from vaultgen.learning.sent_messages import owner_of
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.property_values import Item, PersonRef
from vaultgen.website.time_views import day_view
from vaultgen.website.views import View, Views

# What the page sums up, in its order: a heading, and the properties below it.
_LEARNED = (
    ("What they need", ("problems", "skills")),
    ("Concerns that are still open", ("concerns_open",)),
    ("Concerns that you answered", ("concerns_answered",)),
    ("What interested them", ("interested_in",)),
    ("Culture", ("culture",)),
    ("Who decides", ("decision_maker",)),
    ("How long the position has been open", ("position_open",)),
    ("What was said about pay", ("salary_stated",)),
    ("Next steps", ("next_steps",)),
)


def timeline(views: Views, applications: Iterable[Application], *, roles: bool) -> list[View]:
    """The events in order: applied, rounds, messages, answers, days to come. With `roles`, each names its position."""
    found = [event for application in applications for event in _events(views, application, roles=roles)]
    return [event for _, event in sorted(found, key=lambda row: row[0])]


def learned(views: Views, interviews: Sequence[Interview], page: str) -> list[View]:
    """What was learned over some rounds, by heading: each answer with the round in which it was given, latest first."""
    rows = []
    closed = _closed(views, interviews)
    for title, names in _LEARNED:
        answers = list(_answers(views, interviews, names, page, closed))
        if answers:
            rows.append({"title": title, "answers": answers})
    return rows


def replies(views: Views, interviews: Iterable[Interview]) -> list[View]:
    """The days that the employer took to answer after each round, as far as noted."""
    answered = []
    for interview in interviews:
        end = views.vault.end(interview).date()
        if interview.heard_back is not None and interview.heard_back >= end:
            answered.append({"days": (interview.heard_back - end).days, "interview": views.interview(interview)})
    return answered


def _events(views: Views, application: Application, *, roles: bool) -> Iterator[tuple[tuple[float, str], View]]:
    vault = views.vault
    view = views.application(application)
    role = view["title"] if roles else ""

    def event(kind: str, at: date | datetime, text: str, page: str | None, more: str = "") -> Any:
        moment = at if isinstance(at, datetime) else datetime.combine(at, time(0), views.snapshot.settings.timezone)
        day = moment.astimezone(views.snapshot.settings.timezone).date() if isinstance(at, datetime) else at
        shown = {"kind": kind, "day": day_view(day), "text": text, "page": page, "role": role, "more": more}
        return (utc(moment).timestamp(), f"{kind} {text}"), shown

    if application.applied is not None:
        how = " ".join(filter(None, (application.method, f"({application.source})" if application.source else "")))
        yield event("applied", application.applied, "You applied", view["page"], how)
    rounds = vault.rounds(application)
    for interview in rounds:
        shown = views.interview(interview)
        people = ", ".join(person["name"] for person in shown["people"])
        kind = "cancelled" if interview.outcome == "cancelled" else "round"
        yield event(kind, vault.start(interview), shown["stage"].capitalize(), shown["page"], people)
        if interview.heard_back is not None:
            words = OUTCOME_WORDS.get(interview.outcome or "", "no decision yet")
            yield event("heard", interview.heard_back, "They answered", None, words)
        if (day := announced(vault, interview)) is not None:
            yield event("decision", day, "They decide, as they said", shown["page"])
    for follow_up in views.planned(rounds):
        if follow_up.sent is not None:
            message = views.follow_up(follow_up)
            to = f" to {message['to']['name']}" if message["to"] else ""
            yield event("sent", follow_up.sent, f"{message['label']}{to}", message["draft_page"])
    if application.answer_by is not None and view["offered"]:
        yield event("offer", application.answer_by, "Answer the offer by this day", view["page"])


def _closed(views: Views, interviews: Sequence[Interview]) -> Mapping[tuple[str, str], bool]:
    """The concerns that were open in a round and were answered later, by the note's path and their words.

    The value says whether a message answered it, and no later round.
    """
    paths = {interview.note.path for interview in interviews}
    return {
        (one.path, one.text): not any(other.is_answered for other in concern.raised)
        for concern in concerns.ledger(one for one in views.raised if one.path in paths)
        if not concern.is_open
        for one in concern.raised
        if not one.is_answered
    }


def _answers(
    views: Views,
    interviews: Sequence[Interview],
    names: Sequence[str],
    page: str,
    closed: Mapping[tuple[str, str], bool],
) -> Iterator[View]:
    def values(interview: Interview, name: str) -> Iterator[Any]:
        value = getattr(interview, name)
        given = value if isinstance(value, tuple) else () if value is None else (value,)
        if name == "concerns_open":
            yield from (item for item in given if (interview.note.path, _concern(views, interview, item)) not in closed)
            return
        yield from given
        if name == "concerns_answered":
            later = interview.concerns_open or ()
            yield from (i for i in later if closed.get((interview.note.path, _concern(views, interview, i))))

    known: set[str] = set()
    for interview in sorted(interviews, key=lambda one: views.vault.start(one).timestamp(), reverse=True):
        for name in names:
            for answer in values(interview, name):
                text, who = _words(views, interview, answer)
                heard = fold(text or (who["name"] if who else ""))
                if heard and heard not in known:
                    known.add(heard)
                    plain = phrases.plain(text) or (who["name"] if who else "")
                    html = views.inline(text, page)
                    yield {"html": html, "text": plain, "who": who, "interview": views.interview(interview)}


def _concern(views: Views, interview: Interview, item: Item) -> str:
    return owner_of(views.vault, interview, item)[1]


def _words(views: Views, interview: Interview, answer: Any) -> tuple[str, View | None]:
    """An answer's words, and who said it."""
    if isinstance(answer, PersonRef):
        person = views.vault.person(answer, interview) if answer.name else None
        return "", views.person(person) if person else None
    if isinstance(answer, Item):
        who, text = views.vault.speaker(interview, answer)
        return text, views.person(who) if who else None
    return str(answer), None
