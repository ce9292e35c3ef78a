"""The files that a draft can be written as. One module per format, each with

    NAME, SUFFIX
    KIND     the only kind of follow-up that it is for, or None
    ABOUT    a few words about it
    export(draft, vault, now) -> Exported(data, remarks)

`export` is pure; `now` (aware) dates what has not been sent yet. If it needs a package that is not installed, it raises
`UsageProblem` with the command that installs it. To add a format, add a module here and its name to `DRAFT_FILES`.
"""

from datetime import datetime
from typing import Protocol

from vaultgen.drafts.write import Draft
from vaultgen.exports.draft_files import eml, letter, text
from vaultgen.exports.exported import Exported
from vaultgen.vault.vault import Vault


class DraftFile(Protocol):
    """The contract of the modules in this folder."""

    NAME: str
    SUFFIX: str
    ABOUT: str
    KIND: str | None

    def export(self, draft: Draft, vault: Vault, now: datetime) -> Exported:
        """The bytes of the file, and remarks for the user."""


DRAFT_FILES: dict[str, DraftFile] = {module.NAME: module for module in (eml, text, letter)}
