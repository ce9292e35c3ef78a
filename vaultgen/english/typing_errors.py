"""Finds typing errors: a fragment with one goes into no message as it is.

Errors are misspelt words, a verb that does not agree, a number before a singular, and a noun without its article. What
has one reading only has been corrected before (`corrections.py`).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vaultgen.english.corrections import REGULAR_TOO
from vaultgen.english.irregular import FORMS
from vaultgen.english.languages import SMALL_WORDS
from vaultgen.english.lexicon import UNKNOWN, verb_of, word_class
from vaultgen.english.misspellings import correction
from vaultgen.english.tagger import Token, tag
from vaultgen.regex import late


class TypingError(NamedTuple):
    """Words that look wrong: their offsets, and why."""

    start: int
    end: int
    why: str


def first_error(text: str, known: Collection[str] = ()) -> TypingError | None:
    """The first typing error of a text, or None; `known` are names in lower case."""
    tokens = tag(text)
    found = [
        *_misspellings(tokens, known),
        *_disagreements(tokens),
        *_confusions(tokens),
        *_missing_articles(tokens, known),
    ]
    return min(found, default=None)


def first_misspelling(text: str, known: Collection[str] = ()) -> TypingError | None:
    """The first misspelt word of a text, or None; `known` are names in lower case."""
    return next(_misspellings(tag(text), known), None)


def _misspellings(tokens: Sequence[Token], known: Collection[str]) -> Iterator[TypingError]:
    for token in tokens:
        word = token.text
        if len(word) < 4 or not word.isalpha() or not word.islower() or word in known or _is_known(word):
            continue
        right = correction(word)
        if right is None and word_class(word) == UNKNOWN:
            right = _nearest_word(word)
        if right:
            yield TypingError(token.start, token.end, f"“{word}” may be a slip for “{right}”")


_NEWER = frozenset("else stats meta info demo demos admin admins app apps repo repos onboarding offboarding".split())


def _is_known(word: str) -> bool:
    """Whether a word that the lexicon lacks is nevertheless a word."""
    return word in SMALL_WORDS or word in _NEWER or (word_class(word) == UNKNOWN and verb_of(word) is not None)


def _nearest_word(word: str) -> str | None:
    """The known word that differs from an unknown one by two swapped letters, or by one letter too many or too few."""
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    shorter = [word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]]
    longer = [word[:i] + c + word[i:] for i in range(1, len(word)) for c in ("aeiou" if len(word) > 4 else "e")]
    doubled = [word[:i] + word[i] + word[i:] for i in range(1, len(word) - 1)]
    return next((one for one in (*swapped, *shorter, *doubled, *longer) if len(one) > 3 and _is_common(one)), None)


def _is_common(word: str) -> bool:
    return word in SMALL_WORDS or word_class(word) != UNKNOWN


_I_WE_THEY = frozenset(("i", "we", "they", "you"))
_HE_SHE = frozenset(("he", "she", "it"))
_PLURAL_TIME = late(r"(?i)(?:year|month|week|day|hour|minute|time|person|child|man|woman|people)$")


def _disagreements(tokens: Sequence[Token]) -> Iterator[TypingError]:
    for place, (one, two) in enumerate(pairwise(tokens)):
        before = tokens[place - 1] if place else None
        word, follows = one.word, two.word
        is_subject = one.tag == "PRP" and (
            before is None
            or before.tag not in ("IN", "TO", "VB", "VBD", "VBP", "VBZ", "VBG", "MD")
            or before.word in ("that", "because", "if", "when", "so")
        )
        if (
            is_subject
            and word in _I_WE_THEY
            and (two.tag == "VBZ" or (follows == "was" and word != "i"))
            and follows != "'s"
        ):
            yield TypingError(one.start, two.end, "the verb does not fit its subject")
        elif is_subject and word in ("they", "we", "he", "she", "i") and two.tag == "VBG":
            yield TypingError(one.start, two.end, "the verb lacks a word")
        elif (
            is_subject
            and word in _HE_SHE
            and follows in ("are", "were", "have", "do", "go")
            and not (
                before
                and before.word
                in ("did", "does", "let", "make", "made", "would", "will", "if", "could", "should", "can")
            )
        ):
            yield TypingError(one.start, two.end, "the verb does not fit its subject")
        elif (
            one.tag == "MD"
            and two.tag in ("VBD", "VBN")
            and follows
            not in (
                "read",
                "put",
                "cut",
                "set",
                "let",
                "run",
                "come",
                "become",
                "hit",
                "cost",
                "hurt",
                "quit",
                "shut",
                "split",
                "spread",
                "beat",
            )
        ):
            yield TypingError(one.start, two.end, "the verb has another form after this word")
        elif (
            one.tag == "CD"
            and two.tag == "NN"
            and _is_plural_number(word)
            and not _noun_follows(tokens, place + 2)
            and _PLURAL_TIME.match(follows)
        ):
            yield TypingError(one.start, two.end, "a number goes with a plural")
        elif follows == "then" and one.tag in ("JJR", "RBR"):
            yield TypingError(one.start, two.end, "“then” may be a slip for “than”")
        elif (
            two.tag == "CD"
            and word == "since"
            and re.fullmatch(r"(?:19|20)\d\d", two.text)
            and _is_simple_past(tokens[:place])
        ):
            yield TypingError(one.start, two.end, "the verb does not fit “since”")
        elif word == "people" and follows in ("is", "was", "has", "does"):
            yield TypingError(one.start, two.end, "the verb does not fit its subject")


def _confusions(tokens: Sequence[Token]) -> Iterator[TypingError]:
    """Words that learners and hasty typists confuse: `two millions`, `it did cost`, `and there late`."""
    for place, (one, two) in enumerate(pairwise(tokens)):
        word, follows = one.word, two.word
        before = tokens[place - 1] if place else None
        is_subject = before is not None and before.tag in ("NN", "NNS", "PRP", "NNP")
        if word in _COUNTS and follows in ("millions", "thousands", "hundreds", "billions"):
            yield TypingError(one.start, two.end, "after a number the word has no plural")
        elif word == "did" and two.tag == "VB" and is_subject:
            yield TypingError(one.start, two.end, "the past of the verb says it without “did”")
        elif word in ("has", "have", "had") and _is_past_alone(follows):
            yield TypingError(one.start, two.end, "the verb has another form after this word")
        elif word == "there" and before is not None and before.tag == "CC" and two.tag in ("JJ", "VBG"):
            yield TypingError(one.start, two.end, "“there” may be a slip for “they're”")


def _is_past_alone(word: str) -> bool:
    """Whether a word is a past tense that differs from the participle: `showed`, `went`."""
    base = next((base for base, (past, *_) in FORMS.items() if past == word), None)
    return base is not None and (base not in REGULAR_TOO or base == "show") and FORMS[base][1] != word


_COUNTS = frozenset("two three four five six seven eight nine ten twenty fifty".split())


def _is_simple_past(tokens: Sequence[Token]) -> bool:
    mains = [at for at, token in enumerate(tokens) if token.is_main]
    return bool(mains) and tokens[mains[0]].tag == "VBD" and tokens[mains[0]].word not in ("had", "was", "were")


_ONES = frozenset(("one", "1", "a", "0", "first"))


def _is_plural_number(word: str) -> bool:
    return word not in _ONES and not re.search(r"[/:%-]|(?:st|nd|rd|th)$", word)


def _noun_follows(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun follows, so that the one before is part of a compound: `a 2 year plan`."""
    return place < len(tokens) and tokens[place].tag in ("NN", "NNS", "JJ", "POS")


