"""`vaultgen export`: a draft as a file for another program."""

import sys
from pathlib import Path

import click

from vaultgen.builder import workspace
from vaultgen.cli import draft_lookup, options
from vaultgen.disk.output import create_file, replace_file
from vaultgen.errors import UsageProblem
from vaultgen.exports.formats import EXPORTS
from vaultgen.terminal import printable


def _formats() -> str:
    """`eml (an e-mail), text, or letter (a PDF on one page)`."""
    *others, last = [f"{one.NAME} ({one.ABOUT})" if one.ABOUT else one.NAME for one in EXPORTS.values()]
    return f"{', '.join(others)}, or {last}"


_HELP = f"""Write a draft as a file: {_formats()}.

DRAFT is its file, its name, or some words that only its name has; or the name of the file to write,
like NAME.pdf.
"""


@click.command("export", help=_HELP)
@click.argument("form", type=click.Choice([*EXPORTS]), metavar="FORMAT")
@options.draft
@click.option("--out", metavar="FILE", help="The file or folder to write to, if not this folder; - for a pipe.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(form: str, draft: str, out: str | None, force: bool, vault: str | None, now: str | None) -> int:
    """Takes what was typed; `_HELP` is what it says of itself."""
    return run(form, draft, out=out, force=force, vault=vault, now=now)


def run(form: str, name: str, *, out: str | None, force: bool, vault: str | None, now: str | None) -> int:
    """Writes one file; always 0. A file that is there is never overwritten unless asked for."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    snapshot = work.snapshot(moment)
    export = EXPORTS[form]
    named_file = name.casefold().endswith(export.SUFFIX)
    draft = draft_lookup.draft(snapshot, name[: -len(export.SUFFIX)] if named_file else name, kind=export.KIND)
    file = export.export(draft, snapshot.vault, moment)
    if not draft.ready:
        click.echo(printable(f"{draft.path} still has a place that only you can fill: […]"), err=True)
    for remark in file.remarks:
        click.echo(printable(remark), err=True)
    if out == "-":
        sys.stdout.buffer.write(file.data)
        return 0
    target = _target(out or (name if named_file else ""), Path(draft.path).stem + export.SUFFIX)
    if force:
        replace_file(target, file.data)
    elif not create_file(target, file.data):
        raise UsageProblem(f"There is a file {target} already.", "Choose another name with --out, or add --force.")
    click.echo(printable(f"wrote {target}"))
    return 0


def _target(named: str, own_name: str) -> Path:
    """The file to write: the one that was named, or the draft's own name in the folder that was."""
    path = Path(named)
    return path / own_name if path.is_dir() else path
