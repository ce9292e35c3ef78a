"""Invented names for the people and employers of a vault: each name is replaced by the same one everywhere.

Each part of a person's name is replaced separately, so that a first name alone still means the same person.
An employer and its aliases get one name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import dropwhile
from typing import NamedTuple

from vaultgen import fingerprint
from vaultgen.english.lexicon import is_word
from vaultgen.english.names import is_ordinary, untitled
from vaultgen.spelling import with_umlauts_spelt_out, without_accents
from vaultgen.vault.person_lines import read_line
from vaultgen.vault.vault import Vault

_SYLLABLES = "ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no pe ra re ro sa se so ta te to".split()
_ENDS = "ris lan ven dor mar nel sten rik vin tal lor mond".split()
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"[^\W_]+")
_BETWEEN = r"[\s_.&+,/’'\-]*"
_SHORT = 5  # letters and digits of a name that is only looked for as it is written
_ACRONYM = 3  # words of an employer's name from which on its first letters stand for it
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts without spaces between words
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NICKNAME = re.compile(r"""(?<=\w )["“”„'‘(]([^\W\d_]{2,})["“”'’)](?= [^\W\d_])""")  # between two names
_OF_PEOPLE = ("interviewers", "decision_maker", "contact", "via", "to")
_BEFORE = re.compile(r"(?<![\w.])((?:[^\W\d_]\.[ \t]*)+)([^\W\d_]{2,})")
_ALONE = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ \t]?){2,4}(?!\w)")
_BEHIND = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}) ([^\W\d_])\.(?!\w)")
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
    """The names of all people and employers in the notes, and of the user.

    Notes with an error are no interviews to the vault, but name people all the same.
    """
    people = {vault.settings.me.name, *(p.name for p in vault.people), *_in_lines(vault)}
    people |= {name for person in vault.people for name in (*(person.aliases or ()), person.salutation or "")}
    people |= {nickname for name in people for nickname in _NICKNAME.findall(name)}
    employers = [(company.name, *(company.aliases or ())) for company in vault.companies]
    of_vault = {bare(name) for names in employers for name in names}
    employers += [(name,) for name in sorted(_in_companies(vault)) if bare(name) not in of_vault]
    known = {bare(word) for name in (*people, *(n for names in employers for n in names)) for word in words_of(name)}
    inventor = _Inventor(seed, known)
    renamed = [_person(name, inventor) for name in sorted(people) if pieces_of(untitled(name))]
    taken = {bare(part) for name in renamed for part, _ in name.parts}
    for names in sorted(employers):
        instead = inventor.name(f"employer {bare(names[0])}")
        renamed += [_employer(name, instead, taken) for name in names if pieces_of(name)]
    return tuple(renamed)


def _in_lines(vault: Vault) -> Iterator[str]:
    """The names in the properties that name people, of all notes."""
    for note in vault.notes:
        for prop in filter(None, map(note.properties.get, _OF_PEOPLE)):
            for value in prop.values:
                yield from (person.name or person.target or "" for person in read_line(value.text).people)
                yield from _NICKNAME.findall(value.text)


def _in_companies(vault: Vault) -> set[str]:
    """The names in the `company` properties of all notes."""
    found = (note.properties.get("company") for note in vault.notes)
    texts = (value.text for prop in found if prop for value in prop.values)
    return {name for text in texts for name in re.split(r"[|#]", text.strip().strip("[]")) if pieces_of(name)}


def _person(name: str, inventor: "_Inventor") -> RealName:
    parts = tuple((word, inventor.name(bare(word))) for word in words_of(untitled(name)))
    whole = untitled(name)
    return RealName(whole, " ".join(instead for _, instead in parts) or inventor.name(bare(whole)), parts)


def _employer(name: str, instead: str, taken: set[str]) -> RealName:
    words = [word for word in words_of(name) if bare(word) not in _GENERIC | taken]
    return RealName(name, instead, tuple((word, instead) for word in words))


class Form(NamedTuple):
    """A way to write a name of several pieces, or of one that is no word: `O'Brien`, `3M`, `H&M`.

    `pieces` are letters and digits; there may be any signs, or none, between them, in any case. A `literal` one is
    short or could be something else: it only counts as it is written.
    """

    pieces: tuple[str, ...]
    instead: str
    literal: str = ""

    def pattern(self) -> str:
        """The pattern of a literal form, or of the pieces in all their spellings."""
        if self.literal:
            signs = (
                r"\s*" + re.escape(part) + r"\s*" if not part.isalnum() else re.escape(part) for part in self._parts()
            )
            return _bounded("".join(signs), self.literal)
        either = sorted(set(self.spellings()), key=lambda pieces: (-sum(map(len, pieces)), pieces))
        return "|".join(_bounded(_BETWEEN.join(map(re.escape, pieces)), "".join(pieces)) for pieces in either)

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """The pieces as they are, without accents, and with umlauts spelt out."""
        yield self.pieces
        yield tuple(map(bare, self.pieces))
        yield tuple(map(with_umlauts_spelt_out, self.pieces))

    def _parts(self) -> list[str]:
        return re.findall(r"[^\W_]+|[^\w\s]+|_+|\s+", self.literal)


