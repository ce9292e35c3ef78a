"""`vaultgen init`: makes a new vault, or adds what one lacks. Never overwrites a file; `.gitignore` gets a line more.

On a terminal it asks for the main settings; each question can be skipped.
"""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import click

from vaultgen import clock
from vaultgen.cli import asking
from vaultgen.cli.obsidian_setup import lacking
from vaultgen.dates.workdays import holidays_of
from vaultgen.disk.files import read_file
from vaultgen.disk.git import is_ignored
from vaultgen.disk.locate import names_in
from vaultgen.disk.lock import exclusive
from vaultgen.disk.output import apply_plan, create_file, make_folder
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.errors import FileProblem
from vaultgen.fingerprint import digest
from vaultgen.terminal import printable
from vaultgen.vault import templates, time_zones
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.settings import zone as zone_called
from vaultgen.vault.typed_answers import Unclear

_IGNORE = ".gitignore"
_SITE_LINES = frozenset(f"{before}site{after}" for before in ("", "/") for after in ("", "/", "/*", "/**"))


@click.command("init")
@click.argument("folder", required=False, default=".", metavar="[DIR]")
def command(folder: str) -> int:
    """Make a new vault in DIR: folders, note templates, settings. Never overwrites anything.

    A .gitignore that is there gets one line more, for the site.
    On a terminal it asks for your name, e-mail address, time zone and country; Enter skips a question.
    """
    return run(folder)


def run(folder: str) -> int:
    """Writes the missing files and prints their paths. Always returns 0."""
    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise FileProblem(f"{folder} is a file; a vault is a folder.", "Choose another name.")
    make_folder(root)
    settings = None if (root / SETTINGS_FILE).exists() else _settings()
    with exclusive(root):
        made = [path for path, data in _files(root, settings).items() if create_file(root / path, data)]
        ignored = _IGNORE not in made and _ignore_the_site(root)
        setup = lacking(root)
        made += apply_plan(root, Plan(write=setup.writes)).written
    for path in made:
        click.echo(printable(f"made {root / path}"))
    if ignored:
        click.echo(printable(f"added /site/ to {root / _IGNORE}: the site holds all that your notes say"))
    if not made and not ignored:
        click.echo("Everything is there already; nothing was changed.")
    click.echo("", err=True)
    if settings and not settings.name:
        click.echo(printable(f"Your name belongs into {root / SETTINGS_FILE}: it signs the drafts."), err=True)
    for remark in setup.remarks:
        click.echo(printable(remark), err=True)
    if root.resolve() != Path.cwd():
        click.echo(f"Next:\n  cd {printable(shlex.quote(str(root)))}", err=True)
    click.echo('Before an interview:\n  vaultgen new interview "Acme screen" --company Acme', err=True)
    click.echo("After one:\n  vaultgen debrief", err=True)
    return 0


def _ignore_the_site(root: Path) -> bool:
    """Adds `/site/` at the end of a `.gitignore` that is there and has no line for it; whether it did."""
    data = read_file(root / _IGNORE)
    text = data.decode("utf-8", "surrogateescape")
    if any(line.strip() in _SITE_LINES for line in text.splitlines()) or is_ignored(root, "site/index.html"):
        return False
    end = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + end
    added = f"{before}{templates.GITIGNORE.splitlines()[0]}{end}/site/{end}".encode("utf-8", "surrogateescape")
    step = FileWrite(_IGNORE, added, expects=digest(data))
    return bool(apply_plan(root, Plan(write=(step,))).written)


class _Settings(NamedTuple):
    """The values for a new `vaultgen.toml`."""

    zone: str
    name: str = ""
    email: str = ""
    country: str = ""


def _settings() -> _Settings:
    """Asks for the settings; without a terminal, takes those that the computer knows."""
    zone = str(clock.system_zone())
    if not asking.is_terminal():
        return _Settings(zone)
    click.echo("Four questions for vaultgen.toml; Enter skips one, and you can change each later.")
    name = asking.ask_until("Your name, as it signs your messages?", str)
    email = asking.ask_until("Your e-mail address?", _email)
    zone = asking.ask_until("Your time zone?", _zone, default=zone)
    country = asking.ask_until(
        "Your country, as two letters like DE? (its public holidays are no working days)", _country
    )
    taken = _Settings(zone, name, email, country)
    words = (f"{label.replace('zone', 'time zone')} {value}" for label, value in taken._asdict().items() if value)
    click.echo(printable(f"Taken: {', '.join(words)}."))
    return taken


def _email(typed: str) -> str:
    if typed and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", typed):
        raise Unclear(f"“{typed}” is no e-mail address.", "Write it like robin@hale.example, or press Enter.")
    return typed


def _zone(typed: str) -> str:
    try:
        return str(zone_called(typed))
    except LookupError:
        meant = time_zones.meant(typed)
        if meant:
            return meant
        raise Unclear(f"There is no time zone “{typed}”.", time_zones.hint(typed)) from None


def _country(typed: str) -> str:
    code = typed.upper()
    try:
        holidays_of(code, "")
    except LookupError:
        raise Unclear(
            f"“{typed}” is no country that we know.", "Write two letters, like DE or US, or press Enter."
        ) from None
    return code


def _files(root: Path, settings: _Settings | None) -> dict[str, bytes]:
    known = settings or _Settings("UTC")
    files = {
        SETTINGS_FILE: templates.settings_file(known.zone, name=known.name, email=known.email, country=known.country),
        _IGNORE: templates.GITIGNORE,
    }
    there = names_in(root)
    files |= {f"{templates.folder_for(kind, there)}/.gitkeep": "" for kind in templates.FOLDER_OF}
    return {path: text.encode() for path, text in files.items()}
