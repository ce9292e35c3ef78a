"""`vaultgen build`: check, drafts and site in one go. Exits 1 where a note has an error."""

from datetime import datetime
from pathlib import Path

import click

from vaultgen import disk, options, timely
from vaultgen.again import Memory, Said
from vaultgen.alone import alone
from vaultgen.disk import WriteReport
from vaultgen.terminal import plural, printable


@click.command("build")
@options.vault
@options.now
@options.out
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
def command(vault: str | None, now: str | None, out: str | None, open_: bool) -> int:
    """Check the notes, write the drafts of what is due, and build the dashboard."""
    return run(vault, now=now, out=out, open_=open_)


def run(vault: str | None, *, now: str | None, out: str | None, open_: bool) -> int:
    """Builds once; 1 where a note has an error (everything else is built all the same)."""
    root = disk.find_vault(vault)
    memory = Memory(root, out)
    code, output = _again(memory, root, now) or _anew(memory, root, now, out)
    click.echo(printable(f"Open {output / 'index.html'}"))
    if open_:
        # A build for another time is looked at as of that time.
        click.launch((output / "index.html").resolve().as_uri() + ("#as-of-build" if now else ""))
    return code


def _again(memory: Memory, root: Path, now: str | None) -> tuple[int, Path] | None:
    """The exit code and the site's folder, where nothing has changed but the time; else None."""
    if not memory.may_say(options.build_key()):
        return None
    with alone(root, memory.output, tidy=False):
        found = memory.said(options.build_key(), now, site=True)
        if found is None:
            return None
        said, moment = found
        site = memory.bring_to(moment)
    tell(said, moment, site)
    return said.code, memory.output


def _anew(memory: Memory, root: Path, now: str | None, out: str | None) -> tuple[int, Path]:
    """The same, where everything has to be worked out."""
    from vaultgen import building, workspace

    work = workspace.open_vault(str(root), out=out)
    done = building.build(work, work.now(now), memory)
    said = building.said(work, done)
    tell(said, done.known.now, done.site)
    return said.code, work.output


def tell(said: Said, now: datetime, site: WriteReport) -> None:
    """Prints what a build says, and what it did to the site."""
    gone = f", {len(site.deleted)} deleted" if site.deleted else ""
    click.echo(said.err, nl=False, err=True)
    click.echo(said.out, nl=False)
    click.echo(f"{plural(len(site.written), 'site file')} written, {site.kept} unchanged{gone}.")
    click.echo(timely.filled(said.rest, now), nl=False)
