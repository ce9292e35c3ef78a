"""What an interview's notes give a message to tell: each line with whose it is, whether it may be said, and how.

An item that begins with a person is that person's, with a colon or without. What nobody in particular did is shared out
among those who were met, so that no two of a panel are given the same words.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vaultgen.drafts.framing import Framing, framing_of
from vaultgen.drafts.gate import HeldBack, held_back, normalised, unreadable
from vaultgen.drafts.private import private_remark
from vaultgen.english import phrases
from vaultgen.learning.attribution import attributed, called
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.schema import Item
from vaultgen.vault.vault import Vault


@dataclass(frozen=True, eq=False)
class Fact:
    """One item of a list: its normalised text without the person before it, and that person (None for nobody).

    `framing` is how a message tells it; if it is None, `held_back` says why. Both are computed when one of them is
    first asked for, since most items of a long note get into no message.
    """

    interview: Interview
    item: Item
    text: str
    who: Person | None
    read: Callable[[], HeldBack | Framing]

    @property
    def held_back(self) -> HeldBack | None:
        """Why the item is not told, or None if it is."""
        return self._outcome if isinstance(self._outcome, HeldBack) else None

    @property
    def framing(self) -> Framing | None:
        """How the item is told, or None if it is held back."""
        return self._outcome if isinstance(self._outcome, Framing) else None

    @cached_property
    def _outcome(self) -> HeldBack | Framing:
        return self.read()


class Facts:
    """The lines of interviews as read for one reader. `spelt` gives names in small letters their spelling."""

    def __init__(self, vault: Vault, spelt: Mapping[str, str], names: Collection[str]) -> None:
        self._vault = vault
        self._spelt = spelt
        self._names = frozenset(names)

    def of(self, interview: Interview, items: Sequence[Item] | None, reader: Person | None) -> list[Fact]:
        """What of a list this reader may be told, their own first, then their share of what is nobody's."""
        met = self._vault.interviewers(interview)
        alone = not met or (len(met) == 1 and reader in met)
        placed = [(item, *attributed(self._vault, interview, item)) for item in items or ()]
        own = [(item, text, named) for item, who, text, named in placed if who is not None and who == reader]
        shared = [(item, text) for item, who, text, _ in placed if who is None]
        if reader in met:
            shared = shared[met.index(reader) :: len(met)]
        facts = [self._fact(interview, item, text, reader, theirs=True, named=named) for item, text, named in own]
        return facts + [
            self._fact(interview, item, text, None, theirs=alone, named=False, reader=reader) for item, text in shared
        ]

    def _fact(
        self,
        interview: Interview,
        item: Item,
        typed: str,
        who: Person | None,
        *,
        theirs: bool,
        named: bool,
        reader: Person | None = None,
    ) -> Fact:
        raw = _first_sentence(phrases.clean(typed))
        text = normalised(raw, self._spelt)
        whole = private_remark(normalised(phrases.clean(typed), self._spelt))
        if whole is not None and whole.what in ("a judgement", "a secret"):
            text = normalised(phrases.clean(typed), self._spelt)  # what is said in another sentence colours the first
        names = called(who or reader, self._vault.interviewers(interview))

        def read() -> HeldBack | Framing:
            shown = _with_stress_marks(item) or _without_self_remark(raw)
            why = held_back(_without_self_remark(text), names=self._names, raw=shown) or _of_stranger(text)
            return why or framing_of(text, theirs=theirs, named=named, names=names) or unreadable(text)

        return Fact(interview, item, text, who, read)


def _with_stress_marks(item: Item) -> str:
    """An item with its stress marks, which part words of another language from the rest; empty without any."""
    text = item.text.strip()
    return text.partition(": ")[2] or text if re.search(r"\*\w[^*]*\*", text) else ""


def _first_sentence(text: str) -> str:
    """The first sentence of several, where it is one that can stand by itself."""
    first = re.split(r"(?<=[.!?])[”\"']?\s+(?=[A-Z“\"'])|(?<=[a-z]{4}\.) (?=[a-z])", text)[0]
    return first.rstrip(".") if len(first.split()) > 3 and first[:1] not in "“\"'‘" else text


def _without_self_remark(text: str) -> str:
    """A text without a remark of one's own about oneself after a dash: it is not told anyway."""
    return re.sub(r"\s[-–—]{1,2}\s+I (?:was|am|had|felt|did|could|should|got)\b.*$", "", text)


_STRANGER = re.compile(r"(?i)^(?:recruiter|receptionist|somebody|someone)\b")


def _of_stranger(text: str) -> HeldBack | None:
    found = _STRANGER.match(text)
    return HeldBack("unknown", found[0], f"it is not said who “{found[0]}” is", text) if found else None
