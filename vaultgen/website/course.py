"""An employer's or a position's course, as one timeline, and what was learned of it over all rounds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from vaultgen.dates.instants import utc
from vaultgen.english import phrases
from vaultgen.followups.queue import announced
from vaultgen.followups.words import OUTCOME_WORDS
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
    for title, names in _LEARNED:
        answers = list(_answers(views, interviews, names, page))
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


def _answers(views: Views, interviews: Sequence[Interview], names: Sequence[str], page: str) -> Iterator[View]:
    known: set[str] = set()
    for interview in sorted(interviews, key=lambda one: views.vault.start(one).timestamp(), reverse=True):
        for name in names:
            value = getattr(interview, name)
            for answer in value if isinstance(value, tuple) else () if value is None else (value,):
                text, who = _words(views, interview, answer)
                heard = fold(text or (who["name"] if who else ""))
                if heard and heard not in known:
                    known.add(heard)
                    plain = phrases.plain(text) or (who["name"] if who else "")
                    html = views.inline(text, page)
                    yield {"html": html, "text": plain, "who": who, "interview": views.interview(interview)}


def _words(views: Views, interview: Interview, answer: Any) -> tuple[str, View | None]:
    """An answer's words, and who said it."""
    if isinstance(answer, PersonRef):
        person = views.vault.person(answer, interview) if answer.name else None
        return "", views.person(person) if person else None
    if isinstance(answer, Item):
        who, text = views.vault.speaker(interview, answer)
        return text, views.person(who) if who else None
    return str(answer), None
