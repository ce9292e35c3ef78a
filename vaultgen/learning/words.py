"""The words of a text that carry meaning, and their stems, so that forms of one word are told to be one.

English: endings are taken off (`migrating`, `migrations`, `migrate`), some irregular forms and spellings
are known, and a small table holds names that are written in two ways. Other languages keep their words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vaultgen.links import fold
from vaultgen.phrases import plain


@dataclass(frozen=True, slots=True)
class Word:
    """One word: how it was typed, its stem, its singular, and where it stands (offsets in characters)."""

    typed: str
    stem: str
    singular: str
    place: int
    end: int


_STOP = frozenset(
    "the and for with from that this into over not but are was were who how what when where why all any can has have "
    "had its our out per too very will more less than then them they of to in at on as is it be by or an no so we he "
    "if up my do me us you your their there here about after before without because while until only also just each "
    "every other some such own both few many most much one two three four five six seven eight nine ten first last "
    "under between through during a i she his her him am been being does did doing could should would may might must "
    "ever never always still again now yet even or nor off down get getting give given go goes come comes see seen "
    "find finds found ask asked tell told said say make makes made making take takes took bring brings brought keep "
    "keeps kept put set let want wants need needs use used using move moves moved somebody nobody someone everybody "
    "everyone nothing anybody anyone".split()
)

# Words that any two sentences about work may share: alone, or two of them together, they are no reason.
_GENERIC = (
    "team people person company business work job role run "
    "running ran new good better best big large small great real whole time day week month year hour minute number "
    "thing way part system data process project product service tool customer client user problem issue question "
    "change improve reduce increase build built building take took bring brought keep kept put set start end help "
    "know knowledge learn learning experience skill level high low fast quick quickly late early old year years "
    "hundred thousand million percent half third code app application software tech technology platform plan "
    "manage manager management lead leader leadership senior junior staff group department office member support "
    "handle deliver create develop development provide show "
    "report right wrong long short different same important main across home place side line point case list"
).split()

# Names that are written in two ways, as text is folded: what stands left becomes what stands right.
_SAME = (
    (r"on[ -]call", "oncall"),
    (r"k8s", "kubernetes"),
    (r"postgresql", "postgres"),
    (r"(?<!\w)js(?!\w)", "javascript"),
    (r"ci ?/ ?cd", "cicd"),
    (r"machine learning", "machinelearning"),
    (r"(?<!\w)ml(?!\w)", "machinelearning"),
    (r"site reliability(?: engineering)?", "sre"),
    (r"front[ -]end", "frontend"),
    (r"back[ -]end", "backend"),
    (r"e[ -]mail", "email"),
    (r"(?<!\w)qa(?!\w)", "qualityassurance"),
    (r"quality assurance", "qualityassurance"),
)
_IRREGULAR = {
    "led": "lead",
    "leading": "lead",
    "taught": "teach",
    "wrote": "write",
    "written": "write",
    "sold": "sell",
    "bought": "buy",
    "grew": "grow",
    "grown": "grow",
    "drove": "drive",
    "driven": "drive",
    "hid": "hide",
    "cut": "cut",
    "cutting": "cut",
    "children": "child",
    "men": "man",
    "women": "woman",
    "analyses": "analysis",
    "indices": "index",
    "policy": "policy",
    "policies": "policy",
    "nursing": "nursing",
    "accounting": "accounting",
    "engineering": "engineering",
}
_TERM = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*[+#]*")
_SPELLED = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=[a-z]{3})(?<!prom)(?<!exerc)(?<!superv)(?<!rev)(?<!adv)(?<!compr)is(e|es|ed|ing)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s?)$"), r"or\1"),
    (re.compile(r"ll(ing|ed|er)$"), r"l\1"),
)
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:ations?|at(?:e[sd]?|ing|ors?)|itions?|ments?|ances?|ions?|ings?|ers?|ors?|ies|ied|ed|es|(?<![aeiou])y|e|s)$"
)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words that carry meaning, in order; names that are written in two ways are made one."""
    return tuple(_words(plain(text)))


def _words(text: str) -> Iterator[Word]:
    folded = fold(text) if len(fold(text)) == len(text) else text.lower()
    for match in _TERM.finditer(_joined(folded)):
        typed = text[match.start() : match.end()] if len(folded) == len(text) else match.group()
        term = match.group().replace("\x00", "")
        said = typed.removesuffix("’s").removesuffix("'s")
        name = _name(term)
        if len(name) > 1 and name not in _STOP and not re.fullmatch(r"[\d.,-]+", name):
            yield Word(said, stem(name), re.sub(r"(?<=\w{3})(?<!s)s$", "", name), match.start(), match.end())


def _joined(text: str) -> str:
    """Text in which names of several words hang together, without a change of length."""
    for spelling, _ in _SAME:
        text = re.sub(spelling, lambda match: re.sub(r"[ /]", "-", match[0]), text)
    return text


def _name(term: str) -> str:
    """The one way of writing a term: hyphens are no difference."""
    bare = re.sub(r"[’']s?$", "", term)
    spaced = bare.replace("-", " ")
    for spelling, same in _SAME:
        if re.fullmatch(spelling, spaced) or re.fullmatch(spelling, bare):
            return same
    return re.sub(r"[-’'.]", "", bare)


def stem(word: str) -> str:
    """What the forms of a word have in common."""
    if word in _IRREGULAR or not word.isascii() or not word.isalpha() or len(word) < 4:
        return _IRREGULAR.get(word, word)
    for spelling, usual in _SPELLED:
        word = spelling.sub(usual, word)
    if word.endswith(("ss", "us", "is", "ics")):
        return word
    bare = _ENDINGS.sub("", word)
    bare = _ENDINGS.sub("", bare) if bare.endswith("e") else bare
    return re.sub(r"([bdfgklmnprt])\1$", r"\1", bare)


GENERIC = frozenset(stem(word) for word in _GENERIC)
