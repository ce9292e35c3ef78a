"""`vaultgen export`: a draft, or the whole vault, as a file for another program. One sub-command per format."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from vaultgen.builder import workspace
from vaultgen.cli import draft_lookup, options
from vaultgen.disk.output import create_file, replace_file
from vaultgen.errors import UsageProblem
from vaultgen.exports.draft_files import DRAFT_FILES, DraftFile
from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption
from vaultgen.exports.vault_files import VAULT_FILES, VaultFile
from vaultgen.terminal import printable

_VAULT = "The vault, if it is not the one around this folder."
_DRAFT_HELP = """Write a draft as {about}.

DRAFT is its file, its name, or some words that only its name has; or the name of the file to write,
like NAME{suffix}.
"""
_VAULT_HELP = """{about}

Written to the standard output, or to the file or folder that --out names.
"""


class _Formats(click.Group):
    """The formats, as sub-commands in the order of their lists."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*DRAFT_FILES, *VAULT_FILES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in DRAFT_FILES:
            return _of_draft(DRAFT_FILES[cmd_name])
        return _of_vault(VAULT_FILES[cmd_name]) if cmd_name in VAULT_FILES else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(
                f"There is no format “{args[0]}”. Formats: {', '.join(self.list_commands(ctx))}.", ctx
            )
        return super().resolve_command(ctx, args)


@click.group("export", cls=_Formats, subcommand_metavar="FORMAT …")
def command() -> None:
    """Write a draft, or what the whole vault says, as a file for another program."""


def _of_draft(draft_file: DraftFile) -> click.Command:
    """The sub-command for a format of drafts."""
    help_ = _DRAFT_HELP.format(about=draft_file.ABOUT, suffix=draft_file.SUFFIX)

    @click.command(draft_file.NAME, help=help_, short_help=f"A draft as {draft_file.ABOUT}.")
    @options.draft
    @click.option("--out", metavar="FILE", help="The file or folder to write to, if not this folder; - for a pipe.")
    @click.option("--force", is_flag=True, help="Write over a file that is there.")
    @click.option("--vault", metavar="FOLDER", help=_VAULT)
    @options.now
    def command(draft: str, out: str | None, force: bool, vault: str | None, now: str | None) -> int:
        return run_draft(draft_file, draft, out=out, force=force, vault=vault, now=now)

    return command


def _of_vault(vault_file: VaultFile) -> click.Command:
    """The sub-command for a format of the whole vault, with its own words and options."""
    words = vault_file.WORDS

    def called(out: str | None, force: bool, vault: str | None, now: str | None, **rest: Any) -> int:
        named = rest.pop("vault_argument", None)
        typed = rest.pop("words", ())
        asked = {option.key: rest[option.key.replace("-", "_")] for option in vault_file.OPTIONS}
        asked["words"] = (typed,) if isinstance(typed, str) else tuple(typed)
        return run_vault(vault_file, asked, out=out, force=force, vault=named or vault, now=now)

    parameters: list[click.Parameter] = []
    if words is not None:
        of_words = click.Choice(words.choices) if words.choices else None
        parameters.append(
            click.Argument(
                ["words"],
                nargs=-1 if words.are_many else 1,
                required=not words.are_many,
                metavar=words.metavar,
                type=of_words,
            )
        )
    if words is None or not words.are_many:
        parameters.append(click.Argument(["vault_argument"], required=False, metavar="[VAULT]"))
    parameters += [_option(option) for option in vault_file.OPTIONS]
    parameters += [
        click.Option(["--out"], metavar="FILE", help="The file or folder to write to, if not the standard output."),
        click.Option(["--force"], is_flag=True, help="Write over a file that is there."),
        click.Option(["--vault"], metavar="FOLDER", help=_VAULT),
    ]
    help_ = _VAULT_HELP.format(about=vault_file.ABOUT)
    made = click.Command(vault_file.NAME, callback=called, params=parameters, help=help_, short_help=vault_file.ABOUT)
    with_now: click.Command = options.now(made)
    return with_now


def _option(option: ExportOption) -> click.Option:
    if option.is_flag:
        return click.Option([option.name], is_flag=True, help=option.about)
    choice = click.Choice(option.choices) if option.choices else None
    return click.Option(
        [option.name],
        type=choice,
        metavar=option.metavar or None,
        default=option.default,
        show_default=option.default is not None,
        help=option.about,
    )


def run_draft(
    draft_file: DraftFile, name: str, *, out: str | None, force: bool, vault: str | None, now: str | None
) -> int:
    """Writes the file of one draft. Always returns 0. An existing file is only overwritten with `force`."""
    work = workspace.open_vault(vault)
    moment = work.now(now)
    snapshot = work.snapshot(moment)
    named_file = name.casefold().endswith(draft_file.SUFFIX)
    typed = name[: -len(draft_file.SUFFIX)] if named_file else name
    draft = draft_lookup.draft(snapshot, typed, kind=draft_file.KIND)
    file = draft_file.export(draft, snapshot.vault, moment)
    if not draft.ready:
        click.echo(printable(f"{draft.path} still has a place that only you can fill: […]"), err=True)
    own_name = Path(draft.path).stem + draft_file.SUFFIX
    return _write(file, out or (name if named_file else ""), own_name, force=force)


def run_vault(
    vault_file: VaultFile, asked: Asked, *, out: str | None, force: bool, vault: str | None, now: str | None
) -> int:
    """Writes one file of the whole vault, to standard output unless `out` names a place. Always returns 0."""
    work = workspace.open_vault(vault)
    file = vault_file.export(work.snapshot(work.now(now)), asked)
    return _write(file, out or "-", file.name, force=force)


def _write(file: Exported, out: str, own_name: str, *, force: bool) -> int:
    """Writes a file to the path or into the folder that `out` names, else into the working folder."""
    _say(file.remarks)
    if out == "-":
        sys.stdout.buffer.write(file.data)
        return 0
    target = Path(out) / own_name if Path(out).is_dir() else Path(out)
    if force:
        replace_file(target, file.data)
    elif not create_file(target, file.data):
        raise UsageProblem(f"There is a file {target} already.", "Choose another name with --out, or add --force.")
    click.echo(printable(f"wrote {target}"))
    return 0


def _say(remarks: Sequence[str]) -> None:
    for remark in remarks:
        click.echo(printable(remark), err=True)
