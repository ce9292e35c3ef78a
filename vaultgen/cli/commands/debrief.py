"""`vaultgen debrief`: asks for what an interview's note lacks, one question at a time.

Changes only that note: each answer is saved before the next question is asked. At the end it prints when the
thank-yous are due and where their drafts are.
"""

import sys
from collections.abc import Iterable
from datetime import datetime
from functools import partial

import click

from vaultgen.builder import pipeline
from vaultgen.builder.build import apply_drafts
from vaultgen.builder.workspace import Workspace, open_vault
from vaultgen.cli import asking, options
from vaultgen.cli.name_lookup import fitting
from vaultgen.cli.note_making import Given, make_note
from vaultgen.dates.words import distance_words, length_words, moment_words
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import files
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.followups import state
from vaultgen.followups.words import stage_words
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault import debrief
from vaultgen.vault.debrief import Write
from vaultgen.vault.model import CHECKLIST, Interview
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.notes.property_edits import CannotEdit
from vaultgen.vault.schema import specs
from vaultgen.vault.typed_answers import read_answer

_TRIES = 5  # that an editor or a sync may write the note in between


@click.command("debrief")
@click.argument("name", required=False)
@click.option("--new", "is_new", is_flag=True, help="Make a new note first, for an interview that has none.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(name: str | None, is_new: bool, vault: str | None, now: str | None) -> int:
    """Ask what is missing of the interview that began last, or of the one whose note is called NAME.

    One question of the checklist at a time. Enter skips it, ? says why it is asked, - goes back,
    to what was answered before as well.
    Each answer is in the note before the next question is asked; what is skipped is asked the next time.
    """
    return run(name, is_new=is_new, vault=vault, now=now)


def run(name: str | None, *, is_new: bool, vault: str | None, now: str | None) -> int:
    """Asks and writes. Always returns 0. Raises `UsageProblem` without a terminal."""
    work = open_vault(vault)
    if not asking.is_terminal():
        raise UsageProblem(
            "vaultgen debrief asks questions, and there is no terminal to ask on.",
            "Write the answers into the interview's note: vaultgen status names what is missing.",
        )
    moment = work.now(now)
    try:
        path = _path(work, name or "", moment, is_new=is_new)
        _talk(work, path, moment)
    except EOFError:
        click.echo()
    except KeyboardInterrupt:
        click.echo("\nStopped. What you answered is in the note; vaultgen debrief goes on.")
        raise
    return 0


def _path(work: Workspace, name: str, now: datetime, *, is_new: bool) -> str:
    """The path of the note to debrief; makes the note if there is none. Raises `EOFError` at Ctrl-D."""
    if is_new:
        return make_note(work, "interview", Given(name, {}), now)
    vault = work.snapshot(now, new_drafts=False).vault
    if not name:
        found = debrief.latest(vault, now)
        if found is not None:
            return found.note.path
        click.echo("No interview has begun yet. A new note, then:")
        return make_note(work, "interview", Given("", {}), now)
    names = {note.name: note.path for note in vault.notes if vault.kinds.get(note.path) == "interview"}
    fits = fitting(names, name)
    if len(fits) > 1:
        listed = "\n  ".join(sorted(fits))
        raise UsageProblem(f"“{name}” fits {len(fits)} interviews:", f"{listed}\n  Write more of the name.")
    if fits:
        return names[fits[0]]
    if not click.confirm(f"There is no interview “{printable(name)}”. Make its note?", default=True):
        raise UsageProblem(f"There is no interview “{name}”.", "vaultgen debrief alone takes the one that began last.")
    return make_note(work, "interview", Given(name, {}), now)


def _talk(work: Workspace, path: str, now: datetime) -> None:
    """Asks all open questions one by one, and prints what follows from the answers."""
    snapshot = work.snapshot(now, new_drafts=False)
    vault = snapshot.vault
    interview = vault.of(_note(work, path))
    if not isinstance(interview, Interview):
        raise UsageProblem(f"{path} has errors that keep it from being read.", "vaultgen check says how to mend them.")
    names = debrief.questions(interview)
    title = f"{vault.company(interview.company).name}, {stage_words(interview)}, {moment_words(vault.start(interview))}"
    click.echo(printable(f"{title} ({path})"))
    if not names:
        click.echo("Everything is written down. For an interview without a note: vaultgen debrief --new")
        return _close(work, path, now)
    click.echo(f"{plural(len(names), 'question')}. {debrief.KEYS}")
    before = _note(work, path).digest
    try:
        _ask_all(work, path, names, snapshot, interview, now)
    except EOFError:
        click.echo("\nThe rest is asked the next time.")
    finally:
        note = _note(work, path)
        if note.digest != before:
            _save(work, path, debrief.finished(note, now))
    return _close(work, path, now)


def _ask_all(
    work: Workspace, path: str, names: tuple[str, ...], snapshot: Snapshot, interview: Interview, now: datetime
) -> None:
    """Asks the questions `names`. `-` goes back through the whole checklist, Enter on to the next of them."""
    vault = snapshot.vault
    at, asked = debrief.next_of(names, 0), -1
    while at < len(CHECKLIST):
        name, note = CHECKLIST[at], _note(work, path)
        there = debrief.held(note, name)
        is_list = debrief.is_list(name)
        if at != asked:
            place = f"{names.index(name) + 1}/{len(names)}" if name in names else "answered before; Enter keeps it"
            click.echo(f"\n({place}) {click.style(debrief.question(name), bold=options.colour() or None)}")
            for text in debrief.present(interview, note, name):
                click.echo(printable(f"  {text}"))
        asked = at
        known = debrief.completions(vault, interview, name, note)
        line = asking.ask(f"{len(there) + 1}> " if is_list else "> ", names=known)
        turn = debrief.reply(CHECKLIST, at, line, note, now)
        _save(work, path, turn.writes)
        for text in turn.says:
            click.echo(printable(f"  {text}"))
        if name == "duration" and turn.writes:
            start = vault.start(interview)
            _correct_start(work, path, start, now.astimezone(start.tzinfo))
        at = debrief.next_of(names, turn.at) if turn.at > at else turn.at


def _correct_start(work: Workspace, path: str, start: datetime, now: datetime) -> None:
    """Asks when the interview began if by its note it is not over yet; `now` is in the interview's zone."""
    began = debrief.earlier_start(_note(work, path), start, now)
    if began is None:
        return
    click.echo(f"  The note says that it began at {start:%H:%M}; with this length it would not be over yet.")
    read = partial(_date, now)
    date = asking.ask_until(
        "  When did it begin? (- leaves the note as it is)", read, default=f"{began:%Y-%m-%d %H:%M}"
    )
    if date != "-":
        _save(work, path, [Write("date", (date,))])


def _date(now: datetime, text: str) -> str:
    return text if text == "-" else read_answer("date", specs(Interview)["date"], text, now, direction="past")


def _note(work: Workspace, path: str) -> Note:
    return parse_note(SourceFile(path, files.read_file(work.root / path)))[0]


def _save(work: Workspace, path: str, writes: Iterable[Write]) -> None:
    """Writes answers into the note as it is on the disk now; raises `FileProblem`."""
    todo = tuple(writes)
    for _ in range(_TRIES if todo else 0):
        data = files.read_file(work.root / path)
        try:
            step = FileWrite(path, debrief.changed(data, todo), expects=digest(data))
        except CannotEdit as fault:
            raise FileProblem(
                f"{path} cannot be changed: {fault}.", "vaultgen check says what is wrong with its properties."
            ) from None
        if not apply_plan(work.root, Plan(write=(step,))).changed_meanwhile:
            return
    if todo:
        raise FileProblem(f"{path} is being written by another program.", "Close it there, and run the command again.")


def _close(work: Workspace, path: str, now: datetime) -> None:
    """Writes the drafts that are due, and prints what to send for this interview, and by when."""
    with work.locked():
        snapshot = work.snapshot(now)
        apply_drafts(work, pipeline.draft_plan(snapshot))
    ours = [d for d in snapshot.drafts if d.follow_up.interview.note.path == path and d.follow_up.sent is None]
    thanks = [draft for draft in ours if draft.follow_up.kind == "thank-you"]
    for draft in thanks:
        whom = draft.follow_up.whom.name if draft.follow_up.whom else "the interviewer"
        due = draft.follow_up.due.astimezone(work.settings.timezone)
        if state(draft.follow_up, now) == "overdue":
            words = f"{length_words((now - due).total_seconds())} late, and still worth it (due {moment_words(due)})"
        else:
            words = f"by {moment_words(due)} ({distance_words(due, now)})"
        click.echo(printable(f"\nThank-you to {whom}: {words}."))
        click.echo(printable(f"  {draft.path} ({'ready' if draft.ready else 'needs you'})"))
    if not thanks:
        click.echo("\nNo thank-you is due for it now. vaultgen status says what is.")
    sys.stdout.flush()
