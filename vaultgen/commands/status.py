"""`vaultgen status`: what is due and when, in the terminal or as JSON. Writes nothing."""

from datetime import datetime
from pathlib import Path

import click

from vaultgen import again, disk, options, timely
from vaultgen.again import Memory, Said


@click.command("status")
@options.vault
@options.now
@options.format_("text", "json")
def command(vault: str | None, now: str | None, form: str) -> int:
    """Say what is due now, what comes next, and what is still missing. Writes nothing."""
    return run(vault, now=now, form=form)


def run(vault: str | None, *, now: str | None, form: str) -> int:
    """Prints the state of every follow-up (JSON) or what needs doing (text); always 0."""
    root = disk.find_vault(vault)
    memory = Memory(root, None)
    said, moment = memory.said(_key(form), now) or _anew(memory, root, now, form)
    click.echo(timely.filled(said.out, moment))
    click.echo(said.err, nl=False, err=True)
    return said.code


def _anew(memory: Memory, root: Path, now: str | None, form: str) -> tuple[Said, datetime]:
    """What there is to say, and the time; where the answer is not known from an earlier run."""
    from vaultgen import overview, workspace

    work = workspace.open_vault(str(root))
    before = again.look(root, work.output, site=False)
    known = work.snapshot(work.now(now))
    out = overview.as_json(known) if form == "json" else overview.as_text(known, colour=options.colour())
    said = Said(out, overview.zone_line(known.settings))
    memory.remember(_key(form), said, overview.span(known), before, work.as_read(known))
    return said, known.now


def _key(form: str) -> tuple[str, ...]:
    return ("status", form, str(options.colour()))
