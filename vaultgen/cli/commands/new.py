"""`vaultgen new`: a note from its template, with every property in place. Never overwrites a file."""

import shlex

import click

from vaultgen.builder import workspace
from vaultgen.cli import options
from vaultgen.cli.note_making import Given, make_note
from vaultgen.terminal import printable
from vaultgen.vault import templates


@click.command("new")
@click.argument("kind", type=click.Choice(templates.WRITTEN))
@click.argument("name")
@click.option("--company", metavar="NAME", help="The employer, for an interview, a person or an application.")
@click.option("--role", metavar="NAME", help="The position, for an interview or an application.")
@click.option("--stage", metavar="ROUND", help="The round of an interview, like technical or “phone screen”.")
@click.option("--date", metavar="TIME", help="When the interview begins, like 2026-03-12T14:30 or “yesterday 10:30”.")
@click.option("--with", "people", metavar="PERSON", multiple=True, help="Whom you meet; may be given again.")
@click.option("--place", metavar="PLACE", help="Where the interview is: an address, or the link of the call.")
@click.option("--result", metavar="SENTENCE", help="What an accomplishment came to, with its number.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(
    kind: str,
    name: str,
    company: str | None,
    role: str | None,
    stage: str | None,
    date: str | None,
    people: tuple[str, ...],
    place: str | None,
    result: str | None,
    vault: str | None,
    now: str | None,
) -> int:
    """Make a note called NAME, with all its properties in place.

    What the note cannot do without is asked for on a terminal. Without --date an interview has just
    ended: it began at the last half hour that is at least 45 minutes ago.
    """
    typed = {"company": company, "role": role, "stage": stage, "date": date, "place": place, "result": result}
    given = {name: [text] for name, text in typed.items() if text}
    return run(kind, Given(name, given | ({"interviewers": people} if people else {})), vault=vault, now=now)


def run(kind: str, given: Given, *, vault: str | None, now: str | None) -> int:
    """Writes the note and prints its path. Always returns 0."""
    work = workspace.open_vault(vault)
    path = make_note(work, kind, given, work.now(now))
    click.echo(printable(str(work.root / path)))
    if kind == "interview":
        click.echo(f"After the interview: vaultgen debrief {shlex.quote(given.name)}", err=True)
    return 0
