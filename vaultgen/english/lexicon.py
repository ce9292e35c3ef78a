"""The parts of speech that a word may have, the most frequent first.

The words are those of WordNet (see WEIGHTS.md). They are stored beside this module in `lexicon.txt.z`, which is read on
first use.
"""

import pkgutil
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from vaultgen.english.irregular import BASES, PARTICIPLES, PASTS

_CACHE_SIZE = 8192  # words
UNKNOWN = "?"
_VOWELS = "aeiou"
# Verbs that WordNet lacks, and people write of their work.
_NEWER = frozenset(
    "curate trial crowdfund livestream reskill repurpose scope pipette palletise palletize wireframe storyboard rehome "
    "template dockerise dockerize overbook upcycle strim whiteboard roster timebox".split()
)

_PREFIXES = ("re", "over", "pre", "mis", "out", "de")


@cache
def words() -> Mapping[str, str]:
    """Every word in lower case with its parts of speech, the most frequent first.

    `n` noun, `p` noun for a person or a group of people, `v` verb, `a` adjective, `r` adverb: `cover` → `nv`.
    """
    packed = pkgutil.get_data(__package__, "lexicon.txt.z")
    if packed is None:
        raise FileNotFoundError("lexicon.txt.z is missing from the package")
    lines = zlib.decompress(packed).decode("utf-8").split("\n")
    return dict(zip(lines[::2], lines[1::2], strict=True))


def is_word(word: str) -> bool:
    """Whether a word in lower case is an English word, in any of its forms."""
    return word_class(word) != UNKNOWN


def is_verb(word: str) -> bool:
    """Whether a word in lower case is the base form of a verb."""
    return "v" in words().get(word, "") or word in BASES or word in _NEWER


@lru_cache(maxsize=_CACHE_SIZE)
def verb_of(word: str) -> str | None:
    """The base form of the verb of which a word in lower case may be a form: `tried` → `try`, `left` → `leave`.

    None if it is a form of no known verb.
    """
    irregular = PASTS.get(word) or PARTICIPLES.get(word) or BASES.get(word)
    if irregular:
        return irregular
    if is_verb(word):
        return word
    return next((base for _, base in _bases(word) if is_verb(base)), None) or _prefixed(word)


def _prefixed(word: str) -> str | None:
    """The base form of a verb that has no entry of its own, by its prefix: `repriced` → `reprice`."""
    prefix = next((one for one in _PREFIXES if word.startswith(one) and len(word) > len(one) + 3), "")
    if not prefix or word in words():
        return None
    bare = verb_of(word.removeprefix(prefix))
    return f"{prefix}{bare}" if bare and len(bare) > 3 else None


@lru_cache(maxsize=_CACHE_SIZE)
def word_class(word: str) -> str:
    """The parts of speech of a word in lower case, with a mark for its ending: `covers` → `s:nv`.

    Endings: `s:` plural or third person, `d:` past, `g:` -ing, `i:` irregular past, `j:` irregular participle.
    """
    known = words()
    marks = ("i" if word in PASTS else "") + ("j" if word in PARTICIPLES else "") + ("b" if word in BASES else "")
    own = known.get(word, "")
    if marks:
        return f"{marks}:{own}"
    if own and not (word.endswith(("ed", "ing")) and any(is_verb(base) for _, base in _bases(word))):
        plural = next((known[base] for mark, base in _bases(word) if mark == "s" and base in known), "")
        return f"s:{plural}/{own}" if plural else own
    for mark, base in _bases(word):
        parts = known.get(base, "")
        if mark == "s" and parts.strip("ar"):
            return f"s:{parts}"
        if mark in "dg" and "v" in parts:
            return f"{mark}:{parts}{own}"
    return own or UNKNOWN


def parts_of(word: str) -> str:
    """The parts of speech of a word in lower case, or of its base form: `covers` → `vn`."""
    return word_class(word).rpartition(":")[2].partition("/")[0]


def _bases(word: str) -> Iterator[tuple[str, str]]:
    """The possible base forms of a word, the most likely first, each with the mark of the ending."""
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        if word.endswith("ies") and len(word) > 4:
            yield "s", f"{word[:-3]}y"
        yield "s", word[:-1]
        if word.endswith("es"):
            yield "s", word[:-2]
    for ending, mark in (("ed", "d"), ("ing", "g")):
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            for base in _bases_of(word[: -len(ending)], mark):
                yield mark, base


def _bases_of(stem: str, mark: str) -> Iterator[str]:
    """The verbs whose past (`d`) or -ing form (`g`) may have a stem."""
    if mark == "d" and stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if mark == "g" and stem.endswith("y"):
        yield f"{stem[:-1]}ie"
    if stem.endswith("ck"):
        yield stem[:-1]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1] if stem[-1] not in "lsfz" or not is_verb(stem) else stem
    if is_verb(f"{stem}e") and not (is_verb(stem) and _keeps_no_e(stem)):
        yield f"{stem}e"
    yield stem
    yield f"{stem}e"


def _keeps_no_e(stem: str) -> bool:
    """Whether the base form of a stem more likely ends without e: it ends in two consonants or two vowels."""
    return len(stem) > 2 and stem[-1] not in _VOWELS and (stem[-2] not in _VOWELS or stem[-3] in _VOWELS)
