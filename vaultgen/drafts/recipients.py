"""Whom a draft goes to: what the draft itself says counts, once its user has edited it."""

from dataclasses import replace

from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import DraftNote, Person
from vaultgen.vault.schema import PersonRef
from vaultgen.vault.vault import Vault


def readdressed(vault: Vault, follow_up: FollowUp, draft: DraftNote) -> FollowUp:
    """The follow-up as its draft is addressed: `to` with the name, title and address that stand there.

    An empty `to` says nothing. What a recruiter passes on stays meant for the same person.
    """
    if draft.to is None or not (draft.to.name or draft.to.email):
        return follow_up
    to = _recipient(vault, follow_up, draft, draft.to)
    if _line(to) == _line(follow_up.to):
        return follow_up
    return replace(follow_up, to=to, whom=follow_up.whom if follow_up.passed_on else to)


def _recipient(vault: Vault, follow_up: FollowUp, draft: DraftNote, said: PersonRef) -> Person:
    """The person of a draft's line, as the line has them; an address alone is a new one of the same person."""
    if not said.name or "@" in said.name:
        email = said.email or said.name
        return replace(follow_up.to or Person(None, email), email=email)
    known = vault.addressee(draft) or Person(None, said.name)
    is_whole = said.target is None and len(said.name.split()) >= len(known.name.split())
    return replace(
        known,
        name=said.name if is_whole else known.name,
        title=said.title or known.title,
        phone=said.phone or known.phone,
    )


def _line(person: Person | None) -> tuple[str | None, ...]:
    """What a draft's line may say of somebody: two people may be one, and have another address here."""
    return (person.name, person.title, person.email, person.phone) if person else ()
