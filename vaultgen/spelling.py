"""Misspellings: the word that was most likely meant, whether it is certain, and the distance between two words."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches

_SURE = 0.8  # a slip or two in a word of ten letters
_RIVAL = 0.7  # from this similarity on, another word could have been meant as well
_SHORT = 5  # letters of a word in which only one slip is allowed
_CANDIDATES = 16  # words with the most shared trigrams, which are then compared

# Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def suggestion(word: str, known: Iterable[str], *, cutoff: float) -> str | None:
    """The most similar known word, for “did you mean”, if its similarity (0 to 1) is at least `cutoff`."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def certain(word: str, known: Iterable[str], *, rival: float = _RIVAL) -> str | None:
    """The only known word that can have been meant: one that is similar while no other is.

    `rival` is the similarity (0 to 1) from which another word counts; long words that begin alike need a higher one.
    """
    near = get_close_matches(word, list(known), n=2, cutoff=rival)
    if len(near) != 1 or SequenceMatcher(None, near[0], word).ratio() < _SURE:
        return None
    return near[0]


def slip(word: str, known: Iterable[str], *, is_word: Callable[[str], bool]) -> str | None:
    """The only known word that was surely meant: one or two letters away, with no other near, if `word` is not a word.

    `is_word` says whether a part of `word`, between underscores, is a word of the language: `comments` is not a
    misspelling of `moments`.
    """
    if all(is_word(part) for part in word.split("_") if part):
        return None
    most = 2 if len(word) > _SHORT else 1
    near = [other for other in known if distance(word, other, most=most + 1) <= most + 1]
    meant = [other for other in near if distance(word, other, most=most) <= most]
    return meant[0] if len(near) == len(meant) == 1 else None


class Spellings:
    """An index of many known words, such as the names of all notes, by trigrams."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(set(known))
        self._parts: defaultdict[str, list[int]] = defaultdict(list)
        self._bare: defaultdict[str, list[str]] = defaultdict(list)
        for number, word in enumerate(self._words):
            self._bare[bare(word)].append(word)
            for part in _parts(word):
                self._parts[part].append(number)

    def suggestion(self, word: str, *, cutoff: float) -> str | None:
        """As the function `suggestion`, among the indexed words."""
        shared = Counter(number for part in _parts(word) for number in self._parts.get(part, ()))
        likely = sorted(shared, key=lambda number: (-shared[number] / (len(self._words[number]) + len(word)), number))
        return suggestion(word, (self._words[number] for number in likely[:_CANDIDATES]), cutoff=cutoff)

    def same_but_accents(self, word: str) -> tuple[str, ...]:
        """The known words that equal a text but for accents and capitals."""
        return tuple(self._bare.get(bare(word), ()))


def _parts(word: str) -> set[str]:
    """The trigrams of a word, with spaces around it."""
    padded = f"  {word.casefold()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def bare(text: str) -> str:
    """A name in lower case without accents: `zoe` for `Zoë`."""
    parted = unicodedata.normalize("NFKD", text.strip())
    return "".join(char for char in parted if not unicodedata.combining(char)).casefold()


def without_accents(text: str) -> str:
    """A name in lower case as typed on a keyboard without its accents: `wisniewski`."""
    folded = text.casefold()
    return folded if folded.isascii() else _BEYOND_ASCII.sub(_without_marks, folded)


def with_umlauts_spelt_out(text: str) -> str:
    """A name in lower case as written where there are no umlauts: `joerg` for `Jörg`."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return without_accents(_BEYOND_ASCII.sub(lambda found: found[0].translate(_GERMAN), folded))


def _without_marks(found: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFD", found[0].translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char))


def same_but_accents(typed: str, name: str) -> bool:
    """Whether two spellings differ only by accents; `Joerg` counts as a spelling of `Jörg`."""
    spelt = unicodedata.normalize("NFC", name.casefold())
    other = unicodedata.normalize("NFC", typed.casefold())
    if other == spelt:
        return False
    return without_accents(other) in (without_accents(spelt), with_umlauts_spelt_out(spelt))


def distance(one: str, two: str, *, most: int) -> int:
    """The restricted Damerau-Levenshtein distance of two words: letters omitted, added, changed or swapped.

    Distances above `most` are returned as `most` + 1.
    """
    if abs(len(one) - len(two)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(two) + 1))
    for i, here in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, there in enumerate(two, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (here != there))
            if i > 1 and j > 1 and here == two[j - 2] and one[i - 2] == there:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
