"""`vaultgen build`: check, drafts and site in one go. Exits 1 where a note has an error."""

from pathlib import Path

import click

from vaultgen.builder import replay
from vaultgen.builder.again import Memory
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault


@click.command("build")
@options.vault
@options.now
@options.out
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
@click.pass_obj
def command(memory: Memory | None, vault: str | None, now: str | None, out: str | None, open_: bool) -> int:
    """Check the notes, write the drafts of what is due, and build the dashboard."""
    return run(vault, now=now, out=out, open_=open_, asked=memory)


def run(vault: str | None, *, now: str | None, out: str | None, open_: bool, asked: Memory | None = None) -> int:
    """Builds once; 1 where a note has an error (everything else is built all the same).

    `asked` is the memory of the vault if it was asked already, and does not know the answer.
    """
    root = find_vault(vault)
    memory = asked or Memory(root, out)
    code = None if asked else replay.build(root, memory, now)
    if code is None:
        code = _anew(root, memory, now, out)
    if open_:
        # A build for another time is looked at as of that time.
        click.launch((memory.output / "index.html").resolve().as_uri() + ("#as-of-build" if now else ""))
    return code


def _anew(root: Path, memory: Memory, now: str | None, out: str | None) -> int:
    """Works everything out."""
    from vaultgen.builder import build, workspace

    work = workspace.open_vault(str(root), out=out)
    done = build.build(work, work.now(now), memory)
    said = build.said(work, done)
    replay.tell_build(said, done.now, done.site, work.output)
    return said.code
