"""Fits typed fragments into sentences.

A note has fragments with and without a stop or a capital, quoted speech, single words and whole stories. `phrase` makes
each a `Phrase`: its tidied words, and their form, by which a draft text chooses a sentence for it. English.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vaultgen.english.first_words import DID, GERUNDS, loses_its_capital
from vaultgen.english.markup import without_markup
from vaultgen.english.shorthand import expanded
from vaultgen.regex import late

_CACHE_SIZE = 8192  # texts: the same ones stand in several drafts, and on several pages

Form = Literal["speech", "gerund", "noun", "you", "that", "question", "clause", "word", "other"]

DETERMINERS = frozenset(
    "a an the this these those your our my their his her its both every all no two three four five six seven eight "
    "nine ten some many".split()
)
_NUMERALS = frozenset("two three four five six seven eight nine ten eleven twelve both all some many few no".split())
_AUXILIARIES = (
    "is|are|was|were|am|has|have|had|does|do|did|can|could|will|would|should|must|may|might|cannot|isn’t|aren’t|"
    "wasn’t|weren’t|hasn’t|haven’t|don’t|doesn’t|didn’t|can’t|won’t|wouldn’t|needs|takes|keeps|gets|goes|leaves|"
    "left|went|got|lost|broke|fell|grew|took|made|makes|wants|breaks|fails|runs|knows|means|hang|hangs|misses|land|lands|dare|dares|ask|asks|argue|argues|see|sees|come|comes"
)
_FINITE = late(
    rf"\b(?:{_AUXILIARIES})\b|\b\w+(?<!s)s (?:its|the|a|an|their|our|your|my|it|you|us|me|too|every|all|nobody)\b",
    re.IGNORECASE,
)
_PLURAL_AND_VERB = late(
    r"(?i)\b[a-z]{2,}(?<!s)s (?:take|make|get|go|keep|cost|need|want|fail|break|run|die|leave|lose|fall|come|look|seem|"
    r"feel|sit|hate|love|know|wait|fight|work|crash|stop|pile|arrive|call|drift|lag|vary|change)\b"
)
_SUBORDINATE = late(
    r"[,;:(–—]|\b(?:because|that|who|which|whom|whose|when|where|if|so|although|while|until|as|how|why|what|you|we|I)\b"
)
_PREPOSITIONS = frozenset(
    "in on at by for from with without to of about after before during since like than under over behind between "
    "against among around across above below beside through towards despite inside outside".split()
)
# `releases slip every month`: a plural, and what may be its verb.
_MAY_GO_ON = late(
    r"(?i)(?:[a-z-]+ )?[a-z-]+(?<!s)s "
    rf"(?!(?:{'|'.join(sorted(_PREPOSITIONS))}|and|or|that|who|which|whose)\b)[a-z]+(?<!s) "
    r"(?:every|each|twice|too|without|late|often|all|more|by|in|on|at|for|from|to|their|its|the|an?|our|when|if|until|"
    r"before|after|again|daily|weekly|through|over|out|off|down|up|away)\b"
)
_NOT_FIRST = _PREPOSITIONS | frozenset(
    "and or but not never always too very really just also maybe only so then there here it he she they we you i that "
    "how what why when where who which whether if because although is are was were".split()
)
_WEEKDAYS = late(r"\b(mon|tues|wednes|thurs|fri|satur|sun)(days?)\b")
# March and may are other words as well, but not after these.
_MONTHS = late(
    r"\b(january|february|april|june|july|august|september|october|november|december)\b"
    r"|(?<=\bin )(march|may)\b|(?<=\b(?:since|until) )(march|may)\b"
)
_ARTICLE = late(
    r"(?i)(?:(?:site|phone|video|second|third|final|technical|short|quick|next|panel|follow-up|team|coding|shadow|trial|"
    r"writing|reference|background|skills|case|home|onsite|on-site|ride-along|introductory|small|longer|virtual) )?"
    r"(?:call|visit|interview|talk|meeting|conversation|test|review|reply|decision|round|take-home|presentation|chat|"
    r"shift|night|lunch|day|task|exercise|check|study|trial|session|workshop|ride-along|demo|panel|assessment)"
    r"(?=$|[,;]| [(]| (?:of|by|with|on|in|at|before|after|next|this|tomorrow|from|about|and|or|then)\b)"
)
_LONGEST = 30  # words that a phrase may bring into a sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fragment as it stands inside a sentence, without a final stop.

    `form`: "speech" is quoted; "gerund" begins with `finding …`, "noun" with `the story of …`, "that" with `that …`,
    "question" with `how …` or `whether …`; "you" is a clause whose subject is the reader, "clause" any other clause;
    "word" is a single word; "other" has no certain form and goes best after a colon. `is_theirs` says that the reader
    said the quoted speech.
    """

    text: str
    form: Form
    is_theirs: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def sentence(self) -> str:
        """The words as a sentence."""
        return capitalised(self.ended)

    @property
    def ended(self) -> str:
        """The words with a final mark, for the end of a sentence."""
        if self.form == "speech" and re.search(r"[^!?….][\"”“]$", self.text):
            return f"{self.text[:-1]}.{self.text[-1]}"
        return _ended(self.text)


