"""Invented names for the people and employers of a vault: each name is replaced by the same one everywhere.

Each part of a person's name is replaced separately, so that a first name alone still means the same person.
An employer and its aliases get one name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from vaultgen import fingerprint
from vaultgen.english.lexicon import is_word
from vaultgen.english.names import is_ordinary, untitled
from vaultgen.spelling import without_accents
from vaultgen.vault.vault import Vault

_SYLLABLES = "ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no pe ra re ro sa se so ta te to".split()
_ENDS = "ris lan ven dor mar nel sten rik vin tal lor mond".split()
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = r"[\s_.&+,/’'\-]*"
# Parts of an employer's name that say what it is, and not who.
_GENERIC = frozenset(
    "the and of for und de la ag kg se sa inc ltd llc llp plc corp gmbh co company group holding holdings partners "
    "services solutions systems technologies technology software labs lab studio studios consulting international "
    "global bank credit union health care hospital university college school institute foundation association society "
    "insurance energy media analytics data digital design food foods foundry works network networks agency department "
    "city county state office center centre house team new north south east west".split()
)


class RealName(NamedTuple):
    """A name to hide, and its invented one.

    `parts` are the words by which it can be recognized, each with its replacement.
    """

    whole: str
    instead: str
    parts: tuple[tuple[str, str], ...]


def real_names(vault: Vault, seed: str) -> tuple[RealName, ...]:
    """The names of all people and employers in the notes, and of the user."""
    people = {vault.settings.me.name, *(p.name for p in vault.people)}
    people |= {name for person in vault.people for name in (*(person.aliases or ()), person.salutation or "")}
    employers = [(company.name, *(company.aliases or ())) for company in vault.companies]
    known = {bare(word) for name in (*people, *(n for names in employers for n in names)) for word in words_of(name)}
    inventor = _Inventor(seed, known)
    renamed = [_person(name, inventor) for name in sorted(people) if words_of(untitled(name))]
    taken = {bare(part) for name in renamed for part, _ in name.parts}
    for names in sorted(employers):
        instead = inventor.name(f"employer {bare(names[0])}")
        renamed += [_employer(name, instead, taken) for name in names if words_of(name)]
    return tuple(renamed)


def _person(name: str, inventor: "_Inventor") -> RealName:
    parts = tuple((word, inventor.name(bare(word))) for word in words_of(untitled(name)))
    return RealName(untitled(name), " ".join(instead for _, instead in parts), parts)


def _employer(name: str, instead: str, taken: set[str]) -> RealName:
    words = [word for word in words_of(name) if bare(word) not in _GENERIC | taken]
    return RealName(name, instead, tuple((word, instead) for word in words))


def words_of(name: str) -> list[str]:
    """The parts of a name with two letters or more."""
    return [word for word in _WORD.findall(unicodedata.normalize("NFC", name)) if len(word) > 1]


def bare(word: str) -> str:
    """A word, normalized for comparison: in lower case, without accents."""
    return without_accents(unicodedata.normalize("NFC", word))


def is_weak(part: str) -> bool:
    """Whether a part of a name is an ordinary word, too: then it counts as a name only with a capital."""
    return is_ordinary(part) or is_word(bare(part))


def is_lowered(name: RealName) -> bool:
    """Whether a name is a single word without a capital: `em, principal engineer`."""
    return len(name.parts) == 1 and name.whole == name.parts[0][0] and name.whole.islower() and is_weak(name.whole)


class Renamer:
    """Replaces names in texts, in any case and with any signs between their words (`jane_doe`).

    A part that is an ordinary word is replaced only with a capital; a name that is never written with one, only at the
    beginning of a value, where a person is expected.
    """

    def __init__(self, names: Iterable[RealName]) -> None:
        self._names = tuple(names)
        self._whole = {_joined(words_of(name.whole)): name.instead for name in self._names}
        self._lowered = {bare(name.whole): name.instead for name in self._names if is_lowered(name)}
        self._parts: dict[str, str] = {}
        for name in self._names:
            for part, instead in name.parts:
                self._parts.setdefault(bare(part), instead)

    def renamed(self, text: str) -> str:
        """The text with invented names."""
        text = unicodedata.normalize("NFC", text)
        text = self._pattern.sub(self._instead, text) if self._whole else text
        if self._lowered:
            text = self._at_beginnings.sub(lambda found: found[1] + self._lowered[bare(found[2])], text)
        return _WORD.sub(self._part, text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        wholes = {spelling for name in self._names for spelling in _spellings(name.whole)}
        longest_first = sorted(wholes, key=lambda whole: (-len(whole), whole))
        either = "|".join(_flexible(whole) for whole in longest_first)
        return re.compile(rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def _at_beginnings(self) -> re.Pattern[str]:
        either = "|".join(map(re.escape, self._lowered))
        begins = r"^[ \t]*(?:-[ \t]+)?(?:\w+:[ \t]+)?\[?[\"']?|[\[,][ \t]*[\"']?"
        return re.compile(rf"(?m)({begins})({either})(?=[ \t]*(?:[,:;|(\]\"']|$))")

    def _instead(self, match: re.Match[str]) -> str:
        instead = self._whole.get(_joined(words_of(match[0])))
        if instead is None:  # written without a sign between the words
            instead = next(i for w, i in self._whole.items() if w.replace(" ", "") == _joined(words_of(match[0])))
        words = words_of(match[0])
        is_weak_one = len(words) == 1 and is_weak(words[0]) and words[0][0].islower()
        return match[0] if is_weak_one else instead

    def _part(self, word: re.Match[str]) -> str:
        plural = word[0][-1] if bare(word[0]) not in self._parts and word[0][-1] in "sS" else ""
        part = word[0].removesuffix(plural)
        instead = self._parts.get(bare(part))
        if instead is None or (is_weak(part) and (plural or part[0].islower())):
            return word[0]
        return instead + plural


def _joined(words: Iterable[str]) -> str:
    return " ".join(map(bare, words))


def _spellings(name: str) -> set[str]:
    words = words_of(name)
    return {" ".join(words), " ".join(map(bare, words))} - {""}


def _flexible(whole: str) -> str:
    """A pattern for a name with any signs, or none, between its words."""
    return _BETWEEN.join(map(re.escape, whole.split(" ")))


class _Inventor:
    """Invents names that do not occur in the vault; the same word and seed give the same name."""

    def __init__(self, seed: str, known: set[str]) -> None:
        self._seed = seed
        self._taken = set(known)
        self._made: dict[str, str] = {}

    def name(self, word: str) -> str:
        """The invented name for a word."""
        if word not in self._made:
            made = next(name for name in self._tries(word) if bare(name) not in self._taken)
            self._taken.add(bare(made))
            self._made[word] = made
        return self._made[word]

    def _tries(self, word: str) -> Iterator[str]:
        for number in range(10_000):
            dice = int(fingerprint.key(self._seed, word, number), 16)
            first, rest = divmod(dice, len(_SYLLABLES))
            second, third = divmod(first, len(_SYLLABLES))
            middle = _SYLLABLES[second] if number > 9 else ""
            yield f"{_SYLLABLES[rest]}{middle}{_ENDS[third % len(_ENDS)]}".capitalize()
