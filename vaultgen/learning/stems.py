"""Stemming of English words: `migrate`, `migrating`, `migrated` and `migrations` all become `migr`.

Takes a folded word (see `links.fold`) and returns a key for comparison only. The endings are those of Porter's English
stemmer, steps 1 and 5 (https://snowballstem.org/algorithms/english/stemmer.html); of its derivational endings only
`-ment` and `-ation` are removed. The full algorithm would conflate import and importance, experience and experiment,
intern and international.
"""

from functools import lru_cache

from vaultgen.regex import late

# Irregular forms, each line with the word for all of them.
_IRREGULAR = {
    form: word
    for line in """
        lead led; build built; rebuild rebuilt; write wrote written; rewrite rewrote rewritten; run ran; teach
        taught; sell sold; grow grew grown; win won; hold held; keep kept; bring brought; buy bought; make made;
        spend spent; lose lost; leave left; begin began begun; choose chose chosen; drive drove driven; fall fell
        fallen; find found; give gave given; meet met; pay paid; rise rose risen; send sent; speak spoke spoken;
        stand stood; think thought; throw threw thrown; tell told; take took taken; understand understood; draw drew
        drawn; feed fed; fight fought; break broke broken; catch caught; oversee oversaw overseen; wake woke woken;
        learn learnt; sleep slept; analysis analyses analyse analysed analysing; diagnosis diagnoses; crisis crises;
        withdraw withdrew withdrawn; child children; man men; woman women; shelf shelves; knife knives; loaf loaves;
        criterion criteria; datum data; mouse mice; foot feet; menu menus
    """.replace("\n", " ").split(";")
    for word, *forms in [line.split()]
    for form in (word, *forms)
}
# Nouns with endings that are ambiguous elsewhere, each line after the verb or noun for all of them.
_DERIVED = {
    form: word
    for line in """
        license licence; practice practise; defense defence; apply application; electric electrical; journalist
        journalism; reconcile reconciliation; retain retention; maintain maintenance; perform performance; comply
        compliance; refer referral; renew renewal; approve approval; dispose disposal; dismiss dismissal; appraise
        appraisal; refuse refusal; propose proposal; withdraw withdrawal; receive receipt; decide decision; resolve
        resolution; recover recovery; discover discovery; admit admission; submit submission; expand expansion;
        extend extension; revise revision; grow growth; convert conversion; insure insurance; assist assistance;
        guide guidance; attend attendance; catalogue catalog; diabetes diabetic; assess assessor; negotiate
        negotiator; supervise supervisor; translate translator; illustrate illustrator; moderate moderator;
        facilitate facilitator; coordinate coordinator; control controller; pick picker; take taker; weld welder;
        plan planner; recruit recruiter; research researcher; interview interviewer; edit editor; design designer;
        bake baker; paint painter; assemble assembler assembly; pack packer
    """.replace("\n", " ").split(";")
    for word, *forms in [line.split()]
    for form in forms
}
_STANDING = frozenset(_IRREGULAR.values())
# Words that only look like a form of another one.
_WHOLE = frozenset(
    "accounting analytics apartment attention auction banking basement catering ceiling clothing compartment "
    "compliment contention conversation customs department direction edition engineering evening function "
    "garment housing intention lighting marketing mission morning motion nation news nothing option parchment "
    "passion pension plumbing portion production question ration section session something statement station "
    "template version vision wedding".split()
)
_OUR = late(r"^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rum|tum|vap)our")
_RE = late(r"^(cent|theat|fib|lit|met|kilomet|millimet|centimet)re(?=s?$)")
_LL = late(
    r"^(cance|channe|compe|contro|expe|insta|patro|prope|counse|enro|fue|fulfi|labe|leve|mislabe|mode|remode|signa|tota|trave)ll$"
)
_Z = late(r"(?<=..)([iy])z(?=e|ing|ation)")
_VOWEL = late(r"[aeiouy]")
_VOWEL_BEFORE_LAST = late(r"[aeiouy].")
_ED_OR_ING = late(r"(?:(?<!e)ed|ing)$")
_DOUBLED = late(r"([^aeiouylsz])\1$")
_ION = late(r"(.{3,}[st])ion")
_ATE = late(r"(?<=..[^aeiou])ate?$")
_MENT = late(r"(?<=...)ment$")
_IFICATION = late(r"(?<=..)ification$")
_Y = late(r"(?<=[^aeiou])y$")
_ONE_SYLLABLE = late(r"(?:[^aeiouy]*[aeiouy][^aeiouywx]|[aeiouy][^aeiouy])")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word. A word that is not written in a–z is its own stem."""
    if len(word) < 3 or not (word.isascii() and word.isalpha() and word.islower()):
        return word
    word = _IRREGULAR.get(spelled := _american(word), spelled)
    word = _DERIVED.get(single := _singular(word), word)
    if single.endswith("ification"):
        word = _IFICATION.sub("ify", single)
    if word in _WHOLE or word in _STANDING:
        return word
    left = _past(_singular(word))
    if left in _STANDING or f"{left}e" in _STANDING:
        return left if left in _STANDING else f"{left}e"
    return _bare(left)


def _american(word: str) -> str:
    """A word in American spelling, but with `-ise`, which needs no exceptions."""
    # Testing for the letters first avoids the patterns for most words.
    if "z" in word:
        word = _Z.sub(r"\1s", word)
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    return _RE.sub(r"\1er", word) if "re" in word else word


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and _VOWEL_BEFORE_LAST.search(word[:-1]):
        return word[:-1]
    return word


def _past(word: str) -> str:
    """A word without `-ed` or `-ing`, and with the `e` that they replaced."""
    if word in _WHOLE or not word.endswith(("ed", "ing")):
        return word
    ending = _ED_OR_ING.search(word)
    if not ending or not _VOWEL.search(word[: ending.start()]):
        return word
    left = word[: ending.start()]
    if _DOUBLED.search(left):
        return left[:-1]
    if left.endswith(("at", "bl", "is")) or _ONE_SYLLABLE.fullmatch(left):
        return left + "e"
    return left


def _bare(word: str) -> str:
    """A verb or its noun without `-ate`, `-ion`, `-ment`, a final `e` and the British double `l`."""
    if word in _WHOLE:
        return word
    noun = _ION.fullmatch(word) if word.endswith("ion") else None
    if noun:
        word = noun[1]
    if noun or word.endswith("ate"):
        word = _ATE.sub("", word) if len(word) >= 6 else word
    if word.endswith("ment"):
        word = _MENT.sub("", word)
    if word.endswith("e") and _VOWEL.search(word[:-2]) and not _ONE_SYLLABLE.fullmatch(word[:-1]):
        word = word[:-1]
    if word.endswith("ll"):
        word = _LL.sub(r"\1l", word)
    return _Y.sub("i", word) if len(word) > 2 and word.endswith("y") else word
