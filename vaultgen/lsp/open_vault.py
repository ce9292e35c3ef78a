"""A vault with notes that are open in an editor: its index, and the problems of single notes.

It is kept between requests: unchanged files are not read again, and only the changed part of the index is rebuilt. To
find the problems of a note, only its partition is evaluated.
"""

from collections.abc import Mapping
from pathlib import Path

from vaultgen import clock
from vaultgen.builder import pipeline, workspace
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.reader import Reader
from vaultgen.builder.workspace import Workspace
from vaultgen.diagnostics import selection
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import scan
from vaultgen.disk.locate import is_vault
from vaultgen.disk.template_folders import template_folders
from vaultgen.disk.vault import read_scope, read_settings
from vaultgen.vault.layout import SETTINGS_FILE

Texts = Mapping[str, str]  # the texts of open documents, by their paths in the vault


class OpenVault:
    """The vault at `root`. Each method takes the texts of open documents, which count in place of the files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._reader: Reader | None = None

    def inputs(self, texts: Texts) -> Inputs | None:
        """What the vault is evaluated from; None where the settings have errors. Raises `VaultgenError`."""
        work = self._workspace(texts)
        return None if _has_errors(work) else self._inputs(work, texts)

    def diagnostics(self, texts: Texts) -> tuple[Diagnostic, ...]:
        """The problems of the open documents; where the settings have errors, those alone. Raises `VaultgenError`."""
        work = self._workspace(texts)
        if _has_errors(work):
            return work.warnings
        inputs = self._inputs(work, texts)
        rules = work.settings.check
        found = [*selection.shown(work.warnings, select=rules.select, ignore=rules.ignore, severity=rules.severity)]
        partitions = inputs.index.partitions
        for partition in (*partitions.employers, *partitions.plain, partitions.shared):
            if any(path in texts for path in partition):
                found += pipeline.evaluate(partition, inputs, inputs.recorder()).diagnostics
        return tuple(one for one in found if one.path in texts)

    def _workspace(self, texts: Texts) -> Workspace:
        """The workspace under the settings as they are; its reader knows the notes of earlier requests."""
        typed = texts.get(SETTINGS_FILE)
        settings = read_settings(self.root) if typed is None else SourceFile(SETTINGS_FILE, typed.encode())
        work = workspace.of_settings(self.root, settings, reader=self._reader)
        self._reader = work.reader
        return work

    def _inputs(self, work: Workspace, texts: Texts) -> Inputs:
        files, at = work.reader.files, clock.utc_now().timestamp()
        on_disk = files.read(work.output, scan.scan_vault(self.root, work.output), at, {})
        notes = (path for path in texts if _is_note(self.root, path, work.output))
        typed = {path: SourceFile(path, texts[path].encode("utf-8", "replace")) for path in notes}
        return work.inputs(on_disk | typed, work.now(None), new_drafts=False, attachments=files.attachments)


def _has_errors(work: Workspace) -> bool:
    return any(warning.severity == "error" for warning in work.warnings)


def _is_note(root: Path, path: str, output: Path) -> bool:
    """Whether a document is read as a note: it is in the vault's scope, no template, not hidden, not in the site."""
    folders = path.split("/")[:-1]
    above = [root.joinpath(*folders[: number + 1]) for number in range(len(folders))]
    hidden = any(part.startswith(".") for part in path.split("/")) or any(
        folder in template_folders(root) or is_vault(folder) for folder in above
    )
    known = path.casefold().endswith(".md") and read_scope(root).holds(path)
    return known and not hidden and not (root / path).is_relative_to(output)
