"""Imports an invitation: shows the new note, or the changes to the existing one, and asks before writing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from vaultgen.builder import workspace
from vaultgen.builder.workspace import Workspace
from vaultgen.cli import asking, diff, options
from vaultgen.disk import files
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.errors import UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.imports import calendar_files, invitations, known
from vaultgen.imports.calendar_files import InvitedEvent
from vaultgen.imports.identity import missing_people
from vaultgen.imports.invitations import Interviewing
from vaultgen.imports.known import KnownRow, NewNote
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.property_edits import CannotEdit, set_property
from vaultgen.vault.schema import specs
from vaultgen.vault.typed_answers import Unclear, tidy

# What a newer version of an invitation may change in a note; all else is the user's own.
_CHANGED = ("date", "timezone", "duration", "place", "interviewers", "calendar_sequence")


class InvitationOptions(NamedTuple):
    """The options for an invitation: its employer, and whether to write without asking."""

    company: str
    yes: bool


def run(path: Path, asked: InvitationOptions, *, vault: str | None, now: str | None) -> int:
    """Writes a note for each event that is an interview, if the user confirms. Always returns 0."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    events = calendar_files.read(path.name, files.read_file(path), work.settings.timezone)
    snapshot = work.snapshot(moment, new_drafts=False)
    # Of several versions of an invitation, the newest counts.
    read = [_read(event, snapshot, asked, moment, is_alone=len(events) == 1) for event in _newest_first(events)]
    writes = list(_writes([found for found in read if found is not None], snapshot))
    if writes and not work.settings.me.email:
        _say("Your address is not in vaultgen.toml ([me] email): you may be among the interviewers yourself.")
    if writes and _is_agreed(asked, writes):
        _write(work, writes)
    return 0


def _read(
    event: InvitedEvent, snapshot: Snapshot, asked: InvitationOptions, now: datetime, *, is_alone: bool
) -> Interviewing | None:
    """The interview of an event; None, with a message, if it is none or its employer is not known."""
    if reason := invitations.reason_to_skip(event, now):
        _say(f"“{event.summary}” is left out: {reason}.")
        return None
    found = invitations.interviewing(event, snapshot.vault, company=asked.company)
    if len(found.employers) == 1 or event.is_cancelled or _known(found, snapshot):
        return found
    which = f"it may be {' or '.join(found.employers)}" if found.employers else "no company note has a domain of it"
    if is_alone and asking.is_terminal():
        click.echo(printable(f"“{event.summary}”: the employer is not certain; {which}."))
        company = asking.ask_until("Which employer?", _needed, names=[one.name for one in snapshot.vault.companies])
        return invitations.interviewing(event, snapshot.vault, company=company)
    _say(f"“{event.summary}” is left out: its employer is not certain; {which}. Name it with --company NAME.")
    return None


def _needed(typed: str) -> str:
    if not tidy(typed):
        raise Unclear("The note cannot do without it.", "Ctrl-C ends, and nothing is written.")
    return tidy(typed)


def _known(read: Interviewing, snapshot: Snapshot) -> KnownRow | None:
    """The note that was made from this invitation before, if there is one."""
    uid = read.entry.values.get("calendar_uid")
    same = (i for i in snapshot.vault.interviews if uid and i.calendar_uid == uid[0])
    return next((KnownRow(read.entry, i.note.path) for i in same), None)


def _writes(interviews: Sequence[Interviewing], snapshot: Snapshot) -> Iterator[FileWrite]:
    """Yields the notes to write and to change, and prints what each is."""
    live = [read for read in interviews if not read.event.is_cancelled]
    unknown = [read.entry for read in live if _known(read, snapshot) is None]
    plan = known.plan("interview", unknown, snapshot.vault, snapshot.sources)
    for faulty in plan.faulty:
        _say(f"{faulty.values.get('date', ['An event'])[0]} is left out: {faulty.fault}.")
    yield from map(_new, plan.new)
    by_hand = {id(one.entry): one for one in plan.known}
    done: set[str] = set()
    for read in interviews:
        there = _known(read, snapshot) or by_hand.get(id(read.entry))
        if read.event.is_cancelled:
            is_there = (
                f": {there.path} stays as it is. If so, write outcome: cancelled" if there else " and has no note"
            )
            _say(f"“{read.event.summary}” was cancelled{is_there}.")
        elif there is not None and there.path in snapshot.sources and there.path not in done:
            done.add(there.path)
            yield from _change(read.event, there, snapshot)
        elif there is not None:
            _say(f"“{read.event.summary}” stands twice in the file, and is one note: {there.path}.")


