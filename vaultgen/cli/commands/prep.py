"""`vaultgen prep`: the briefing for an interview, in the terminal. Writes nothing."""

import sys
import textwrap
from collections.abc import Iterator
from functools import partial

import click

from vaultgen.briefing import briefing, questions
from vaultgen.briefing.briefing import Briefing
from vaultgen.briefing.sections import BriefingLine
from vaultgen.builder import workspace
from vaultgen.cli import options
from vaultgen.cli.interview_lookup import interview_called
from vaultgen.terminal import printable

_WIDTH = 100  # characters of a line


@click.command("prep")
@click.argument("name", required=False)
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(name: str | None, vault: str | None, now: str | None) -> int:
    """Print what to know, bring up, show and ask in the next interview, or in the one whose note is called NAME."""
    return run(name, vault=vault, now=now)


def run(name: str | None, *, vault: str | None, now: str | None) -> int:
    """Prints the briefing; always 0."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    snapshot = work.snapshot(moment, new_drafts=False)
    ahead = partial(briefing.is_ahead, snapshot)
    interview = interview_called(snapshot.vault, name, likeliest=ahead) if name else briefing.next_ahead(snapshot)
    if interview is None:
        click.echo("No interview is ahead. vaultgen new interview makes a note for one; vaultgen prep NAME takes any.")
        return 0
    made = briefing.brief(snapshot, interview).with_questions(questions.known(snapshot.vault, moment))
    if not ahead(interview):
        click.echo("This interview is not ahead any more.", err=True)
    click.echo("\n".join(_lines(made)))
    return 0


def _lines(made: Briefing) -> Iterator[str]:
    yield _bold(made.title)
    width = max(len(label) for label, _ in made.facts) + 2
    for label, words in made.facts:
        yield printable(f"{label:{width}}{words}")
    for section in made.sections:
        yield ""
        yield _bold(section.title)
        for line in section.lines:
            yield from _wrapped(line, "  ")
            for other in line.beside:
                yield from _wrapped(other, "    ")
        if section.more:
            yield f"  and {section.more} more"


def _bold(text: str) -> str:
    return click.style(printable(text), bold=True) if options.colour(sys.stdout) else printable(text)


def _wrapped(line: BriefingLine, indent: str) -> Iterator[str]:
    """A line, preceded by its state and followed by the notes that it comes from."""
    before = f"[{line.mark}] " if line.mark else ""
    who = f"{line.who}: " if line.who and line.text else line.who
    more = f" – {line.more}" if line.more else ""
    sources = f" ({'; '.join(source.words for source in line.sources)})" if line.sources else ""
    text = printable(f"{before}{who}{line.text}{more}{sources}")
    yield from textwrap.wrap(text, _WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ")
