"""`vaultgen skip`: a follow-up is let go. Changes `skip` of the interview's note, nothing else."""

import click

from vaultgen.builder import marks, workspace
from vaultgen.cli import draft_lookup, options
from vaultgen.errors import UsageProblem
from vaultgen.followups.rules import skips
from vaultgen.followups.skips import SkipItems
from vaultgen.terminal import printable


@click.command("skip")
@options.draft_words
@click.option("--undo", is_flag=True, help="You want to send it after all: it is called for again.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(words: tuple[str, ...], undo: bool, vault: str | None, now: str | None) -> int:
    """Let go of a follow-up. WORDS are its draft's name, or words for its kind, its reader and the employer."""
    return run(" ".join(words), vault=vault, now=now, undo=undo)


def run(name: str, *, vault: str | None, now: str | None, undo: bool = False) -> int:
    """Writes the follow-up into `skip` of its interview, or takes it out; always 0."""
    work = workspace.open_vault(vault)
    snapshot = work.snapshot(work.now(now))
    called, follow_up = draft_lookup.follow_up(snapshot, name, skipped=undo)
    interview = follow_up.interview
    before = interview.skip or ()
    if undo:
        kept = tuple(
            item for item in before if not skips(snapshot.vault, item, follow_up.kind, interview, follow_up.whom)
        )
        if kept == before:
            where = follow_up.application.note.path if follow_up.application.note else interview.note.path
            raise UsageProblem(f"That it is skipped stands in {where}.", "Take it out of “skip” there.")
        done = marks.mark(work, interview.note.path, {"skip": kept})
        called_for = ", ".join(item for item in before if item not in kept)
        click.echo(printable(f"{done.path}: no longer skipped: {called_for}"))
        return 0
    of_interview = [one for one in snapshot.follow_ups if one.interview is interview]
    item, number = SkipItems(snapshot.vault, of_interview).item(follow_up)
    done = marks.mark(work, interview.note.path, {"skip": (*before, item)})
    more = f" ({number} messages)" if number > 1 else ""
    click.echo(printable(f"{done.path}: skip {', '.join(done.after['skip'])}{more}"))
    click.echo(printable(f'vaultgen skip --undo "{called}" takes it back.'), err=True)
    return 0
