"""`vaultgen heard`: an employer answered, or never did.

Changes `heard_back` and `outcome` of the interview's note, nothing else.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from vaultgen.builder import marks, workspace
from vaultgen.builder.cache import Cache
from vaultgen.builder.marks import Marked
from vaultgen.builder.workspace import Workspace
from vaultgen.cli import options
from vaultgen.cli.interview_lookup import interview_called
from vaultgen.dates.instants import utc
from vaultgen.errors import UsageProblem
from vaultgen.followups.visits import is_held, over_from
from vaultgen.terminal import printable
from vaultgen.vault.model import OUTCOMES, Interview
from vaultgen.vault.schema import specs
from vaultgen.vault.typed_answers import Unclear, read_answer
from vaultgen.vault.vault import CLOSING_OUTCOMES


@click.command("heard")
@click.argument("words", nargs=-1, required=True, metavar="NAME…")
@click.option("--on", metavar="DAY", help="When they wrote or called, if not today: yesterday, Monday, 2026-03-12.")
@click.option("--outcome", metavar="OUTCOME", help=f"How it ended: {', '.join(OUTCOMES)}.")
@click.option("--undo", is_flag=True, help="It was not so after all: the note holds again what it held before.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(
    words: tuple[str, ...], on: str | None, outcome: str | None, undo: bool, vault: str | None, now: str | None
) -> int:
    """Note that an employer answered. NAME is an interview's note or an employer, of whose rounds the last counts.

    Where no answer comes any more, --outcome silent lets go of it.
    """
    if undo and (on or outcome):
        raise UsageProblem("--undo goes with neither --on nor --outcome.", "Undo it, then say it anew.")
    return run(" ".join(words), on=on, outcome=outcome, vault=vault, now=now, undo=undo)


def run(
    name: str, *, on: str | None, outcome: str | None, vault: str | None, now: str | None, undo: bool = False
) -> int:
    """Writes the day, and the outcome where one is given; always 0."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    if undo:
        return _undo(work, name, moment)
    interview = _interview(work, name, moment)
    values = _values(on, outcome, moment)
    done = marks.mark(work, interview.note.path, {one: (text,) for one, text in values.items()})
    if done.before == done.after:
        click.echo(printable(f"{done.path} says so already."))
        return 0
    click.echo(printable(f"{done.path}: {_in_words(done.after)}"))
    if _remember(work, done):
        click.echo(printable(f'vaultgen heard --undo "{interview.note.name}" takes it back.'), err=True)
    return 0


def _values(on: str | None, outcome: str | None, now: datetime) -> dict[str, str]:
    """What is to be written. That nobody answers is an outcome, and no answer."""
    values = {"outcome": _read("outcome", outcome, now, "--outcome")} if outcome else {}
    if values.get("outcome") == "silent":
        if on:
            raise UsageProblem("--on goes not with --outcome silent.", "Nobody wrote or called: leave --on out.")
        return values
    day = _read("heard_back", on or "today", now, "--on")
    _refuse_future(day, now)
    return {"heard_back": day} | values


def _interview(work: Workspace, name: str, now: datetime) -> Interview:
    """The interview that the user means: of several rounds the last held one, of several positions the open one."""
    vault = work.snapshot(now, new_drafts=False).vault

    def may_answer(interview: Interview) -> bool:
        is_open = vault.outcome(vault.application(interview)) not in CLOSING_OUTCOMES
        return is_open and is_held(interview) and utc(over_from(vault, interview)) <= utc(now)

    return interview_called(vault, name, likeliest=may_answer, latest=True)


def _read(name: str, typed: str, now: datetime, option: str) -> str:
    try:
        return read_answer(name, specs(Interview)[name], typed, now, direction="past")
    except Unclear as unclear:
        raise UsageProblem(f"{option}: {unclear}", unclear.hint) from None


def _refuse_future(day: str, now: datetime) -> None:
    if day > now.date().isoformat():
        raise UsageProblem(f"--on: {day} is still to come.", "Write the day on which they wrote or called.")


def _in_words(values: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{name} {', '.join(texts)}" if texts else f"no {name}" for name, texts in values.items())


# What each note held before, for --undo.

_NAMESPACE = "heard"


def _remember(work: Workspace, done: Marked) -> bool:
    """Whether it is remembered: not where the user wants nothing to be."""
    cache = Cache(str(work.root.absolute()))
    kept: dict[str, Any] = next(cache.load(_NAMESPACE), {})
    cache.save(_NAMESPACE, [kept | {done.path: (dict(done.before), dict(done.after))}])
    return done.path in next(cache.load(_NAMESPACE), {})


def _undo(work: Workspace, name: str, now: datetime) -> int:
    """Restores what the note held before, if it has not been edited since."""
    cache = Cache(str(work.root.absolute()))
    kept: dict[str, Any] = next(cache.load(_NAMESPACE), {})
    vault = work.snapshot(now, new_drafts=False).vault
    interview = interview_called(vault, name, likeliest=lambda one: one.note.path in kept, latest=True)
    path = interview.note.path
    before, after = kept.get(path, ({}, {}))
    if not after or any(marks.held(interview.note, one) != texts for one, texts in after.items()):
        raise UsageProblem(
            f"Nothing that vaultgen heard wrote stands in {path} now.",
            "Change “heard_back” and “outcome” in the note.",
        )
    done = marks.mark(work, path, before)
    cache.save(_NAMESPACE, [{other: change for other, change in kept.items() if other != path}])
    click.echo(printable(f"{path}: {_in_words(done.after)}"))
    return 0
