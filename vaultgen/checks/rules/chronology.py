"""Dates that contradict each other (VG301 to VG304, VG308)."""

from collections.abc import Iterator

from vaultgen.dates.words import day_words, moment_words
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.notes.note import Note
from vaultgen.vault.vault import Vault

EARLY_DECISION = Rule("VG301", "error", "decision date before the interview")
EARLY_SENDING = Rule("VG302", "error", "sent before the interview ended")
EARLY_ANSWER = Rule("VG303", "error", "heard back before the interview")
LATE_APPLICATION = Rule("VG304", "error", "applied after the interview")
EARLY_PROMISE = Rule("VG308", "warning", "promised for a day before the interview")
UNREAD_DAY = Rule("VG311", "hint", "day in words that was not read")
RULES = (EARLY_DECISION, EARLY_SENDING, EARLY_ANSWER, LATE_APPLICATION, EARLY_PROMISE, UNREAD_DAY)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Compares the dates of each interview with one another, and with those of its application and drafts."""
    vault = snapshot.vault
    for interview in vault.interviews:
        yield from _own_dates(vault, interview)
        yield from _promised(vault, interview)
    for application in vault.applications:
        if application.note and application.applied and vault.rounds(application):
            yield from _applied(vault, application, application.note)
    for draft in vault.drafts:
        interview = vault.find(draft.interview, Interview)
        sent = vault.sent_at(draft)
        if interview is not None and sent is not None and sent < vault.end(interview):
            yield problem(
                EARLY_SENDING,
                draft.note.path,
                _span(draft.note, "sent"),
                f"This was sent on {moment_words(sent)}, "
                f"before the interview ended on {moment_words(vault.end(interview))}.",
                hint="Correct “sent”, or the interview's “date” or “duration”.",
            )


def _own_dates(vault: Vault, interview: Interview) -> Iterator[Diagnostic]:
    held = vault.start(interview).date()
    for name, code, day, what in (
        ("decision_date", EARLY_DECISION, interview.decision_date, "The decision"),
        ("heard_back", EARLY_ANSWER, interview.heard_back, "Their answer"),
    ):
        if day is not None and day < held:
            yield problem(
                code,
                interview.note.path,
                _span(interview.note, name),
                f"{what} on {day_words(day)} lies before the interview on {day_words(held)}.",
                hint=f"Correct “{name}” or “date”; the year is the usual slip.",
            )


def _promised(vault: Vault, interview: Interview) -> Iterator[Diagnostic]:
    held = vault.start(interview).date()
    for promise in interview.promises or ():
        if promise.doubt:
            yield problem(
                UNREAD_DAY,
                interview.note.path,
                interview.note.place(promise.span, promise.doubt),
                f"“{promise.doubt}” was not read as a day: the promise is due with the thank-you.",
                hint="Write the day before the promise, like “2026-03-10: send the portfolio”.",
            )
        if promise.day is not None and promise.day < held:
            yield problem(
                EARLY_PROMISE,
                interview.note.path,
                promise.span,
                f"This was promised for {day_words(promise.day)}, before the interview on {day_words(held)}.",
                hint="Correct the day; it says when you will keep the promise, not when you made it.",
            )


def _applied(vault: Vault, application: Application, note: Note) -> Iterator[Diagnostic]:
    first = vault.start(vault.rounds(application)[0]).date()
    if application.applied is not None and application.applied > first:
        yield problem(
            LATE_APPLICATION,
            note.path,
            _span(note, "applied"),
            f"You applied on {day_words(application.applied)}, after the first interview on {day_words(first)}.",
            hint="Correct “applied”, or the interview's “date”.",
        )


def _span(note: Note, name: str) -> Span:
    prop = note.properties.get(name)
    return prop.value_span if prop else Span()
