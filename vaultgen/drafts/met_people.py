"""The people and positions of a vault as messages name them, found once: each message of a panel needs them."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from vaultgen.drafts.name_spellings import spellings_in_results
from vaultgen.english.languages import SMALL_WORDS
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.names import first_name, in_a_sentence, is_group, is_ordinary, parse_name, proper_name
from vaultgen.english.shorthand import without_all_caps
from vaultgen.followups.rules import FollowUp, decider
from vaultgen.regex import late
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.vault.vault import Vault, application_key, company_key


class MetPeople:
    """The people whom the user met, the spellings of names in the notes of interviews, and the positions accepted."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._deciders: dict[str, Person | None] = {}
        self._in_sentences: dict[str, tuple[str, ...]] = {}
        self._first_names: dict[str, tuple[str, ...]] = {}
        self._in_notes: dict[str, dict[str, str]] = {}
        self._spellings: dict[tuple[str, str], dict[str, str]] = {}
        self._proper_words: dict[tuple[str, str], frozenset[str]] = {}
        self._for_position: dict[tuple[str, str, tuple[tuple[str, str], ...]], dict[str, str]] = {}
        self._of_position: dict[str, tuple[str, ...]] = {}
        self._by_last_name: dict[str, dict[tuple[str, ...], list[Person]]] = {}

    @cached_property
    def accepted(self) -> dict[str, list[Application]]:
        """The positions that the user has accepted, by the key of their employer."""
        found: dict[str, list[Application]] = {}
        for one in self._vault.applications:
            if self._vault.outcome(one) == "accepted":
                found.setdefault(company_key(self._vault, one.company), []).append(one)
        return found

    def decider(self, interview: Interview) -> Person | None:
        """The decision maker, as `followups.rules.decider` finds them."""
        path = interview.note.path
        if path not in self._deciders:
            self._deciders[path] = decider(self._vault, interview)
        return self._deciders[path]

    def in_sentences(self, interview: Interview, *, but: Person | None = None) -> tuple[str, ...]:
        """The names of those met as they stand in a sentence, without one of them."""
        path = interview.note.path
        if path not in self._in_sentences:
            self._in_sentences[path] = tuple(in_a_sentence(p.name) for p in self._vault.interviewers(interview))
        return self._without(self._in_sentences[path], interview, but)

    def first_names(self, interview: Interview, *, but: Person | None) -> tuple[str, ...]:
        """The first names of those met, without that of one of them."""
        path = interview.note.path
        if path not in self._first_names:
            self._first_names[path] = tuple(first_name(p.name) for p in self._vault.interviewers(interview))
        return self._without(self._first_names[path], interview, but)

    def _without(self, names: tuple[str, ...], interview: Interview, person: Person | None) -> tuple[str, ...]:
        turn = self._vault.turn(interview, person)
        return names if turn is None else (*names[:turn], *names[turn + 1 :])

    def has_namesake(self, application: Application, person: Person) -> bool:
        """Whether somebody else whom the user met for a position has a person's last name."""
        name = application_key(self._vault, application)
        if name not in self._by_last_name:
            found = self._by_last_name[name] = {}
            for one in self._vault.met_in_rounds(application):
                found.setdefault(parse_name(one.name).words[-1:], []).append(one)
        alike = self._by_last_name[name].get(parse_name(person.name).words[-1:], ())
        return any(one != person for one in alike)

    def proper_words(self, follow_up: FollowUp) -> frozenset[str]:
        """The words of the names of all met for the position and of the employer, with their capitals."""
        employer = self._vault.company(follow_up.interview.company).name
        key = application_key(self._vault, follow_up.application), employer
        if key not in self._proper_words:
            names = (*self._met_for(follow_up.application), employer)
            self._proper_words[key] = frozenset(word for name in names for word in proper_name(name).split())
        return self._proper_words[key]

    def spellings(self, follow_up: FollowUp) -> dict[str, str]:
        """The spelling of skills and of the names of those present, by the word in lower case."""
        interview = follow_up.interview
        is_met = follow_up.to is None or self._vault.turn(interview, follow_up.to) is not None
        key = interview.note.path, "" if is_met or follow_up.to is None else follow_up.to.name
        if key not in self._spellings:
            around = (*self._vault.interviewers(interview), *filter(None, [follow_up.to]))
            skills = tuple(item.text for a in self._vault.accomplishments for item in a.skills or ())
            names = tuple(dict.fromkeys(one.name for one in around))
            self._spellings[key] = self._of_note(interview) | _spelt(skills, names)
        return self._spellings[key]

    def spellings_for_position(self, follow_up: FollowUp) -> dict[str, str]:
        """The spelling of names of people, employers, things and skills, by the name in lower case.

        They are those of the employer, of the people met in any round for the position, of what results name, and of
        what only the interview's note has.
        """
        company = proper_name(self._vault.company(follow_up.interview.company).name)
        if " " in company:  # its words may be words of others, too
            company = ""
        of_note = self._of_note(follow_up.interview)
        # Most notes add nothing, and so share what may be hundreds of names.
        key = application_key(self._vault, follow_up.application), company, tuple(of_note.items())
        if key not in self._for_position:
            of_people = _uncommon(self._met_for(follow_up.application), company)
            self._for_position[key] = self._in_results | of_note | of_people
        return self._for_position[key]

    @cached_property
    def _in_results(self) -> dict[str, str]:
        return spellings_in_results(self._vault)

    def _met_for(self, application: Application) -> tuple[str, ...]:
        """The names of all met in any round for a position."""
        name = application_key(self._vault, application)
        if name not in self._of_position:
            met = self._vault.met_in_rounds(application)
            self._of_position[name] = tuple(dict.fromkeys(person.name for person in met))
        return self._of_position[name]

    def _of_note(self, interview: Interview) -> dict[str, str]:
        path = interview.note.path
        if path not in self._in_notes:
            self._in_notes[path] = _names_in_notes(interview)
        return self._in_notes[path]


@lru_cache(maxsize=64)  # it is the same for all of a panel
def _spelt(skills: tuple[str, ...], people: tuple[str, ...]) -> dict[str, str]:
    spelt = [without_all_caps(text) for text in (*skills, *_words_of_people(people))]
    single = [text for text in spelt if re.fullmatch(r"[^\W\d_][\w+#]{2,}", text) and not text.islower()]
    return {word.lower(): word for word in single if not is_ordinary(word)}


def _uncommon(people: tuple[str, ...], company: str) -> dict[str, str]:
    """The words of names that are no ordinary words, by the word in lower case."""
    return {
        word.lower(): word
        for word in [*_words_of_people(people), *company.split()]
        if re.fullmatch(r"[^\W\d_][\w'’-]+", word) and len(word) > 2 and not _is_word(word.lower())
    }


def _words_of_people(names: Sequence[str]) -> list[str]:
    return [word for name in names if not is_group(name) for word in proper_name(name).split()]


def _is_word(word: str) -> bool:
    return word in SMALL_WORDS or word_class(word) != UNKNOWN


_NAMED = late(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")


def _names_in_notes(interview: Interview) -> dict[str, str]:
    """Words unknown to the lexicon that a note capitalises inside a sentence, by the word in lower case.

    Elsewhere the same name may have been typed in haste, without its capital.
    """
    lists = (
        interview.problems,
        interview.skills,
        interview.hard_questions,
        interview.concerns_answered,
        interview.interested_in,
        interview.culture,
        interview.moments,
        interview.promises,
    )
    words = {word for items in lists for item in items or () for word in _NAMED.findall(item.text)}
    return {word.lower(): word for word in sorted(words) if word_class(word.lower()) == UNKNOWN}
