"""Everything known at one moment, of a vault or of a part of one.

No logic: checks, pages and exports take it and return values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.drafts.write import Draft
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`now` is aware, in the user's zone; `sources` are the files as read, by path.

    `attachments` are the paths of the images and PDFs beside the notes, whose bytes nobody has read.
    `leaving` are the paths of drafts that nobody edited and nothing calls for any longer; `exposed` is what git
    has or would take of what was to stay private, where somebody asked.
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
    exposed: tuple[Exposed, ...] = ()
    whole: Callable[[], Vault] | None = None

    def whole_vault(self) -> Vault:
        """The whole vault, which this may be a part of: for what has to know whole_vault in it."""
        return self.whole() if self.whole is not None else self.vault
