"""Forms of an English word → one stem: `migrate`, `migrating`, `migrated` and `migrations` are all `migr`.

Takes a folded word (see `links.fold`) and gives a key that is only good for comparing. The endings are
those of Porter's English stemmer, steps 1 and 5 (https://snowballstem.org/algorithms/english/stemmer.html);
of its many derived endings only `-ment` and `-ation` are taken off. The whole of it would make one word
of import and importance, experience and experiment, intern and international.
"""

import re
from functools import lru_cache

from vaultgen.patterns import late

# Irregular forms, each line with the word that stands for all of it.
_IRREGULAR = {
    form: word
    for line in """
        lead led; build built; rebuild rebuilt; write wrote written; rewrite rewrote rewritten; run ran; teach taught;
        sell sold; grow grew grown; win won; hold held; keep kept; bring brought; buy bought; make made; spend spent;
        lose lost; leave left; begin began begun; choose chose chosen; drive drove driven; fall fell fallen; find found;
        give gave given; meet met; pay paid; rise rose risen; send sent; speak spoke spoken; stand stood; think thought;
        throw threw thrown; tell told; take took taken; understand understood; draw drew drawn; feed fed; fight fought;
        break broke broken; catch caught; oversee oversaw overseen; wake woke woken; learn learnt; sleep slept;
        analysis analyses analyse analysed analysing; diagnosis diagnoses; crisis crises; child children; man men;
        woman women; shelf shelves; knife knives; loaf loaves; criterion criteria; datum data; mouse mice; foot feet
    """.replace("\n", " ").split(";")
    for word, *forms in [line.split()]
    for form in (word, *forms)
}
# Words that look like a form of another one and are none.
_WHOLE = frozenset(
    "accounting analytics apartment attention auction banking basement catering ceiling clothing compartment "
    "compliment contention conversation customs department direction edition engineering evening function "
    "garment housing intention lighting marketing mission morning motion nation news nothing option parchment "
    "passion pension plumbing portion production question ration section session something statement station "
    "template version vision wedding".split()
)
_OUR = late(r"^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rum|tum|vap)our")
_RE = late(r"^(cent|theat|fib|lit|met|kilomet|millimet|centimet)re(?=s?$)")
_LL = late(r"^(cance|channe|counse|enro|fue|fulfi|labe|leve|mislabe|mode|remode|signa|tota|trave)ll$")
_VOWEL = "[aeiouy]"
_ONE_SYLLABLE = late(r"(?:[^aeiouy]*[aeiouy][^aeiouywx]|[aeiouy][^aeiouy])")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What stands for every form of a word. A word that is not written in a–z is its own stem."""
    if not re.fullmatch(r"[a-z]{3,}", word):
        return word
    word = _IRREGULAR.get(spelled := _american(word), spelled)
    if word in _WHOLE or word in _IRREGULAR.values():
        return word
    return _bare(_past(_singular(word)))


def _american(word: str) -> str:
    """One spelling for British and American words; that of `-ise` is British, since it needs no exceptions."""
    word = re.sub(r"(?<=..)([iy])z(?=e|ing|ation)", r"\1s", word)
    return _RE.sub(r"\1er", _OUR.sub(r"\1or", word))


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and re.search(_VOWEL + ".", word[:-1]):
        return word[:-1]
    return word


def _past(word: str) -> str:
    """A word without `-ed` or `-ing`, with the `e` that these took."""
    if word in _WHOLE:
        return word
    ending = re.search(r"(?:(?<!e)ed|ing)$", word)
    if not ending or not re.search(_VOWEL, word[: ending.start()]):
        return word
    left = word[: ending.start()]
    if re.search(r"([^aeiouylsz])\1$", left):
        return left[:-1]
    if re.search(r"(?:at|bl|is)$", left) or _ONE_SYLLABLE.fullmatch(left):
        return left + "e"
    return left


def _bare(word: str) -> str:
    """A verb or its noun without `-ate`, `-ion`, `-ment`, a last `e` and the British double `l`."""
    if word in _WHOLE:
        return word
    noun = re.fullmatch(r"(.{3,}[st])ion", word)
    if noun:
        word = noun[1]
    if noun or word.endswith("ate"):
        word = re.sub(r"(?<=..[^aeiou])ate?$", "", word) if len(word) >= 6 else word
    word = re.sub(r"(?<=...)ment$", "", word)
    if word.endswith("e") and re.search(_VOWEL, word[:-2]) and not _ONE_SYLLABLE.fullmatch(word[:-1]):
        word = word[:-1]
    word = _LL.sub(r"\1l", word)
    return re.sub(r"(?<=[^aeiou])y$", "i", word) if len(word) > 2 else word
