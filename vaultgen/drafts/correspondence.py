"""What readers have been sent already, or may still be sent: it must not be told to them or their colleagues again.

Of other interviews only what was sent before a message opened counts. So nothing that is sent later changes another
text.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache

from vaultgen.dates.instants import utc
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import DraftNote, Interview, Person
from vaultgen.vault.property_readers import read_person
from vaultgen.vault.vault import Vault

_KINDS = ("thank-you", "letter")
_COMMON_SHARE = 0.7  # of a line's words: a text that has these tells the line
_SHORTEST_WORD = 4  # letters; shorter words say too little to compare


class Correspondence:
    """The thank-yous and letters of a vault. All texts are bodies of drafts, in the order of the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._readers_by_draft: dict[str, tuple[Person | None, ...]] = {}

    def sent_before(self, follow_up: FollowUp) -> list[str]:
        """What was sent before a message opened, for other interviews."""
        return [draft.note.body for draft in self._earlier(follow_up)]

    def sent_to(self, reader: Person | None, follow_up: FollowUp) -> list[str]:
        """What a reader was sent before a message opened, for other interviews; nothing if the reader is unknown."""
        if reader is None:
            return []
        return [draft.note.body for draft in self._earlier(follow_up) if self._is_for(draft, reader)]

    def sent_to_employer(self, follow_up: FollowUp) -> list[str]:
        """What anybody at the employer was sent before a message opened, for other interviews."""
        employer = self._vault.company(follow_up.interview.company)
        placed = ((draft, self._vault.interview_of(draft)) for draft in self._earlier(follow_up))
        return [draft.note.body for draft, at in placed if at and self._vault.company(at.company) == employer]

    def edited_for_employer(self, follow_up: FollowUp) -> list[str]:
        """The drafts for anybody at the employer that the user has edited, without the message's own."""
        employer = self._vault.company(follow_up.interview.company)
        return [
            draft.note.body
            for draft, at in self._edited
            if self._vault.company(at.company) == employer and not self._is_draft_of(draft, at, follow_up)
        ]

    @cached_property
    def _edited(self) -> list[tuple[DraftNote, Interview]]:
        """The drafts that the user has edited, each with its interview."""
        edited = [d for d in self._vault.drafts if d.kind in _KINDS and not d.note.as_written]
        placed = ((draft, self._vault.interview_of(draft)) for draft in edited)
        return [(draft, interview) for draft, interview in placed if interview]

    def _earlier(self, follow_up: FollowUp) -> list[DraftNote]:
        """The drafts that were sent before a message opened, for other interviews."""
        opens, own = utc(follow_up.opens), follow_up.interview.note.path
        return [draft for draft, sent, interview in self._sent if sent < opens and interview != own]

    @cached_property
    def _sent(self) -> list[tuple[DraftNote, datetime, str | None]]:
        """The drafts that were sent, each with when (UTC) and the path of its interview."""
        found = []
        for draft in self._vault.drafts:
            at = self._vault.sent_at(draft) if draft.kind in _KINDS else None
            if at is not None:
                interview = self._vault.interview_of(draft)
                found.append((draft, utc(at), interview.note.path if interview else None))
        return found

    def _is_draft_of(self, draft: DraftNote, interview: Interview, follow_up: FollowUp) -> bool:
        """Whether a draft of an interview is the follow-up's own, or a copy of it."""
        if follow_up.draft is not None and draft.note.path == follow_up.draft.note.path:
            return True
        is_same = draft.kind == follow_up.kind and interview == follow_up.interview
        return is_same and (follow_up.whom is None or self._is_for(draft, follow_up.whom))

    def _is_for(self, draft: DraftNote, reader: Person) -> bool:
        """Whether a draft is for a person: addressed to them, or to be passed on to them."""
        return reader in self._readers(draft)

    def _readers(self, draft: DraftNote) -> tuple[Person | None, ...]:
        path = draft.note.path
        if path not in self._readers_by_draft:
            interview = self._vault.interview_of(draft)
            named = [read_person(draft.about)] if draft.about else [draft.to] if draft.to else []
            self._readers_by_draft[path] = tuple(self._vault.meant(ref, interview) for ref in named if ref.name)
        return self._readers_by_draft[path]


def may_be_sent_after(follow_up: FollowUp, at: datetime) -> bool:
    """Whether a message was not sent by an instant (aware), and could be sent after it.

    The answer is the same before and after it is sent, so that sending it changes no other text.
    """
    if follow_up.sent is not None and utc(follow_up.sent) < utc(at):
        return False
    then = state(replace(follow_up, sent=None), at)
    if then in ("upcoming", "due", "overdue"):
        return True
    draft = follow_up.draft  # one that has lapsed stays on the disk, and may still be sent
    return draft is not None and (then == "lapsed" or not draft.note.untouched)


def is_told(line: str, texts: Iterable[str]) -> bool:
    """Whether one of some texts has most words of a line, and so tells it."""
    words = {word for word in _words(line) if len(word) >= _SHORTEST_WORD}
    if not words:
        return False
    return any(len(words & _words(text)) >= _COMMON_SHARE * len(words) for text in texts)


@lru_cache(maxsize=4096)  # what was sent is compared with each line of later messages
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