def forms(name: RealName) -> Iterator[Form]:
    """The forms of a name that its parts alone do not cover."""
    instead = {bare(part): other for part, other in name.parts}
    whole = pieces_of(name.whole)
    if len(whole) > 1 or bare(whole[0]) not in instead:
        yield _form(whole, name.instead, name.whole)
    family = [*dropwhile(lambda piece: not piece.islower(), whole)]
    if 1 < len(family) < len(whole):  # `van der Berg`, written Vanderberg
        yield _form(family, " ".join(instead.get(bare(piece), piece) for piece in family), " ".join(family))
    for chunk in name.whole.split():
        pieces = pieces_of(chunk)
        if 1 < len(pieces) < len(whole):
            others = dict.fromkeys(instead[bare(piece)] for piece in pieces if bare(piece) in instead)
            yield _form(pieces, "-".join(others) or name.instead, chunk)
    for part, other in name.parts:
        humps = split_humps(part)
        if len(humps) > 1:
            yield Form(tuple(humps), other, " ".join(humps))
        elif _UNSPACED.search(part):
            yield Form((part,), other)
    first_letters = "".join(piece[0] for piece in whole).upper()
    is_employer = bool(name.parts) and all(other == name.instead for _, other in name.parts)
    if is_employer and len(whole) >= _ACRONYM and first_letters.isalpha() and not is_weak(first_letters):
        yield Form((first_letters,), name.instead, first_letters)


def _form(pieces: Sequence[str], instead: str, written: str) -> Form:
    is_short = len("".join(pieces)) < _SHORT and not _UNSPACED.search(written)
    return Form(tuple(pieces), instead, legible(written) if is_short else "")


def _bounded(pattern: str, text: str) -> str:
    """A pattern that does not begin or end within a word; a script without spaces has no such ends."""
    if _UNSPACED.search(text):
        return pattern
    begin, end = (r"\w" if edge.isdigit() else r"[^\W\d_]" for edge in (text[0], text[-1]))
    return f"(?<!{begin}){pattern}(?!{end})"


def _has_letters_at_its_edges(text: str) -> bool:
    return not (_UNSPACED.search(text) or text[0].isdigit() or text[-1].isdigit())


