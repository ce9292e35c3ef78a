"""The lines at the end of a run: problems, written drafts, what is due and what comes next."""

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, time

from vaultgen.console import colour
from vaultgen.dates.words import day_words, moment_words
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.reports import WriteReport
from vaultgen.english import phrases
from vaultgen.followups import queue
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.words import stage_words
from vaultgen.reports import text
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.model import Interview
from vaultgen.vault.settings import Settings

Line = tuple[
    tuple[float, str], str
]  # its sort key (an urgency or a moment, and a name that decides ties), and the words


def outlook(snapshot: Snapshot) -> tuple[list[Line], list[Line]]:
    """What is due, and what comes next: at most one line."""
    now, zone = snapshot.now, snapshot.settings.timezone
    due = [
        (queue.urgency(f, now), f"{_capital(queue.urgency_words(f, now, zone))}: {headline(snapshot, f)}")
        for f in queue.to_do(snapshot.follow_ups, now)
    ]
    following = queue.next_up(snapshot.vault, snapshot.follow_ups, snapshot.now)
    if following is None:
        return due, []
    begins, words = beginning(snapshot, following)
    if isinstance(following, Interview):
        employer = snapshot.vault.company(following.company).name
        return due, [((begins.timestamp(), following.note.path), f"{employer}, {words}.")]
    return due, [((begins.timestamp(), following.id), f"{headline(snapshot, following)}, from {words}.")]


def beginning(snapshot: Snapshot, following: Interview | FollowUp) -> tuple[datetime, str]:
    """When an interview begins or a follow-up opens, and in words by the user's clock; a day where it has no hour."""
    if isinstance(following, Interview):
        begins, has_hour = snapshot.vault.start(following), following.date.clock is not None
    else:
        begins, has_hour = following.opens, following.opens.time() != time(0)
    near = begins.astimezone(snapshot.settings.timezone)
    return begins, moment_words(near) if has_hour else day_words(begins.date())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def in_short(due: Iterable[Line], coming: Iterable[Line], *, has_errors: bool) -> str:
    """One line: what is due first, else what comes next. `has_errors` says that some notes could not be taken in."""
    open_now, ahead = sorted(due), sorted(coming)
    if open_now:
        more = f"; {len(open_now) - 1} more" if len(open_now) > 1 else ""
        return f"{open_now[0][1]}{more}."
    if ahead:
        return f"Nothing is due. Next: {ahead[0][1]}"
    return "Nothing is due, as far as the notes without errors say." if has_errors else "Nothing is due."


def headline(snapshot: Snapshot, follow_up: FollowUp) -> str:
    """`Thank-you to Jane Doe, Acme (panel)`; a promise says what was promised."""
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    through = f" through {follow_up.to.name}" if follow_up.to and follow_up.passed_on else ""
    employer = snapshot.vault.company(follow_up.interview.company).name
    what = f": “{phrases.clean(follow_up.promise.text)}”" if follow_up.promise else ""
    place = f"{employer} ({stage_words(follow_up.interview)})"
    return printable(f"{KINDS[follow_up.kind].TITLE} to {whom}{through}, {place}{what}")


def zone_line(settings: Settings) -> str:
    """A line about the time zone if it is not from the settings, else nothing."""
    if not settings.zone_from_system:
        return ""
    return f"Time zone: {settings.timezone} (this computer's; vaultgen.toml can fix it).\n"


def span(snapshot: Snapshot) -> tuple[datetime, datetime]:
    """The span of time in which everything in a snapshot is true, except its time marks."""
    until = queue.next_change(snapshot.vault, snapshot.follow_ups, snapshot.now)
    # What is wrong may be a day that is in the future, or one without its year.
    return snapshot.now, min(until, next_day(snapshot.settings, snapshot.now)) if snapshot.diagnostics else until


def next_day(settings: Settings, now: datetime) -> datetime:
    """When a day begins next (UTC): from then on a run may say something else of the vault as a whole."""
    return queue.next_day(now, [settings.timezone])


def drafts_line(edited: int, report: WriteReport) -> str:
    """`3 drafts written, 2 unchanged, 1 of yours kept`, and which were deleted, as nothing calls for them any more."""
    parts = [f"{plural(len(report.written), 'draft')} written", f"{report.kept} unchanged", f"{edited} of yours kept"]
    if report.deleted:
        names = [path.rpartition("/")[2].removesuffix(".md") for path in report.deleted[:_MOST_NAMES]]
        more = f", and {len(report.deleted) - len(names)} more" if len(report.deleted) > len(names) else ""
        parts.append(f"{len(report.deleted)} no longer called for and deleted: {', '.join(names)}{more}")
    return printable(", ".join(parts) + ".")


_MOST_NAMES = 3


def problems(shown: Iterable[Diagnostic], sources: Mapping[str, SourceFile], faults: Iterable[str] = ()) -> str:
    """Errors and warnings in full, the number of hints, and lines about files that could not be read."""
    found = tuple(shown)
    hints = sum(diagnostic.severity == "hint" for diagnostic in found)
    grave = [diagnostic for diagnostic in found if diagnostic.severity != "hint"]
    lines = text.paragraphs(grave, sources, colour=colour(sys.stderr))
    if hints:
        lines.append(f"{plural(hints, 'hint')}: vaultgen check shows {'it' if hints == 1 else 'them'}.")
    return "".join(f"{line}\n" for line in (*lines, *map(printable, faults)))
