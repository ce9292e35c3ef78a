"""The capital that only began a line: inside a sentence it goes."""

from vaultgen.english.given_names import GIVEN
from vaultgen.english.languages import SMALL_WORDS
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.phrases import fragment
from vaultgen.english.tagger import tag


def uncapital(text: str) -> str:
    """A text inside a sentence: `Homework club` → `homework club`; what may be a name keeps its capital."""
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
