"""`vaultgen new`: a note from its template, with every property in place. Never overwrites a file."""

import re

import click

from vaultgen.builder import workspace
from vaultgen.cli import options
from vaultgen.disk.output import create_file
from vaultgen.errors import UsageProblem
from vaultgen.terminal import printable
from vaultgen.vault import templates

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]')


@click.command("new")
@click.argument("kind", type=click.Choice(templates.WRITTEN))
@click.argument("name")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@click.option("--company", metavar="NAME", help="The employer, for an interview, a person or an application.")
@click.option("--role", metavar="NAME", help="The position, for an interview or an application.")
@options.now
def command(kind: str, name: str, vault: str | None, company: str | None, role: str | None, now: str | None) -> int:
    """Make a note called NAME, with all its properties in place.

    An interview's date is the present time, and its note is named after the day: change both if
    the interview was earlier.
    """
    return run(kind, name, vault=vault, company=company, role=role, now=now)


def run(kind: str, name: str, *, vault: str | None, company: str | None, role: str | None, now: str | None) -> int:
    """Writes the note and names it; always 0."""
    if _NOT_IN_NAMES.search(name) or not name.strip(" ."):
        raise UsageProblem(
            f"“{printable(name)}” cannot be a note's name.",
            'Leave out \\ / : * ? " < > | # ^ [ ]: links and files cannot hold them.',
        )
    work = workspace.open_vault(vault)
    moment = work.now(now)
    values = {key: value for key, value in (("company", company), ("role", role)) if value}
    title = f"{moment:%Y-%m-%d} {name}" if kind == "interview" and not re.match(r"\d{4}-\d\d-\d\d", name) else name
    path = f"{templates.FOLDER_OF[kind]}/{title.strip()}.md"
    with work.locked():
        is_new = create_file(work.root / path, templates.new_note(kind, values, moment).encode())
    if not is_new:
        raise UsageProblem(f"There is a note {path} already; it stays as it is.", "Choose another name.")
    click.echo(printable(str(work.root / path)))
    return 0
