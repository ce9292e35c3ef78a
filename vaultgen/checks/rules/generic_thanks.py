"""A thank-you note that says nothing about the interview, so that it could be sent to anybody (VG414).

A text with many content words is accepted even if none of them are in the notes: people remember more than they write
down.
"""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import UnsentDraft, people_of, sendable, words_of
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.drafts.write import PLACEHOLDER
from vaultgen.english.phrases import clean, fragment
from vaultgen.english.segments import plain_words, stems
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

GENERIC_THANKS = Rule("VG414", "warning", "nothing of that talk in it")
RULES = (GENERIC_THANKS,)

KIND = "thank-you"
_SHORT = 3  # an item with at most so many content words is mentioned by one of them
_SPECIFIC = 7  # a text with so many content words of its own is specific
_LISTS = (
    "moments",
    "interested_in",
    "problems",
    "skills",
    "concerns_open",
    "concerns_answered",
    "hard_questions",
    "culture",
    "next_steps",
)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks for content words of the interview's note in each thank-you that may still be sent."""
    for message in sendable(snapshot):
        interview = message.interview
        if message.draft.kind != KIND or interview is None or PLACEHOLDER in message.body:
            continue
        items = _items(snapshot.vault, message, interview)
        if items and not _mentions(snapshot.vault, message, interview, items):
            yield problem(
                GENERIC_THANKS,
                message.path,
                message.text_span,
                "Nothing in this note of thanks comes from that talk; it could go to anybody.",
                hint=f"Bring in what you wrote down, like “{fragment(items[0])}”.",
            )


def _items(vault: Vault, message: UnsentDraft, interview: Interview) -> list[str]:
    """The items of the interview's note about the conversation: the recipient's moments first, then the others."""
    lists: Iterator[tuple[Item, ...] | None] = (getattr(interview, name) for name in _LISTS)
    spoken = [vault.speaker(interview, item) for items in lists for item in items or ()]
    of_others = sorted(range(len(spoken)), key=lambda at: (spoken[at][0] not in (None, message.to), at))
    return [spoken[at][1] for at in of_others] + [promise.text for promise in interview.promises or ()]


def _mentions(vault: Vault, message: UnsentDraft, interview: Interview, items: list[str]) -> bool:
    """Whether a text shares content words with an item or the note's body, or has many of its own."""
    words = stems(message.text) - _names(vault, interview)
    if len(words) >= _SPECIFIC:
        return True
    spoken = plain_words(message.text)
    for item in items:
        if plain_words(clean(item)) in spoken:
            return True
        content = stems(item) - _names(vault, interview)
        if content and len(content & words) >= (1 if len(content) <= _SHORT else 2):
            return True
    note = stems(" ".join([interview.note.body, interview.closing or "", *items])) - _names(vault, interview)
    return len(note & words) >= _SHORT


def _names(vault: Vault, interview: Interview) -> frozenset[str]:
    """The words of the names of people, employer and position, which do not count as content."""
    company = vault.company(interview.company)
    people = [name for person in people_of(vault, interview) for name in (*words_of(person), person.title or "")]
    role = interview.role.label if interview.role else ""
    return stems(" ".join([company.name, *(company.aliases or ()), *people, role]))
