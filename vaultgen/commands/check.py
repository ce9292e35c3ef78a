"""`vaultgen check`: validates the notes and writes nothing. Exits 1 where a note has an error."""

import click

from vaultgen import options, workspace
from vaultgen.counts import count
from vaultgen.reporters import REPORTERS


@click.command("check")
@options.vault
@options.now
@options.format_("text", "concise", "json")
def command(vault: str | None, now: str | None, form: str) -> int:
    """Say what is wrong in the notes, where, why, and how to mend it. Writes nothing."""
    return run(vault, now=now, form=form)


def run(vault: str | None, *, now: str | None, form: str) -> int:
    """Prints the report of every problem; 1 where there is an error, else 0."""
    work = workspace.open_vault(vault)
    known = work.snapshot(work.now(now))
    counts = count(known.vault.notes, known.diagnostics)
    report = REPORTERS[form](known.diagnostics, known.sources, counts, options.colour())
    if report:
        click.echo(report)
    return int(any(diagnostic.severity == "error" for diagnostic in known.diagnostics))
