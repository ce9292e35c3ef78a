"""The dashboard: what to do now in order of urgency, what comes, and where the applications stand.

It stays small however large the vault is: what is soonest is shown, of the rest only the instants are
kept, so that the page can count it, and the lists of their own have it all.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from vaultgen.dates import time_marks
from vaultgen.followups import state
from vaultgen.followups.queue import FRESH, course, interview_state, is_long_past, unanswered
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Application, missing
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Order, Records, diagnostic_order, in_order, interview_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views, iso, settled

SECTION = Section("Today", "index.html", "work")

_TASKS, _MEETINGS, _POSITIONS = 24, 8, 12  # how many of each the dashboard holds


def records(views: Views) -> Records:
    """What is open or may yet open, what lies ahead, what is still to write down, and where applications stand."""
    snapshot = views.snapshot
    vault, now = views.vault, snapshot.now
    return {
        "live": [_live(views, f, now) for f in snapshot.follow_ups if _is_live(f, now)],
        "ahead": [
            (interview_order(vault, interview), views.interview(interview))
            for interview in vault.interviews
            if vault.start(interview) > now
        ],
        "debriefs": list(_debriefs(views, now)),
        "applications": [(_last_move(views, a), _active(views, a)) for a in vault.applications],
        "unanswered": [
            (
                (f.due.timestamp(), f.id),
                {"since": iso(since), "now": since <= now, "application": views.application(f.application)}
                | {"number": f.number, "check_in": views.follow_up(f)},
            )
            for f, since in unanswered(vault, snapshot.follow_ups)
        ],
        "errors": [diagnostic_order(d) for d in snapshot.diagnostics if d.severity == "error"],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`index.html`."""
    live = sorted(records["live"], key=lambda record: record[0])
    shown = [record for record in live if not record[3]][:_TASKS]
    held = {record[0] for record in shown}
    rest = [record for record in live if record[0] not in held]
    coming = sorted((record for record in shown if record[2] == "upcoming"), key=lambda record: record[1])
    every = sorted(records["applications"], key=lambda record: record[0], reverse=True)
    active = [view for _, view in every if view is not None]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": {"iso": time_marks.NOW_SHORT, "words": time_marks.NOW},
            "now": [record[5] | {"state": record[2]} for record in shown if record[2] != "upcoming"],
            "coming": [record[5] for record in coming],
            "rest": [list(record[4]) for record in rest],
            "rest_open": sum(record[2] != "upcoming" and not record[3] for record in rest),
            "long_past": sum(record[2] == "overdue" and record[3] for record in live),
            "scheduled": in_order(records["ahead"])[:_MEETINGS],
            "debriefs": in_order(records["debriefs"])[::-1],
            "active": active[:_POSITIONS],
            "more_active": max(0, len(active) - _POSITIONS),
            "closed": len(every) - len(active),
            "unanswered": in_order(records["unanswered"])[:_MEETINGS],
            "problems": len(set(records["errors"])),
        },
    )


def _live(views: Views, follow_up: FollowUp, now: datetime) -> tuple[Any, ...]:
    """A follow-up's place by deadline and by when it opens, its state, whether that is long past, its instants, itself.

    Of what is long past only the instants are needed.
    """
    past = is_long_past(follow_up, now)
    return (
        (follow_up.due.timestamp(), follow_up.id),
        (follow_up.opens.timestamp(), follow_up.id),
        state(follow_up, now),
        past,
        _instants(follow_up),
        None if past else views.task(follow_up),
    )


def _active(views: Views, application: Application) -> View | None:
    """An application that is open or was won."""
    is_over = views.application(application)["closed"] and not views.application(application)["won"]
    return None if is_over else views.position(application)


def _is_live(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a follow-up is open or may yet open."""
    return settled(follow_up) is None and state(follow_up, now) in ("upcoming", "due", "overdue")


def _instants(follow_up: FollowUp) -> list[int]:
    """What decides a follow-up's state, in minutes since 1970: opens, due, and from when it is moot, if ever."""
    closed = follow_up.closed
    moments = (follow_up.opens, follow_up.due, *([closed.at] if closed else ()))
    return [int(moment.timestamp() // 60) for moment in moments]


def _debriefs(views: Views, now: datetime) -> Iterator[tuple[Order, View]]:
    """Interviews with gaps that can still be filled from memory, now or soon."""
    vault = views.vault
    for interview in vault.interviews:
        fresh_until = vault.end(interview) + FRESH
        if missing(interview) and fresh_until > now:
            where = course(vault, interview)
            is_open = interview_state(where, views.planned([interview]), now) == "debrief"
            view = views.interview(interview) | {"fresh_until": iso(fresh_until), "open": is_open}
            yield interview_order(vault, interview), view


def _last_move(views: Views, application: Application) -> tuple[str, str]:
    moves = views.application(application)["moves"]
    return (moves[-1] if moves else "", views.page_of(application))
