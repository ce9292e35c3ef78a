"""Events that cannot have happened yet.

A past event in the future (VG306), an outcome before its time (VG307), a silence that is too young (VG312).
"""

from collections.abc import Iterator
from datetime import date, timedelta, timezone

from vaultgen.dates.words import day_words, moment_words
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview
from vaultgen.vault.notes.note import Note

IN_THE_FUTURE = Rule("VG306", "warning", "happened in the future")
EARLY_OUTCOME = Rule("VG307", "warning", "outcome before the interview")
EARLY_SILENCE = Rule("VG312", "warning", "no answer, before there could be one")
RULES = (IN_THE_FUTURE, EARLY_OUTCOME, EARLY_SILENCE)

_SILENCE = timedelta(days=7)  # after an interview: before that it is too early to say that nobody answers
_FIRST_ZONE = timezone(timedelta(hours=14))  # the zone in which days begin first
# Without having met, they may turn one down, and one may give up; but nobody wins the next round.
_NEEDS_THE_MEETING = ("advanced", "offer", "accepted")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the dates of past events, and at the outcomes of coming interviews."""
    vault = snapshot.vault
    for application in vault.applications:
        if application.note:
            yield from _ahead(snapshot, application.note, "applied", application.applied)
    for draft in vault.drafts:
        # A draft that is only ticked off counts as sent at its deadline, which may be in the future.
        has_time = draft.sent is not None and draft.sent is not draft.due
        yield from _ahead(snapshot, draft.note, "sent", draft.sent.day if draft.sent and has_time else None)
    for interview in vault.interviews:
        yield from _ahead(snapshot, interview.note, "heard_back", interview.heard_back)
        if interview.outcome in _NEEDS_THE_MEETING and vault.start(interview) > snapshot.now:
            yield problem(
                EARLY_OUTCOME,
                interview.note.path,
                interview.note.properties["outcome"].value_span,
                f"The outcome is “{interview.outcome}”, but the interview is only on "
                f"{moment_words(vault.start(interview))}.",
                hint="Correct “date”, or leave “outcome” empty until then.",
            )
        if interview.outcome == "silent":
            yield from _young_silence(snapshot, interview)


def _young_silence(snapshot: Snapshot, interview: Interview) -> Iterator[Diagnostic]:
    """Silence that is noted before the announced decision, or within a week of the interview: it ends what is open."""
    decision, held = interview.decision_date, snapshot.vault.start(interview).date()
    today = snapshot.now.astimezone(snapshot.settings.timezone).date()
    week = snapshot.vault.end(interview).date() + _SILENCE
    is_early = held <= today <= max(week, decision or week)
    if not is_early or snapshot.vault.attempt(interview).outcome != "silent":
        return
    is_announced = decision is not None and decision >= max(today, held)
    since = f"they decide by {day_words(decision)}" if decision and is_announced else f"you met on {day_words(held)}"
    yield problem(
        EARLY_SILENCE,
        interview.note.path,
        interview.note.properties["outcome"].value_span,
        f"The outcome is that nobody answers, but {since}: no message will be written.",
        hint="Leave “outcome” empty for now: thank-you and letter stay due, and a check-in is written in time.",
    )


def _ahead(snapshot: Snapshot, note: Note, name: str, day: date | None) -> Iterator[Diagnostic]:
    if day is not None and day > snapshot.now.astimezone(_FIRST_ZONE).date():
        yield problem(
            IN_THE_FUTURE,
            note.path,
            note.properties[name].value_span,
            f"“{name}” says what has happened, but {day_words(day)} is still to come.",
            hint="Correct the date, or leave it empty until then.",
        )