def phrase(text: str, *, names: Mapping[str, str] | None = None, article: bool = False) -> Phrase:
    """The phrase for a fragment. `names` has the spelling of names by the name in lower case.

    With `article`, a noun without an article gets one: `pager story` becomes `the pager story`.
    """
    rewritten = fragment(_shortened(with_capitals(clean(text), names or {})))
    form = form_of(rewritten)
    bare = form == "noun" and rewritten.split()[0].casefold() not in DETERMINERS
    return Phrase(f"the {rewritten}" if article and bare else rewritten, form)


@lru_cache(maxsize=_CACHE_SIZE)
def form_of(text: str) -> Form:
    """The form of a fragment, or "other" if it is not certain."""
    first = re.split(r"[ ’']", text, maxsplit=1)[0].casefold().rstrip(",:")
    forms: tuple[tuple[Form, bool], ...] = (
        ("speech", text[:1] in '"“‘„«»「『' and text[-1:] in '"”’“«»」』'),
        ("word", len(text.split()) == 1),
        ("you", first in ("you", "we")),
        ("that", _THAT.match(text) is not None),
        ("gerund", first in GERUNDS or _GERUND.match(text) is not None),
        ("question", first in _QUESTIONS),
    )
    return next((form for form, fits in forms if fits), _noun_or_clause(text, first))


_THAT = late(r"(?i)that (i|we|you|they|the|my|your|our|nobody|everybody)\b")
_GERUND = late(r"(?i)[a-z]{3,}ing (?:the|a|an|my|your|me|us|you|it|only|out|up|to|about|from|off|in)\b")
_QUESTIONS = frozenset("how why what whether when where which who".split())


def _noun_or_clause(text: str, first: str) -> Form:
    main = _SUBORDINATE.split(text, maxsplit=1)[0]
    if first not in DETERMINERS and not _bare_noun(text.split()):
        return "other"
    if _FINITE.search(main) or _PLURAL_AND_VERB.search(main):
        return "clause" if first in DETERMINERS else "other"
    doubtful = (
        _MAY_GO_ON.match(main)
        or re.search(r"\b(?!\w*eed\b)\w{2,}ed\b", main)
        or _may_end_in_a_verb(main.split())
        or _clause_follows(text)
    )
    return "other" if doubtful else "noun"


def plain(text: str) -> str:
    """A text without markup: links as their words, no comments, emphasis, code marks or tags."""
    return without_markup(text)


@lru_cache(maxsize=_CACHE_SIZE)
def clean(text: str) -> str:
    """A text as one line without markup: single spaces, none before a comma, no final stop."""
    line = re.sub(r" ([,;.])(?= |$)", r"\1", re.sub(r"\s+", " ", plain(text)))
    return line.lstrip(",;: ").rstrip(".;,: ")


@lru_cache(maxsize=_CACHE_SIZE)
def fragment(text: str) -> str:
    """A fragment for the middle of a sentence: no final stop, and a lower-case first letter if it is surely no name."""
    cleaned = clean(text)
    first, _, rest = cleaned.partition(" ")
    if loses_its_capital(first.rstrip(",:"), rest.partition(" ")[0]):
        return cleaned[0].lower() + cleaned[1:]
    return cleaned


def with_capitals(text: str, names: Mapping[str, str]) -> str:
    """A text in which names, weekdays, months and `I` have their capitals.

    `names` has the spelling of names by the name in lower case.
    """
    text = re.sub(r"(?<![\w.])i(?=$|[\s’'])(?!\.)", "I", text)
    for calendar in (_WEEKDAYS, _MONTHS):
        text = calendar.sub(lambda match: match[0].capitalize(), text)
    return re.sub(r"[^\W\d_][\w+#]*", lambda match: names.get(match[0], match[0]), text) if names else text


