"""The item for `skip` of an interview that skips one follow-up, and as few others as possible."""

from collections.abc import Iterable

from vaultgen.followups.rules import FollowUp
from vaultgen.vault.vault import Vault


def skip_item(vault: Vault, follow_up: FollowUp, follow_ups: Iterable[FollowUp]) -> tuple[str, int]:
    """The item that skips a follow-up: its kind and person if others get, or got, one of that kind, else its kind.

    With how many unsent ones it skips. `follow_ups` are those of its interview.
    """
    kind, whom = follow_up.kind, follow_up.whom
    alike = [f for f in follow_ups if f.kind == kind]
    theirs = [f for f in alike if f.whom == whom]
    if whom is not None and len(theirs) < len(alike) and vault.named(follow_up.interview, whom.name) == whom:
        return f"{kind} to {whom.name}", _unsent(theirs)
    return kind, _unsent(alike)


def _unsent(follow_ups: Iterable[FollowUp]) -> int:
    return sum(f.sent is None for f in follow_ups)


def follow_up_name(vault: Vault, follow_up: FollowUp) -> str:
    """Words for a follow-up that has no draft: `2026-03-05 Acme thank-you to Jane Doe`."""
    employer = vault.company(follow_up.interview.company).name
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    return f"{follow_up.interview.date.day} {employer} {follow_up.kind} to {whom}"
