"""`vaultgen sent`: marks a draft as sent, or undoes that. Changes only that property of the file."""

import click

from vaultgen.builder import marks, workspace
from vaultgen.cli import draft_lookup, options
from vaultgen.dates.spoken import parse_past
from vaultgen.dates.typed import BadDate
from vaultgen.drafts.draft_paths import may_be_written
from vaultgen.drafts.write import placeholders
from vaultgen.errors import UsageProblem
from vaultgen.terminal import plural, printable
from vaultgen.vault.model import DraftNote


@click.command("sent")
@options.draft_words
@click.option("--at", metavar="TIME", help="When it was sent, if not now: 20:00, “yesterday 20:00”, 2026-03-12T18:30.")
@click.option("--undo", is_flag=True, help="It was not sent after all: take the mark away.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(words: tuple[str, ...], at: str | None, undo: bool, vault: str | None, now: str | None) -> int:
    """Mark a draft as sent. WORDS are its file or name, or words for its kind, its reader and the employer."""
    if at and undo:
        raise UsageProblem("--at and --undo do not go together.", "Undo the mark, then set it anew.")
    return run(" ".join(words), at=at, undo=undo, vault=vault, now=now)


def run(name: str, *, at: str | None, vault: str | None, now: str | None, undo: bool = False) -> int:
    """Writes the time into the draft's `sent`, or removes it. Always returns 0."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    try:
        typed = parse_past(at or "now", moment)
    except BadDate as bad:
        raise UsageProblem(f"--at: {bad}.", bad.hint) from None
    # Of a day alone nobody knows the hour: it stays a day, as where somebody types it into the note.
    when = f"{typed.at(work.settings.timezone):%Y-%m-%dT%H:%M}" if typed.clock else f"{typed.day}"
    snapshot = work.snapshot(moment)
    draft = draft_lookup.draft_note(snapshot, name, sent=undo)
    path = draft.note.path
    _refuse(draft, undo=undo)
    marks.mark(work, path, {"sent": () if undo else (when,)})
    click.echo(printable(f"{path}: {'not sent' if undo else 'sent ' + when.replace('T', ' ')}"))
    left = list(dict.fromkeys(found.group() for found in placeholders(f"{draft.subject or ''}\n{draft.note.body}")))
    if left and not undo:
        number = plural(len(left), "place")
        click.echo(printable(f"It still has {number} for your own words: {', '.join(left[:3])}"), err=True)
    return 0


def _refuse(draft: DraftNote, *, undo: bool) -> None:
    """Raises `UsageProblem` if a draft already is what was asked, or lies where nothing is written."""
    if not may_be_written(draft.note.path):
        raise UsageProblem(
            f"{draft.note.path} lies outside drafts/, where vaultgen writes nothing.",
            "Fill in “sent” there yourself, or move it back.",
        )
    if undo and draft.sent is None:
        raise UsageProblem(f"{draft.note.path} is not marked as sent.", "There is nothing to undo.")
    if not undo and draft.sent is not None:
        raise UsageProblem(
            f"{draft.note.path} was sent already, on {draft.sent}.", "vaultgen sent --undo takes the mark away."
        )
