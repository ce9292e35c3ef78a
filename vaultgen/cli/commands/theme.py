"""`vaultgen theme`: lists the themes, and copies a file of the vault's theme to `overrides/theme/`, to be changed."""

import click

from vaultgen.builder import workspace
from vaultgen.cli import options
from vaultgen.disk.files import read_file
from vaultgen.disk.output import create_file
from vaultgen.disk.shipped import OWN_THEME, own_theme_files, theme_files, themes_about
from vaultgen.errors import UsageProblem
from vaultgen.terminal import printable


@click.group("theme")
def command() -> None:
    """List the themes, or put out a file of yours to change. The theme is chosen in vaultgen.toml."""


@command.command("list")
@options.vault
def list_(vault: str | None) -> int:
    """The themes, the vault's own marked, and the files that you have put in place of its."""
    try:
        work = workspace.open_vault(vault)
    except UsageProblem:
        if vault:
            raise
        work = None  # outside of a vault there is still a list to read
    chosen = work.settings.theme if work else None
    themes = themes_about()
    width = max(map(len, themes))
    for name, about in themes.items():
        click.echo(f"{'*' if name == chosen else ' '} {name:<{width}}  {about}")
    for path in own_theme_files(work.root) if work else ():
        click.echo(printable(f"  yours: {OWN_THEME}/{path}"))
    return 0


@command.command("eject")
@click.argument("file")
@click.option("--vault", metavar="VAULT", help="The vault, if it is not the one around you.")
def eject(file: str, vault: str | None) -> int:
    """Copy a FILE of the theme, like assets/style.css, into overrides/theme/: from then on it is yours."""
    work = workspace.open_vault(vault)
    known = theme_files(work.settings.theme)
    matches = [name for name in known if file in (name, name.rpartition("/")[2])]
    if len(matches) != 1:
        wanted = matches or [name for name in known if name != "theme.toml" and not name.endswith(".png")]
        raise UsageProblem(
            f"“{file}” may be more than one file of the theme." if matches else f"The theme has no file “{file}”.",
            f"Files: {', '.join(wanted)}.",
        )
    path = f"{OWN_THEME}/{matches[0]}"
    with work.locked():
        is_new = create_file(work.root / path, read_file(known[matches[0]]))
    if not is_new:
        raise UsageProblem(f"{path} is there already, and stays as you wrote it.", "Move it away to have ours again.")
    click.echo(printable(f"{path} is yours to change; vaultgen uses it from now on."))
    return 0
