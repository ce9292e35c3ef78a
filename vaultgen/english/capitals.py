"""Initial capitals: without one for the middle of a sentence, with one for its start."""

from vaultgen.english.given_names import GIVEN
from vaultgen.english.languages import SMALL_WORDS
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.phrases import fragment
from vaultgen.english.tagger import tag


def uncapitalised(text: str) -> str:
    """A text for the middle of a sentence: `Homework club` → `homework club`. A possible name keeps its capital."""
    first, space, rest = text.partition(" ")
    word = first.casefold()
    if first != first.capitalize() or word in GIVEN or word == "i":
        return fragment(text)
    if word in SMALL_WORDS:
        return f"{word}{space}{rest}"
    if word_class(word) == UNKNOWN or (rest and not rest[:1].islower()):
        return fragment(text)
    small = f"{word}{space}{rest}"
    return small if tag(small)[0].tag in ("NN", "NNS", "JJ", "VBG", "VBN", "DT") else fragment(text)


def with_initial_capital(text: str) -> str:
    """A text for the start of a sentence."""
    return text[:1].upper() + text[1:]
