"""The dashboard: what to do now by urgency, what comes next, and the stages of the applications.

It stays small in large vaults: it shows what is most urgent and holds only the instants of the rest, to count it. Other
pages list everything.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from vaultgen.dates import time_marks
from vaultgen.dates.instants import iso
from vaultgen.followups import state
from vaultgen.followups.queue import FRESH, course, interview_state, is_long_past, unanswered
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Application, missing
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Order, Records, diagnostic_order, in_order, interview_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views, settled

SECTION = Section("Today", "index.html", "work")

_TASKS, _MEETINGS, _POSITIONS = 24, 8, 12  # how many of each the dashboard holds


def records(views: Views) -> Records:
    """Open and coming follow-ups, coming interviews, debriefs, applications, unanswered check-ins, and errors."""
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
    live = sorted((_Live(*record) for record in records["live"]), key=lambda task: task.due)
    shown = [task for task in live if not task.is_long_past][:_TASKS]
    due = {task.due for task in shown}
    rest = [task for task in live if task.due not in due]
    coming = sorted((task for task in shown if task.state == "upcoming"), key=lambda task: task.opens)
    applications = sorted(records["applications"], key=lambda record: record[0], reverse=True)
    active = [view for _, view in applications if view is not None]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": {"iso": time_marks.NOW_SHORT, "words": time_marks.NOW},
            "now": [(task.view or {}) | {"state": task.state} for task in shown if task.state != "upcoming"],
            "coming": [task.view for task in coming],
            "rest": [list(task.instants) for task in rest],
            "rest_open": sum(task.state != "upcoming" and not task.is_long_past for task in rest),
            "long_past": sum(task.state == "overdue" and task.is_long_past for task in live),
            "scheduled": in_order(records["ahead"])[:_MEETINGS],
            "debriefs": in_order(records["debriefs"])[::-1],
            "active": active[:_POSITIONS],
            "more_active": max(0, len(active) - _POSITIONS),
            "closed": len(applications) - len(active),
            "unanswered": in_order(records["unanswered"])[:_MEETINGS],
            "problems": len(set(records["errors"])),
        },
    )


class _Live(NamedTuple):
    """The record of a follow-up that is open or will open; stored as a plain tuple.

    `due` and `opens` are sort keys. One that is long past has no view: it is only counted.
    """

    due: Order
    opens: Order
    state: str
    is_long_past: bool
    instants: list[int]
    view: View | None


def _live(views: Views, follow_up: FollowUp, now: datetime) -> tuple[Any, ...]:
    past = is_long_past(follow_up, now)
    return tuple(
        _Live(
            (follow_up.due.timestamp(), follow_up.id),
            (follow_up.opens.timestamp(), follow_up.id),
            state(follow_up, now),
            past,
            _instants(follow_up),
            None if past else views.task(follow_up),
        )
    )


def _active(views: Views, application: Application) -> View | None:
    """The view of an application that is open, else None."""
    return None if views.application(application)["closed"] else views.position(application)


def _is_live(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a follow-up is open or will open."""
    return settled(follow_up) is None and state(follow_up, now) in ("upcoming", "due", "overdue")


def _instants(follow_up: FollowUp) -> list[int]:
    """The instants that decide the state of a follow-up, in minutes since 1970: opens, due, closes (if ever)."""
    closed = follow_up.closed
    moments = (follow_up.opens, follow_up.due, *([closed.at] if closed else ()))
    return [int(moment.timestamp() // 60) for moment in moments]


def _debriefs(views: Views, now: datetime) -> Iterator[tuple[Order, View]]:
    """Interviews with unanswered questions that are still fresh in memory, past or coming."""
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
