"""The calendar: interviews, deadlines, promises and decision dates, by day in the user's time zone.

The page is a list of days, from which a script makes months. A sent follow-up is shown on the day on which it was sent;
a skipped one is left out. `calendar.ics` has the same for a calendar program.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from vaultgen import fingerprint
from vaultgen.dates.words import MONTHS, WEEKDAYS, day_words
from vaultgen.exports import calendar_file
from vaultgen.exports.events import CalendarEvent, events, in_order
from vaultgen.followups.queue import announced
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate_by_time
from vaultgen.website.records import Records
from vaultgen.website.theme import DataFile, Page
from vaultgen.website.time_views import day_view
from vaultgen.website.views import View, Views, settled

SECTION = Section("Calendar", "calendar.html", "work")

_KINDS = ("interview", "offer", "follow-up", "promise", "decision")  # in the order in which a day shows them

# Countries whose weeks do not begin on Monday (Unicode CLDR, supplemental/weekData).
_FROM_SUNDAY = frozenset(
    "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH "
    "PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split()
)
_YEAR = timedelta(days=366)
_FROM_SATURDAY = frozenset("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split())


def records(views: Views) -> Records:
    """The events of the page and of the file, and the days of the interviews in their own zones."""
    days = [interview.date.day.isoformat() for interview in views.vault.interviews]
    known = views.snapshot
    of_file = events(views.vault, known.follow_ups, known.drafts, known.now)
    return {
        "events": list(_events(views)),
        "file": [tuple(event) for event in of_file],
        "last": [max(days)] if days else [],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`calendar.html`, and pages of earlier years, quarters or months."""
    events = sorted(records["events"], key=_order)
    months = {
        month: {"iso": month, "words": _month_words(month), "days": list(_days(of_month))}
        for month, of_month in groupby(events, key=lambda event: event["day"][:7])
    }
    counts = {month: sum(len(day["events"]) for day in view["days"]) for month, view in months.items()}
    last = max(records["last"], default="0001-01-01")
    about: View = {"first_weekday": _first_weekday(settings.country)}
    about["file"] = "".join(file.path for file in files(records, settings, today))
    for page in paginate_by_time(counts, last, "calendar"):
        title = f"Calendar of {page.words}" if page.words else "Calendar"
        shown = [months[month] for month in page.months]
        yield Page(page.page, "calendar", about | {"title": title, "list_pages": page.links, "months": shown})


def _order(event: View) -> tuple[Any, ...]:
    """The sort key of an event: within a day interviews come first, then deadlines, then announced decisions."""
    return event["day"], _KINDS.index(event["kind"]), event["at"], event["name"], event["page"]


def files(records: Records, settings: Settings, today: date) -> Iterator[DataFile]:
    """`calendar.ics` with the events of the last year and to come, if there are any."""
    since = (max(today, date.min + _YEAR) - _YEAR).isoformat()
    shown = sorted((CalendarEvent(*row) for row in records["file"] if CalendarEvent(*row).end >= since), key=in_order)
    if shown:
        yield DataFile("calendar.ics", partial(calendar_file.write, shown), fingerprint.key(*shown))


def _events(views: Views) -> Iterator[View]:
    for interview in views.vault.interviews:
        yield _interview(views, interview)
        if (day := announced(views.vault, interview)) is not None:
            yield _decision(views, interview, day)
    for application in views.vault.applications:
        if application.answer_by is not None and views.application(application)["offered"]:
            yield _answer_by(views, application, application.answer_by)
    for follow_up in views.snapshot.follow_ups:
        if settled(follow_up) != "skipped":
            yield _follow_up(views, follow_up)


def _interview(views: Views, interview: Interview) -> View:
    """An interview on its day in the user's time zone."""
    view = views.interview(interview)
    timed = interview.date.clock is not None
    begins = views.vault.start(interview).astimezone(views.snapshot.settings.timezone)
    elsewhere = views.vault.zone(interview) != views.snapshot.settings.timezone
    return {
        "kind": "interview",
        "day": (begins.date() if timed else interview.date.day).isoformat(),
        "at": begins.timestamp() if timed else 0,
        "time": f"{begins:%H:%M}" if timed else "",
        "name": view["title"],
        "more": view["role"] or "",
        "there": view["start"]["words"] if timed and elsewhere else "",
        "page": view["page"],
        "follow_up": None,
        "interview": None,
    }


def _decision(views: Views, interview: Interview, day: date) -> View:
    view = views.interview(interview)
    words = f"{view['company']} decides", f"as they said: {view['stage']}"
    return _all_day("decision", day, *words, view["page"]) | {"interview": view}


def _answer_by(views: Views, application: Application, day: date) -> View:
    view = views.application(application)
    return _all_day("offer", day, f"{view['company']}: answer the offer", view["title"], view["page"])


def _all_day(kind: str, day: date, name: str, more: str, page: str) -> View:
    """An event without a time."""
    return {
        "kind": kind,
        "day": day.isoformat(),
        "at": 0,
        "time": "",
        "name": name,
        "more": more,
        "there": "",
        "page": page,
        "follow_up": None,
        "interview": None,
    }


def _follow_up(views: Views, follow_up: FollowUp) -> View:
    """A follow-up on the day on which it was sent, else on the day of its deadline."""
    view = views.follow_up(follow_up)
    at = (follow_up.sent or follow_up.due).astimezone(views.snapshot.settings.timezone)
    return {
        "kind": "promise" if follow_up.promise else "follow-up",
        "day": at.date().isoformat(),
        "at": at.timestamp(),
        "time": f"{at:%H:%M}",
        "more": view["interview"],
        "there": "",
        "page": view["draft_page"] or view["interview_page"],
        "follow_up": view,
        "interview": None,
        "name": view["label"],
    }


def _days(events: Iterator[View]) -> Iterator[View]:
    for iso, of_day in groupby(events, key=lambda event: event["day"]):
        day = date.fromisoformat(iso)
        yield day_view(day) | {"words": day_words(day).rpartition(" ")[0], "events": list(of_day)}


def _month_words(month: str) -> str:
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _first_weekday(country: str) -> str:
    """The first day of the week in a country."""
    if country in _FROM_SUNDAY:
        return WEEKDAYS[6]
    return WEEKDAYS[5] if country in _FROM_SATURDAY else WEEKDAYS[0]
