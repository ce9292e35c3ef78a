"""`vaultgen build`: check, drafts and site in one go. Exits 1 where a note has an error."""

from pathlib import Path

import click

from vaultgen.builder import replay
from vaultgen.builder.answers import Answers
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault


@click.command("build")
@options.vault
@options.now
@options.out
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
@click.pass_obj
def command(answers: Answers | None, vault: str | None, now: str | None, out: str | None, open_: bool) -> int:
    """Check the notes, write the drafts of what is due, and build the dashboard."""
    return run(vault, now=now, out=out, open_=open_, answers=answers)


def run(vault: str | None, *, now: str | None, out: str | None, open_: bool, answers: Answers | None = None) -> int:
    """Builds once; 1 where a note has an error (everything else is built all the same).

    `answers` are those of the vault if the question was looked up there already, in vain.
    """
    root = find_vault(vault)
    known = answers or Answers(root, out)
    code = None if answers else replay.build(root, known, now)
    if code is None:
        code = _run(root, known, now, out)
    if open_:
        # A build for another time is looked at as of that time.
        click.launch((known.output / "index.html").resolve().as_uri() + ("#as-of-build" if now else ""))
    return code


def _run(root: Path, answers: Answers, now: str | None, out: str | None) -> int:
    from vaultgen.builder import build, workspace

    work = workspace.open_vault(str(root), out=out)
    built = build.build(work, work.now(now), answers)
    answer = build.answer(work, built)
    replay.print_build(answer, built.now, built.site, work.output)
    _warn_of_git(work.output)
    return answer.code


def _warn_of_git(output: Path) -> None:
    """Says so if git has the site, or would take it: it holds all that the notes say."""
    from vaultgen.disk.git import exposed
    from vaultgen.terminal import printable

    for found in exposed(output.parent, (output.name,)):
        sent = ", and a push would send it" if found.has_remote else ""
        said = (
            f"Git has {output}, or would take it, with all that your notes say{sent}: "
            f"write /{output.name}/ into .gitignore."
        )
        click.echo(printable(said), err=True)
