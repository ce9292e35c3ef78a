"""The snapshot: everything known about a vault or partition at one moment, which checks, pages and exports take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.drafts.write import Draft
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`now` is aware, in the user's zone; `sources` are the files as read, by path.

    `attachments` are the paths of images and PDFs, which are not read. `leaving` are the paths of unedited drafts that
    are no longer needed. `whole` returns the whole vault if this is a partition.
    """

    vault: Vault
    follow_ups: tuple[FollowUp, ...]
    drafts: tuple[Draft, ...]
    settings: Settings
    now: datetime
    sources: Mapping[str, SourceFile]
    leaving: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    attachments: tuple[str, ...] = ()
    whole: Callable[[], Vault] | None = None

    def whole_vault(self) -> Vault:
        """The whole vault, also if this is a partition: for checks that need all of it."""
        return self.whole() if self.whole is not None else self.vault
