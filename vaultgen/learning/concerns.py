"""The ledger of concerns: what employers worried about, how often, and when it was answered, in which words.

`raised` takes from a vault or partition what each interview says, as plain values; `ledger` puts those of all
partitions together. Nothing is inferred: an answer is one that a note claims (`concerns_answered`), or what follows the
concern in the same paragraph of a message that was sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaultgen.dates.instants import iso
from vaultgen.english.phrases import clean
from vaultgen.learning.grouping import Stems, groups, stems_of
from vaultgen.learning.sent_messages import (
    SentMessage,
    content_words,
    mentions_line,
    messages_about,
    owner_of,
    result_for,
    sent_messages,
    sentences,
)
from vaultgen.regex import late
from vaultgen.vault.ids import slug
from vaultgen.vault.model import Interview
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

_HEAD = late(r"[,;:(–—]")  # what follows these tells of the answer, or explains
_LONGEST = 60  # words of an answer that are shown


class WrittenAnswer(NamedTuple):
    """What a sent message says to a concern. `path` is the draft's, `sent` is RFC 3339; `result` as in `Raised`."""

    at: float
    path: str
    sent: str
    to: str
    words: str
    result: str


class Raised(NamedTuple):
    """A concern as one interview notes it, answered there or not.

    `start` (a timestamp) and `date` (RFC 3339) are the interview's, `path` is its note's; `person` is whoever raised
    it, empty where nobody in particular did, and `person_key` identifies them. `result` is the path of the
    accomplishment that the line links to or that surely answers it, else empty. `written` are the answers in messages
    sent later.
    """

    start: float
    path: str
    date: str
    company: str
    person: str
    person_key: str
    text: str
    stems: Stems
    is_answered: bool
    result: str
    written: tuple[WrittenAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern with each time that it was raised, by time; `times` counts interviews.

    `written` are the answers that were sent, by time. It `is_open` while the last that happened was that it was raised
    and not answered.
    """

    id: str
    title: str
    raised: tuple[Raised, ...]
    written: tuple[WrittenAnswer, ...]
    is_open: bool

    @property
    def times(self) -> int:
        """The number of interviews in which it was raised."""
        return len({one.path for one in self.raised})

    @property
    def results(self) -> tuple[str, ...]:
        """The paths of the accomplishments with which it was ever answered."""
        of_notes = [one.result for one in self.raised if one.is_answered]
        return tuple(dict.fromkeys(filter(None, (*of_notes, *(one.result for one in self.written)))))


def raised(vault: Vault) -> Iterator[Raised]:
    """The concerns of each interview, the answered ones first, each once."""
    messages = sent_messages(vault)
    for interview in vault.interviews:
        seen: set[tuple[str, Stems, bool]] = set()
        for items, is_answered in ((interview.concerns_answered, True), (interview.concerns_open, False)):
            for item in items or ():
                one = _raised(vault, interview, item, messages, is_answered=is_answered)
                if (key := (one.person_key, one.stems, is_answered)) not in seen:
                    seen.add(key)
                    yield one


def ledger(records: Iterable[Raised]) -> tuple[Concern, ...]:
    """The concerns: open ones first, then the most frequent, then the latest."""
    every = sorted(records)
    numbers = groups([one.stems for one in every])
    by_group: dict[int, list[Raised]] = {}
    for number, one in zip(numbers, every, strict=True):
        by_group.setdefault(number, []).append(one)
    ids: set[str] = set()
    found = [_concern(of_group, ids) for of_group in by_group.values()]
    return tuple(sorted(found, key=lambda c: (not c.is_open, -c.times, -c.raised[-1].start, c.id)))


def _raised(
    vault: Vault, interview: Interview, item: Item, messages: Sequence[SentMessage], *, is_answered: bool
) -> Raised:
    who, text = owner_of(vault, interview, item)
    start = vault.start(interview)
    after = messages_about(vault, interview, messages)
    written = [answer for message in after if (answer := _answer(vault, message, text))]
    return Raised(
        start.timestamp(),
        interview.note.path,
        str(iso(start)),
        vault.company(interview.company).name,
        who.name if who else "",
        who.key if who else "",
        text,
        _compared(text),
        is_answered,
        result_for(vault, item, text, "concern") if is_answered else "",
        tuple(written),
    )


def _compared(text: str) -> Stems:
    """What a concern is compared by: the words of its head."""
    return stems_of(_head(text))


def _head(text: str) -> str:
    """A concern before the first comma or bracket, if that says what it is; else all of it."""
    head = clean(_HEAD.split(text)[0])
    return head if len(content_words(head)) > 1 else text


def _answer(vault: Vault, message: SentMessage, concern: str) -> WrittenAnswer | None:
    """What a message says to a concern: the sentences after the one that names it, in the same paragraph."""
    for paragraph in message.paragraphs:
        said = sentences(paragraph)
        for place, sentence in enumerate(said[:-1]):
            if mentions_line(sentence, concern):
                words = " ".join(" ".join(said[place + 1 :]).split()[:_LONGEST])
                results = (a.note.path for a in vault.accomplishments if mentions_line(paragraph, a.result))
                to = message.to.name if message.to else ""
                path, at = message.draft.note.path, message.at
                return WrittenAnswer(at.timestamp(), path, str(iso(at)), to, words, next(results, ""))
    return None


def _concern(of_group: Sequence[Raised], ids: set[str]) -> Concern:
    written = sorted({answer for one in of_group for answer in one.written})
    opened = max((one.start for one in of_group if not one.is_answered), default=None)
    answered = [one.start for one in of_group if one.is_answered] + [answer.at for answer in written]
    title = _head(of_group[0].text)
    name = bare = slug(title)[:60] or "concern"
    number = 1
    while name in ids:
        number += 1
        name = f"{bare}-{number}"
    ids.add(name)
    is_open = opened is not None and (not answered or max(answered) <= opened)
    return Concern(name, title, tuple(of_group), tuple(written), is_open)
