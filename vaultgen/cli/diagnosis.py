"""The findings of `vaultgen doctor`: what is set up and what is not.

They can be shown to others: they hold no name, address, path, zone or country.
"""

import json
import platform
import zoneinfo
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from vaultgen import __version__, clock
from vaultgen.checks import RULES
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.disk import cache_folder, machine
from vaultgen.disk.git import exposed, is_repository
from vaultgen.disk.locate import find_vault
from vaultgen.disk.template_folders import lies_in_obsidian, obsidian_types, own_templates
from vaultgen.disk.vault import read_settings, read_vault
from vaultgen.errors import VaultgenError
from vaultgen.terminal import plural
from vaultgen.vault import settings_file, templates
from vaultgen.vault.layout import FOLDERS
from vaultgen.vault.settings import Settings

Status = Literal["ok", "warn", "fail", "skipped"]

# What each extra is for: its name, its module, its package.
_EXTRAS = {
    "pdf": ("letters as PDF", "typst", "typst"),
    "sheets": ("import of spreadsheets", "python_calamine", "python-calamine"),
    "lsp": ("an editor's language server", "pygls", "pygls"),
    "proof": ("spelling in drafts", "codespell_lib", "codespell"),
}
_PACKAGES = ("click", "PyYAML", "markdown-it-py", "jinja2", "watchfiles", "icalendar", "holidays")


class Finding(NamedTuple):
    """The result of one check; `hint` says what to do, or is empty."""

    name: str
    status: Status
    message: str
    hint: str = ""


class _Place:
    """The vault to diagnose, if there is one. Its parts are read at first access."""

    def __init__(self, given: str | None) -> None:
        self._given = given

    @cached_property
    def root(self) -> Path | None:
        try:
            return find_vault(self._given)
        except VaultgenError:
            return None

    @cached_property
    def read(self) -> tuple[Settings, tuple[Diagnostic, ...]] | None:
        """The settings, right or wrong, and what is wrong in them; None if they cannot be read.

        Not as a workspace: that one makes the folder of the cache.
        """
        try:
            text = read_settings(self.root).data.decode() if self.root else ""
            return settings_file.parse(text, system_zone=clock.system_zone(), codes=RULES) if self.root else None
        except VaultgenError:
            return None

    @property
    def settings(self) -> Settings | None:
        return self.read[0] if self.read else None


# The line that adds the package of an extra, by what vaultgen was installed with.
_INSTALL = {
    "pip": "pip install 'vaultgen[{extra}]'",
    "pipx": "pipx inject vaultgen {package}",
    "uv": 'uv pip install --python "$(uv tool dir)/vaultgen" {package}',
}


def findings(vault: str | None) -> Iterator[Finding]:
    """Yields a finding for each thing that can be set up."""
    place = _Place(vault)
    for name, look in _CHECKS.items():
        status, message, hint = look(place)
        yield Finding(name, status, message, hint)
    for name, (about, module, package) in _EXTRAS.items():
        found = machine.installed(module, package)
        hint = "" if found else _INSTALL[machine.installer()].format(extra=name, package=package)
        yield Finding(f"extra {name}", "ok" if found else "skipped", f"{about}: {found or 'not installed'}", hint)
    yield Finding("versions", "ok", _versions())


def as_text(results: list[Finding]) -> str:
    """A line for each finding, and its hint below it."""
    width = max(len(finding.name) for finding in results)
    lines = []
    for finding in results:
        lines.append(f"{finding.status:7}  {finding.name:{width}}  {finding.message}")
        lines += [" " * (11 + width) + finding.hint] if finding.hint else []
    return "\n".join(lines)


def as_json(found: list[Finding]) -> str:
    """`{"version": 1, "checks": [{"name", "status", "message", "hint"}]}`."""
    return json.dumps({"version": 1, "checks": [one._asdict() for one in found]}, indent=2, ensure_ascii=False)


_Found = tuple[Status, str, str]
_NO_VAULT: _Found = ("skipped", "there is no vault", "")


def _vault(place: _Place) -> _Found:
    if place.root is None:
        return "fail", "there is none here", "Go to your vault, name it, or make one: vaultgen init FOLDER"
    if place.settings is None:
        return "fail", "its settings cannot be read", "vaultgen check says why."
    try:
        paths = [source.path for source in read_vault(place.root, place.root / place.settings.output)]
    except VaultgenError:
        return "fail", "its folder cannot be read", "Allow yourself to read it."
    ours = sum(path.partition("/")[0].casefold() in FOLDERS for path in paths)
    return "ok", f"{plural(len(paths), 'note')}, {ours} of them in folders of vaultgen", ""


def _settings(place: _Place) -> _Found:
    if place.read is None:
        return _NO_VAULT
    found = [one.severity for one in place.read[1]]
    if "error" in found:
        return "fail", plural(found.count("error"), "error"), "vaultgen check names each with its line."
    return ("warn", plural(len(found), "warning"), "vaultgen check names each.") if found else ("ok", "no problems", "")


