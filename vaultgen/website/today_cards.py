"""The cards of the Today page, each with its list at the time of the build and its position in it.

An interview has one card: its open messages and, while it is fresh, the missing notes. It is listed under what is still
in time, else under what is late but still worth sending, else under what comes this week. The page script has the same
rules, and moves the cards as time passes.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from vaultgen.dates.instants import iso, utc
from vaultgen.dates.words import both_clocks
from vaultgen.followups import state
from vaultgen.followups.queue import announced, course, interview_state, is_covered_by_letter, is_long_past
from vaultgen.followups.queue import older as find_older
from vaultgen.followups.rules import FollowUp, outcome_at
from vaultgen.followups.visits import is_held
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.website.time_views import day_view
from vaultgen.website.urls import web_address
from vaultgen.website.views import View, Views, settled

WEEK = 7  # days, by the calendar
Instants = list[int]  # of a follow-up, in minutes since 1970: opens, due, closes, whether it lapses then


class PlacedCard(NamedTuple):
    """A card: the list in which it is (empty while it is out of sight), its place there, its view, how long it is.

    `rest` are the instants of its messages, for a card that Today has no room for.
    """

    where: str
    place: tuple[float, str]
    view: View
    rows: int
    rest: list[Instants]


def cards(views: Views) -> Iterator[PlacedCard]:
    """The cards of a partition."""
    vault, now = views.vault, views.snapshot.now
    for interview in vault.interviews:
        start = vault.start(interview)
        if is_held(interview) and utc(course(vault, interview).end) > utc(now):
            days = _days_until(views, start)
            shown = "soon" if days <= 1 else "week" if days < WEEK else ""
            yield PlacedCard(shown, (start.timestamp(), interview.note.path), _meeting(views, interview), 1, [])
        card = _card(views, interview, now)
        if card is not None:
            yield card
        day = announced(vault, interview)
        if day is not None and (days := _days_until(views, _midnight(views, day))) >= 0:
            view = {"kind": "decision", "interview": views.interview(interview), "day": day_view(day)}
            place = _midnight(views, day).timestamp(), interview.note.path
            yield PlacedCard("week" if days < WEEK else "", place, view, 1, [])


def older(views: Views) -> Iterator[tuple[tuple[float, str], View]]:
    """The messages that are long past or have lapsed, the latest last; Today shows them folded, with their number."""
    for follow_up in find_older(views.snapshot.follow_ups, views.snapshot.now):
        yield (utc(follow_up.due).timestamp(), follow_up.id), views.follow_up(follow_up)


def sent_today(views: Views) -> Iterator[tuple[tuple[float, str], View]]:
    """The messages sent on the day of the build."""
    zone = views.snapshot.settings.timezone
    for follow_up in views.snapshot.follow_ups:
        sent = follow_up.sent
        if sent is not None and sent.astimezone(zone).date() == views.snapshot.now.astimezone(zone).date():
            yield (utc(sent).timestamp(), follow_up.id), views.follow_up(follow_up)


def offers(views: Views) -> Iterator[tuple[tuple[float, str], View]]:
    """The offers that wait for an answer, with the day of each and the day by which to answer, as far as noted."""
    vault = views.vault
    for application in vault.applications:
        if not views.application(application)["offered"]:
            continue
        made = _offered_at(views, application)
        by = application.answer_by
        urgency = _midnight(views, by).timestamp() if by else float("inf")
        yield (
            (urgency, views.page_of(application)),
            {
                "application": views.application(application),
                "made": day_view(made.date(), made) if made else None,
                "by": day_view(by) if by else None,
            },
        )


def _offered_at(views: Views, application: Application) -> datetime | None:
    attempts = views.vault.attempts(application)
    return outcome_at(views.vault, attempts[-1])[0] if attempts else None


def _meeting(views: Views, interview: Interview) -> View:
    """The card of an interview that is still to come or taking place."""
    here, there = views.snapshot.settings.timezone, views.vault.zone(interview)
    view = views.interview(interview)
    timed = interview.date.clock is not None
    return {
        "kind": "meeting",
        "interview": view,
        "timed": timed,
        "when": both_clocks(views.vault.start(interview), here, there) if timed else view["start"]["words"],
        "place": interview.place,
        "place_url": web_address(interview.place),
    }


def _card(views: Views, interview: Interview, now: datetime) -> PlacedCard | None:
    """The card of an interview; None if nothing of it is or will be open."""
    vault = views.vault
    planned = [f for f in views.planned([interview]) if settled(f) is None]
    live = [f for f in planned if state(f, now) in ("upcoming", "due", "overdue") and not is_long_past(f, now)]
    where = course(vault, interview)
    fresh_until = where.fresh_until
    has_gaps = where.gaps > 0 and fresh_until > utc(now)
    if not live and not has_gaps:
        return None
    is_debrief = has_gaps and interview_state(where, planned, now) == "debrief"
    by_reader = {(f.kind, f.whom): f for f in reversed(live)}
    steps = [_step(views, f, by_reader, now) for f in live]
    view = {
        "kind": "card",
        "interview": views.interview(interview),
        "steps": steps,
        "fresh_until": iso(fresh_until) if has_gaps else None,
        "debrief": is_debrief,
    }
    in_time = [utc(f.due).timestamp() for f in live if state(f, now) == "due"]
    in_time += [fresh_until.timestamp()] * is_debrief
    late = [-utc(f.due).timestamp() for f in live if state(f, now) == "overdue"]
    week = [utc(f.opens).timestamp() for f in live if _is_soon(views, f)]
    lists = (("now", in_time), ("late", late), ("week", week))
    later_on = [*(utc(f.opens).timestamp() for f in live), fresh_until.timestamp()]
    shown, times = next(((name, times) for name, times in lists if times), ("", later_on))
    return PlacedCard(
        shown, (min(times), interview.note.path), view, len(steps) + has_gaps, [_instants(f) for f in live]
    )


def _step(
    views: Views, follow_up: FollowUp, by_reader: Mapping[tuple[str, Person | None], FollowUp], now: datetime
) -> View:
    """A message of a card: `shown` whether it is one now, `thanks` the late thank-you that it may take in."""
    thanks, letter = (by_reader.get((kind, follow_up.whom)) for kind in ("thank-you", "letter"))
    is_taken_in = follow_up is thanks and is_covered_by_letter(thanks, letter, now)
    return views.task(follow_up) | {
        "state": state(follow_up, now),
        "shown": not is_taken_in and (state(follow_up, now) != "upcoming" or _is_soon(views, follow_up)),
        "thanks": thanks.id if thanks and follow_up is letter else None,
        "takes_in": follow_up is letter and is_covered_by_letter(thanks, letter, now),
    }


def _is_soon(views: Views, follow_up: FollowUp) -> bool:
    """Whether a message of an interview that is over opens this week."""
    now, end = views.snapshot.now, course(views.vault, follow_up.interview).end
    is_ahead = state(follow_up, now) == "upcoming" and utc(end) <= utc(now)
    return is_ahead and _days_until(views, follow_up.opens) < WEEK


def _days_until(views: Views, moment: datetime) -> int:
    """The number of midnights in the user's zone between now and an instant."""
    zone = views.snapshot.settings.timezone
    return (moment.astimezone(zone).date() - views.snapshot.now.astimezone(zone).date()).days


def _instants(follow_up: FollowUp) -> Instants:
    closed = follow_up.closed
    moments = (follow_up.opens, follow_up.due, *([closed.at] if closed else ()))
    minutes = [int(moment.timestamp() // 60) for moment in moments]
    return [*minutes, int(closed.state == "lapsed")] if closed else minutes


def _midnight(views: Views, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=views.snapshot.settings.timezone)
