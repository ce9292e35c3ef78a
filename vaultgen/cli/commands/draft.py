"""`vaultgen draft`: writes the drafts of what is due, and nothing else."""

import sys

import click

from vaultgen.builder import pipeline, workspace
from vaultgen.builder.build import apply_drafts
from vaultgen.builder.summary import drafts_line, problems
from vaultgen.cli import diff, draft_lookup, options
from vaultgen.disk.output import apply_plan, create_file
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.disk.shipped import OWN_WORDING, shipped_texts
from vaultgen.drafts.draft_paths import may_be_written
from vaultgen.drafts.write import UNWRITTEN, Draft
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.terminal import printable


@click.command("draft")
@options.vault
@options.now
@click.option("--refresh", metavar="DRAFT", help="Show what would be written today in place of your draft, and ask.")
@click.option("--yes", is_flag=True, help="With --refresh: do not ask.")
@click.option("--eject", metavar="TEXT", help="Copy one of our texts, like thank-you, to where you can change it.")
def command(vault: str | None, now: str | None, refresh: str | None, yes: bool, eject: str | None) -> int:
    """Write a draft for each follow-up that is due. Drafts that you edited stay as they are."""
    if eject:
        return put_out(vault, eject)
    if refresh:
        return renew(vault, refresh, now=now, yes=yes)
    return run(vault, now=now)


def run(vault: str | None, *, now: str | None) -> int:
    """Writes the drafts and prints their paths. Returns 1, with the reason, if one could not be written."""
    work = workspace.open_vault(vault)
    with work.locked():
        snapshot = work.snapshot(work.now(now))
        report = apply_drafts(work, pipeline.draft_plan(snapshot))
    for path in report.written:
        click.echo(printable(f"wrote {path}"))
    click.echo(drafts_line(sum(draft.text is None for draft in snapshot.drafts), report))
    unwritten = [diagnostic for diagnostic in snapshot.diagnostics if diagnostic.code in UNWRITTEN]
    click.echo(problems(unwritten, snapshot.sources), nl=False, err=True)
    return int(any(diagnostic.severity == "error" for diagnostic in unwritten))


def renew(vault: str | None, name: str, *, now: str | None, yes: bool) -> int:
    """Shows how a draft that the user edited differs from today's text, and replaces it if they confirm.

    Returns 0, or 1 without a terminal to ask. A draft that was edited since it was read is left alone.
    """
    work = workspace.open_vault(vault)
    snapshot = work.snapshot(work.now(now))
    draft = draft_lookup.draft(snapshot, name)
    if draft.regenerated is None:
        raise UsageProblem(f"{draft.path} is not yours to refresh.", _why_not(draft))
    data = snapshot.sources[draft.path].data
    text = data.decode("utf-8", "replace")
    if text.replace("\r\n", "\n") == draft.regenerated:
        click.echo(printable(f"{draft.path} is what would be written today."))
        return 0
    click.echo(diff.unified(draft.path, text, draft.regenerated, colour=options.colour()))
    if not yes and not sys.stdin.isatty():
        click.echo("Nothing was changed. Add --yes to put the new text in place of yours.", err=True)
        return 1
    if not yes and not click.confirm("Put the new text in place of yours?", default=False):
        click.echo("Nothing was changed.")
        return 0
    step = FileWrite(draft.path, draft.regenerated.encode(), expects=digest(data))
    with work.locked():
        report = apply_plan(work.root, Plan(write=(step,)))
    if report.changed_meanwhile:
        raise FileProblem(f"{draft.path} was edited at this very moment, and stays as you wrote it.")
    click.echo(printable(f"{draft.path} was written anew."))
    return 0


def _why_not(draft: Draft) -> str:
    if not may_be_written(draft.path):
        return "It lies outside drafts/, where vaultgen writes nothing."
    if draft.text is not None:
        return "Nobody has edited it: vaultgen draft writes it anew by itself."
    return "It was sent, or no text can be written for it: what was sent stays as it is."


def put_out(vault: str | None, name: str) -> int:
    """Copies a draft text that ships with vaultgen into `overrides/drafts/`, to be changed. Always returns 0."""
    work = workspace.open_vault(vault)
    texts = shipped_texts(work.settings.language)
    file = next((file for file in texts if name in (file, file.rpartition(".")[0])), None)
    if file is None:
        names = ", ".join(file.rpartition(".")[0] for file in texts)
        raise UsageProblem(f"There is no draft text “{name}”.", f"Texts: {names}.")
    path = f"{OWN_WORDING}/{file}"
    with work.locked():
        is_new = create_file(work.root / path, texts[file])
    if not is_new:
        raise UsageProblem(f"{path} is there already, and stays as you wrote it.", "Move it away to have ours again.")
    click.echo(printable(f"{path} is yours to change; vaultgen uses it from now on."))
    return 0