def _zone_data(_place: _Place) -> _Found:
    count = len(zoneinfo.available_timezones())
    return ("ok", f"{count} time zones", "") if count else ("fail", "none", "pip install tzdata")


def _time_zone(place: _Place) -> _Found:
    if place.settings is None:
        return _NO_VAULT
    if place.settings.zone_from_system:
        return "warn", "that of this computer", "Name yours in vaultgen.toml: then each computer takes the same."
    return "ok", "set", ""


def _country(place: _Place) -> _Found:
    if place.settings is None:
        return _NO_VAULT
    if place.settings.country:
        return "ok", "set", ""
    return "warn", "not set: public holidays count as working days", 'Write it into vaultgen.toml: country = "DE"'


def _me(place: _Place) -> _Found:
    if place.settings is None:
        return _NO_VAULT
    missing = [name for name in ("name", "email") if not getattr(place.settings.me, name)]
    if not missing:
        return "ok", "name and e-mail address are set", ""
    return "warn", f"{' and '.join(missing)} not set", "They sign your drafts: write them below [me] in vaultgen.toml."


def _obsidian(place: _Place) -> _Found:
    if place.root is None:
        return _NO_VAULT
    if lies_in_obsidian(place.root) is not None:
        return "skipped", "the vault lies in a folder of an Obsidian vault", ""
    known = obsidian_types(place.root)
    if known is None:
        return "skipped", "this is no vault of Obsidian", ""
    missing = sum(name not in known for name in templates.property_types())
    if missing or not (place.root / own_templates(place.root) / "Interview.md").exists():
        lacks = f"{plural(missing, 'type')} of properties not set" if missing else "no template for an interview"
        return "warn", lacks, "vaultgen obsidian shows what it would add."
    return "ok", "types and templates are set", ""


def _git(place: _Place) -> _Found:
    version = machine.git_version()
    if place.root is None or not is_repository(place.root):
        return "skipped", f"{f'git {version}' if version else 'no git'}, and no repository around the vault", ""
    if not version:
        return "warn", "there is a repository, but no git", "Install git: what is private cannot be checked without."
    return "ok", f"git {version}", ""


def _private(place: _Place) -> _Found:
    if place.root is None or place.settings is None or not is_repository(place.root):
        return "skipped", "no repository", ""
    private = place.settings.check.private
    listed = exposed(place.root, private)
    places = plural(len(private), "place")
    if not listed:
        return "ok", f"git has nothing of what is to stay private ({places})", ""
    sent = ", and a push would send it" if any(one.has_remote for one in listed) else ""
    return "warn", f"git has or would take {len(listed)} of {places}{sent}", "vaultgen check says what to do."


def _cache(_place: _Place) -> _Found:
    state = cache_folder.state()
    if state == "off":
        return "skipped", "switched off by VAULTGEN_CACHE", ""
    return (
        ("ok", state, "") if state in ("ready", "not made yet") else ("warn", state, "Without it each run reads all.")
    )


def _watching(place: _Place) -> _Found:
    most = machine.most_watches()
    if place.root is None or most is None:
        return "skipped", "this system has no limit" if place.root else _NO_VAULT[1], ""
    folders = machine.folders_below(place.root)
    if folders * 4 > most:
        return (
            "warn",
            f"{folders} folders, and {most} can be watched",
            "Raise fs.inotify.max_user_watches, or use --poll.",
        )
    return "ok", f"{plural(folders, 'folder')}, and {most} can be watched", ""


def _browser(_place: _Place) -> _Found:
    if machine.has_browser():
        return "ok", "one can be opened", ""
    return "warn", "none was found", "Open site/index.html by hand, or set BROWSER."


def _mail(_place: _Place) -> _Found:
    has_program = machine.has_mail_program()
    if has_program is None:
        return "skipped", "this system cannot be asked which program writes mail", ""
    return (
        ("ok", "one opens drafts", "")
        if has_program
        else ("warn", "none is set", "Use “copy” or the .eml file of a draft.")
    )


def _versions() -> str:
    known = {name: machine.installed_version(name) for name in _PACKAGES}
    listed = ", ".join(f"{name} {found}" for name, found in known.items() if found)
    return f"vaultgen {__version__}, Python {platform.python_version()}, {platform.system()}, {listed}"


_CHECKS: dict[str, Callable[[_Place], _Found]] = {
    "vault": _vault,
    "settings": _settings,
    "zone data": _zone_data,
    "time zone": _time_zone,
    "country": _country,
    "me": _me,
    "Obsidian": _obsidian,
    "git": _git,
    "private": _private,
    "cache": _cache,
    "watching": _watching,
    "browser": _browser,
    "mail program": _mail,
}
