"""The messages that were sent, and whether one mentions a line of a note.

A message mentions a line if one of its sentences, together with the next, has most of the line's content words. If that
is not certain, it does not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from vaultgen.dates.instants import utc
from vaultgen.english.phrases import clean
from vaultgen.english.segments import parts, visible
from vaultgen.learning import evidence
from vaultgen.learning.attribution import attributed
from vaultgen.learning.claims import names_of
from vaultgen.learning.words import MEANT, words_of
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import Accomplishment, DraftNote, Interview, Person
from vaultgen.vault.property_values import Item, Ref
from vaultgen.vault.vault import Vault

_MOST = 0.6  # of a line's content words that a message has to have, but all of up to three
_FEW = 3
_OPEN_PLACE = late(r"\[…[^\]\r\n]*\]?")
_SENTENCE = late(r"(?<=[.!?])[”\"’)]*\s+(?=[^\W_a-z]|[“\"‘(])|\n{2,}")
_TARGET = late(r"!?\[\[([^\[\]|#]+)")

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A draft that was sent: when (aware), to whom (None if it names nobody), and for which interview, if known.

    `text` is the body between greeting and signature, without comments and placeholders.
    """

    draft: DraftNote
    at: datetime
    to: Person | None
    interview: Interview | None
    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs."""
        return tuple(part.strip() for part in re.split(r"\n(?:[ \t]*\n)+", self.text) if part.strip())


def sent_messages(vault: Vault) -> tuple[SentMessage, ...]:
    """The messages that were sent, by time; conflict copies of drafts are left out."""
    found = []
    for draft in vault.drafts:
        at = vault.sent_at(draft)
        if at is not None and not draft.note.copy_of:
            body = visible(draft.note.body)
            own = body[slice(*parts(body, vault.settings.me.sign_off).text)]
            text = _OPEN_PLACE.sub(" ", own)
            found.append(SentMessage(draft, at, vault.addressee(draft), vault.interview_of(draft), text))
    return tuple(sorted(found, key=lambda message: (message.at.timestamp(), message.draft.note.path)))


def messages_about(vault: Vault, interview: Interview, messages: Iterable[SentMessage]) -> tuple[SentMessage, ...]:
    """The messages to an interview's employer that were sent after it began."""
    start, employer = vault.start(interview), vault.company(interview.company)
    return tuple(
        message
        for message in messages
        if message.interview is not None
        and vault.company(message.interview.company) == employer
        and utc(message.at) >= utc(start)
    )


def owner_of(vault: Vault, interview: Interview, item: Item) -> tuple[Person | None, str]:
    """The person a line of an interview belongs to, and its text without the name: the only person met has all."""
    who, text, _ = attributed(vault, interview, item)
    met = vault.interviewers(interview)
    return who or (met[0] if len(met) == 1 else None), clean(text)


def mentions_line(text: str, line: str) -> bool:
    """Whether a text, such as a message or a paragraph of one, mentions a line of a note."""
    wanted = content_words(line)
    if len(wanted) < 2:
        said = fold(clean(line))
        return bool(said) and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", fold(clean(text))) is not None
    every, windows = _windows(text)
    least = max(min(len(wanted), _FEW), _MOST * len(wanted))
    return len(wanted & every) >= least and any(len(wanted & window) >= least for window in windows)


@lru_cache(maxsize=2048)
def _windows(text: str) -> tuple[Stems, tuple[Stems, ...]]:
    """The content words of a text, and those of each sentence together with the next."""
    said = [_all_stems(sentence) for sentence in sentences(text)]
    windows = tuple(first | second for first, second in pairwise(said)) or tuple(said)
    return frozenset[str]().union(*windows), windows


def sentences(text: str) -> list[str]:
    """The sentences of a text, a paragraph's end among them."""
    return [sentence for sentence in _SENTENCE.split(text) if re.search(r"\w", sentence)]


@lru_cache(maxsize=8192)
def content_words(line: str) -> Stems:
    """The stems of the content words of a line; with those of generic words if there are fewer than two."""
    words = words_of(clean(line)).words
    meant = frozenset(word.stem for word in words if word.weight >= MEANT)
    return meant if len(meant) > 1 else frozenset(word.stem for word in words if word.weight)


def linked_targets(text: str) -> Iterator[str]:
    """The targets of the wikilinks in a text, outside its comments."""
    for match in _TARGET.finditer(visible(text)):
        yield match[1].strip()


def result_for(vault: Vault, item: Item, text: str, sort: evidence.Sort) -> str:
    """The path of the accomplishment that an item links to, else of one that surely answers its text; else empty."""
    for target in linked_targets(item.text):
        linked = vault.find(Ref(target, target, item.span), Accomplishment)
        if linked is not None:
            return str(linked.note.path)
    need = evidence.Need(text, sort, names_of(item, vault.links))
    best = next(iter(evidence.ranked(need, vault.accomplishments, links=vault.links)), None)
    return best.accomplishment.note.path if best else ""


def _all_stems(sentence: str) -> Stems:
    return frozenset(word.stem for word in words_of(sentence).words if word.weight)
