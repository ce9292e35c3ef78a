"""An index of the names in a vault: where a text mentions them, and which of them belong in a draft.

`Names` finds people and companies in a text by the first words of their names, so that the time does not depend on the
number of contacts. `Belonging` says which names belong in a draft; it reads the notes on demand.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from vaultgen.checks.unsent_drafts import UnsentDraft, people_of, words_of
from vaultgen.english import segments
from vaultgen.english.names import first_name
from vaultgen.english.segments import PlacedWord, plain_words
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Company, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.vault import Vault, company_key

_TITLES = "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Herr Frau Fr Hr Mme M Madame Monsieur Señor Señora Sra".split()
_AFTER_NAMES = frozenset("jr sr ii iii iv phd md mba esq pe cpa".split())
_LEGAL = late(
    r",?\s+(?:Inc|Incorporated|LLC|Ltd|Limited|GmbH|AG|SE|KG|Corp|Corporation|Co|Company|plc|PLC|S\.?A|B\.?V|Pty)\.?$"
)
_LEAST = 3  # letters of a surname that counts without a first name

Part = Literal["whole", "surname", "first"]


class NameForm(NamedTuple):
    """A form of a name: its words, the person, and which part of the name it is."""

    text: str
    of: Person | Company
    part: Part


class Mention(NamedTuple):
    """A mention of a name in a text: the forms that it may be, and its offsets."""

    names: tuple[NameForm, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name as the notes spell it."""
        return self.names[0].text


class Names:
    """All names of a vault, indexed on demand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def _vault(self) -> Vault:
        return self.snapshot.whole_vault()

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[str, tuple[NameForm, ...]]]]:
        forms: dict[str, dict[NameForm, None]] = {}
        for name in (*_people(self._vault.people), *_companies(self._vault.companies)):
            forms.setdefault(name.text, {})[name] = None
        index: dict[str, list[tuple[str, tuple[NameForm, ...]]]] = {}
        for text in sorted(forms, key=len, reverse=True):
            first = next(segments.words(text), None)
            if first is not None:
                index.setdefault(first.text, []).append((text, tuple(forms[text])))
        return index

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all names, in lower case."""
        texts = (text for group in self._by_first_word.values() for text, _ in group)
        return frozenset(word.text.casefold() for text in texts for word in segments.words(text))

    @cached_property
    def results(self) -> str:
        """The text of the user's accomplishments as plain words, since they name past employers."""
        known = self._vault.accomplishments
        texts = [text for a in known for text in (a.result, a.when or "", a.note.name, a.note.body)]
        return plain_words("\n".join(texts))

    @cached_property
    def staff(self) -> dict[str, list[Person]]:
        """The people of each employer, by the employer's key."""
        staff: dict[str, list[Person]] = {}
        for person in self._vault.people:
            if person.company is not None:
                staff.setdefault(company_key(self._vault, person.company), []).append(person)
        return staff

    def mentions(self, text: str, start: int, end: int, *, first_names: bool = False) -> Iterator[Mention]:
        """The mentions between two offsets; of overlapping names only the longest.

        A name must be capitalized and complete. First names alone only count with `first_names`: in running text too
        many people have the same one.
        """
        at = start
        for word in segments.known_words(text, start, end, self._by_first_word):
            if word.start < at:
                continue
            mention = self._at(text, word, end, first_names=first_names)
            if mention is not None:
                at = mention.end
                if first_names or not self._is_other_word(text, mention, (start, end)):
                    yield mention

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is also an ordinary word: the notes use it in lower case."""
        return word.casefold() in segments.COMMON or word.casefold() in self._ordinary

    def _at(self, text: str, word: PlacedWord, end: int, *, first_names: bool) -> Mention | None:
        for name, owners in self._by_first_word.get(word.text, ()):
            stop = _end_of(name, text, word.start, end)
            usable = tuple(owner for owner in owners if first_names or owner.part != "first")
            if stop is not None and usable and _is_whole_word(text, word.start, stop):
                return Mention(usable, word.start, stop)
        return None

    def _is_other_word(self, text: str, mention: Mention, within: tuple[int, int]) -> bool:
        """Whether a mention may be an ordinary capitalized word, or a part of another name."""
        if " " in mention.text:
            return False
        surname = all(name.part == "surname" for name in mention.names)
        before, after = _neighbour(text[: mention.start], last=True), _neighbour(text[mention.end :], last=False)
        if surname and before.rstrip(".") in _TITLES:
            return False
        beside = before[:1].isupper() or after[:1].isupper()
        if surname:
            return beside or self.is_ordinary(mention.text)
        return self.is_ordinary(mention.text) and (
            beside or segments.opens_sentence(text, mention.start) or _is_title(text[slice(*within)])
        )

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        """The lower-case words in all notes and edited drafts of the vault."""
        vault = self._vault
        typed = (draft.note for draft in vault.drafts if not draft.note.untouched)
        bodies = [note.body for note in (*vault.notes, *typed)]
        values = [v.text for note in vault.notes for prop in note.properties.values() for v in prop.values]
        return frozenset(re.findall(r"(?<![\w@./-])[^\W\d_A-Z]+(?![\w@])", "\n".join([*bodies, *values])))


class Belonging:
    """The names that belong in a draft: those of its people, its employer, and in its notes."""

    def __init__(self, names: Names, message: UnsentDraft) -> None:
        self._names, self._message = names, message
        self._vault = names.snapshot.vault

    def has(self, mention: Mention) -> bool:
        """Whether a mention belongs in the draft.

        A person may be named anywhere in the notes about this interview. A company must be in their properties: a
        remark about another employer does not count.
        """
        if any(name.of in self._close for name in mention.names):
            return True
        wanted = plain_words(mention.text)
        if wanted in self._names.results or wanted in self._properties:
            return True
        companies = all(isinstance(name.of, Company) for name in mention.names)
        return not companies and wanted in self._bodies

    def says(self, word: str) -> bool:
        """Whether the notes about this interview contain a word in exactly this spelling."""
        return plain_words(word) in self._properties or plain_words(word) in self._bodies

    @cached_property
    def _close(self) -> tuple[Person | Company, ...]:
        """The recipient, the employer, and everybody whom the interview names."""
        people: list[Person | Company] = [self._message.to] if self._message.to else []
        if self._message.interview is not None:
            people.append(self._vault.company(self._message.interview.company))
            people += people_of(self._vault, self._message.interview)
        return tuple(people)

    @cached_property
    def _properties(self) -> str:
        texts = [self._names.snapshot.settings.me.name]
        for known in self._close:
            texts += words_of(known) if isinstance(known, Person) else (known.name, *(known.aliases or ()))
        if self._message.interview is not None:
            employer = company_key(self._vault, self._message.interview.company)
            texts += [name for person in self._names.staff.get(employer, ()) for name in words_of(person)]
        texts += [value.text for note in self._notes() for prop in note.properties.values() for value in prop.values]
        return plain_words(segments.without_addresses("\n".join(texts)))

    @cached_property
    def _bodies(self) -> str:
        return plain_words(segments.without_addresses("\n".join(note.body for note in self._notes())))

    def _notes(self) -> list[Note]:
        """The notes about this interview, the other rounds, the position, the employer and the recipient."""
        interview = self._message.interview
        notes = [self._message.to.note if self._message.to else None]
        if interview is not None:
            application = self._vault.application(interview)
            notes += [interview.note, application.note, self._vault.company(interview.company).note]
            notes += [held.note for held in self._vault.rounds(application)]
        return [note for note in dict.fromkeys(notes) if note is not None]


def bare(name: str) -> str:
    """A person's name without titles, capitalized, with single spaces."""
    kept = [word for word in unicodedata.normalize("NFC", name).split() if word.rstrip(".") not in _TITLES]
    return _capital(" ".join(kept))