def _newest_first(events: Sequence[InvitedEvent]) -> list[InvitedEvent]:
    return sorted(events, key=lambda event: -event.sequence)


def _new(note: NewNote) -> FileWrite:
    click.echo(printable(f"write {note.path}"))
    for name, said in note.entry.values.items():
        if name not in ("calendar_uid", "calendar_sequence"):
            click.echo(printable(f"  {name}: {'; '.join(said)}"))
    return FileWrite(note.path, note.text.encode())


def _change(event: InvitedEvent, there: KnownRow, snapshot: Snapshot) -> Iterator[FileWrite]:
    """Yields the change that a newer version of an invitation makes to its note; none for the same version."""
    source = snapshot.sources[there.path]
    interview = next((i for i in snapshot.vault.interviews if i.note.path == there.path), None)
    if interview is None:
        _say(f"“{event.summary}” is there already: {there.path}, which lacks something that a note needs.")
        return
    data = source.data
    said = known.differences("interview", there.entry, interview.note, snapshot.vault)
    changed = {name: there.entry.values.get(name, ()) for name, _, _ in said if name in _CHANGED}
    if interview.timezone is not None and "timezone" not in there.entry.values:
        changed["timezone"] = ()
    if "interviewers" in changed:
        named = interview.note.properties.get("interviewers")
        old = [value.text for value in named.values] if named else []
        changed["interviewers"] = (*old, *missing_people(there.entry.values["interviewers"], old))
    meant = {name: values for name, values in changed.items() if name != "calendar_sequence"}
    is_newer = bool(interview.calendar_uid) and event.sequence > _number(interview.calendar_sequence)
    if not meant or not is_newer:
        _say(f"“{event.summary}” is there already: {there.path}{_differences(meant, there)}")
        return
    try:
        for name, values in changed.items():
            is_list = specs(KINDS["interview"])[name].is_list
            data = set_property(data, name, values, is_list=is_list, after=("date", "calendar_uid"))
    except CannotEdit as odd:
        raise UsageProblem(f"{there.path} cannot be changed: {odd}.", "Change it by hand, or mend it first.") from None
    click.echo(printable(f"“{event.summary}” has changed, and so does {there.path}:"))
    click.echo(diff.unified(there.path, source.data.decode(), data.decode(), colour=options.colour()))
    yield FileWrite(there.path, data, expects=digest(source.data))


def _number(sequence: str | None) -> int:
    return int(sequence) if sequence and sequence.isdecimal() else 0


def _differences(changed: Iterable[str], there: KnownRow) -> str:
    said = [f"{name} is “{'; '.join(there.entry.values.get(name, ()))}” in the invitation" for name in changed]
    return f"; it stays as it is, though {', '.join(said)}." if said else "."


def _is_agreed(asked: InvitationOptions, writes: list[FileWrite]) -> bool:
    if asked.yes:
        return True
    if asking.is_terminal():
        return click.confirm(f"Write {plural(len(writes), 'note')}?")
    click.echo("Nothing was written. To write this, add --yes.", err=True)
    return False


def _write(work: Workspace, writes: list[FileWrite]) -> None:
    with work.locked():
        report = apply_plan(work.root, Plan(write=tuple(writes)))
    for path in report.written:
        _say(f"wrote {path}")
    for path in report.changed_meanwhile:
        _say(f"{path} was changed at this very moment, and stays as it is.")


def _say(text: str) -> None:
    click.echo(printable(text), err=True)
