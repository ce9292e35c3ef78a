"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from vaultgen.console import colour

__all__ = ["colour", "draft", "draft_words", "format_", "now", "out", "vault"]

Wrap = Callable[[Any], Any]


def _complete_folder(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[Any]:
    """Leaves it to the shell to complete the name of a folder."""
    from vaultgen.cli.completion import folders

    return folders(incomplete)


vault: Wrap = click.argument("vault", required=False, metavar="[VAULT]", shell_complete=_complete_folder)
now: Wrap = click.option(
    "--now",
    metavar="TIME",
    envvar="VAULTGEN_NOW",
    help="Take this for the time, like 2026-03-12T09:00 (in the vault's time zone).",
)
out: Wrap = click.option("--out", metavar="FOLDER", help="Where the site goes instead of the vault's own folder.")


def _complete_draft(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of the drafts that begin with, or have, what is typed so far: for the shell's Tab key."""
    from vaultgen.cli.completion import drafts

    return drafts(incomplete, vault=context.params.get("vault"), unsent=context.info_name == "sent")


draft: Wrap = click.argument("draft", shell_complete=_complete_draft)
draft_words: Wrap = click.argument("words", nargs=-1, required=True, metavar="WORDS…", shell_complete=_complete_draft)


def format_(*formats: str) -> Wrap:
    """`--format`, with the first as default."""
    wrap: Wrap = click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )
    return wrap
