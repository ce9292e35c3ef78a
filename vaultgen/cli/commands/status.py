"""`vaultgen status`: what is due and when, in the terminal or as JSON. Writes nothing."""

from pathlib import Path

import click

from vaultgen.builder import again, questions, replay
from vaultgen.builder.again import Memory, Said
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault


@click.command("status")
@options.vault
@options.now
@options.format_("text", "json")
@click.pass_obj
def command(memory: Memory | None, vault: str | None, now: str | None, form: str) -> int:
    """Say what is due now, what comes next, and what is still missing. Writes nothing."""
    return run(vault, now=now, form=form, asked=memory)


def run(vault: str | None, *, now: str | None, form: str, asked: Memory | None = None) -> int:
    """Prints the state of every follow-up (JSON) or what needs doing (text); always 0.

    `asked` is the memory of the vault if it was asked already, and does not know the answer.
    """
    root = find_vault(vault)
    memory = asked or Memory(root, None)
    code = None if asked else replay.status(memory, now, form)
    return _anew(root, memory, now, form) if code is None else code


def _anew(root: Path, memory: Memory, now: str | None, form: str) -> int:
    """Works out what there is to say."""
    from vaultgen.builder import status, workspace

    work = workspace.open_vault(str(root))
    before = again.look(root, work.output, site=False)
    snapshot = work.snapshot(work.now(now))
    out = status.as_json(snapshot) if form == "json" else status.as_text(snapshot, colour=options.colour())
    said = Said(out, status.zone_line(snapshot.settings))
    memory.remember(questions.status_key(form), said, status.span(snapshot), before, work.as_read(snapshot.sources))
    replay.tell_status(said, snapshot.now)
    return said.code
