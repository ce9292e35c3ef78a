"""Names of people: titles, given and family name, and how a message greets somebody.

`parse_name` splits a name only as far as that is certain. If it is not, or if a title goes with the given name (`Lady
Fiona Strachan`), a greeting has the full name, which is never wrong. A role, a team, or a word for an unknown person
(`CTO`, `the team`) is no name: see `roles.is_nobody`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from vaultgen.english.given_names import (
    FAMILY_FIRST,
    GIVEN,
    GIVEN_AND_FAMILY,
    JOINED_FIRST,
    JOINED_LAST,
    is_given_name,
)
from vaultgen.english.role_words import ROLES
from vaultgen.regex import late

# Names that are words as well: they are somebody's only with a capital.
_ORDINARY = frozenset(
    "will may mark art bill rich sue drew pat rob frank grace hope joy dawn rose june april august summer chase grant "
    "miles guy page price young long short brown black white green king cook baker hunter stone wood hill field banks "
    "day rice fox wolf bell snow frost love park lane church hall case best sharp early power read strong good".split()
)
_GROUP = late(r"(?i)\b(?:team|committee|board|panel|department|dept\.?|office|crew|staff|group)$")
# With these the family name alone is an address: `Dr. Rao`.
_BEFORE_FAMILY = late(
    r"(?i)(?:dr|prof|professor|mr|mrs|ms|miss|mx|herr|frau|hr|fr|monsieur|madame|mme|mlle|señora?|sra?|signora?|sig|"
    r"dott|dr\.?-ing|pd|ing|dipl\.?-ing|doctor)\.?"
)
# Those that say how to greet somebody, as typed within a sentence.
_COURTESY = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof)\b\.?|Miss|Professor|Doctor|Herr|Frau|Monsieur|Madame|Mme|Señora?|Signora?"
# The subject of a doctorate, which nobody says: `Dr. med.`, `Dr. rer. nat.`
_SUBJECT = late(
    r"(?i)(?<=\bdr\.) (?:(?:med|phil|rer|nat|pol|jur|iur|oec|oek|vet|dent|theol|techn|habil|h\. ?c)\.[ ]?)+(?=\w)"
)
# With these the given name goes.
_BEFORE_GIVEN = late(r"(?i)(?:sir|dame)\.?")
# With these custom varies by house, church and force: only the whole name is safe.
_BEFORE_WHOLE = late(
    r"(?i)(?:lady|lord|baron|baroness|rev|revd|reverend|father|sister|brother|rabbi|imam|pastor|canon|bishop|sheikh|"
    r"supt|insp|dci|brig|capt|captain|maj|major|col|colonel|gen|general|lt|lieutenant|sgt|sergeant|cpl|cmdr|commander|adm|admiral|judge|"
    r"justice|hon|honourable|honorable|senator|sen|governor|ambassador|councillor|cllr|alderman|rt)\.?"
)
_CHIEF = late(r"Chief (?:Engineer|Officer|Mate) (?!of\b)[A-Z]")
# Ranks and callings that some are called with, like `Chef Ramos`: nobody is called `Chef` alone.
_CALLINGS = frozenset(
    "chef chief coach matron nurse inspector superintendent constable detective officer engineer warden".split()
)
# `Big Al` is what he is called.
_BEFORE_A_NICKNAME = frozenset("big little old young tiny tall uncle auntie aunt mama papa grandma grandpa".split())
_POSTS = ROLES - {"dev"}  # Dev is a name as well
_AFTER = late(
    r"(?i)(?:jr|sr|jnr|snr|ii|iii|iv|ph\.?d|m\.?d|mba|mpa|msc|bsc|llm|esq|pe|cpa|kc|qc|sc|obe|mbe|cbe|frs|frcs|rn|"
    r"dds|pmp|"
    r"sj|mp|frcp|mrcp|cfa|dphil|edd|jd|fia|ffa|aca|fca|acca|fcca|acma|cgma|frics|mrics|riba|ceng|ieng|mice|mimeche|"
    r"miet|mcipd|fcipd|cmgr|rgn|rmn|bsn|msn|dnp|mrcvs|dvm|mrcgp|frcgp|mrcs|frcs|phr|sphr|leed)\.?"
)
_NICKNAME = late(r"\s[“\"„][^“”\"„]+[”\"“](?=\s)")
_INITIALS = late(r"\w\.?|(?:\w\.){2,}|[A-Z]{2,3}")
_PARTICLES = frozenset(
    "von van vom zu zum zur de del della der den di da dos das du la le el al bin binti ben ibn ten ter 't abu af av "
    "y e i st".split()
)
_KEPT_SMALL = _PARTICLES - {"al", "el", "ben", "st", "e", "i", "y"}


class PersonName(NamedTuple):
    """The parts of a person's name, with capitals.

    `titles` are those before it (`Herr`, `Dr.`). `given` and `family` are empty unless they are certain. `words` are
    the rest of the name without what follows it (`KC`, `III`), `whole` is the name as typed.
    """

    titles: tuple[str, ...]
    words: tuple[str, ...]
    given: str
    family: str
    whole: str


@lru_cache(maxsize=8192)
def parse_name(name: str) -> PersonName:
    """The parts of a name as typed: `Dr. Amit Rao`, `WANG Xiaoming`, `Sir Alan Drummond KC`."""
    whole = group_name(proper_name(" ".join(name.split())))
    titles, words = _titled(_SUBJECT.sub(" ", _NICKNAME.sub(" ", whole)))
    while len(words) > 1 and _AFTER.fullmatch(words[-1].strip(",")) and not (len(words) == 2 and not titles):
        words = words[:-1]
    words = [word.strip(",") for word in words]
    if not words or _GROUP.search(whole):
        return PersonName(tuple(titles), tuple(words), "", "", whole)
    given, family = _in_order(words) if len(words) > 1 or not titles else ("", "")
    return PersonName(tuple(titles), tuple(_without_capitals(word, words) for word in words), given, family, whole)


def first_name(name: str) -> str:
    """The name for a warm greeting.

    Somebody with a title keeps it, with the family name if that is certain. An initial is not used alone, nor the first
    word of `von der Heide`. If the given name is not certain, it is the full name.
    """
    known = parse_name(name)
    return known.given or _spoken_name(known) if not known.titles else _with_titles(known)


def formal_name(name: str) -> str:
    """The name after `Dear`: the title with the family name if that is certain, else the full name."""
    known = parse_name(name)
    return _with_titles(known) if known.titles else _spoken_name(known)


def has_rank(name: str) -> bool:
    """Whether somebody has a rank or an honour (`Sir Alan`), for whom `Hello` is too informal."""
    titles = parse_name(name).titles
    return bool(titles) and not all(map(_BEFORE_FAMILY.fullmatch, titles))


def noted_name(name: str, texts: Iterable[str]) -> str:
    """The title and last name that texts use for somebody whose name has no title: `Ms Marchetti`.

    Empty if the name has a title, or if the texts have none or several for that last name.
    """
    known = parse_name(name)
    if known.titles or len(known.words) < 2:
        return ""
    lasts = [" ".join(known.words[place:]) for place in range(1, len(known.words))]
    titled = re.compile(rf"(?<![\w@])({_COURTESY})\s+({'|'.join(map(re.escape, lasts))})(?![\w@-])(?! [A-Z])")
    found = {f"{title} {last}" for text in texts for title, last in titled.findall(text)}
    return found.pop() if len(found) == 1 else ""


_OF_MEN, _OF_WOMEN = r"(?:Mr|Herr|Sir|Señor|Monsieur)\b\.?", r"(?:Mrs|Ms|Miss|Frau|Dame|Madame|Señora)\b\.?"


def is_namesake(name: str, text: str) -> bool:
    """Whether a text calls somebody of the same last name by a title that cannot be theirs: `Mr Roe` for `Mrs Roe`."""
    known = parse_name(name)
    for own, other in ((_OF_MEN, _OF_WOMEN), (_OF_WOMEN, _OF_MEN)):
        if known.words and any(re.fullmatch(own, title, re.IGNORECASE) for title in known.titles):
            return re.search(rf"\b{other} {re.escape(known.words[-1])}\b", text, re.IGNORECASE) is not None
    return False


def untitled(name: str) -> str:
    """A name without titles such as `Dr.` and `Mr`, and without a nickname in quotation marks."""
    return " ".join(_titled(_SUBJECT.sub(" ", _NICKNAME.sub(" ", name)))[1])


def bare_name(name: str) -> str:
    """A name for the middle of a sentence: without titles, and without `KC` and the like after it."""
    return " ".join(parse_name(name).words) or name


@lru_cache(maxsize=8192)
def is_called(name: str, part: str) -> bool:
    """Whether a name is somebody's: their full name or a part of it, with or without a title.

    Its words must be adjacent in the full name. An initial or a particle alone is not enough.
    """
    whole, words = ([w.strip(",.").casefold() for w in untitled(text).split()] for text in (name, part))
    if not words or all(len(word) < 2 or word in _PARTICLES for word in words):
        return bool(words) and whole == words
    return any(whole[at : at + len(words)] == words for at in range(len(whole) - len(words) + 1))


def proper_name(name: str) -> str:
    """A name with its usual capitals, if it was typed all in lower or all in upper case."""
    if not (name.islower() or (name.isupper() and len(name) > 4)):
        return name
    spelt = re.sub(r"(^|[\s'’-])([^\W\d_])([^\W\d_]*)", lambda m: m[1] + m[2].upper() + m[3].lower(), name)
    spelt = re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", spelt)
    words = spelt.split(" ")
    return " ".join(w.lower() if at and w.lower() in _KEPT_SMALL else w for at, w in enumerate(words))


def is_ordinary(name: str) -> bool:
    """Whether a name is also an ordinary word, like Will or Page: in lower case it names nobody."""
    return name.casefold() in _ORDINARY


def group_name(name: str) -> str:
    """A group's name for after `Dear`: `The HR team` → `HR team`."""
    return re.sub(r"(?i)^the (?=\w)", "", name)


