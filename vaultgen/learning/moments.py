"""The moments of interviews: the person each belongs to, and the sent messages that mentioned it.

A moment that was mentioned is spent. `noted` extracts records from a vault or partition.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultgen.dates.instants import iso
from vaultgen.learning.sent_messages import mentions_line, messages_about, owner_of, sent_messages
from vaultgen.vault.ids import interview_id, slug
from vaultgen.vault.links import fold
from vaultgen.vault.vault import Vault


class SaidBack(NamedTuple):
    """A sent message that said a moment back: the path of the draft, when (RFC 3339), to whom."""

    path: str
    sent: str
    to: str


class NotedMoment(NamedTuple):
    """A moment of an interview.

    `start` (a timestamp) and `date` (RFC 3339) are the interview's, `path` is its note's, `id` is stable while path and
    words are. `owner` is the person whose moment it is, empty where it is nobody's in particular. `spent` are the sent
    messages that said it back, by time.
    """

    start: float
    path: str
    date: str
    company: str
    id: str
    text: str
    owner: str
    spent: tuple[SaidBack, ...] = ()


def noted(vault: Vault) -> Iterator[NotedMoment]:
    """The moments of each interview in the order of its note, each once."""
    messages = sent_messages(vault)
    for interview in vault.interviews:
        start, seen = vault.start(interview), set[tuple[str, str]]()
        after = messages_about(vault, interview, messages)
        for item in interview.moments or ():
            who, text = owner_of(vault, interview, item)
            owner = who.key if who else ""
            if (key := (owner, fold(text))) in seen:
                continue
            seen.add(key)
            spent = [
                SaidBack(message.draft.note.path, str(iso(message.at)), message.to.name if message.to else "")
                for message in after
                if mentions_line(message.text, text)
            ]
            yield NotedMoment(
                start.timestamp(),
                interview.note.path,
                str(iso(start)),
                vault.company(interview.company).name,
                f"{interview_id(interview)}:moment:{slug(text)[:60]}:{len(seen)}",
                text,
                who.name if who else "",
                tuple(spent),
            )


def in_order(records: Iterable[NotedMoment]) -> list[NotedMoment]:
    """Moments that no message has mentioned first, then by time, the latest first."""
    newest = sorted(records, key=lambda moment: (-moment.start, moment.path))
    return sorted(newest, key=lambda moment: bool(moment.spent))