# Things that one counts, so that they have an article or a plural.
COUNTABLE = frozenset(
    "seal pump mixer drawing machine project problem question meeting chair table car phone window door team company "
    "job idea story building bridge boat ship engine tool customer invoice office room house "
    "school hospital ward clinic class lesson course kitchen shop store site factory workshop plant "
    "lab studio van truck "
    "computer laptop screen keyboard button website letter card picture photo "
    "dog cat horse cow bird tree garden wall roof floor ladder lamp bed bag box bottle cup plate "
    "knife bike bus train plane "
    "station street road city town village country week month year mistake accident difference system process method "
    "solution result target goal budget client supplier engineer manager teacher nurse doctor "
    "student pupil patient owner "
    "boss colleague worker driver chef waiter lawyer designer developer programmer customer guest visitor neighbour "
    "friend person man woman boy girl child baby father mother son daughter brother sister".split()
)
_WITHOUT_ARTICLE = late(
    r"(?i)(?:by (?:car|bus|train|plane|phone|boat|bike|ship|letter|form)|at (?:school|table|sea|"
    r"office)|in (?:class|school|hospital|house|person|office|bed|town|garden)"
    r"|to (?:school|bed|town|hospital|class)|on (?:site|call|paper|screen|floor|board|budget|plan|"
    r"target|foot|page)|per (?:person|week|month|year|day|patient|client|customer|pupil|student|page|"
    r"room|head)"
    r"|from (?:school|hospital|person|week|month|year|page|room|site|car)|(?:last|next|this|every|"
    r"each) (?:week|month|year|person)|off (?:site|work)|"
    r"(?:left|leave|leaving|finished|started|starting) school|of (?:school|week|month|year|person|page|class)|"
    r"as \w+|for (?:school|work)|after school|on form|under budget|over budget|without question)$"
)
_MODIFIERS = ("JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "RB")
_INDEFINITE = frozenset(
    "everyone everybody nobody somebody someone anybody anyone nothing something everything".split()
)
_DETERMINED = ("DT", "PRP$", "POS", "CD", "WP$", "WDT", "PDT")


def _missing_articles(tokens: Sequence[Token], known: Collection[str]) -> Iterator[TypingError]:
    """Countable nouns in the singular without an article: `he showed me first pump`."""
    for place, token in enumerate(tokens):
        if token.tag != "NN" or token.word not in COUNTABLE or _compound_follows(tokens, place + 1):
            continue
        start = place
        while start and _is_modifier(tokens[start - 1]):
            start -= 1
        if start == 0 and not any(other.is_main for other in tokens[:place]):
            continue  # the fragment begins with it: `site walk`
        if any(tokens[at].tag == "NNP" or tokens[at].word in known for at in range(start, place)):
            continue
        if start and _is_determined(tokens, start - 1, place):
            continue
        yield TypingError(tokens[start].start, token.end, "a word like “a” or “the” is missing")


_BEFORE_NOUNS = frozenset("no what whose which another every each such many - / “ \" ' ‘ &".split())


def _is_modifier(token: Token) -> bool:
    is_word = re.fullmatch(r"[\w-]+", token.word) is not None
    is_joined = "-" in token.word[1:-1]  # `drop-in`, `hands-on`
    return (token.tag in _MODIFIERS or is_joined) and is_word and token.word not in _INDEFINITE


def _is_determined(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether the word before a noun determines it, or makes an idiom with it: `by phone`, `on site`."""
    before = tokens[at]
    if before.tag in _DETERMINED or before.word in _INDEFINITE or before.word in _BEFORE_NOUNS:
        return True
    if before.word in ("and", "or", ",") and not _is_subject(tokens, place):
        return True
    return _WITHOUT_ARTICLE.search(f"{before.word} {tokens[place].word}") is not None


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].tag in ("VBZ", "MD") and place > 2


def _compound_follows(tokens: Sequence[Token], place: int) -> bool:
    if place >= len(tokens):
        return False
    if tokens[place].tag == "VBZ" and place > 1 and tokens[0].is_main:
        return True  # `ran nurse consults`: there is a verb already
    return tokens[place].tag in ("NN", "NNS", "NNP", "CD") or tokens[place].word in ("-", "/", "'s", "’s")
