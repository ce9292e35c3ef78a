"""`vaultgen check`: checks settings and notes, and with `--fix` applies fixes.

Exits 1 where a note has an error, 2 where the settings have one; with `--fix`, by what remains.
"""

import click

from vaultgen.builder import replay
from vaultgen.builder.answers import Answers
from vaultgen.builder.replay import CheckOptions
from vaultgen.cli import options
from vaultgen.disk.locate import find_vault
from vaultgen.errors import UsageProblem
from vaultgen.reports import FORMATS

SEVERITIES = ("error", "warning", "hint")


@click.command("check")
@options.vault
@options.now
@options.format_(*FORMATS)
@click.option("--severity", type=click.Choice(SEVERITIES), help="Show only problems as grave as this, or worse.")
@click.option("--select", metavar="CODES", multiple=True, help="Show only these, like VG101,VG2 (VG2: all of VG2xx).")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not show these.")
@click.option("--fix", is_flag=True, help="Mend what can only mean one thing; shows each change and asks.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.pass_obj
def command(
    answers: Answers | None,
    vault: str | None,
    now: str | None,
    form: str,
    severity: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    yes: bool,
) -> int:
    """Say what is wrong in the notes, where, why, and how to mend it. Writes nothing but with --fix."""
    if yes and not fix:
        raise UsageProblem("--yes goes with --fix.", "Write vaultgen check --fix --yes")
    return run(vault, CheckOptions(now, form, select, ignore, severity, fix, yes), answers)


def run(vault: str | None, asked: CheckOptions, answers: Answers | None = None) -> int:
    """Applies fixes if asked to, and prints the report; the exit code is as above.

    `answers` are the vault's cached answers, if they were searched already and had none for this command.
    """
    root = find_vault(vault)
    known = answers or Answers(root, None)
    code = None if answers else replay.check(root, known, asked)
    if code is not None:
        return code
    from vaultgen.cli import checking  # late: a replay needs nothing of it

    answer = checking.run(root, asked, known)
    replay.print_answer(answer)
    return answer.code
