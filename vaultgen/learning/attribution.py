"""Attributes lines of a note to people: an item that begins or ends with a person, or mentions one, is theirs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vaultgen.english import phrases
from vaultgen.english.addressing import TITLES
from vaultgen.english.names import is_group, is_ordinary, proper_name, untitled
from vaultgen.english.phrases import may_contain
from vaultgen.regex import late
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault


def attributed(vault: Vault, interview: Interview, item: Item) -> tuple[Person | None, str, bool]:
    """The person an item belongs to, its text, and whether a name was removed from that text."""
    key = interview.note.path, item  # every reader of a panel is told of the same lines
    if key not in vault.attributed:
        vault.attributed[key] = _attributed(vault, interview, item)
    return vault.attributed[key]


def _attributed(vault: Vault, interview: Interview, item: Item) -> tuple[Person | None, str, bool]:
    who, text = vault.speaker(interview, item)
    text = phrases.plain(text)
    if who is not None:
        return who, text, True
    met = vault.interviewers(interview)
    names = {
        person: [name for name in called if may_contain(name, text)]
        for person, called in names_met(vault, interview).items()
    }
    said_by = _SAID_BY.search(text) if any(names.values()) else None
    for person in met:
        if said_by and said_by["who"].casefold() in (name.casefold() for name in names[person]):
            return person, text[: said_by.start()].rstrip(" ,"), True
        for name in names[person]:
            if end := _label_end(name, text):
                return person, text[end:], True
            if _begins_with(name, text):
                return person, text, False
    spoken_of = [person for person in met if any(_named_in(name, text) for name in names[person])]
    if len(spoken_of) == 1 and len(met) > 1:
        return spoken_of[0], text, False
    return None, text, False


# `“No heroes here” (Jo)`, `… – Jo`: whose a line is may stand at its end.
_SAID_BY = late(r"\s*(?:\(|[-–—] )(?P<who>[^()–—]{2,40})\)?$")


# No pattern holds a name here: to compile one for each person costs more than all else.
_TITLE, _TITLE_IN_ANY_CASE = late(rf"{TITLES}\.? "), late(rf"(?i:{TITLES}\.? )")
_DASH = late(r"\.?\s+[-–—]{1,2}\s+(?=\S)")
_CLOSED = late(r"\.?\)[:,]?\s+(?=\S)")
_NAME_ENDS = late(r"[’']s?\b|\s|,")


def _label_end(name: str, text: str) -> int | None:
    """Where a label before an item ends: `Jane - …`, `(Jane) …`; None if this name is no label there."""
    first, after = (1, _CLOSED) if text.startswith("(") else (0, _DASH)
    ends = (after.match(text, end) for end in _named_from(name, text, first))
    return next((found.end() for found in ends if found), None)


def _begins_with(name: str, text: str) -> bool:
    """Whether a text begins with a name, perhaps after a title; case counts for a name that is also a word."""
    is_exact = is_ordinary(name)
    starts = "the " if text[:4] == "the " or (not is_exact and text[:4].casefold() == "the ") else ""
    ends = (*_named_from(name, text, len(starts), is_exact=is_exact), *_named_from(name, text, 0, is_exact=is_exact))
    return any(_NAME_ENDS.match(text, end) for end in ends)


def _named_from(name: str, text: str, start: int, *, is_exact: bool = False) -> Iterator[int]:
    """The end of a name at a position of a text, after any number of titles."""
    title = _TITLE if is_exact else _TITLE_IN_ANY_CASE
    wanted = name if is_exact else _in_small_letters(name)
    at: int | None = start
    while at is not None:
        typed = text[at : at + len(name)]
        if (typed if is_exact else _in_small_letters(typed)) == wanted:
            yield at + len(name)
        found = title.match(text, at)
        at = found.end() if found else None


def _in_small_letters(text: str) -> str:
    """A text in lower case, as patterns that ignore case compare it: the Turkish dotless i equals i."""
    return text.lower().replace("ı", "i")


@lru_cache(maxsize=4096)
def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.NOFLAG if is_ordinary(name) else re.IGNORECASE)


def _named_in(name: str, text: str) -> bool:
    return may_contain(name, text) and _as_a_word(name).search(text) is not None


def _initialled(words: Sequence[str], namesakes: Sequence[str]) -> list[str]:
    """`Greg S.` and `Greg S` for one of two Gregs, if no other last name begins with that letter."""
    letter = words[-1][0]
    same = [name for name in namesakes if name.split()[-1][0] == letter]
    return [f"{words[0]} {letter}.", f"{words[0]} {letter}"] if len(same) == 1 else []


def names_met(vault: Vault, interview: Interview) -> dict[Person, tuple[str, ...]]:
    """The names in an interview's notes of each person met there, as `called` gives them."""
    path = interview.note.path
    if path not in vault.names_met:
        met = vault.interviewers(interview)
        vault.names_met[path] = {person: called(vault, interview, person) for person in met}
    return vault.names_met[path]


def called(vault: Vault, interview: Interview, person: Person | None) -> tuple[str, ...]:
    """All names of a person in an interview's notes: a first or last name only if nobody else met has it."""
    if person is None:
        return ()
    own = _parts_of(person.name, _by_word(vault, interview))
    return (person.name, *filter(None, [person.salutation]), *(person.aliases or ()), *own)


def _by_word(vault: Vault, interview: Interview) -> dict[str, tuple[str, ...]]:
    """The names of the people met that hold each word, by word."""
    path = interview.note.path
    if path not in vault.by_word:
        found: dict[str, dict[int, str]] = {}
        for number, person in enumerate(vault.interviewers(interview)):
            for word in person.name.split():
                found.setdefault(word, {})[number] = person.name
        vault.by_word[path] = {word: tuple(those.values()) for word, those in found.items()}
    return vault.by_word[path]


def _parts_of(name: str, met: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The parts of a name that identify one of the people met, whose names are given by their words."""
    if is_group(name):
        return ()
    words = untitled(proper_name(name)).split() or name.split()
    parts = [words[0], words[-1]] if len(words) > 1 else words
    own = [part for part in parts if len(met.get(part, ())) < 2 and len(part.rstrip(".")) > 1]
    if len(words) > 2:
        own.append(" ".join(words[:2]))  # `Jónas Þór`, `Mary Assumpta`
    if len(words) > 1 and len(met.get(words[0], ())) > 1:
        own += _initialled(words, met[words[0]])
    return tuple(own)
