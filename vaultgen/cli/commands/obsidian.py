"""`vaultgen obsidian`: adds what a vault still needs for Obsidian. Changes nothing of the user's own."""

import click

from vaultgen.cli import asking, options
from vaultgen.cli.obsidian_setup import lacking
from vaultgen.disk.locate import find_vault
from vaultgen.disk.lock import exclusive
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import Plan
from vaultgen.terminal import plural, printable


@click.command("obsidian")
@options.vault
@click.option("--yes", is_flag=True, help="Write it; without it, it is only shown, and asked on a terminal.")
def command(vault: str | None, yes: bool) -> int:
    """Add what Obsidian lacks: bases, note templates, types of properties.

    The bases list interviews, follow-ups, people and questions. What it would write is shown first. A
    file that is there stays as it is; types are added to those that are set.
    """
    return run(vault, yes=yes)


def run(vault: str | None, *, yes: bool) -> int:
    """Writes what is missing, if the user confirms. Always returns 0."""
    root = find_vault(vault)
    setup = lacking(root)
    for remark in setup.remarks:
        click.echo(printable(remark), err=True)
    if not setup.writes:
        click.echo("Everything is there already; nothing was changed.")
        return 0
    for write in setup.writes:
        doing = "make  " if write.expects is None else "add to"
        click.echo(printable(f"{doing} {write.path}  ({setup.about[write.path]})"))
    if not yes and not (asking.is_terminal() and click.confirm(f"Write {plural(len(setup.writes), 'file')}?")):
        click.echo("Nothing was written. To write this: vaultgen obsidian --yes", err=True)
        return 0
    with exclusive(root):
        report = apply_plan(root, Plan(write=setup.writes))
    click.echo(f"Wrote {plural(len(report.written), 'file')}.", err=True)
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was changed at this very moment, and stays as it is."), err=True)
    return 0
