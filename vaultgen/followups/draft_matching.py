"""Matches drafts to follow-ups: which draft is for which person."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from vaultgen.vault.identity import SHARED, address, same_name
from vaultgen.vault.ids import slug
from vaultgen.vault.model import DraftNote, Interview, Person
from vaultgen.vault.property_readers import read_person
from vaultgen.vault.property_values import PersonRef
from vaultgen.vault.vault import Vault

_NEARLY = 0.75  # how much of two names is the same where one is the other mistyped


def drafts_for(vault: Vault, kind: str, *interviews: Interview) -> tuple[DraftNote, ...]:
    """The drafts of a kind for some interviews, the one that counts first.

    Of two drafts for one follow-up, as a sync may leave them, a sent one counts first, then an edited one.
    """
    found = [draft for interview in interviews for draft in vault.drafts_of(kind, interview)]
    return tuple(sorted(found, key=lambda d: (d.sent is None, d.note.untouched, len(d.note.path), d.note.path)))


def drafts_by_person(
    vault: Vault, drafts: Iterable[DraftNote], people: Iterable[Person | None], recruiter: Person | None = None
) -> dict[Person | None, DraftNote]:
    """The draft for each person: the one that names them, in `about` or else in `to`.

    An e-mail address decides: a draft to another address is not theirs. A draft to nobody, or to the recruiter about
    nobody, is for the unknown interviewer, or for the only one once their name is known. A draft to somebody whom no
    note names any more is for a person without a draft and with a similar name. An unsent draft with a changed
    addressee stays with the person in its file name.
    """
    wanted = list(people)
    similar = _Similar(vault, [person for person in wanted if person is not None])
    by_person: dict[Person | None, DraftNote] = {}
    unnamed: list[DraftNote] = []
    strays: list[tuple[DraftNote, PersonRef]] = []
    candidates = list(drafts)
    for draft in candidates:
        ref = _whom(draft)
        if ref is None or (not draft.about and _is_to(vault, draft, ref, recruiter)):
            unnamed.append(draft)
            continue
        person = next((p for p in similar.to(ref) if _is_to(vault, draft, ref, p)), None)
        if person is not None:
            by_person.setdefault(person, draft)
        elif None in wanted or not _is_another(vault, draft, ref, wanted):
            strays.append((draft, ref))
    if len(wanted) == 1 and unnamed:
        by_person.setdefault(wanted[0], unnamed[0])
    for draft, ref in strays:
        renamed = [p for p in wanted if p is not None and p not in by_person and _is_renamed(ref, p)]
        by_person |= dict.fromkeys(renamed[:1], draft)
    placed = {draft.note.path for draft in by_person.values()}
    for draft in candidates:
        if draft.sent is None and not draft.note.untouched and draft.note.path not in placed:
            named = [p for p in wanted if p is not None and p not in by_person and _is_called_after(draft, p)]
            by_person |= dict.fromkeys(named[:1], draft)
    return by_person


class _Similar:
    """People by name and address: a draft to another name at another address is none of theirs (see `_is_to`)."""

    def __init__(self, vault: Vault, people: Sequence[Person]) -> None:
        self._vault = vault
        self._people = people
        self._numbers: dict[tuple[str, str], list[int]] = {}
        for number, person in enumerate(people):
            keys = {("person", person.key), ("name", same_name(person.name))}
            for key in keys | ({("address", address(person.email))} if person.email else set()):
                self._numbers.setdefault(key, []).append(number)

    def to(self, ref: PersonRef) -> list[Person]:
        """Those to whom a draft with this addressee may be, in their order."""
        linked = self._vault.find(ref, Person)
        if linked is not None:
            keys = [("person", linked.key)]
        else:
            keys = [("name", same_name(ref.name)), *([("address", address(ref.email))] if ref.email else [])]
        found = {number for key in keys for number in self._numbers.get(key, ())}
        return [self._people[number] for number in sorted(found)]


def _is_called_after(draft: DraftNote, person: Person) -> bool:
    """Whether a draft's file has the name that vaultgen gives to one for this person."""
    return re.search(rf"-to-{re.escape(slug(person.name))}(?:-\d+)?$", slug(draft.note.name)) is not None


def _whom(draft: DraftNote) -> PersonRef | None:
    """The person a draft is meant for: the one in `about`, else the addressee."""
    about = read_person(draft.about) if draft.about else None
    if about is not None and about.name:
        return about
    return draft.to if draft.to and draft.to.name else None


def _is_to(vault: Vault, draft: DraftNote, ref: PersonRef, person: Person | None) -> bool:
    """Whether a draft names a person: by link, by address, or by the full name if no address contradicts it.

    The user may have corrected the address in a draft; in an unedited one it is from the notes of that time.
    """
    if person is None:
        return False
    if (linked := vault.find(ref, Person)) is not None:
        return bool(linked == person)
    if ref.email and person.email and address(ref.email) != address(person.email):
        return same_name(ref.name) == same_name(person.name) and not draft.note.as_written
    if ref.email and person.email:
        return not SHARED.match(ref.email) or same_name(ref.name) == same_name(person.name)
    return same_name(ref.name) == same_name(person.name)


def _is_another(vault: Vault, draft: DraftNote, ref: PersonRef, wanted: Iterable[Person | None]) -> bool:
    """Whether a draft names a known person other than those whom it could be for."""
    known = vault.meant(ref, vault.interview_of(draft))
    return known is not None and known not in wanted


def _is_renamed(former: PersonRef, person: Person) -> bool:
    """Whether two names are likely the same person's: nearly equal, or one a part of the other."""
    if former.email and person.email and address(former.email) != address(person.email):
        return False
    before, after = (set(slug(name).split("-")) for name in (former.name, person.name))
    if before <= after or after <= before:
        return True
    return SequenceMatcher(None, former.name, person.name).ratio() > _NEARLY