def legible(text: str) -> str:
    """A text in NFC without invisible characters, and with plain letters for wide, mathematical and joined ones."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    return _BEYOND_ASCII.sub(_plain_letters, _INVISIBLE.sub("", text))


def _plain_letters(found: re.Match[str]) -> str:
    return "".join(unicodedata.normalize("NFKC", char) if char.isalnum() else char for char in found[0])


def split_humps(word: str) -> list[str]:
    """`NnekaOkafor` → `Nneka`, `Okafor`: a word, split before each capital that follows a small letter."""
    ends = [at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()]
    return [word[begin:end] for begin, end in zip([0, *ends], [*ends, len(word)], strict=True)]


def pieces_of(name: str) -> list[str]:
    """The runs of letters and digits of a name."""
    return _PIECE.findall(legible(name))


def words_of(name: str) -> list[str]:
    """The parts of a name with two letters or more, and no digits."""
    return [piece for piece in pieces_of(name) if len(piece) > 1 and piece.isalpha()]


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
        self._forms = [form for name in self._names for form in forms(name)]
        self._whole: dict[str, str] = {}
        for form in self._forms:
            for pieces in form.spellings():
                self._whole.setdefault(bare("".join(pieces)), form.instead)
        self._lowered = {bare(name.whole): name.instead for name in self._names if is_lowered(name)}
        self._parts: dict[str, str] = {}
        for name in self._names:
            for part, instead in name.parts:
                for spelt in (bare(part), with_umlauts_spelt_out(part)):
                    self._parts.setdefault(spelt, instead)

    def renamed(self, text: str) -> str:
        """The text with invented names."""
        text = legible(text)
        if self._forms:
            for pattern in self._patterns:
                text = pattern.sub(self._instead, text)
        if self._lowered:
            text = self._at_beginnings.sub(lambda found: found[1] + self._lowered[bare(found[2])], text)
        text = _BEFORE.sub(lambda found: self._initials(found[1], found[2]) + found[2], text)
        text = _BEHIND.sub(lambda found: f"{found[1]} {self._initials(found[2], found[1])}.", text)
        text = _ALONE.sub(self._initials_alone, text)
        return _WORD.sub(self._part, text)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of literal forms, of those with other edges than letters, and of the many with letters."""
        literal = [form for form in self._forms if form.literal]
        spelt = {
            tuple(map(str.lower, pieces)): pieces
            for form in self._forms
            if not form.literal
            for pieces in form.spellings()
        }
        either: tuple[list[tuple[str, ...]], list[tuple[str, ...]]] = ([], [])
        for pieces in sorted(spelt.values(), key=lambda pieces: (-sum(map(len, pieces)), pieces)):
            either[_has_letters_at_its_edges("".join(pieces))].append(pieces)
        others = "|".join(Form(pieces, "").pattern() for pieces in either[False])
        between = "|".join(_BETWEEN.join(map(re.escape, pieces)) for pieces in either[True])
        texts = ("|".join(form.pattern() for form in _longest_first(literal)), re.NOFLAG), (others, re.IGNORECASE)
        made = [re.compile(text, flags) for text, flags in texts if text]
        return (*made, re.compile(_bounded(f"(?:{between})", "x"), re.IGNORECASE)) if between else tuple(made)

    @cached_property
    def _at_beginnings(self) -> re.Pattern[str]:
        either = "|".join(map(re.escape, self._lowered))
        begins = r"^[ \t]*(?:-[ \t]+)?(?:\w+:[ \t]+)?\[?[\"']?|[\[,][ \t]*[\"']?"
        return re.compile(rf"(?m)({begins})({either})(?=[ \t]*(?:[,:;|(\]\"']|$))")

    @cached_property
    def _first_letters(self) -> dict[str, dict[str, str]]:
        """For each part of a name, the first letters of its other parts, with the invented ones."""
        letters: dict[str, dict[str, str]] = {}
        for name in self._names:
            for part, _ in name.parts:
                others = {bare(other)[0]: instead[0] for other, instead in name.parts if other != part}
                letters.setdefault(bare(part), {}).update(others)
        return letters

    def _initials(self, initials: str, word: str) -> str:
        """The initials beside a word: those of the invented name if they are a person's."""
        theirs = self._first_letters.get(bare(word), {})
        if not any(bare(letter) in theirs for letter in initials if letter.isalpha()):
            return initials
        return "".join(theirs.get(bare(letter), "X") if letter.isalpha() else letter for letter in initials)

    @cached_property
    def _all_first_letters(self) -> dict[str, str]:
        """The first letters of whole names, with the invented ones."""
        both = ((pieces_of(name.whole), pieces_of(name.instead)) for name in self._names if len(name.parts) > 1)
        return {"".join(bare(one)[0] for one in real): "".join(one[0] for one in false) for real, false in both}

    def _initials_alone(self, found: re.Match[str]) -> str:
        letters = [char for char in found[0] if char.isalpha()]
        instead = self._all_first_letters.get(bare("".join(letters)))
        if instead is None or not found[0].isupper():
            return found[0]
        behind = found[0][len(found[0].rstrip()) :]
        return "".join(f"{letter}." for letter in instead) + behind

    def _instead(self, match: re.Match[str]) -> str:
        pieces = pieces_of(match[0])
        is_weak_one = len(pieces) == 1 and is_weak(pieces[0]) and pieces[0][0].islower()
        if is_weak_one:
            return match[0]
        joined = "".join(pieces)
        return self._whole.get(bare(joined)) or self._whole[with_umlauts_spelt_out(joined)]

    def _part(self, found: re.Match[str]) -> str:
        return self._renamed_word(found[0]) or "".join(
            self._renamed_word(hump, strong=True) or hump for hump in split_humps(found[0])
        )

    def _renamed_word(self, word: str, *, strong: bool = False) -> str | None:
        for ending in ("", "s", "es"):
            part = word[: len(word) - len(ending)]
            if not word.lower().endswith(ending) or not part:
                continue
            instead = self._parts.get(bare(part)) or self._parts.get(with_umlauts_spelt_out(part))
            if instead is None or (is_weak(part) and (strong or ending or part[0].islower())):
                continue
            return instead + word[len(part) :]
        return None


def _longest_first(some: Iterable[Form]) -> list[Form]:
    return sorted(some, key=lambda form: (-sum(map(len, form.pieces)), form))


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
