"""`vaultgen status`: what is due and when, in the terminal or as JSON. Writes nothing."""

from pathlib import Path

import click

from vaultgen.builder import replay
from vaultgen.builder.answers import Answers, CommandAnswer, scan_files
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault


@click.command("status")
@options.vault
@options.now
@options.format_("text", "json")
@click.pass_obj
def command(answers: Answers | None, vault: str | None, now: str | None, form: str) -> int:
    """Say what is due now, what comes next, and what is still missing. Writes nothing."""
    return run(vault, now=now, form=form, answers=answers)


def run(vault: str | None, *, now: str | None, form: str, answers: Answers | None = None) -> int:
    """Prints the state of every follow-up (JSON) or what needs doing (text); always 0.

    `answers` are the vault's cached answers, if they were searched already and had none for this command.
    """
    root = find_vault(vault)
    known = answers or Answers(root, None)
    code = None if answers else replay.status(known, now, form)
    return _run(root, known, now, form) if code is None else code


def _run(root: Path, answers: Answers, now: str | None, form: str) -> int:
    from vaultgen.builder import summary, workspace
    from vaultgen.builder.extracts import extracts
    from vaultgen.cli import status
    from vaultgen.disk.vault import read_vault

    work = workspace.open_vault(str(root))
    before = scan_files(root, work.output, site=False)
    sources = {source.path: source for source in read_vault(work.root, work.output)}
    moment = work.now(now)
    known = extracts(work.inputs(sources, moment), work.reader.cache, "status", status.of_partition)
    work.reader.save()
    found = known.values
    out = status.as_json(found) if form == "json" else status.as_text(found, colour=options.colour())
    answer = CommandAnswer(out, summary.zone_line(work.settings))
    answers.remember(replay.status_key(form), answer, (moment, known.until), before, work.run_of(sources))
    replay.print_status(answer, moment)
    return answer.code
