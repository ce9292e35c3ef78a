"""Ways out for a draft. One file per export, each with

    NAME, SUFFIX, and as KIND the only kind of follow-up that it is for, or None
    ABOUT, what it is in a few words where its name does not say it
    export(draft, vault, now) -> Exported(data, remarks)

a pure function: the bytes of a file that another program opens, and what the user should know about it.
`now` (aware) dates what is not sent yet. An export that needs a package which is not installed raises
`UsageProblem` with the line that installs it. One more export is one more file and one more name in
`EXPORTS`.
"""

from datetime import datetime
from typing import Protocol

from vaultgen.drafts.write import Draft
from vaultgen.exports.exported import Exported
from vaultgen.exports.formats import eml, letter, text
from vaultgen.vault.vault import Vault


class Export(Protocol):
    """What each file of this folder has."""

    NAME: str
    SUFFIX: str
    ABOUT: str
    KIND: str | None

    def export(self, draft: Draft, vault: Vault, now: datetime) -> Exported:
        """The bytes of the file, and what to say about it."""


EXPORTS: dict[str, Export] = {module.NAME: module for module in (eml, text, letter)}
