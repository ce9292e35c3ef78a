"""Prints again what an earlier run has said, where nothing has changed since but the time (see `again`).

Each function gives the exit code, or None, with nothing printed, where the answer is not known.
"""

from datetime import datetime
from pathlib import Path

from vaultgen.builder import questions
from vaultgen.builder.again import Memory, Said
from vaultgen.builder.alone import alone
from vaultgen.builder.questions import Asked
from vaultgen.console import say
from vaultgen.dates import time_marks
from vaultgen.disk.git import exposed
from vaultgen.disk.locate import find_vault
from vaultgen.disk.reports import WriteReport
from vaultgen.errors import UsageProblem
from vaultgen.terminal import plural, printable


def answer(command: str, vault: str | None, now: str | None, form: str) -> tuple[Memory | None, int | None]:
    """The memory of the vault that a command is typed for, and the exit code if that knew what to say."""
    try:
        root = find_vault(vault)
    except UsageProblem:  # perhaps of a command line that click has to refuse for something else
        return None, None
    memory = Memory(root, None)
    if command == "build":
        return memory, build(root, memory, now)
    if command == "check":
        return memory, check(root, memory, Asked(now, form))
    return memory, status(memory, now, form)


def build(root: Path, memory: Memory, now: str | None) -> int | None:
    """What a build says; the site tells the new time."""
    key = questions.build_key()
    if not memory.may_say(key):
        return None
    with alone(root, memory.output, tidy=False):
        found = memory.said(key, now, site=True)
        if found is None:
            return None
        said, moment = found
        site = memory.bring_to(moment)
    tell_build(said, moment, site, memory.output)
    return said.code


def check(root: Path, memory: Memory, asked: Asked) -> int | None:
    """The report of every problem."""
    found = None if asked.fix else memory.said(asked.key(exposed(root, memory.private)), asked.now)
    if found is None:
        return None
    tell(found[0])
    return found[0].code


def status(memory: Memory, now: str | None, form: str) -> int | None:
    """What is due, and when."""
    found = memory.said(questions.status_key(form), now)
    if found is None:
        return None
    tell_status(*found)
    return found[0].code


def tell(said: Said) -> None:
    """Prints what a run says."""
    say(said.out)
    say(said.err, err=True)


def tell_status(said: Said, now: datetime) -> None:
    """Prints what `status` says."""
    tell(said._replace(out=time_marks.filled(said.out, now) + "\n"))


def tell_build(said: Said, now: datetime, site: WriteReport, output: Path) -> None:
    """Prints what a build says, what it did to the site, and where that lies."""
    gone = f", {len(site.deleted)} deleted" if site.deleted else ""
    say(said.err, err=True)
    say(said.out)
    say(f"{plural(len(site.written), 'site file')} written, {site.kept} unchanged{gone}.\n")
    say(time_marks.filled(said.rest, now))
    say(printable(f"Open {output / 'index.html'}") + "\n")
