"""Answers in the note of an interview that is not over by its date and duration (VG310).

The template sets `date` to the time at which the note was made, which is most often the end of the interview.
"""

from collections.abc import Iterator
from datetime import timedelta

from vaultgen.dates.instants import utc
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview

EARLY_DEBRIEF = Rule("VG310", "warning", "answers before the interview is over")
RULES = (EARLY_DEBRIEF,)

# What is known only once one has met.
_AFTERWARDS = ("closing", "moments", "interested_in", "concerns_answered", "concerns_open", "hard_questions")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at each interview that has begun, and has not ended."""
    vault, now = snapshot.vault, snapshot.now
    for interview in vault.interviews:
        if interview.date.clock is None or not _is_debriefed(interview):
            continue
        start, end = vault.start(interview), vault.end(interview)
        if not utc(start) <= utc(now) < utc(end):
            continue
        length = timedelta(minutes=interview.duration or 0)
        earlier = (utc(start) - length).astimezone(start.tzinfo)
        yield problem(
            EARLY_DEBRIEF,
            interview.note.path,
            interview.note.properties["date"].value_span,
            f"By “date” and “duration” this interview is not over before {end:%H:%M}, but it has answers.",
            hint=f"If {start:%H:%M} is when it ended, write when it began: {earlier:%Y-%m-%dT%H:%M}.",
        )


def _is_debriefed(interview: Interview) -> bool:
    return any(getattr(interview, name) for name in _AFTERWARDS)
