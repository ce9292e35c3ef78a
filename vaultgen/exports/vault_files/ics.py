"""Interviews, deadlines, decision days and offers to answer, as a calendar file (RFC 5545)."""

from vaultgen.errors import UsageProblem
from vaultgen.exports import calendar_file
from vaultgen.exports.events import events
from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.snapshot import Snapshot

NAME, ABOUT = "ics", "Interviews and deadlines for a calendar program."
WORDS: ExportWords | None = None
OPTIONS: tuple[ExportOption, ...] = (
    ExportOption("--discreet", "Call each of them “Appointment”, without any text.", is_flag=True),
    ExportOption("--only", "Interviews alone, or all but these.", choices=("interviews", "deadlines")),
)


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """The calendar; raises `UsageProblem` where it would be empty, since such a file is not valid."""
    found = events(snapshot.vault, snapshot.follow_ups, snapshot.drafts, snapshot.now)
    only = asked["only"]
    shown = [event for event in found if only is None or (event.kind == "interview") == (only == "interviews")]
    if not shown:
        raise UsageProblem(
            f"There are no {only} for a calendar." if only else "There is nothing for a calendar: no interview yet.",
            "vaultgen new interview makes the note of one.",
        )
    return Exported(calendar_file.write(shown, discreet=asked["discreet"]), name="calendar.ics")
