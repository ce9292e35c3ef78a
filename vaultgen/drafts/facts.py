"""Facts: the items of an interview's lists that a message may tell, with the person each belongs to.

An item that begins with a person belongs to that person, with or without a colon. Items that belong to nobody are
divided among the interviewers, so that no two of a panel read the same words.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vaultgen.drafts.frames import Framing
from vaultgen.drafts.framing import framing_of
from vaultgen.drafts.gate import HeldBack, held_back, normalised, unreadable
from vaultgen.drafts.private import private_remark
from vaultgen.english import phrases
from vaultgen.learning.attribution import attributed, called
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.property_values import Item
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
    """Reads the items of interviews for one reader.

    `spelt` has the spelling of names by the name in lower case; `names` are words that are names.
    """

    def __init__(self, vault: Vault, spelt: Mapping[str, str], names: Collection[str]) -> None:
        self._vault = vault
        self._spelt = spelt
        self._names = frozenset(names)

    def of(self, interview: Interview, items: Sequence[Item] | None, reader: Person | None) -> list[Fact]:
        """The facts of a list for a reader (None if unknown): their own first, then their share of nobody's."""
        met = self._vault.interviewers(interview)
        alone = not met or (len(met) == 1 and reader in met)
        placed = [(item, *attributed(self._vault, interview, item)) for item in items or ()]
        own = [(item, text, named) for item, who, text, named in placed if who is not None and who == reader]
        shared = [(item, text) for item, who, text, _ in placed if who is None]
        if (turn := self._vault.turn(interview, reader)) is not None:
            shared = shared[turn :: len(met)]
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
        names = called(self._vault, interview, who or reader)

        def read() -> HeldBack | Framing:
            shown = _with_stress_marks(item) or _without_self_remark(raw)
            why = held_back(_without_self_remark(text), names=self._names, raw=shown) or _of_stranger(text)
            return why or _certain(framing_of(text, theirs=theirs, named=named, names=names)) or unreadable(text)

        return Fact(interview, item, text, who, read)


def _with_stress_marks(item: Item) -> str:
    """The text of an item with its emphasis marks, which set words of another language apart; empty if it has none."""
    text = item.text.strip()
    return text.partition(": ")[2] or text if re.search(r"\*\w[^*]*\*", text) else ""


def _first_sentence(text: str) -> str:
    """The first of several sentences, if it can stand by itself; else the text."""
    first = re.split(r"(?<=[.!?])[”\"']?\s+(?=[A-Z“\"'])|(?<=[a-z]{4}\.) (?=[a-z])", text)[0]
    return first.rstrip(".") if len(first.split()) > 3 and first[:1] not in "“\"'‘" else text


def _without_self_remark(text: str) -> str:
    """A text without a remark about the writer after a dash, which is not told anyway."""
    return re.sub(r"\s[-–—]{1,2}\s+I (?:was|am|had|felt|did|could|should|got)\b.*$", "", text)


_VAGUE = re.compile(r"(?i)\b(?:things?|stuff|bits?|everything|something)$")


def _certain(framing: Framing | None) -> Framing | None:
    """A framing, unless it tells of a thing without saying which: `the rota thing`."""
    return None if framing is None or _VAGUE.search(framing.words.get("thing", "")) else framing


_STRANGER = re.compile(r"(?i)^(?:recruiter|receptionist|somebody|someone)\b")


def _of_stranger(text: str) -> HeldBack | None:
    """The reason to hold back an item that begins with somebody unnamed, such as `recruiter`."""
    found = _STRANGER.match(text)
    return HeldBack("unknown", found[0], f"it is not said who “{found[0]}” is", text) if found else None
