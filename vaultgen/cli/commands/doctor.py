"""`vaultgen doctor`: what is set up and what is not. Reads only."""

import click

from vaultgen.cli import options


@click.command("doctor")
@options.vault
@options.format_("text", "json")
def command(vault: str | None, form: str) -> int:
    """Say what is set up and what is not: the vault, Obsidian, git, this computer. Changes nothing.

    Nothing private is in what it prints. The exit code is 1 where something fails.
    """
    return run(vault, form=form)


def run(vault: str | None, *, form: str) -> int:
    """Prints a line for each finding. Returns 1 if one of them is a failure."""
    from vaultgen.cli import diagnosis

    found = list(diagnosis.findings(vault))
    click.echo(diagnosis.as_json(found) if form == "json" else diagnosis.as_text(found))
    return int(any(one.status == "fail" for one in found))