def is_group(name: str) -> bool:
    """Whether a name is that of a team or committee, and not of a person."""
    return name.casefold().startswith("the ") or _GROUP.search(name) is not None


@lru_cache(maxsize=8192)  # each message of a panel names all the others
def in_a_sentence(name: str) -> str:
    """A name for the middle of a sentence: `The HR team` → `the HR team`."""
    name = proper_name(name)
    return f"the{name[3:]}" if name.startswith("The ") else name


def _titled(name: str) -> tuple[list[str], list[str]]:
    words = name.split()
    count = next((n for n, word in enumerate(words) if not _is_title(word)), 0)
    if _CHIEF.match(name):
        count = 2
    return words[:count], words[count:]


def _is_title(word: str) -> bool:
    # `Hr` is Herr, and `HR` a department.
    return word != "HR" and any(kind.fullmatch(word) for kind in (_BEFORE_FAMILY, _BEFORE_GIVEN, _BEFORE_WHOLE))


def _with_titles(known: PersonName) -> str:
    """A name with its titles, shortened where custom is the same everywhere."""
    titles = " ".join(known.titles)
    # `Professor Dame Honor` is no custom: with two kinds of title the whole name is never wrong.
    if known.given and all(map(_BEFORE_GIVEN.fullmatch, known.titles)):
        return f"{titles} {known.given}"
    if known.family and not _INITIALS.fullmatch(known.family) and all(map(_BEFORE_FAMILY.fullmatch, known.titles)):
        return f"{titles} {known.family}"
    return f"{titles} {_spoken_name(known)}".strip()


