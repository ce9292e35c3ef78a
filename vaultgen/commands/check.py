"""`vaultgen check`: validates settings and notes, and with `--fix` mends what is certain.

Exits 1 where a note has an error, 2 where the settings have one; with `--fix`, by what remains.
"""

from pathlib import Path

import click

from vaultgen import disk, options
from vaultgen.again import Memory, Said
from vaultgen.errors import UsageProblem

FORMATS = ("text", "concise", "json", "github", "sarif")
SEVERITIES = ("error", "warning", "hint")


@click.command("check")
@options.vault
@options.now
@options.format_(*FORMATS)
@click.option("--severity", type=click.Choice(SEVERITIES), help="Show only problems as grave as this, or worse.")
@click.option("--select", metavar="CODES", multiple=True, help="Show only these, like VG101,VG2 (VG2: all of VG2xx).")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not show these.")
@click.option("--fix", is_flag=True, help="Mend what can only mean one thing; shows each change and asks.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
def command(
    vault: str | None,
    now: str | None,
    form: str,
    severity: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    yes: bool,
) -> int:
    """Say what is wrong in the notes, where, why, and how to mend it. Writes nothing but with --fix."""
    if yes and not fix:
        raise UsageProblem("--yes goes with --fix.", "Write vaultgen check --fix --yes")
    return run(vault, options.Asked(now, form, select, ignore, severity, fix, yes))


def run(vault: str | None, asked: options.Asked) -> int:
    """Prints the report of every problem, and mends before where that is asked for; the exit code is as above."""
    root = disk.find_vault(vault)
    memory = Memory(root, None)
    found = None if asked.fix else memory.said(asked.key(disk.exposed(root, memory.private)), asked.now)
    said = found[0] if found else _anew(root, asked, memory)
    click.echo(said.out, nl=False)
    click.echo(said.err, nl=False, err=True)
    return said.code


def _anew(root: Path, asked: options.Asked, memory: Memory) -> Said:
    from vaultgen import checking

    return checking.run(root, asked, memory)
