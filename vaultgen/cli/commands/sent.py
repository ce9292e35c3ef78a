"""`vaultgen sent`: marks a draft as sent. Changes that one property, and nothing else in the file."""

import re

import click

from vaultgen.builder import workspace
from vaultgen.cli import draft_lookup, options
from vaultgen.dates.typed import parse_when
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan, digest
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.terminal import printable


@click.command("sent")
@options.draft
@click.option("--at", metavar="TIME", help="When it was sent, if not now, like 2026-03-12T18:30.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(draft: str, at: str | None, vault: str | None, now: str | None) -> int:
    """Mark a draft as sent. DRAFT is its file, its name, or some words that only its name has."""
    return run(draft, at=at, vault=vault, now=now)


def run(name: str, *, at: str | None, vault: str | None, now: str | None) -> int:
    """Writes the time into the draft's `sent`; always 0."""
    work = workspace.open_vault(vault)
    moment = work.now(at, option="--at") if at else work.now(now)
    snapshot = work.snapshot(moment)
    draft = draft_lookup.draft_note(snapshot, name)
    if draft.sent is not None:
        raise UsageProblem(
            f"{draft.note.path} was sent already, on {draft.sent}.", "Change “sent” in the note if that is wrong."
        )
    data = snapshot.sources[draft.note.path].data
    # Of a day alone nobody knows the hour: it stays a day, as where somebody types it into the note.
    when = f"{moment:%Y-%m-%dT%H:%M}" if not at or parse_when(at).clock else f"{moment:%Y-%m-%d}"
    marked = mark(data.decode("utf-8"), when).encode()
    with work.alone():
        report = apply_plan(work.root, Plan(write=(FileWrite(draft.note.path, marked, expects=digest(data)),)))
    if report.changed_meanwhile:
        raise FileProblem(
            f"{draft.note.path} was edited at this very moment, and stays as you wrote it.",
            "It is not marked as sent: run the command again.",
        )
    click.echo(printable(f"{draft.note.path}: sent {when.replace('T', ' ')}"))
    return 0


def mark(text: str, when: str) -> str:
    """A draft's text with `sent` filled; nothing else changes, not even a line end."""
    front = re.match(r"\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?$", text, re.MULTILINE | re.DOTALL)
    end = front.end() if front else 0  # a mail that the text quotes may have such a line as well
    filled, count = re.subn(r"(?mi)^(sent[ \t]*:)[^\r\n]*", rf"\g<1> {when}", text[:end], count=1)
    if count:
        return filled + text[end:]
    return re.sub(r"\A(\ufeff?---[ \t]*(\r?\n))", rf"\g<1>sent: {when}\g<2>", text, count=1)
