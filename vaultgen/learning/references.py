"""References: the matched term of a need, and a noun phrase by which a message may refer to it.

`diabetic reviews are four months behind` becomes *the diabetic reviews*, and `41 days to close the quarter` *closing
the quarter*. English only. If it is not certain that the words make a noun phrase, there is none, and the message has
to do without.
"""

from itertools import pairwise
from typing import NamedTuple

from vaultgen.english.first_words import loses_its_capital
from vaultgen.learning.claims import OwnWords
from vaultgen.learning.reading import Hit, NeedReading
from vaultgen.learning.vocabulary import ARTICLES, BE, ENDING, INSIDE, VERBS
from vaultgen.learning.words import Word
from vaultgen.regex import late

_BEFORE_A_VERB = frozenset("to can could should must would will may might".split())
_SUBJECTS = frozenset(
    "i you he she it we they who that which nobody everybody someone somebody everyone people".split()
)
_COUNTS = ARTICLES | frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred many more most some "
    "few several".split()
)
_NEGATIVE = frozenset("no not never without".split())
_WITHIN = frozenset(
    "of in for and on at to by with".split()
)  # words that end other phrases, but may occur in a noun phrase
_PLAIN = late(r"[\w&+#/'’ -]+")
_VERB = late(r"(?!.*(?:ing|ed|s|ion|ment|ness|ity|ance|ence)$)[a-z]{2,}")
_DOUBLES = late(r"[^aeiou]{1,3}[aeiou][bdgmnprt]")
_NO_NOUN = late(r"(?:(?<!e)ed|ly)$")
_SINGULAR = late(r"(?:ss|us|is|ics)$|^(?:diabetes|maths|measles|news|rabies|series)$")
_GLUE = ("-", "/", "&")


class Term(NamedTuple):
    """The matched part of a need.

    `start` and `end` are offsets in `english.phrases.plain` of the need's text, and `text` is the part between them.
    `noun` is a noun phrase that refers to it within a sentence, with its article if it takes one (`the diabetic
    reviews`, `closing the quarter`, `onboarding`), or None if there is no safe one.
    """

    text: str
    start: int
    end: int
    noun: str | None


def term_of(
    reading: NeedReading, hit: Hit | None, own: OwnWords | None = None, *, is_skill: bool = False
) -> Term | None:
    """The term of a hit, or of the whole need without one; None if the need has no words.

    `own` are the words of the accomplishment that it matches; `is_skill` says that the need is a skill, not a problem.
    """
    if not reading.words:
        return None
    first, last = (hit.first, hit.last) if hit else (0, len(reading.words) - 1)
    while first < last and reading.words[first].low in ARTICLES:
        first += 1
    start, end = reading.words[first].start, reading.words[last].end
    return Term(reading.text[start:end], start, end, _noun(reading, first, last, own, is_skill=is_skill))


def _noun(reading: NeedReading, first: int, last: int, own: OwnWords | None, *, is_skill: bool) -> str | None:
    """A noun phrase from the words between two positions, or None."""
    text = reading.typed(first, last)
    before, after = _neighbour(reading.words, first, -1), _neighbour(reading.words, last, 1)
    ends = after is None or after.low in ENDING or after.low in VERBS or after.low in BE
    if not (ends and text.isascii() and _PLAIN.fullmatch(text)) or _is_glued(reading, first, last):
        return None
    if before and before.low in _BEFORE_A_VERB:
        return _gerund(text)
    inside = reading.words[first : last + 1]
    is_subject = after is not None and after.low in BE
    if not _may_be_noun(inside, before, is_subject=is_subject) or _is_predicate(reading.words, first):
        return None
    is_same = own is not None and own.text.casefold() == text.casefold()
    return _with_article(own.text if own and is_same else _small(text), inside, before, own, is_skill=is_skill)


def _may_be_noun(inside: tuple[Word, ...], before: Word | None, *, is_subject: bool) -> bool:
    """Whether words may be a noun phrase by themselves."""
    last = inside[-1].low
    if _NO_NOUN.search(last) or any(word.low in (ENDING - _WITHIN) or word.low in _SUBJECTS for word in inside):
        return False
    if any(_NO_NOUN.search(word.low) and after.low in _WITHIN for word, after in pairwise(inside)):
        return False
    if before is not None and (before.low in _SUBJECTS or before.low in _NEGATIVE):
        return False
    if len(inside) == 1 and before is not None and before.weight:
        return False
    if last not in VERBS or is_subject or (before is not None and before.low in _COUNTS):
        return True
    return last.endswith("s") and (len(inside) > 1 or before is None)  # `cost overruns`, but `residents fall`


def _is_predicate(words: tuple[Word, ...], first: int) -> bool:
    """Whether words are a predicate: `one in seven is a no-show`."""
    return any(word.low in BE for word in words[max(0, first - 2) : first])


def _with_article(
    text: str, inside: tuple[Word, ...], before: Word | None, own: OwnWords | None, *, is_skill: bool
) -> str | None:
    """A noun with its article; skills, activities and names take none."""
    is_indefinite = before is not None and before.low in ("a", "an")
    if inside[0].low.endswith("ing"):
        return text
    if is_skill:
        return None if is_indefinite else text
    is_plural = inside[-1].low.endswith("s") and not _SINGULAR.search(inside[-1].low)
    is_pointed = before is not None and (before.low in ARTICLES or before.low in INSIDE or before.low[:1].isdigit())
    if is_plural or is_pointed:
        return f"the {text}"
    if before is not None and len(inside) == 1:
        return text  # within a line, a noun without an article takes none
    # The user's list of skills has it without an article.
    is_bare = text.isupper() or (own is not None and own.source == "skill" and own.text.casefold() == text.casefold())
    return text if is_bare else f"the {text}"


def _gerund(text: str) -> str | None:
    """`close the quarter` as `closing the quarter`; None if the first word is hardly a verb."""
    verb, space, rest = text.partition(" ")
    if not _VERB.fullmatch(verb) or verb.endswith("ie"):
        return None
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        verb = verb[:-1]
    elif _DOUBLES.fullmatch(verb):
        verb += verb[-1]
    return f"{verb}ing{space}{rest}"


def _neighbour(words: tuple[Word, ...], place: int, step: int) -> Word | None:
    """The word before or after a position, if no punctuation mark is between them."""
    beside = place + step
    return words[beside] if 0 <= beside < len(words) and words[beside].run == words[place].run else None


def _is_glued(reading: NeedReading, first: int, last: int) -> bool:
    """Whether a term is a part of a hyphenated word."""
    start, end = reading.words[first].start, reading.words[last].end
    return reading.text[end : end + 1] in _GLUE or reading.text[max(0, start - 1) : start] in _GLUE


def _small(text: str) -> str:
    """A term without the capital at the start of its line."""
    first, _, rest = text.partition(" ")
    return text[0].lower() + text[1:] if loses_its_capital(first, rest.partition(" ")[0]) else text
