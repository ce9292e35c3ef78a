"""The files that a whole vault can be written as: tables, calendars, contacts, data. One module per format, each with

    NAME     the word that is typed: `vaultgen export NAME`
    ABOUT    a line for `vaultgen export --help`
    WORDS    the words that it takes, or None
    OPTIONS  its own options, none of them `--out`, `--force`, `--vault` or `--now`
    export(snapshot, asked) -> Exported(data, remarks, name)

`export` is pure. `asked` is the value of each option by its name without the hyphens in front, and the words under
`words`. What cannot be done as asked raises `UsageProblem`. Heavy packages are imported within `export`.
To add a format, add a module here and its name to `VAULT_FILES`.
"""

from typing import Protocol

from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.exports.vault_files import anki, csv, ics, json, log, vcf
from vaultgen.snapshot import Snapshot


class VaultFile(Protocol):
    """The contract of the modules in this folder."""

    NAME: str
    ABOUT: str
    WORDS: ExportWords | None
    OPTIONS: tuple[ExportOption, ...]

    def export(self, snapshot: Snapshot, asked: Asked) -> Exported:
        """The bytes of the file, remarks for the user, and the name that it has in a folder."""


VAULT_FILES: dict[str, VaultFile] = {module.NAME: module for module in (ics, vcf, csv, log, json, anki)}
