"""Did it help? Counts messages sent in time, late or not at all, by the outcome; it never claims a cause.

`effects` extracts one record per interview and kind of message from a vault or partition; `tables` aggregates the
records of all partitions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from vaultgen.dates.instants import utc
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.visits import is_held
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

Sending = Literal["in time", "late", "not sent"]
Result = Literal["went on", "offer", "ended", "silence", "open"]

OF_KINDS = ("thank-you", "letter", "check-in")
SENDINGS: tuple[Sending, ...] = ("in time", "late", "not sent")
RESULTS: tuple[Result, ...] = ("went on", "offer", "ended", "silence", "open")
LEAST = 5  # interviews in each row that a sentence compares

_RESULTS: dict[str, Result] = {
    "offer": "offer",
    "accepted": "offer",
    "declined": "offer",
    "rejected": "ended",
    "withdrawn": "ended",
    "cancelled": "ended",
    "silent": "silence",
    "advanced": "went on",
}


class Effect(NamedTuple):
    """What was sent for an interview, and its outcome.

    `start` is a timestamp, `path` the interview's note, `days` are those from the interview to their answer, or None.
    """

    start: float
    path: str
    kind: str
    sending: str
    result: str
    days: int | None


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The interviews for which one kind of message was sent in time, late, or not; `effects` are by time."""

    sending: Sending
    effects: tuple[Effect, ...]

    def count(self, result: Result) -> int:
        """How many of them had this result."""
        return sum(effect.result == result for effect in self.effects)

    @property
    def decided(self) -> int:
        """How many of them are not open any more."""
        return len(self.effects) - self.count("open")

    @property
    def good(self) -> int:
        """How many went on or brought an offer."""
        return self.count("went on") + self.count("offer")

    @property
    def days(self) -> tuple[int, ...]:
        """The days until the answers, in ascending order."""
        return tuple(sorted(effect.days for effect in self.effects if effect.days is not None))


@dataclass(frozen=True, slots=True)
class EffectTable:
    """A kind of message and its three rows."""

    kind: str
    rows: tuple[EffectRow, ...]

    @property
    def sentence(self) -> str:
        """The comparison in words; empty if fewer than two rows have enough decided interviews."""
        title = KINDS[self.kind].TITLE.lower()
        compared = [row for row in self.rows if row.decided >= LEAST]
        if len(compared) < 2:
            return ""
        words = {"in time": f"a {title} in time", "late": f"a late {title}", "not sent": f"no {title}"}
        parts = [
            f"{words[row.sending]} and going on went together in {row.good} of {row.decided} interviews"
            for row in compared
        ]
        joined = "; ".join(parts)
        return f"{joined[0].upper()}{joined[1:]}."


def effects(vault: Vault, follow_ups: Iterable[FollowUp], now: datetime) -> Iterator[Effect]:
    """One record for each interview and kind of message that was called for by `now` (aware)."""
    called: dict[tuple[str, str], list[FollowUp]] = {}
    for one in follow_ups:
        if one.kind in OF_KINDS and (one.sent is not None or _is_missed(one, now)):
            called.setdefault((one.interview.note.path, one.kind), []).append(one)
    for (path, kind), of_interview in called.items():
        interview = of_interview[0].interview
        start = vault.start(interview)
        heard = interview.heard_back
        days = (heard - start.date()).days if heard and heard >= start.date() else None
        sending = _sending(of_interview)
        yield Effect(start.timestamp(), path, kind, sending, _result(vault, interview), days)


def tables(records: Iterable[Effect]) -> tuple[EffectTable, ...]:
    """A table for each kind of message that was ever called for."""
    every = sorted(set(records), key=lambda effect: (effect.start, effect.path, effect.kind))
    of_kind = {kind: [effect for effect in every if effect.kind == kind] for kind in OF_KINDS}
    return tuple(EffectTable(kind, _rows(found)) for kind, found in of_kind.items() if found)


def _rows(found: Sequence[Effect]) -> tuple[EffectRow, ...]:
    return tuple(EffectRow(way, tuple(effect for effect in found if effect.sending == way)) for way in SENDINGS)


def _is_missed(follow_up: FollowUp, now: datetime) -> bool:
    """Whether the deadline passed while the message was neither sent, skipped nor settled otherwise."""
    ended = follow_up.closed
    return (
        not follow_up.skipped
        and utc(follow_up.due) < utc(now)
        and (ended is None or utc(ended.at) > utc(follow_up.due))
    )


def _sending(of_interview: Sequence[FollowUp]) -> Sending:
    """In time if any of them was: one of a panel that was thanked in time heard the thanks."""
    if any(one.in_time for one in of_interview):
        return "in time"
    return "late" if any(one.sent is not None for one in of_interview) else "not sent"


def _result(vault: Vault, interview: Interview) -> Result:
    """The result of an interview: a later round of the same attempt, else how the attempt ended."""
    attempt = vault.attempt(interview)
    later = attempt.rounds[attempt.rounds.index(interview) + 1 :]
    if any(is_held(one) for one in later):
        return "went on"
    outcome = attempt.outcome or interview.outcome
    return _RESULTS.get(outcome or "", "open")
