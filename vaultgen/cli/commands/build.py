"""`vaultgen build`: check, drafts and site in one go. Exits 1 where a note has an error."""

from pathlib import Path

import click

from vaultgen.builder import replay
from vaultgen.builder.answers import Answers
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault

_SHOWN = 20  # places that are named where a redacted build is refused


@click.command("build")
@options.vault
@options.now
@options.out
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
@click.option(
    "--redact",
    is_flag=True,
    help="Into --out goes a site to show around: with invented names, and no addresses, numbers, links, pay or drafts.",
)
@click.option("--seed", metavar="WORD", help="With --redact: another word gives other names.")
@click.option("--with-drafts", is_flag=True, help="With --redact: with the drafts, redacted as well.")
@click.pass_obj
def command(
    answers: Answers | None,
    vault: str | None,
    now: str | None,
    out: str | None,
    open_: bool,
    redact: bool,
    seed: str | None,
    with_drafts: bool,
) -> int:
    """Check the notes, write the drafts of what is due, and build the dashboard."""
    if redact:
        return run_redacted(vault, now=now, out=out, open_=open_, seed=seed or "", with_drafts=with_drafts)
    if seed is not None or with_drafts:
        raise click.UsageError("--seed and --with-drafts are for --redact.")
    return run(vault, now=now, out=out, open_=open_, answers=answers)


def run(vault: str | None, *, now: str | None, out: str | None, open_: bool, answers: Answers | None = None) -> int:
    """Builds once. Returns 1 if a note has an error; everything else is built nevertheless.

    `answers` are the vault's cached answers, if they were searched already and had none for this command.
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


def run_redacted(
    vault: str | None, *, now: str | None, out: str | None, open_: bool, seed: str, with_drafts: bool
) -> int:
    """Builds a redacted site. If anything private is left in it, writes nothing and returns 1."""
    from vaultgen.builder import redacted, workspace
    from vaultgen.terminal import plural, printable

    if out is None:
        raise click.UsageError("--redact needs --out FOLDER: the folder of the site to show around.")
    work = workspace.open_vault(vault, out=out)
    if work.output.resolve() == (work.root / work.settings.output).resolve():
        raise click.UsageError("--out is the folder of your own site: choose another for --redact.")
    made = redacted.build(work, work.now(now), seed=seed, with_drafts=with_drafts)
    for path in made.left_out:
        click.echo(printable(f"{path} is left out: it cannot be read, so nothing of it is certain."), err=True)
    for name in made.unsearched:
        said = f"“{name}” is a word that pages may have: it was changed where it is a name, and not searched for."
        click.echo(printable(said), err=True)
    for leak in made.leaks[:_SHOWN]:
        click.echo(printable(f"{leak.path} still has “{leak.words}”: … {leak.around} …"), err=True)
    if made.leaks:
        click.echo(f"{plural(len(made.leaks), 'place')} got through, so nothing was written.", err=True)
        return 1
    click.echo(f"{plural(len(made.site.written), 'site file')} written, {made.site.kept} unchanged.")
    click.echo(printable(f"Open {work.output / 'index.html'}"))
    if open_:
        click.launch((work.output / "index.html").resolve().as_uri() + ("#as-of-build" if now else ""))
    return 0


def _warn_of_git(output: Path) -> None:
    """Warns if git tracks the site or would add it: the site holds everything in the notes."""
    from vaultgen.disk.git import exposed
    from vaultgen.terminal import printable

    for site in exposed(output.parent, (output.name,)):
        sent = ", and a push would send it" if site.has_remote else ""
        warning = (
            f"Git has {output}, or would take it, with all that your notes say{sent}: "
            f"write /{output.name}/ into .gitignore."
        )
        click.echo(printable(warning), err=True)
