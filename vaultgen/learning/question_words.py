"""Normalises questions: `asked me why I left X` and `Why did you leave X?` become the same.

`said` gives its words as the catalogue of themes reads them, `key` the words by which two wordings are the same.
English.
"""

from functools import lru_cache

from vaultgen.english.phrases import plain
from vaultgen.learning.stems import stem
from vaultgen.regex import late
from vaultgen.vault.links import fold

_WORD = late(r"[^\W_]+[+#]*(?:['’][^\W_]+)*")
_ASIDE = late(r"\s*\([^()]*\)")
# Who is spoken of is not told apart: notes speak of the user as I or you, and of the employer as you, we or they.
_PERSONS = {
    **dict.fromkeys(("i", "me", "im", "u", "ya"), "you"),
    **dict.fromkeys(("my", "ur"), "your"),
    **dict.fromkeys(("myself", "yourselves"), "yourself"),
    "mine": "yours",
    **dict.fromkeys(("they", "we"), "we"),
    "them": "us",
    "their": "our",
    "theirs": "ours",
}
_SHORT = dict(
    pair.strip().split(": ")
    for pair in """
        am: are; r: are; whats: what is; hows: how is; whos: who is; dont: do not; wont: will not; cant: can not;
        cannot: can not; didnt: did not; doesnt: does not; isnt: is not; wouldnt: would not; couldnt: could not;
        arent: are not; wasnt: was not; havent: have not; youre: you are; youve: you have; ive: you have; abt:
        about; b4: before; mgr: manager; mgmt: management; prev: previous; yrs: years; yr: year; exp: experience;
        cust: customer; custs: customers; resume: cv; résumé: cv; resumé: cv; ppl: people; esp: especially; wrk:
        work; wld: would; pls: please; plz: please; biz: business; 1st: first; 2nd: second; w: with; qs: questions;
        sth: something; smth: something; mins: minutes; min: minute; hrs: hours; wks: weeks;
        org: organisation; cos: because; thru: through
    """.replace("\n", " ").split(";")
)
_NUMBERS = {
    word: str(number)
    for word, number in {
        **{word: at for at, word in enumerate("two three four five six seven eight nine ten".split(), 2)},
        "thirty": 30, "sixty": 60, "ninety": 90, "hundred": 100,
    }.items()
}  # fmt: skip
_ENDINGS = {"t": "not", "re": "are", "m": "are", "ve": "have", "ll": "will", "d": "would"}
_WITH_IS = frozenset("what who where how that there here it when why".split())
_IS = late(r"(?<=[a-z]{3})iz(?=(?:e|ed|er|ers|es|ing|ation|ations)$)")
# Words that ask and do not say what about, and such as stand in any sentence.
FRAME = frozenset(
    """
    you your yours we us our ours he she it its his her him one's the a an this that these those there here
    is are was were be been being am do does did done have has had having can could will would shall should may might
    must to of in on at for with about from by as into and or but so if then than when whether which what how that who
    tell talk give describe explain walk ask asked asking say said share show name discuss want wanted wants know
    example examples instance time times situation situations occasion case sometime ever please just some any also
    really me through let kind sort thing something someone somebody again more very too question questions
    """.split()
)

_ASKING = frozenset("what how which who do does did are is can could will would should have".split())


@lru_cache(maxsize=8192)
def said(text: str) -> str:
    """The words of a question between spaces, `^` before the first and `$` after the last: ` ^ why did you leave $ `.

    Persons and spellings that mean the same are one; what stands in brackets is left out unless it is all.
    """
    folded = fold(plain(text)).replace("’", "'")
    words = _words(_ASIDE.sub(" ", folded)) or _words(folded)
    return f" ^ {' '.join(words)} $ "


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The key that two wordings of one question share: the sorted stems of the words that say what is asked."""
    words = said(text).split()[1:-1]
    stems = {stem(word) for word in words if word not in FRAME}
    if len(stems) == 1:  # `do you drive` does not ask `what drives you`
        stems |= _ASKING.intersection(words)
    return " ".join(sorted(stems)) or " ".join(words) or fold(text)


def _words(folded: str) -> list[str]:
    return [part for token in _WORD.findall(folded) for part in written_out(token)]


def written_out(token: str) -> list[str]:
    """The words that a token in lower case stands for: `what's` is `what is`, `I` is `you`."""
    word, _, ending = token.partition("'")
    if ending == "t" and word.endswith("n"):
        word = {"won": "will", "can": "can", "shan": "shall"}.get(word, word[:-1])
    more = ["is"] if ending == "s" and word in _WITH_IS else [_ENDINGS[ending]] if ending in _ENDINGS else []
    word = _PERSONS.get(word, word)
    word = _NUMBERS.get(word, word)
    word = _SHORT.get(word) or (_IS.sub("is", word) if "iz" in word else word)
    return [*word.split(), *more]