def _spoken_name(known: PersonName) -> str:
    """The full name as one says it: without `III`, `KC`, and an initial in the middle or at the end."""
    words = known.words
    if not words:
        return "" if known.titles else known.whole
    if len(words) == 2 and known.given == words[0] and not known.titles and re.fullmatch(r"\w\.?", words[1]):
        return words[0]  # `Felix B`
    inner = [word for word in words[1:-1] if not re.fullmatch(r"\w\.?", word)]
    return " ".join([words[0], *inner, *words[1:][-1:]]) if not _INITIALS.fullmatch(words[0]) else " ".join(words)


def _in_order(words: Sequence[str]) -> tuple[str, str]:
    """The given and the family name, each empty unless it is certain."""
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 1:
        return ("" if _is_script_of_whole_names(first) else words[0]), ""
    if first in _PARTICLES and words[0].islower():
        return "", " ".join(words)
    if (
        first in _BEFORE_A_NICKNAME
        or first in _CALLINGS
        or any(word.casefold() in _POSTS and not _is_given(word) for word in words[:-1])
    ):
        return "", ""  # `Principal Skinner`: nobody is called `Principal`
    if words[0].islower() and first not in GIVEN and words[-1][:1].isupper():
        return "", ""  # `big Tam` is what he is called, and nobody is called `big`
    if _INITIALS.fullmatch(words[0]):
        return "", _family(words) if len(words) == 2 else ""
    return _in_capitals(words) or _as_known(words, first, last)


