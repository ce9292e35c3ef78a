"""The item for `skip` of an interview that skips one follow-up, and as few others as possible."""

from collections import Counter
from collections.abc import Iterable

from vaultgen.followups.rules import FollowUp
from vaultgen.vault.vault import Vault


class SkipItems:
    """The items that skip one of the follow-ups of an interview; `follow_ups` are all of these."""

    def __init__(self, vault: Vault, follow_ups: Iterable[FollowUp]) -> None:
        self._vault = vault
        every = [*follow_ups]
        unsent = [f for f in every if f.sent is None]
        self._alike, self._unsent_alike = (Counter(f.kind for f in some) for some in (every, unsent))
        self._theirs, self._unsent_theirs = (Counter((f.kind, f.whom) for f in some) for some in (every, unsent))

    def item(self, follow_up: FollowUp) -> tuple[str, int]:
        """The item for a follow-up: its kind and person if others get, or got, one of that kind, else its kind.

        With how many unsent ones it skips.
        """
        kind, whom = follow_up.kind, follow_up.whom
        has_others = self._theirs[kind, whom] < self._alike[kind]
        if whom is not None and has_others and self._vault.named(follow_up.interview, whom.name) == whom:
            return f"{kind} to {whom.name}", self._unsent_theirs[kind, whom]
        return kind, self._unsent_alike[kind]


def follow_up_name(vault: Vault, follow_up: FollowUp) -> str:
    """Words for a follow-up that has no draft: `2026-03-05 Acme thank-you to Jane Doe`."""
    employer = vault.company(follow_up.interview.company).name
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    return f"{follow_up.interview.date.day} {employer} {follow_up.kind} to {whom}"
