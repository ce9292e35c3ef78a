"""Options that several commands share, and what a check is asked."""

import os
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import click

Wrap = Callable[[Any], Any]

vault: Wrap = click.argument("vault", required=False, metavar="[VAULT]")
now: Wrap = click.option(
    "--now",
    metavar="TIME",
    envvar="VAULTGEN_NOW",
    help="Take this for the time, like 2026-03-12T09:00 (in the vault's time zone).",
)
out: Wrap = click.option("--out", metavar="FOLDER", help="Where the site goes instead of the vault's own folder.")


def _complete_draft(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of the drafts that begin with, or have, what is typed so far: for the shell's Tab key."""
    from vaultgen import disk
    from vaultgen.errors import VaultgenError
    from vaultgen.finding import fitting

    try:
        root = disk.find_vault(context.params.get("vault"))
        names = disk.draft_names(root, unsent=context.info_name == "sent")
    except VaultgenError:
        return []
    return [name for name in names if name.startswith(incomplete)] or fitting(names, incomplete)


draft: Wrap = click.argument("draft", shell_complete=_complete_draft)


def format_(*formats: str) -> Wrap:
    """`--format`, with the first as default."""
    wrap: Wrap = click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )
    return wrap


def colour(stream: Any = None) -> bool:
    """Whether to colour what goes to a stream: only on a terminal, never with NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool((stream or sys.stdout).isatty())


def build_key() -> tuple[str, ...]:
    """By what the answer of a build is remembered."""
    return ("build", str(colour(sys.stderr)))


class Asked(NamedTuple):
    """What the command line asks: the time, the form of the report, which problems to show, and whether to mend."""

    now: str | None = None
    form: str = "text"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str | None = None
    fix: bool = False
    yes: bool = False

    def key(self, exposed: object) -> tuple[str, ...]:
        """By what the answer is remembered; git's answer is a part of the question."""
        return ("check", *map(str, (self.form, self.select, self.ignore, self.severity, colour(), exposed)))
