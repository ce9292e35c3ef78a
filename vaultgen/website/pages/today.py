"""The Today page: interviews of today and tomorrow, offers, messages in time, late ones, this week, and done ones.

It stays small in large vaults: it shows the most urgent items, and holds only the instants of the others, to count
them. Other pages list everything.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.dates import time_marks
from vaultgen.dates.instants import iso
from vaultgen.followups.queue import unanswered
from vaultgen.vault.model import Application
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, diagnostic_order, in_order
from vaultgen.website.theme import Page
from vaultgen.website.today_cards import PlacedCard, cards, offers, older, sent_today
from vaultgen.website.views import View, Views

SECTION = Section("Today", "index.html", "work")

_ROWS, _MEETINGS, _POSITIONS, _OLDER = 24, 8, 12, 10  # how many of each Today holds
_LISTS = ("soon", "now", "late", "week", "")  # in the order of urgency; the last is out of sight


def records(views: Views) -> Records:
    """Cards, offers, what is older or sent today, applications, unanswered check-ins, and errors."""
    snapshot = views.snapshot
    vault, now = views.vault, snapshot.now
    return {
        "cards": [tuple(card) for card in cards(views)],
        "offers": list(offers(views)),
        "older": list(older(views)),
        "done": list(sent_today(views)),
        "applications": [(_last_move(views, a), _active(views, a)) for a in vault.applications],
        "accepted": [(view["page"], view) for view in map(views.application, vault.applications) if _is_accepted(view)],
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
    placed = [PlacedCard(*record) for record in records["cards"]]
    ordered = sorted(placed, key=lambda card: (_LISTS.index(card.where), card.place))
    shown, rest = _fitting(ordered)
    of_past = in_order(records["older"])[::-1]
    applications = sorted(records["applications"], key=lambda record: record[0], reverse=True)
    active = [view for _, view in applications if view is not None]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": {"iso": time_marks.NOW_SHORT, "words": time_marks.NOW},
            "lists": {name: [card.view for card in shown if card.where == name] for name in _LISTS},
            "rest": [instants for card in rest for instants in card.rest],
            "rest_open": sum(step["state"] != "upcoming" for card in rest for step in card.view.get("steps", ())),
            "offers": in_order(records["offers"]),
            "older": of_past[:_OLDER],
            "more_older": max(0, len(of_past) - _OLDER),
            "done": in_order(records["done"]),
            "active": active[:_POSITIONS],
            "more_active": max(0, len(active) - _POSITIONS),
            "closed": len(applications) - len(active),
            "accepted": in_order(records["accepted"]),
            "unanswered": in_order(records["unanswered"])[:_MEETINGS],
            "problems": len(set(records["errors"])),
            "unnamed": not settings.me.name,
        },
    )


def _fitting(cards: Sequence[PlacedCard]) -> tuple[list[PlacedCard], list[PlacedCard]]:
    """The most urgent cards, as many as fit on the page, and the others."""
    shown: list[PlacedCard] = []
    rows = 0
    for card in cards:
        if rows + card.rows > _ROWS and shown:
            break
        shown.append(card)
        rows += card.rows
    return shown, list(cards[len(shown) :])


def _is_accepted(application: View) -> bool:
    return bool(application["won"] and application["closed"])


def _active(views: Views, application: Application) -> View | None:
    """The view of an application that is open, else None."""
    return None if views.application(application)["closed"] else views.position(application)


def _last_move(views: Views, application: Application) -> tuple[str, str]:
    moves = views.application(application)["moves"]
    return (moves[-1] if moves else "", views.page_of(application))
