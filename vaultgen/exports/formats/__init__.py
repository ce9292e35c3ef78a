"""Export formats for drafts. One file per format, each with

    NAME, SUFFIX
    KIND     the only kind of follow-up that it is for, or None
    ABOUT    a few words about it if its name does not say enough
    export(draft, vault, now) -> Exported(data, remarks)

`export` is pure; `now` (aware) dates what has not been sent yet. If it needs a package that is not installed, it raises
`UsageProblem` with the command that installs it. To add a format, add a file here and its name to `EXPORTS`.
"""

from datetime import datetime
from typing import Protocol

from vaultgen.drafts.write import Draft
from vaultgen.exports.exported import Exported
from vaultgen.exports.formats import eml, letter, text
from vaultgen.vault.vault import Vault


class Export(Protocol):
    """The contract of the files in this folder."""

    NAME: str
    SUFFIX: str
    ABOUT: str
    KIND: str | None

    def export(self, draft: Draft, vault: Vault, now: datetime) -> Exported:
        """The bytes of the file, and remarks for the user."""


EXPORTS: dict[str, Export] = {module.NAME: module for module in (eml, text, letter)}
