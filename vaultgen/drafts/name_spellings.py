"""The spellings of names in the notes, by the name in lower case, to correct names that were typed in haste."""

import re
from functools import lru_cache

from vaultgen.drafts.gate import in_lower_case
from vaultgen.drafts.talking_points import names_in_notes
from vaultgen.english.languages import SMALL_WORDS
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.names import is_group, proper_name
from vaultgen.followups.rules import FollowUp
from vaultgen.regex import late
from vaultgen.vault.vault import Vault


def spellings_of_names(vault: Vault, follow_up: FollowUp) -> dict[str, str]:
    """The spellings of the names of the employer, and of the people met in any round for the position.

    Names that only the interview's note has count as well.
    """
    people = dict.fromkeys(person.name for person in vault.met_in_rounds(follow_up.application))
    company = proper_name(vault.company(follow_up.interview.company).name)
    if " " in company:  # its words may be words of others, too
        company = ""
    return names_in_notes(follow_up.interview) | _words_of(tuple(people), company)


@lru_cache(maxsize=64)  # all rounds for a position have the same
def _words_of(people: tuple[str, ...], company: str) -> dict[str, str]:
    """The words of names that are no ordinary words, by the word in lower case."""
    names = [word for name in people if not is_group(name) for word in proper_name(name).split()]
    return {
        word.lower(): word
        for word in [*names, *company.split()]
        if re.fullmatch(r"[^\W\d_][\w'’-]+", word) and len(word) > 2 and not _is_word(word.lower())
    }


def spellings_in_results(vault: Vault) -> dict[str, str]:
    """The spellings of the things and skills that accomplishments name."""
    texts = [item.text for a in vault.accomplishments for item in a.skills or ()]
    texts += [alias for a in vault.accomplishments for alias in a.aliases or ()]
    texts += [a.note.name for a in vault.accomplishments]
    words = [word for text in texts for word in re.findall(r"[^\W\d_][\w+#'’-]+", text)]
    named = {
        word.lower(): word
        for word in words
        if not word.islower() and not word.istitle() and in_lower_case(word) == word
    }
    results = [a.result or "" for a in vault.accomplishments]
    within = {word for result in results for word in _WITHIN.findall(result)}
    small = {word for text in (*texts, *results) for word in re.findall(r"\b[a-z]{2,}\b", text)}
    # `Epic` among the skills, and `on Epic charting` in a result: it is the name, and no word with a capital.
    named |= {word.lower(): word for word in words if word in within and word.lower() not in small}
    return {word.lower(): word.lower() for word in words if word.islower()} | named


_WITHIN = late(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")  # a word with a capital inside a sentence


def _is_word(word: str) -> bool:
    return word in SMALL_WORDS or word_class(word) != UNKNOWN
