"""Follow-ups: the messages that notes call for, each with a recipient and deadlines.

Each kind is a file in `kinds/`. A follow-up holds absolute instants; only `state(follow_up, now)` compares them with
the time. The page script has the same function, and one table of cases tests both.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from vaultgen.dates.instants import utc
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp, State
from vaultgen.vault.vault import Vault


def plan(vault: Vault) -> tuple[FollowUp, ...]:
    """All follow-ups that the notes call for, past and future, by deadline."""
    planned: Iterator[FollowUp] = (follow_up for kind in KINDS.values() for follow_up in kind.plan(vault))
    return tuple(sorted(planned, key=lambda f: (f.due.timestamp(), f.id)))


def state(follow_up: FollowUp, now: datetime) -> State:
    """The state of a follow-up at an instant; `now` is aware."""
    if follow_up.sent is not None:
        return "sent"
    if follow_up.skipped:
        return "skipped"
    # Compared in UTC: two times of one zone would be compared by the wall clock, even across a clock change.
    instant = utc(now)
    if follow_up.closed is not None and utc(follow_up.closed.at) <= instant:
        return follow_up.closed.state
    if instant < utc(follow_up.opens):
        return "upcoming"
    return "due" if instant <= utc(follow_up.due) else "overdue"


LATE = timedelta(days=2)  # a message that is overdue for less makes no fuss about it


def is_late(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a follow-up is so long overdue that its message should say so."""
    return state(follow_up, now) == "overdue" and utc(now) - utc(follow_up.due) >= LATE
