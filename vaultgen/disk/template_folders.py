"""Finds the user's note templates: Obsidian's own plugin and Templater each name a folder in their settings."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaultgen.vault.layout import FOLDERS, TEMPLATES

_NAMED_IN = (
    (".obsidian/templates.json", "folder"),
    (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
)


def template_folders(root: Path) -> frozenset[Path]:
    """The folders of templates: `templates/`, and those that Obsidian's settings name, here or in the vault around."""
    return frozenset({root / TEMPLATES, *_named_folders(root)})


def own_templates(root: Path) -> str:
    """The user's own folder of templates below `root`, as a relative path; `templates` if no settings name one."""
    below = (folder for folder in _named_folders(root) if root in folder.parents and ".." not in folder.parts)
    return next((folder.relative_to(root).as_posix() for folder in below), TEMPLATES)


def lies_in_obsidian(root: Path) -> Path | None:
    """The Obsidian vault that contains `root`; None if there is none, or if `root` is one itself."""
    around = _obsidian_root(root)
    return None if around is None or around in (root, root.absolute()) else around


def obsidian_types(root: Path) -> dict[str, Any] | None:
    """The types of properties that Obsidian has set in `root`; None if that is no vault of Obsidian."""
    if not (root / ".obsidian").is_dir():
        return None
    try:
        known = json.loads((root / ".obsidian/types.json").read_bytes())
    except (OSError, ValueError):
        return {}
    types = known.get("types") if isinstance(known, dict) else None
    return types if isinstance(types, dict) else {}


def _named_folders(root: Path) -> list[Path]:
    around = _obsidian_root(root)
    if around is None:
        return []
    named = (_named(around / file, key) for file, key in _NAMED_IN)
    folders = [around / name for name in named if name]
    return [folder for folder in folders if folder.name.casefold() not in FOLDERS]


def _named(file: Path, key: str) -> str:
    """The folder that a settings file names; empty if it names none or cannot be read."""
    try:
        return _read(file, key, file.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _read(file: Path, key: str, _changed: int) -> str:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return ""
    said = known.get(key) if isinstance(known, dict) else None
    return said.strip().strip("/") if isinstance(said, str) else ""


@lru_cache(maxsize=8)
def _obsidian_root(root: Path) -> Path | None:
    return next((folder for folder in (root, *root.absolute().parents) if (folder / ".obsidian").is_dir()), None)
