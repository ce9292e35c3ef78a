"""Replays: prints the answer of an earlier run if nothing has changed but the time (see `answers`).

`build`, `check` and `status` return the exit code; if there is no valid answer, they return None and print nothing.
This module also defines the keys of answers.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from vaultgen.builder.answers import Answers, CommandAnswer, Key
from vaultgen.console import colour, say
from vaultgen.dates import time_marks
from vaultgen.disk.git import exposed
from vaultgen.disk.locate import find_vault
from vaultgen.disk.lock import exclusive
from vaultgen.disk.reports import WriteReport
from vaultgen.errors import UsageProblem
from vaultgen.terminal import plural, printable


class CheckOptions(NamedTuple):
    """The options of `check`: the time, the format of the report, which problems to show, and whether to fix."""

    now: str | None = None
    form: str = "text"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str | None = None
    fix: bool = False
    yes: bool = False

    def key(self, exposed: object) -> Key:
        """The key of the answer, which includes what git said about private files."""
        return ("check", *map(str, (self.form, self.select, self.ignore, self.severity, colour(), exposed)))


def build_key() -> Key:
    """The key of a build."""
    return ("build", str(colour(sys.stderr)))


def status_key(form: str) -> Key:
    """The key of a status in a format."""
    return ("status", form, str(colour()))


def replay(command: str, vault: str | None, now: str | None, form: str) -> tuple[Answers | None, int | None]:
    """Replays a command. Returns the exit code, None if the command must run, and the vault's answers."""
    try:
        root = find_vault(vault)
    except UsageProblem:  # perhaps of a command line that click has to refuse for something else
        return None, None
    answers = Answers(root, None)
    if command == "build":
        return answers, build(root, answers, now)
    if command == "check":
        return answers, check(root, answers, CheckOptions(now, form))
    return answers, status(answers, now, form)


def build(root: Path, answers: Answers, now: str | None) -> int | None:
    """Replays a build, and writes the new time into the site. Raises `FileProblem`."""
    key = build_key()
    if not answers.has(key):
        return None
    with exclusive(root, answers.output, tidy=False):
        found = answers.find(key, now, site=True)
        if found is None:
            return None
        answer, moment = found
        site = answers.refresh_site(moment)
    print_build(answer, moment, site, answers.output)
    return answer.code


def check(root: Path, answers: Answers, options: CheckOptions) -> int | None:
    """Replays a check, unless it is to fix something."""
    answer = None if options.fix else answers.find(options.key(exposed(root, answers.private)), options.now)
    if answer is None:
        return None
    print_answer(answer[0])
    return answer[0].code


def status(answers: Answers, now: str | None, form: str) -> int | None:
    """Replays a status."""
    answer = answers.find(status_key(form), now)
    if answer is None:
        return None
    print_status(*answer)
    return answer[0].code


def print_answer(answer: CommandAnswer) -> None:
    """Prints an answer without time marks."""
    say(answer.out)
    say(answer.err, err=True)


def print_status(answer: CommandAnswer, now: datetime) -> None:
    """Prints the answer of `status`."""
    print_answer(answer._replace(out=time_marks.filled(answer.out, now) + "\n"))


def print_build(answer: CommandAnswer, now: datetime, site: WriteReport, output: Path) -> None:
    """Prints the answer of a build, what was written, and where the site is."""
    gone = f", {len(site.deleted)} deleted" if site.deleted else ""
    say(answer.err, err=True)
    say(answer.out)
    say(f"{plural(len(site.written), 'site file')} written, {site.kept} unchanged{gone}.\n")
    say(time_marks.filled(answer.rest, now))
    say(printable(f"Open {output / 'index.html'}") + "\n")
