"""The kinds of follow-up. One file per kind, named after it, with

    KIND = "thank-you"                      its name in notes
    TITLE = "Thank-you"                     its name on pages and in reports
    LENGTH = Length(25, 150)                of its drafts, in words
    plan(vault) -> Iterator[FollowUp]       a pure function of the vault and its settings

To add a kind, add a file here and its name to `FOLLOW_UP_KINDS` in vault/model.py, which is the order in which kinds
are planned.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Protocol, cast

from vaultgen.followups.rules import FollowUp, Length
from vaultgen.vault.model import FOLLOW_UP_KINDS
from vaultgen.vault.vault import Vault


class FollowUpKind(Protocol):
    """A file of this folder."""

    KIND: str
    TITLE: str
    LENGTH: Length

    def plan(self, vault: Vault, /) -> Iterator[FollowUp]:
        """The follow-ups of this kind that the notes call for, past and future."""


def _kind(name: str) -> FollowUpKind:
    return cast(FollowUpKind, import_module(f"{__name__}.{name.replace('-', '_')}"))


KINDS: Mapping[str, FollowUpKind] = {name: _kind(name) for name in FOLLOW_UP_KINDS}
