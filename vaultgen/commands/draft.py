"""`vaultgen draft`: writes the drafts of what is due, and nothing else."""

import click

from vaultgen import disk, options, pipeline, workspace
from vaultgen.disk import WriteReport
from vaultgen.reporters.text import plural, printable
from vaultgen.snapshot import Snapshot
from vaultgen.workspace import Workspace


@click.command("draft")
@options.vault
@options.now
def command(vault: str | None, now: str | None) -> int:
    """Write a draft for each follow-up that is due. Drafts that you edited stay as they are."""
    return run(vault, now=now)


def run(vault: str | None, *, now: str | None) -> int:
    """Writes the drafts and names them; always 0."""
    work = workspace.open_vault(vault)
    known = work.snapshot(work.now(now))
    report = write(work, known)
    for path in report.written:
        click.echo(printable(f"wrote {path}"))
    click.echo(drafts_line(known, report))
    return 0


def write(work: Workspace, known: Snapshot) -> WriteReport:
    """Carries out the plan for `drafts/`, and says what changed under our hands."""
    report = disk.apply(work.root, pipeline.draft_plan(known))
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return report


def drafts_line(known: Snapshot, report: WriteReport) -> str:
    """`3 drafts written, 2 unchanged, 1 of yours kept, 0 deleted.`"""
    yours = sum(draft.text is None for draft in known.drafts)
    parts = [f"{plural(len(report.written), 'draft')} written", f"{report.kept} unchanged", f"{yours} of yours kept"]
    if report.deleted:
        parts.append(f"{len(report.deleted)} no longer called for and deleted")
    return ", ".join(parts) + "."
