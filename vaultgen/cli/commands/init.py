"""`vaultgen init`: a new vault, or what is missing in one. Never overwrites a file."""

import json
from pathlib import Path

import click

from vaultgen import clock
from vaultgen.disk.lock import exclusive
from vaultgen.disk.output import create_file, make_folder, merge_json
from vaultgen.errors import FileProblem
from vaultgen.terminal import printable
from vaultgen.vault import templates
from vaultgen.vault.layout import SETTINGS_FILE, TEMPLATES

_TYPES = ".obsidian/types.json"


@click.command("init")
@click.argument("folder", required=False, default=".", metavar="[DIR]")
def command(folder: str) -> int:
    """Make a new vault in DIR: folders, note templates, settings. Never overwrites anything."""
    return run(folder)


def run(folder: str) -> int:
    """Writes what is not there yet and names it; always 0."""
    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise FileProblem(f"{folder} is a file; a vault is a folder.", "Choose another name.")
    make_folder(root)
    with exclusive(root):
        made = [path for path, data in _files().items() if create_file(root / path, data)]
        if merge_json(root / _TYPES, templates.merged_types):
            made.append(_TYPES)
    for path in made:
        click.echo(printable(f"made {root / path}"))
    if not made:
        click.echo("Everything is there already; nothing was changed.")
    click.echo("", err=True)
    click.echo(f'Put your name into {root / SETTINGS_FILE}, then: vaultgen new interview "Acme screen"', err=True)
    return 0


def _files() -> dict[str, bytes]:
    files = {
        SETTINGS_FILE: templates.settings_file(str(clock.system_zone())),
        ".gitignore": templates.GITIGNORE,
        ".obsidian/templates.json": json.dumps({"folder": TEMPLATES}, indent=2) + "\n",
    }
    files |= {f"{TEMPLATES}/{kind.capitalize()}.md": templates.obsidian_template(kind) for kind in templates.WRITTEN}
    files |= {f"{folder}/.gitkeep": "" for folder in templates.FOLDER_OF.values()}
    return {path: text.encode() for path, text in files.items()}
