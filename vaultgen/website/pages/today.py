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
from vaultgen.website.records import Order, Rows, in_order, order_of, place_of
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards, iso, settled

_TASKS, _MEETINGS, _POSITIONS = 24, 8, 12  # how many of each the dashboard holds


def rows(cards: Cards) -> Rows:
    """What is open or may yet open, what lies ahead, what is still to write down, and where applications stand."""
    snapshot = cards.snapshot
    vault, now = cards.vault, snapshot.now
    return {
        "live": [_live(cards, f, now) for f in snapshot.follow_ups if _is_live(f, now)],
        "ahead": [
            (order_of(vault, interview), cards.interview(interview))
            for interview in vault.interviews
            if vault.start(interview) > now
        ],
        "debriefs": list(_debriefs(cards, now)),
        "applications": [(_last_move(cards, a), _active(cards, a)) for a in vault.applications],
        "unanswered": [
            (
                (f.due.timestamp(), f.id),
                {"since": iso(since), "now": since <= now, "application": cards.application(f.application)}
                | {"number": f.number, "check_in": cards.follow_up(f)},
            )
            for f, since in unanswered(vault, snapshot.follow_ups)
        ],
        "errors": [place_of(d) for d in snapshot.diagnostics if d.severity == "error"],
    }


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`index.html`."""
    live = sorted(rows["live"], key=lambda row: row[0])
    shown = [row for row in live if not row[3]][:_TASKS]
    held = {row[0] for row in shown}
    rest = [row for row in live if row[0] not in held]
    coming = sorted((row for row in shown if row[2] == "upcoming"), key=lambda row: row[1])
    every = sorted(rows["applications"], key=lambda row: row[0], reverse=True)
    active = [card for _, card in every if card is not None]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": {"iso": time_marks.NOW_SHORT, "words": time_marks.NOW},
            "now": [row[5] | {"state": row[2]} for row in shown if row[2] != "upcoming"],
            "coming": [row[5] for row in coming],
            "rest": [list(row[4]) for row in rest],
            "rest_open": sum(row[2] != "upcoming" and not row[3] for row in rest),
            "long_past": sum(row[2] == "overdue" and row[3] for row in live),
            "scheduled": in_order(rows["ahead"])[:_MEETINGS],
            "debriefs": in_order(rows["debriefs"])[::-1],
            "active": active[:_POSITIONS],
            "more_active": max(0, len(active) - _POSITIONS),
            "closed": len(every) - len(active),
            "unanswered": in_order(rows["unanswered"])[:_MEETINGS],
            "problems": len(set(rows["errors"])),
        },
    )


def _live(cards: Cards, follow_up: FollowUp, now: datetime) -> tuple[Any, ...]:
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
        None if past else cards.task(follow_up),
    )


def _active(cards: Cards, application: Application) -> Card | None:
    """An application that is open or was won."""
    is_over = cards.application(application)["closed"] and not cards.application(application)["won"]
    return None if is_over else cards.position(application)


def _is_live(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a follow-up is open or may yet open."""
    return settled(follow_up) is None and state(follow_up, now) in ("upcoming", "due", "overdue")


def _instants(follow_up: FollowUp) -> list[int]:
    """What decides a follow-up's state, in minutes since 1970: opens, due, and from when it is moot, if ever."""
    closed = follow_up.closed
    moments = (follow_up.opens, follow_up.due, *([closed.at] if closed else ()))
    return [int(moment.timestamp() // 60) for moment in moments]


def _debriefs(cards: Cards, now: datetime) -> Iterator[tuple[Order, Card]]:
    """Interviews with gaps that can still be filled from memory, now or soon."""
    vault = cards.vault
    for interview in vault.interviews:
        fresh_until = vault.end(interview) + FRESH
        if missing(interview) and fresh_until > now:
            where = course(vault, interview)
            is_open = interview_state(where, cards.planned([interview]), now) == "debrief"
            card = cards.interview(interview) | {"fresh_until": iso(fresh_until), "open": is_open}
            yield order_of(vault, interview), card


def _last_move(cards: Cards, application: Application) -> tuple[str, str]:
    moves = cards.application(application)["moves"]
    return (moves[-1] if moves else "", cards.page_of(application))
