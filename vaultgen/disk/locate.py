"""Finds the vault of a command. Loads little, because replays need it, too."""

import os
from pathlib import Path

from vaultgen.disk.refusals import shown
from vaultgen.errors import UsageProblem
from vaultgen.vault.layout import FOLDERS, SETTINGS_FILE


def find_vault(given: str | None) -> Path:
    """The vault's root: the folder given, else the nearest one around the working folder."""
    if given is None:
        try:
            here = Path.cwd()
        except FileNotFoundError:
            raise UsageProblem("The folder that you are in is gone.", "Go to your vault, or name it.") from None
        for folder in (here, *here.parents):
            if is_vault(folder):
                return folder
        raise UsageProblem(
            "This folder is not in a vault: there is no vaultgen.toml here or above.",
            "Go to your vault, name it (vaultgen build FOLDER), or make one: vaultgen init FOLDER.",
        )
    root = Path(given)
    if not root.exists():
        raise UsageProblem(
            f"There is no folder {shown(given)}.", "Check the name, or make a vault: vaultgen init FOLDER."
        )
    if not root.is_dir():
        raise UsageProblem(
            f"{shown(given)} is a file; a vault is a folder.", "Name the folder that holds vaultgen.toml."
        )
    if not (root / SETTINGS_FILE).exists() and FOLDERS.keys().isdisjoint(map(str.casefold, names_in(root))):
        around = next((folder for folder in root.absolute().parents if is_vault(folder)), None)
        if around is not None:
            raise UsageProblem(
                f"{shown(given)} is a folder of the vault {shown(around)}, and no vault itself.",
                "Name the vault, or leave the name out while you are in it.",
            )
        raise UsageProblem(
            f"{shown(given)} is no vault: it holds neither vaultgen.toml nor a folder of notes.",
            f"Make one of it with: vaultgen init {shown(given)}",
        )
    return root


def names_in(folder: Path) -> list[str]:
    """The names in a folder, in order; none if it is not there or cannot be read."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are enough
    except OSError:
        return []


def is_vault(folder: Path) -> bool:
    """Whether a folder has settings of its own; False if it cannot be read."""
    return os.path.isfile(folder / SETTINGS_FILE)  # noqa: PTH113 - `Path.is_file` raises where a folder is closed


def refuse_place(output: Path, root: Path) -> None:
    """Raises `UsageProblem` if a site cannot be put there: into a folder of git or another program, or among notes."""
    place, vault = (Path(os.path.realpath(folder)) for folder in (output, root))
    hidden = next((part for part in (".git", ".obsidian") if part in place.parts[1:]), None)
    if hidden:
        raise UsageProblem(f"The site cannot go into {shown(output)}: {hidden} is not ours.", _ELSEWHERE)
    if place == vault or place in vault.parents:
        raise UsageProblem(f"The site cannot go into {shown(output)}: your notes lie there.", _ELSEWHERE)
    if place.parent == vault and place.name.casefold() in FOLDERS:
        raise UsageProblem(f"The site cannot go into {shown(output)}: that folder is for notes.", _ELSEWHERE)


_ELSEWHERE = "Choose a folder of its own, with --out or as “output” in vaultgen.toml."
