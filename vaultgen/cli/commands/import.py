"""`vaultgen import`: another program's table, or an invitation, as notes. Never changes a note that is there."""

from pathlib import Path
from typing import Literal

import click

from vaultgen.cli import options
from vaultgen.disk.files import begins_with
from vaultgen.errors import UsageProblem
from vaultgen.vault.templates import WRITTEN


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@click.option(
    "--map",
    "mapping",
    metavar="COLUMN=PROPERTY",
    multiple=True,
    help="What a column is, like “Firm=company”; “text” keeps it in the note's text, “-” leaves it out.",
)
@click.option("--as", "kind", type=click.Choice(WRITTEN), help="What the rows are, if the columns do not say it.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Whether 03/04/2026 is in April (dmy) or March (mdy).")
@click.option("--company", metavar="NAME", help="The employer of an invitation, if its addresses do not say it.")
@click.option("--yes", is_flag=True, help="Write the notes; without it they are only shown, and asked on a terminal.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(
    file: str,
    mapping: tuple[str, ...],
    kind: str | None,
    dates: Literal["dmy", "mdy"] | None,
    company: str | None,
    yes: bool,
    vault: str | None,
    now: str | None,
) -> int:
    """Make notes of a table, or the note of an interview of an invitation.

    A table is CSV, a spreadsheet, the archive of LinkedIn or another tracker's export; an invitation is an .ics
    file. What becomes of it is shown first. What is there already stays as it is: the same file again adds
    nothing.
    """
    if file.lower().endswith(".ics") or begins_with(Path(file), b"BEGIN:VCALENDAR"):
        from vaultgen.cli.invitation_import import InvitationOptions
        from vaultgen.cli.invitation_import import run as run_invitation

        return run_invitation(Path(file), InvitationOptions(company or "", yes), vault=vault, now=now)
    from vaultgen.cli.table_import import TableOptions, run

    given = dict(_split(one) for one in mapping)
    return run(Path(file), TableOptions(given, kind, dates or "", yes), vault=vault, now=now)


def _split(typed: str) -> tuple[str, str]:
    column, equals, target = typed.rpartition("=")
    if not equals or not column.strip() or not target.strip():
        raise UsageProblem(f"--map: “{typed}” is not COLUMN=PROPERTY.", 'Write it like --map "Firm=company".')
    return column.strip(), target.strip()