def may_contain(name: str, text: str) -> bool:
    """Whether a text has the letters of a name, ignoring case.

    This is a fast test before the name's pattern is compiled. Like patterns that ignore case, it takes a dotless i for
    one with a dot.
    """
    return name.casefold().replace("ı", "i") in text.casefold().replace("ı", "i")


def quote(text: str) -> str:
    """A fragment in quotation marks; quoted speech keeps its own."""
    cleaned = clean(text)
    if cleaned[:1] in "\"“‘'" and cleaned[-1:] in "\"”’'":
        cleaned = cleaned[1:-1].strip()
    return f"“{cleaned}”"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def as_claim(result: str, *, after_colon: bool = False) -> str:
    """A result as a sentence in the first person, if its first word is a past tense.

    With `after_colon`, any other result begins as it was typed.
    """
    cleaned = with_capitals(expanded(clean(result)), {})
    first = cleaned.split(" ", 1)[0]
    if first.lower() in DID or (first.lower().endswith("ed") and first.isalpha()):
        return _ended(f"I {first.lower()}{cleaned[len(first) :]}")
    if first.casefold().endswith("ing") and loses_its_capital(first, "") and not after_colon:
        return _ended(f"I know this from {fragment(cleaned)}")
    return _ended(fragment(cleaned) if after_colon else cleaned[:1].upper() + cleaned[1:])


def with_article(text: str) -> str:
    """A meeting or the like with its article: `second interview on Monday` → `a second interview on Monday`."""
    return f"{'an' if text[0] in 'aeiouAEIOU' else 'a'} {text}" if begins_with_meeting(text) else text


def begins_with_meeting(text: str) -> bool:
    """Whether a text begins with a meeting or the like, without an article: `second interview on Monday`."""
    return _ARTICLE.match(text) is not None


def capitalised(text: str) -> str:
    """A text with an initial capital, if its first word is in lower case."""
    first = text.split(" ", 1)[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def pick(options: Sequence[str], seed: str, *, turn: int = 0) -> str:
    """One of several options: always the same for a seed and `turn`, and another for each `turn`."""
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
    return options[(start + turn) % len(options)]


def _shortened(text: str) -> str:
    """The first sentence of a long text; of a long sentence, the part before its last conjunction."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[^\Wa-z_])", text)
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(f"{kept} {sentence}".split()) > _LONGEST:
            break
        kept = f"{kept} {sentence}"
    words = kept.split()
    if len(words) <= _LONGEST:
        return kept.rstrip(".;,")
    head = " ".join(words[:_LONGEST])
    turns = [m.start() for m in re.finditer(r"[,;:–—]\s|\s(?:and|but|because|which|so)\s", head) if m.start() > 25]
    return head[: turns[-1]].rstrip(" ,;:–—") if turns else kept.rstrip(".;,")


def _bare_noun(words: Sequence[str]) -> bool:
    """Whether a few words in lower case are a noun without an article: `pager story`."""
    return (
        1 < len(words) <= 6
        and all(re.fullmatch(r"[a-z][a-z’'-]*|\d{1,2}[ap]m", word) for word in words[:2])
        and words[0] not in _NOT_FIRST
        and not re.search(r"(ing|ed|ly)$", words[0])
        and not any(word in _PREPOSITIONS for word in words[:2])
    )


def _clause_follows(text: str) -> bool:
    """Whether a clause follows the noun: `two numbers, and bonuses hang on one`."""
    _, conjunction, rest = next((text.partition(c) for c in (", and ", ", but ") if c in text), ("", "", ""))
    return bool(conjunction) and _FINITE.search(_SUBORDINATE.split(rest, maxsplit=1)[0]) is not None


def _may_end_in_a_verb(words: Sequence[str]) -> bool:
    """Whether the last word may be a verb or a plural: `the nightly load overruns`."""
    inner = [word.casefold() for word in words[:-1]]
    if len(words) < 3 or inner[0] in _NUMERALS or set(inner) & (_NUMERALS | _PREPOSITIONS):
        return False
    return words[-1].endswith("s") and not words[-1].endswith(("ss", "’s", "'s"))


def _ended(text: str) -> str:
    """A text with a final mark, which may precede a closing quotation mark."""
    return text if text.rstrip("\"”’')」』»“")[-1:] in ("!", "?", "…", ".", "。") else f"{text}."