def _people(people: Iterable[Person]) -> Iterator[NameForm]:
    for person in people:
        for known in (person.name, *(person.aliases or ())):
            name = bare(known)
            parts = [part for part in name.split() if part.rstrip(".,").casefold() not in _AFTER_NAMES]
            if len(parts) < 2:
                yield NameForm(name, person, "first")
                continue
            yield NameForm(" ".join(parts), person, "whole")
            yield NameForm(first_name(name), person, "first")
            if sum(char.isalpha() for char in parts[-1]) >= _LEAST:
                yield NameForm(parts[-1].rstrip(".,"), person, "surname")


def _companies(companies: Iterable[Company]) -> Iterator[NameForm]:
    for company in companies:
        for known in (company.name, *(company.aliases or ())):
            name = _capital(" ".join(unicodedata.normalize("NFC", known).split()))
            if len(name) > 1:
                yield NameForm(name, company, "whole")
                short = _LEGAL.sub("", name)
                if short != name and len(short) > 1:
                    yield NameForm(short, company, "whole")


def _capital(name: str) -> str:
    """A name that was typed in lower case, capitalized."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split()) if name.islower() else name


def _end_of(name: str, text: str, start: int, end: int) -> int | None:
    """The end of a name that begins at an offset; its spaces may be line breaks."""
    at = start
    for index, word in enumerate(name.split(" ")):
        if index:
            gap = re.compile(r"\s+").match(text, at, end)
            if gap is None:
                return None
            at = gap.end()
        if not text.startswith(word, at, end):
            return None
        at += len(word)
    return at


def _is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether a name is not a part of a longer word, like `Harbor-side`, `acme.example` or `O'Brien`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] == "_" or (before[-1:] in "-'’@/" and before[:1].isalnum()):
        return False
    if after[:1].isalnum() or after[:1] in ("_", "@"):
        return False
    return not (after[:1] in ("-", "/", ".") and after[1:].isalnum())


def _neighbour(text: str, *, last: bool) -> str:
    """The word beside a name, one space away, or an empty string."""
    found = re.search(r"([\w.]+)\s$" if last else r"^\s(\w+)", text[-40:] if last else text[:40])
    if found is None:
        return ""
    word = found[1]
    return word if not word.endswith(".") or word.rstrip(".") in _TITLES else ""


def _is_title(text: str) -> bool:
    """Whether all words of a line are capitalized, as in titles."""
    words = [word for word in segments.words(text) if len(word.text) > 3]
    return len(words) > 2 and sum(word.text[0].isupper() for word in words) > len(words) / 2
