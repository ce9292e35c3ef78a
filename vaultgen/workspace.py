"""A vault that a command works on: where it lies, its settings, and what it says now.

Ties the edges (files, clock) to the pipeline, so that each command is a few lines.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vaultgen import clock, disk, pipeline, settings
from vaultgen.diagnostics import Diagnostic
from vaultgen.errors import UsageProblem
from vaultgen.reporters import text
from vaultgen.settings import SETTINGS_FILE, Settings
from vaultgen.snapshot import Snapshot
from vaultgen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Workspace:
    """`output` is the site's folder; `warnings` are what is wrong with the settings, but not fatal."""

    root: Path
    settings: Settings
    output: Path
    warnings: tuple[Diagnostic, ...]

    def snapshot(self, now: datetime) -> Snapshot:
        """Reads the vault and works out everything that it says at `now`."""
        return pipeline.snapshot(
            disk.read_vault(self.root, self.output),
            self.settings,
            wording=disk.read_wording(self.settings.language, self.root),
            now=now,
            found=self.warnings,
        )

    def now(self, given: str | None) -> datetime:
        """The time in the vault's zone: the one given, or the computer's."""
        return clock.now(self.settings.timezone, given)


def open_vault(given: str | None, *, out: str | None = None) -> Workspace:
    """The vault that the user named, or the one around the working folder.

    Raises `UsageProblem` with the place and the mend of every error in the settings.
    """
    root = disk.find_vault(given)
    written = disk.read_settings(root)
    read, found = settings.parse(written, system_zone=clock.system_zone())
    errors = [diagnostic for diagnostic in found if diagnostic.severity == "error"]
    if errors:
        sources = {SETTINGS_FILE: SourceFile(SETTINGS_FILE, written.encode())}
        shown = "\n".join(text.one(error, sources, colour=False) for error in errors)
        raise UsageProblem(f"The settings have errors.\n\n{shown.rstrip()}")
    return Workspace(root, read, Path(out) if out else root / read.output, found)
