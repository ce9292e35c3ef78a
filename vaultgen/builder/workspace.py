"""A vault that a command works on: where it lies, its settings, and what it says now.

Ties the edges (files, clock) to the pipeline, so that each command is a few lines.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vaultgen import clock
from vaultgen.builder import pipeline
from vaultgen.builder.again import Own, Work
from vaultgen.builder.alone import alone
from vaultgen.builder.cache import Reader
from vaultgen.checks import RULES
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.disk import plan
from vaultgen.disk.locate import find_vault
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.shipped import has_own_wording, read_wording
from vaultgen.disk.vault import list_attachments, read_settings, read_vault
from vaultgen.errors import UsageProblem
from vaultgen.reports import text
from vaultgen.snapshot import Snapshot
from vaultgen.vault import settings
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.settings import Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """`output` is the site's folder; `warnings` are what is wrong with the settings, but not fatal.

    `written` is the settings' file as it was read, `reader` knows the notes that were read before.
    """

    root: Path
    settings: Settings
    output: Path
    warnings: tuple[Diagnostic, ...]
    written: SourceFile
    reader: Reader

    def snapshot(self, now: datetime, *, new_drafts: bool = True) -> Snapshot:
        """Reads the vault and works out everything that it says at `now`; see `pipeline.snapshot`."""
        snapshot = self.snapshot_of(read_vault(self.root, self.output), now, new_drafts=new_drafts)
        self.reader.keep()
        return snapshot

    def snapshot_of(
        self,
        notes: Iterable[SourceFile],
        now: datetime,
        *,
        new_drafts: bool = True,
        exposed: Iterable[Exposed] = (),
    ) -> Snapshot:
        """What the vault says at `now` when its notes are these."""
        return pipeline.snapshot(
            notes,
            self.settings,
            wording=read_wording(self.settings.language, self.root),
            now=now,
            found=self.warnings,
            beside=list_attachments(self.root, self.output),
            # A text of the user's own may fail on any of them; ours are tested.
            new_drafts=new_drafts or has_own_wording(self.root),
            exposed=exposed,
            parse=self.reader.parse,
        )

    def as_read(self, sources: Mapping[str, SourceFile], drafts: WriteReport | None = None) -> Work:
        """What a run worked on that read the vault and wrote no more than drafts; `sources` are its files with them."""

        def digest(path: str) -> str | None:
            source = self.written if path == SETTINGS_FILE else sources.get(path)
            return (source.version or plan.digest(source.data)) if source is not None and not source.fault else None

        zone, theirs = self.settings.timezone, self.settings.zone_from_system
        own = Own(digest, drafts.looks, drafts.deleted) if drafts else Own(digest)
        return Work(self.settings.output, zone, theirs, self.settings.check.private, own)

    def alone(self) -> AbstractContextManager[None]:
        """Keeps other commands from writing in this vault; see `alone`."""
        return alone(self.root, self.output)

    def now(self, given: str | None, *, option: str = "--now") -> datetime:
        """The time in the vault's zone: the one given with an option, or the computer's."""
        return clock.now(self.settings.timezone, given, option=option)


def open_vault(given: str | None, *, out: str | None = None) -> Workspace:
    """The vault that the user named, or the one context the working folder.

    Raises `UsageProblem` with the place and the mend of every error in the settings.
    """
    root = find_vault(given)
    work = of_settings(root, read_settings(root), out=out)
    errors = [diagnostic for diagnostic in work.warnings if diagnostic.severity == "error"]
    if errors:
        shown = "\n".join(text.one(error, {SETTINGS_FILE: work.written}, colour=False) for error in errors)
        raise UsageProblem(f"The settings have errors.\n\n{shown.rstrip()}")
    return work


def of_settings(root: Path, written: SourceFile, *, out: str | None = None) -> Workspace:
    """The vault at `root` under the settings that a file holds, right or wrong: `warnings` may be errors."""
    reader = Reader(root)  # first: it knows what checking a country takes long to find out
    typed = written.data.decode("utf-8").removeprefix("\ufeff")
    zone = clock.utc_zone() if settings.names_zone(typed) else clock.system_zone()
    read, found = settings.parse(typed, system_zone=zone, codes=RULES)
    return Workspace(root, read, Path(out) if out else root / read.output, found, written, reader)
