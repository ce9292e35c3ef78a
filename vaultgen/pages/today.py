"""The dashboard: what to do now in order of urgency, what comes, the pipeline, recent interviews."""

from collections.abc import Iterator

from vaultgen.agenda import course, interview_state, of_interview, to_do, unanswered
from vaultgen.cards import Cards, iso, moment_card, settled
from vaultgen.followups import state
from vaultgen.theme import Page

_RECENT = 8


def pages(cards: Cards) -> Iterator[Page]:
    """`index.html`."""
    snapshot = cards.snapshot
    vault, now = cards.vault, snapshot.now
    open_now = to_do(snapshot.follow_ups, now)
    coming = [f for f in snapshot.follow_ups if settled(f) is None and state(f, now) == "upcoming"]
    debriefs = [
        interview
        for interview in reversed(vault.interviews)
        if interview_state(course(vault, interview), of_interview(snapshot.follow_ups, interview), now) == "debrief"
    ]
    applications = [cards.application(application) for application in vault.applications]
    held = [interview for interview in reversed(vault.interviews) if vault.start(interview) <= now]
    yield Page(
        "index.html",
        "today",
        {
            "title": "Today",
            "built": moment_card(now),
            "now": [cards.follow_up(f) | {"state": state(f, now)} for f in open_now],
            "coming": [cards.follow_up(f) for f in coming],
            "scheduled": [cards.interview(i) for i in vault.interviews if vault.start(i) > now],
            "debriefs": [cards.interview(interview) for interview in debriefs],
            "active": [card for card in applications if not card["closed"] or card["won"]],
            "closed": [card for card in applications if card["closed"] and not card["won"]],
            "recent": [cards.interview(interview) for interview in held[:_RECENT]],
            "unanswered": [
                {"since": iso(since), "now": since <= now, "application": cards.application(f.application)}
                | {"number": f.number, "check_in": cards.follow_up(f)}
                for f, since in unanswered(vault, snapshot.follow_ups)
            ],
            "problems": sum(d.severity == "error" for d in snapshot.diagnostics),
        },
    )
