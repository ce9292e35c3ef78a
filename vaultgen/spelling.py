"""Slips of spelling: the word that was most likely meant, whether it is certain, and how far apart two names are."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches

_SURE = 0.8  # a slip or two in a word of ten letters
_RIVAL = 0.7  # from here on another word could have been meant as well
_SHORT = 5  # letters: of such a word two are half
_CANDIDATES = 16  # words that share most with a text, and are looked at letter by letter

# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def suggestion(word: str, known: Iterable[str], *, cutoff: float) -> str | None:
    """The known word that is nearest, to ask “did you mean”; `cutoff` (0 to 1) says how near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), None)


def certain(word: str, known: Iterable[str], *, rival: float = _RIVAL) -> str | None:
    """The one known word that can have been meant: near, and no other anywhere near.

    `rival` (0 to 1) says from where on another word is near; long words that begin alike need more.
    """
    near = get_close_matches(word, list(known), n=2, cutoff=rival)
    if len(near) != 1 or SequenceMatcher(None, near[0], word).ratio() < _SURE:
        return None
    return near[0]


def slip(word: str, known: Iterable[str], *, is_word: Callable[[str], bool]) -> str | None:
    """The one known word that was surely meant: one or two letters away, no other near, and what was typed is no word.

    `is_word` tells of a part of the text, between its underscores, whether it is a word of the language: whoever
    wrote `comments` did not slip when they meant to write `moments`.
    """
    if all(is_word(part) for part in word.split("_") if part):
        return None
    most = 2 if len(word) > _SHORT else 1
    near = [other for other in known if distance(word, other, most=most + 1) <= most + 1]
    meant = [other for other in near if distance(word, other, most=most) <= most]
    return meant[0] if len(near) == len(meant) == 1 else None


class Spellings:
    """Many known words, such as the names of all notes: put in order once, so that no text is compared with each."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(set(known))
        self._parts: defaultdict[str, list[int]] = defaultdict(list)
        self._bare: defaultdict[str, list[str]] = defaultdict(list)
        for number, word in enumerate(self._words):
            self._bare[bare(word)].append(word)
            for part in _parts(word):
                self._parts[part].append(number)

    def suggestion(self, word: str, *, cutoff: float) -> str | None:
        """As the function of this name, among all the words."""
        shared = Counter(number for part in _parts(word) for number in self._parts.get(part, ()))
        likely = sorted(shared, key=lambda number: (-shared[number] / (len(self._words[number]) + len(word)), number))
        return suggestion(word, (self._words[number] for number in likely[:_CANDIDATES]), cutoff=cutoff)

    def same_but_accents(self, word: str) -> tuple[str, ...]:
        """The known words that differ from a text by accents and capitals alone, and the text itself."""
        return tuple(self._bare.get(bare(word), ()))


def _parts(word: str) -> set[str]:
    """The three letters at each place of a word, and at its ends."""
    padded = f"  {word.casefold()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def bare(text: str) -> str:
    """A name without its accents and in small letters: `Zoë` and `zoe` are the same."""
    parted = unicodedata.normalize("NFKD", text.strip())
    return "".join(char for char in parted if not unicodedata.combining(char)).casefold()


def without_accents(text: str) -> str:
    """A name in small letters as a keyboard without its accents types it: `wisniewski`."""
    apart = unicodedata.normalize("NFD", text.casefold().translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char))


def same_but_accents(typed: str, name: str) -> bool:
    """Whether two spellings differ by accents only; `Joerg` is a way to type `Jörg`."""
    spelt = unicodedata.normalize("NFC", name.casefold())
    other = unicodedata.normalize("NFC", typed.casefold())
    if other == spelt:
        return False
    return without_accents(other) in (without_accents(spelt), without_accents(spelt.translate(_GERMAN)))


def distance(one: str, two: str, *, most: int) -> int:
    """Letters left out, added, changed or swapped with their neighbour (Damerau-Levenshtein, restricted).

    Counts no further than `most` + 1.
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
