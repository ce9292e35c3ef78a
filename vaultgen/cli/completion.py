"""What the shell's Tab key completes: names of drafts and interviews, codes, kinds, formats, folders.

A command is imported with all that it works with, which takes too long for a key. While the shell asks for words and no
option was typed, a stand-in takes the command's place that knows no more than its words.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from vaultgen.vault.layout import FOLDERS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Words = Callable[[Sequence[str], str], "list[str] | list[CompletionItem]"]


def stand_in(name: str) -> click.Command | None:
    """A command that only completes words; None where the command itself has to be asked, as for options."""
    words = _WORDS.get(name)
    if words is None or " -" in os.environ.get("COMP_WORDS", "") or os.environ.get("COMP_CWORD", "").startswith("-"):
        return None

    def complete(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> "list[str] | list[CompletionItem]":
        return words(context.params.get("words") or (), incomplete)

    return click.Command(name, params=[click.Argument(["words"], nargs=-1, shell_complete=complete)])


def drafts(incomplete: str, *, vault: str | None = None, unsent: bool = False) -> list[str]:
    """The names of drafts that begin with what is typed, or else have it."""
    from vaultgen.disk.names import draft_names

    return _fitting(vault, lambda root: draft_names(root, unsent=unsent), incomplete)


def folders(incomplete: str) -> "list[CompletionItem]":
    """What makes the shell complete the name of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def _fitting(vault: str | None, names_of: Callable[..., list[str]], incomplete: str) -> list[str]:
    from vaultgen.disk.locate import find_vault
    from vaultgen.errors import VaultgenError

    try:
        names = names_of(find_vault(vault))
    except (VaultgenError, OSError):
        return []
    found = [name for name in names if name.startswith(incomplete)]
    if found:
        return found
    from vaultgen.cli.name_lookup import fitting

    return fitting(names, incomplete)


def _interviews(typed: Sequence[str], incomplete: str) -> list[str]:
    from vaultgen.disk.names import interview_names

    return [] if typed else _fitting(None, interview_names, incomplete)


def _codes(_typed: Sequence[str], incomplete: str) -> list[str]:
    from vaultgen.disk.names import codes

    return [code for code in codes() if code.startswith(incomplete.upper())]


def _kinds(typed: Sequence[str], incomplete: str) -> list[str]:
    kinds = [kind for kind in FOLDERS.values() if kind != "draft"]
    return [] if typed else [kind for kind in kinds if kind.startswith(incomplete)]


def _export(typed: Sequence[str], incomplete: str) -> list[str]:
    from vaultgen.disk.names import formats

    if typed:
        return drafts(incomplete) if typed[0] in formats("draft_files") else []
    names = (*formats("draft_files"), *formats("vault_files"))
    return [name for name in names if name.startswith(incomplete)]


def _vault(typed: Sequence[str], incomplete: str) -> "list[CompletionItem]":
    return [] if typed else folders(incomplete)


_WORDS: Mapping[str, Words] = {
    **dict.fromkeys(("init", "check", "status", "draft", "build", "watch", "obsidian", "doctor"), _vault),
    "debrief": _interviews,
    "prep": _interviews,
    "heard": _interviews,
    "explain": _codes,
    "new": _kinds,
    "export": _export,
    "sent": lambda _, incomplete: drafts(incomplete, unsent=True),
}
