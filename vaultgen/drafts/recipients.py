"""The recipient of a draft: once the user has edited the draft, what its `to` says counts."""

from dataclasses import replace

from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import DraftNote, Person
from vaultgen.vault.property_values import PersonRef
from vaultgen.vault.vault import Vault


def readdressed(vault: Vault, follow_up: FollowUp, draft: DraftNote) -> FollowUp:
    """A follow-up with the recipient of its draft: the name, title and address in `to`.

    If `to` is empty, the follow-up is unchanged. A message that a recruiter passes on stays meant for the same person.
    """
    if draft.to is None or not (draft.to.name or draft.to.email):
        return follow_up
    to = _recipient(vault, follow_up, draft, draft.to)
    if _line(to) == _line(follow_up.to):
        return follow_up
    return replace(follow_up, to=to, whom=follow_up.whom if follow_up.passed_on else to)


def _recipient(vault: Vault, follow_up: FollowUp, draft: DraftNote, ref: PersonRef) -> Person:
    """The person that `to` means. An address alone is a new address of the same person."""
    if not ref.name or "@" in ref.name:
        email = ref.email or ref.name
        return replace(follow_up.to or Person(None, email), email=email)
    known = vault.addressee(draft) or Person(None, ref.name)
    is_whole = ref.target is None and len(ref.name.split()) >= len(known.name.split())
    return replace(
        known,
        name=ref.name if is_whole else known.name,
        title=ref.title or known.title,
        phone=ref.phone or known.phone,
    )


def _line(person: Person | None) -> tuple[str | None, ...]:
    """What `to` may say of a person. Two people who are otherwise equal may differ in it."""
    return (person.name, person.title, person.email, person.phone) if person else ()
