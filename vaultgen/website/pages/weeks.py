"""A page for each week of the search, printed on one sheet, and the list of weeks."""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.dates.words import day_words
from vaultgen.english.phrases import listed
from vaultgen.followups import weeks
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.weeks import Event, FollowUpRecord, Week
from vaultgen.followups.words import OUTCOME_WORDS
from vaultgen.vault.model import Interview
from vaultgen.vault.schema import specs
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.places import Place, Places, places, plain
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Weeks", "weeks.html", "overview", folders=("weeks",))

_MOST = 7  # items of one list on a page of one sheet


def records(views: Views) -> Records:
    """The records of `followups.weeks` as tuples, and what pages link to."""
    vault, snapshot = views.vault, views.snapshot
    return {
        "events": [plain(one) for one in weeks.events(vault, snapshot.now)],
        "calls": [plain(one) for one in weeks.follow_up_records(vault, snapshot.follow_ups)],
        "places": [*places(views), *_applications(views)],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`weeks/2026-W11.html` for each week, `weeks.html` and its further pages."""
    named = Places(records.get("places", ()))
    happened = (Event(*one) for one in records.get("events", ()))
    called = (FollowUpRecord(*one) for one in records.get("calls", ()))
    all_weeks = weeks.weeks(happened, called, settings, today, starts=settings.week_starts)
    neighbours = [None, *all_weeks, None]
    for place, week in enumerate(all_weeks):
        later, earlier = neighbours[place], neighbours[place + 2]
        around = {
            "later": _link(later) if later else None,
            "earlier": _link(earlier) if earlier else None,
            "is_now": week.first <= today <= week.last,
        }
        yield Page(_page(week), "week", _week(week, named) | around)
    for list_page in paginate(all_weeks, "weeks", _label):
        rows = [_row(week) for week in list_page.items]
        yield Page(list_page.page, "weeks", {"title": "Weeks", "weeks": rows, "list_pages": list_page.links})


def _applications(views: Views) -> list[Place]:
    return [
        (
            application.note.path,
            application.role.label if application.role else "Application",
            views.page_of(application),
        )
        for application in views.vault.applications
        if application.note
    ]


def _page(week: Week) -> str:
    return f"weeks/{week.key}.html"


def _title(week: Week) -> str:
    """`2 to 8 March 2026`."""
    first, last = (day_words(day, weekday=False) for day in (week.first, week.last))
    if week.first.year != week.last.year:
        return f"{first} to {last}"
    if week.first.month != week.last.month:
        return f"{first.rpartition(' ')[0]} to {last}"
    return f"{week.first.day} to {last}"


def _link(week: Week) -> View:
    return {"page": _page(week), "words": _title(week)}


def _row(week: Week) -> View:
    return _link(week) | {
        "key": week.key,
        "had": len(week.had),
        "in_time": len(week.in_time),
        "late": len(week.late),
        "not_sent": len(week.not_sent),
        "heard": len(week.heard),
        "applied": len(week.applied),
    }


def _week(week: Week, named: Places) -> View:
    lists = (
        ("Interviews", [_event(one, named) for one in week.had]),
        ("Sent in time", [_sent(one, named) for one in week.in_time]),
        ("Sent late", [_sent(one, named) for one in week.late]),
        ("Due and not sent that week", [_due(one, named) for one in week.not_sent]),
        ("Heard back", [_event(one, named, _outcome(one.text)) for one in week.heard]),
        ("Applied", [_applied(one, named) for one in week.applied]),
        ("Lessons", [_lesson(one, named) for one in week.lessons]),
        ("Interviews to come", [_event(one, named) for one in week.ahead]),
        ("Open at the end of the week", [_due(one, named) for one in week.open]),
    )
    return {
        "title": _title(week),
        "key": week.key,
        "lists": [_capped(title, items) for title, items in lists if items],
        "gap": _gap(week.gap, named) if week.gap else None,
    }


def _capped(title: str, items: Sequence[View]) -> View:
    return {"title": title, "count": len(items), "items": items[:_MOST], "more": max(0, len(items) - _MOST)}


def _event(event: Event, named: Places, more: str = "") -> View:
    day = _day(event.day)
    return named.link(event.path, more=more) | {"text": event.words, "day": day, "is_due": False}


def _applied(event: Event, named: Places) -> View:
    return _event(event, named, event.text)


def _lesson(event: Event, named: Places) -> View:
    return named.link(event.path, more=event.words) | {"text": event.text, "day": None, "is_due": False}


def _sent(call: FollowUpRecord, named: Places) -> View:
    """A follow-up that was sent, and when."""
    return _named(call) | {"page": named.link(call.draft)["page"], "day": _day(call.days[1]), "is_due": False}


def _due(call: FollowUpRecord, named: Places) -> View:
    """A follow-up that was not sent by the end of the week; a later week shows what became of it."""
    return _named(call) | {"page": named.link(call.interview)["page"], "day": _day(call.days[0]), "is_due": True}


def _named(call: FollowUpRecord) -> View:
    number = f" {call.number}" if call.number > 1 and call.kind == "check-in" else ""
    words = f"{KINDS[call.kind].TITLE}{number}{f' to {call.to}' if call.to else ''}"
    return {"text": words, "more": call.words}


def _day(day: str) -> View:
    """A day for a `<time>` element, without the year, which is in the title."""
    return {"iso": day, "words": day_words(date.fromisoformat(day)).rpartition(" ")[0]}


def _outcome(outcome: str) -> str:
    return OUTCOME_WORDS.get(outcome, "")


def _gap(gap: Event, named: Places) -> View:
    spec = specs(Interview)[gap.text]
    return named.link(gap.path) | {"where": gap.words, "question": spec.about, "why": spec.why, "name": gap.text}


def _label(shown: Sequence[Week]) -> str:
    """`2025-W51 to 2026-W11`."""
    return listed(list(dict.fromkeys(shown[at].key for at in (-1, 0))), "to") if shown else ""
