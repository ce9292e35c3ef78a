"""Splits the rounds for a position into attempts: a round after an outcome opens the position again."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultgen.vault.model import Interview

# With one of these a position is closed; `advanced` and `cancelled` are only the end of a round.
ENDS = ("offer", "accepted", "declined", "rejected", "withdrawn", "silent")


class Attempt(NamedTuple):
    """Rounds up to an outcome, at least one; `outcome` is None while the position is open.

    `is_last` means that it was not opened again since. `held` are the rounds that were not called off. `heard` is the
    day of the last answer to one of these, or to one of all if none was held; None if there was no answer.
    """

    rounds: tuple[Interview, ...]
    outcome: str | None
    is_last: bool
    held: tuple[Interview, ...]
    heard: date | None


def part_rounds(rounds: Iterable[tuple[Interview, date, date]], outcome: str | None) -> tuple[Attempt, ...]:
    """Splits rounds, sorted by time, each with the days on which it begins and ends.

    An outcome counts from the day of the answer, else from the end of the round; a round on a later day opens the
    position again. `outcome` is that of the application, which is the final one.
    """
    parted: list[list[Interview]] = []
    known: date | None = None
    for interview, begins, ends in rounds:
        if not parted or (known is not None and begins > known):
            parted.append([])
            known = None
        parted[-1].append(interview)
        if interview.outcome in ENDS:
            day = max(ends, interview.heard_back or ends)
            known = day if known is None else max(known, day)
    last = len(parted) - 1
    return tuple(
        _attempt(some, _outcome(some, outcome if n == last else None), is_last=n == last)
        for n, some in enumerate(parted)
    )


def _attempt(rounds: list[Interview], outcome: str | None, *, is_last: bool) -> Attempt:
    held = tuple(interview for interview in rounds if interview.outcome != "cancelled")
    heard = max((i.heard_back for i in held or rounds if i.heard_back), default=None)
    return Attempt(tuple(rounds), outcome, is_last, held, heard)


def _outcome(rounds: list[Interview], stated: str | None) -> str | None:
    """The application's outcome if it ends it, else that of the last round with one, else the application's."""
    own = stated if stated in (*ENDS, "cancelled") else None
    return own or next((i.outcome for i in reversed(rounds) if i.outcome in ENDS), stated)