def _as_known(words: Sequence[str], first: str, last: str) -> tuple[str, str]:
    """The order of two or more words, by known given names and family names that come first."""
    is_given = _is_given(first)
    if not is_given and (first in FAMILY_FIRST or (_is_given(last) and last not in GIVEN_AND_FAMILY)):
        return "", ""
    given, rest = _given(words)
    plain = [word for word in rest if not _INITIALS.fullmatch(word)]
    if len(plain) > 1 and not any(word in _PARTICLES for word in plain[:-1]):
        # A second given name or a first family name: nobody can tell.
        is_doubtful = given == words[0] and (_is_given(plain[0]) or plain[0].casefold() in JOINED_LAST)
        return "" if is_doubtful else given, ""
    return given, _family(rest) if is_given or last in FAMILY_FIRST else ""


def _is_given(word: str) -> bool:
    """Whether a word, or the first part of `Jean-Luc`, is a known given name."""
    return is_given_name(word)


def _given(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The given name, of one word or of two that belong together, and the words after it."""
    is_joined = len(words) > 2 and words[0].casefold() in JOINED_FIRST and words[1].casefold() in JOINED_LAST
    count = 2 if is_joined else 1
    return " ".join(words[:count]), words[count:]


def _family(words: Sequence[str]) -> str:
    """The last word of a name with the particles that belong to it: `von der Heide`."""
    first = next((place for place, word in enumerate(words[:-1]) if word in _PARTICLES), len(words) - 1)
    return " ".join(words[first:])


def _in_capitals(words: Sequence[str]) -> tuple[str, str] | None:
    """The order of a name whose family name is in capitals: `WANG Xiaoming`, `Marie DUPONT`."""
    large = [word for word in words if word.isupper() and len(word) > 3]
    if len(words) != 2 or len(large) != 1:
        return None
    given = next(word for word in words if word not in large)
    return ("" if _INITIALS.fullmatch(given) else given), proper_name(large[0]) if len(large[0]) > 4 else large[
        0
    ].title()


def _is_script_of_whole_names(word: str) -> bool:
    """Whether a name is in a script that puts no space between family and given name."""
    return re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", word) is not None


def _without_capitals(word: str, words: Sequence[str]) -> str:
    """A word in capitals among others that are not, with its usual capital: `WANG` → `Wang`."""
    is_large = word.isupper() and len(word) > 3 and "." not in word and any(not other.isupper() for other in words)
    return word[:1] + word[1:].lower() if is_large else word
