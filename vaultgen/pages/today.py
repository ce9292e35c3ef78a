"""The dashboard: what to do now in order of urgency, what comes, and where the applications stand.

It stays small however large the vault is: what is soonest is shown, of the rest only the instants are
kept, so that the page can count it, and the lists of their own have it all.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from vaultgen import timely
from vaultgen.agenda import FRESH, by_deadline, course, interview_state, is_long_past, long_past, to_do, unanswered
from vaultgen.cards import Card, Cards, iso, settled
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.model import Application, missing
from vaultgen.theme import Page

_TASKS, _MEETINGS, _POSITIONS = 24, 8, 12  # how many of each the dashboard holds


def pages(cards: Cards) -> Iterator[Page]:
    """`index.html`."""
    snapshot = cards.snapshot
    vault, now = cards.vault, snapshot.now
    live = sorted((f for f in snapshot.follow_ups if _is_live(f, now)), key=by_deadline)
    shown = [f for f in live if not is_long_past(f, now)][:_TASKS]
    rest = [f for f in live if f not in shown]
    open_now = to_do(shown, now)
    coming = sorted((f for f in shown if state(f, now) == "upcoming"), key=lambda f: (f.opens.timestamp(), f.id))
    ahead = [interview for interview in vault.interviews if vault.start(interview) > now]
    applications = sorted(vault.applications, key=lambda a: _last_move(cards, a), reverse=True)
    active = [a for a in applications if not cards.application(a)["closed"] or cards.application(a)["won"]]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": {"iso": timely.NOW_SHORT, "words": timely.NOW},
            "now": [cards.task(f) | {"state": state(f, now)} for f in open_now],
            "coming": [cards.task(f) for f in coming],
            "rest": [_instants(f) for f in rest],
            "rest_open": len(to_do(rest, now)),
            "long_past": len(long_past(live, now)),
            "scheduled": [cards.interview(i) for i in ahead[:_MEETINGS]],
            "debriefs": list(_debriefs(cards, now)),
            "active": [cards.position(application) for application in active[:_POSITIONS]],
            "more_active": max(0, len(active) - _POSITIONS),
            "closed": len(applications) - len(active),
            "unanswered": [
                {"since": iso(since), "now": since <= now, "application": cards.application(f.application)}
                | {"number": f.number, "check_in": cards.follow_up(f)}
                for f, since in unanswered(vault, snapshot.follow_ups)[:_MEETINGS]
            ],
            "problems": sum(d.severity == "error" for d in snapshot.diagnostics),
        },
    )


def _is_live(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a follow-up is open or may yet open."""
    return settled(follow_up) is None and state(follow_up, now) in ("upcoming", "due", "overdue")


def _instants(follow_up: FollowUp) -> list[int | str]:
    """What decides a follow-up's state, in minutes since 1970: opens, due, and from when it is moot, if ever."""
    closed = follow_up.closed
    moments = (follow_up.opens, follow_up.due, *([closed.at] if closed else ()))
    return [int(moment.timestamp() // 60) for moment in moments]


def _debriefs(cards: Cards, now: datetime) -> Iterable[Card]:
    """Interviews with gaps that can still be filled from memory, now or soon; the latest first."""
    vault = cards.vault
    for interview in reversed(vault.interviews):
        fresh_until = vault.end(interview) + FRESH
        if missing(interview) and fresh_until > now:
            where = course(vault, interview)
            is_open = interview_state(where, cards.planned([interview]), now) == "debrief"
            yield cards.interview(interview) | {"fresh_until": iso(fresh_until), "open": is_open}


def _last_move(cards: Cards, application: Application) -> tuple[str, str]:
    moves = cards.application(application)["moves"]
    return (moves[-1] if moves else "", cards.page_of(application))
