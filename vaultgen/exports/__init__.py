"""Ways out for a draft. One file per export, each with

    NAME, SUFFIX and ABOUT
    export(draft, vault, now) -> bytes

a pure function: the file that another program opens. `now` (aware) dates what is not sent yet. An export
that needs a package which is not installed raises `UsageProblem` with the line that installs it. One more
export is one more file and one more name in `EXPORTS`.
"""

from datetime import datetime
from typing import Protocol

from vaultgen.drafts import Draft
from vaultgen.exports import eml, letter, text
from vaultgen.vault import Vault


class Export(Protocol):
    """What each file of this folder has."""

    NAME: str
    SUFFIX: str
    ABOUT: str

    def export(self, draft: Draft, vault: Vault, now: datetime) -> bytes:
        """The bytes of the file."""


EXPORTS: dict[str, Export] = {module.NAME: module for module in (eml, text, letter)}
