"""A vault that a command works on: its folder, its settings, and its snapshot.

Connects files and clock with the pipeline, so that a command needs only a few lines.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vaultgen import clock
from vaultgen.builder import pipeline
from vaultgen.builder.answers import KnownFiles, Run
from vaultgen.builder.index import VaultIndex
from vaultgen.builder.jinja_templates import read_wording
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.reader import Reader
from vaultgen.checks import RULES
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.locate import find_vault, refuse_place
from vaultgen.disk.lock import exclusive
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.shipped import has_own_wording
from vaultgen.disk.vault import list_attachments, read_settings, read_vault
from vaultgen.errors import UsageProblem
from vaultgen.reports import text
from vaultgen.snapshot import Snapshot
from vaultgen.vault import conflict_copies
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.settings import Settings
from vaultgen.vault.settings_file import names_zone, parse


@dataclass(frozen=True, slots=True)
class Workspace:
    """A vault at `root`, whose site goes to the folder `output`.

    `warnings` are the problems of the settings that are not fatal, `settings_file` is that file as it was read.
    `reader` knows the notes that were read before.
    """

    root: Path
    settings: Settings
    output: Path
    warnings: tuple[Diagnostic, ...]
    settings_file: SourceFile
    reader: Reader

    def snapshot(self, now: datetime, *, new_drafts: bool = True) -> Snapshot:
        """Reads the vault and evaluates it as one partition, as of `now`; see `pipeline.evaluate`."""
        found = self.snapshot_of(read_vault(self.root, self.output), now, new_drafts=new_drafts)
        self.reader.save()
        return found

    def snapshot_of(
        self,
        notes: Iterable[SourceFile],
        now: datetime,
        *,
        new_drafts: bool = True,
    ) -> Snapshot:
        """The snapshot of the vault as of `now`, given its files."""
        sources = {source.path: source for source in notes}
        inputs = self.inputs(sources, now, known_problems=self.warnings, new_drafts=new_drafts)
        return pipeline.evaluate(tuple(sources), inputs, inputs.recorder())

    def inputs(
        self,
        sources: Mapping[str, SourceFile],
        now: datetime,
        *,
        known_problems: tuple[Diagnostic, ...] = (),
        new_drafts: bool = True,
        attachments: tuple[str, ...] | None = None,
    ) -> Inputs:
        """The inputs of evaluations of these files, with their index; see `Inputs`.

        `attachments` are the paths of images and PDFs; without them, they are looked for.
        """
        # A draft text of the user's own may fail on any draft; ours are tested.
        new_drafts = new_drafts or has_own_wording(self.root)
        wording = read_wording(self.settings.language, self.root)
        if attachments is None:
            attachments = list_attachments(self.root, self.output)
        index = self._index(sources, attachments)
        parse = self.reader.parse
        return Inputs(sources, index, self.settings, wording, now, parse, known_problems, new_drafts)

    def _index(self, sources: Mapping[str, SourceFile], attachments: tuple[str, ...]) -> VaultIndex:
        """The index of the vault; what has not changed is taken over from the reader's last index."""
        reader, copies = self.reader, conflict_copies.copies(sources)
        headers = [reader.header(source, copies.get(path, "")) for path, source in sources.items()]
        is_partial = self.settings.vault.is_partial
        reader.index = VaultIndex(
            headers, attachments, lambda path: reader.body(sources[path]), reader.index, is_partial=is_partial
        )
        return reader.index

    def run_of(self, sources: Mapping[str, SourceFile], drafts: WriteReport | None = None) -> Run:
        """The `Run` of a command that read the vault and wrote nothing but drafts; `sources` are the files after it."""

        def digest(path: str) -> str | None:
            source = self.settings_file if path == SETTINGS_FILE else sources.get(path)
            return source.digest if source is not None and not source.fault else None

        files = KnownFiles(digest, drafts.stats, drafts.deleted) if drafts else KnownFiles(digest)
        private = self.settings.check.private
        return Run(self.settings.output, self.settings.timezone, self.settings.zone_from_system, private, files)

    def locked(self, *, tidy: bool = True) -> AbstractContextManager[None]:
        """Keeps other commands from writing in this vault and its site; see `lock.exclusive`."""
        return exclusive(self.root, self.output, tidy=tidy)

    def now(self, given: str | None, *, option: str = "--now") -> datetime:
        """The time in the vault's zone: the one given by an option, or the computer's."""
        return clock.now(self.settings.timezone, given, option=option)


def open_vault(given: str | None, *, out: str | None = None) -> Workspace:
    """The vault that the user named, or the one around the working folder.

    Raises `UsageProblem` with the place of every error in the settings, and how to fix it.
    """
    root = find_vault(given)
    work = of_settings(root, read_settings(root), out=out)
    errors = [diagnostic for diagnostic in work.warnings if diagnostic.severity == "error"]
    if errors:
        shown = "\n".join(text.one(error, {SETTINGS_FILE: work.settings_file}, colour=False) for error in errors)
        raise UsageProblem(f"The settings have errors.\n\n{shown.rstrip()}")
    refuse_place(work.output, work.root)
    return work


def of_settings(
    root: Path, settings_file: SourceFile, *, out: str | None = None, reader: Reader | None = None
) -> Workspace:
    """The vault at `root` with the settings in a file, valid or not: `warnings` may be errors.

    An existing `reader` of the same vault can be passed, to keep its cached notes.
    """
    reader = reader or Reader(
        root
    )  # first: it knows the holidays, which checking the country in the settings takes long to find
    typed = settings_file.data.decode("utf-8").removeprefix("\ufeff")
    zone = clock.utc_zone() if names_zone(typed) else clock.system_zone()
    read, found = parse(typed, system_zone=zone, codes=RULES)
    return Workspace(root, read, Path(out) if out else root / read.output, found, settings_file, reader)
