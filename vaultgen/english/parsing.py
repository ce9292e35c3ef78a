"""Parses a typed fragment: its kind (an event, a habit, a thing and so on), subject, verb and object.

The kind follows from the finite verb: `drivers wait two hours at the gate` has one and is a habit; `drivers who wait at
the gate` has none in its main clause and is a thing. `parse` also tells whether it is sure; if it is not, the fragment
should be held back.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.english.clauses import (
    FINITE,
    Agreement,
    Clause,
    TextSpan,
    agreement,
    clause,
    lemma,
    main_verb,
    object_of,
    subject,
    told_of_me,
)
from vaultgen.english.doubts import doubt_of_verb, doubt_without_verb
from vaultgen.english.lexicon import verb_of
from vaultgen.english.tagger import Token, tag

_CACHE_SIZE = 2048  # fragments

Kind = Literal["event", "habit", "state", "plan", "thing", "activity", "quotation", "question", "imperative"]
"""`event`: somebody did something (`asked me why I left`). `habit`: somebody does (`drivers wait at the gate`).
`state`: somebody is, has, wants, knows or can (`need someone with a licence`). `plan`: somebody will.
`thing`: no finite verb (`the pager story`). `activity`: begins with an -ing form (`mentoring students`).
`imperative`: begins with a bare verb (`send her the list`). `question`: direct or not. `quotation`: in quotes."""

Tense = Literal["past", "present", "modal", "base"]


class Verb(NamedTuple):
    """A verb of a fragment: `text[start:end]` of the fragment is `word`, a form of `lemma`.

    `tense` is `modal` for can, will and the like, and `base` for a bare verb. `agreement` tells with whom a finite verb
    agrees: `one` (`asks`, `is`, `was`), `many` (`ask`, `are`, `were`), `any` (`asked`, `can`).
    """

    word: str
    lemma: str
    start: int
    end: int
    tense: Tense
    agreement: Agreement


class ParsedFragment(NamedTuple):
    """The parts of a fragment.

    `subject` is None if there is none. `verb` is the finite verb of the main clause. `content` is the verb with the
    meaning: the same one, or the one after an auxiliary (`will ring` → `ring`). Both are None if the main clause has no
    finite verb, except that the `content` of an activity is its -ing form. `object` is what follows the verb (`asked
    me` → `me`). `is_sure` says whether all of this is certain, and `doubt` in a few words why it is not.
    """

    text: str
    kind: Kind
    subject: TextSpan | None
    verb: Verb | None
    content: Verb | None
    object: TextSpan | None
    is_negative: bool
    is_passive: bool
    is_sure: bool
    doubt: str


@lru_cache(maxsize=_CACHE_SIZE)
def parse(text: str) -> ParsedFragment:
    """Parses a fragment of one line, without list marks. A final stop makes no difference."""
    text = text.strip()
    if _QUOTED.fullmatch(text):
        return ParsedFragment(text, "quotation", None, None, None, None, False, False, True, "")
    tokens = told_of_me(tag(text))
    main = main_verb(tokens)
    if main is None:
        return _without_verb(text, tokens)
    return _with_verb(clause(text, tokens, main))


_QUOTED = re.compile(r"(?:[\w .'’-]{2,40}: ?)?[\"“„«‘'][^\"“”„«»]+[\"”“»’'][.!?]?")
_ASKING = frozenset("how why what when where which who whom whose whether if".split())
_CLAUSE_OPENING = frozenset("when where if who which what".split())
_STATES = frozenset(
    "be have know want need own mean matter depend prefer seem belong contain consist deserve lack possess resemble "
    "owe suit cost exist live".split()
)
_STATES_NOW = _STATES | frozenset(
    "think believe like love hate hope expect feel care trust enjoy agree understand".split()
)
_FELT = frozenset(
    "surprise please delight impress worry interest tire excite thrill bore amaze concern disappoint annoy frustrate "
    "convince amuse relieve scare frighten embarrass confuse use suppose involve crowd".split()
)


def _without_verb(text: str, tokens: Sequence[Token]) -> ParsedFragment:
    words = [token for token in tokens if token.tag != "."]
    first = words[0] if words else None
    kind: Kind = "thing"
    content = None
    if text.endswith("?") or (first and first.word in _ASKING and first.tag in ("WRB", "WP", "WDT", "SC", "IN")):
        kind = "question"
    elif first and _is_activity(words):
        kind = "activity"
        content = _verb(first, "base", "any")
    doubt = doubt_without_verb(tokens, kind)
    return ParsedFragment(text, kind, None, None, content, None, False, False, not doubt, doubt)


def _is_activity(words: Sequence[Token]) -> bool:
    """Whether words begin with an activity: `mentoring students`, `testing and inspection`, not `a meeting`."""
    first, after = words[0], words[1:2]
    if not first.word.endswith("ing") or len(first.word) < 6 or verb_of(first.word) in (None, first.word):
        return False
    is_one_of_two = after and after[0].tag == "CC" and len(words) > 3 and words[2].word.endswith("ing")
    if is_one_of_two and words[3].tag.startswith("NN"):
        return False  # a moving and handling certificate
    return first.tag == "VBG" or not after or after[0].tag in ("CC", "IN", "TO", "DT", "PRP$", "PRP", "RP")


def _with_verb(found: Clause) -> ParsedFragment:
    text, tokens, main, at = found
    kind, whose = _kind(found), subject(found)
    finite = _verb(tokens[main], _tense(tokens[main]), agreement(tokens[main]))
    content = finite if at == main else _verb(tokens[at], finite.tense, finite.agreement)
    is_passive = at != main and tokens[at].tag in ("VBN", "VBD") and finite.lemma in ("be", "get")
    is_negative = any(token.word in ("not", "never") for token in tokens[main + 1 : max(at, main + 1) + 1])
    doubt = doubt_of_verb(found, kind, has_subject=whose is not None)
    return ParsedFragment(
        text, kind, whose, finite, content, object_of(found), is_negative, is_passive, not doubt, doubt
    )


def _verb(token: Token, tense: Tense, agrees: Agreement) -> Verb:
    return Verb(token.text, lemma(token), token.start, token.end, tense, agrees)


def _tense(token: Token) -> Tense:
    return {"MD": "modal", "VBD": "past", "VB": "base"}.get(token.tag, "present")  # type: ignore[return-value]


def _kind(found: Clause) -> Kind:
    text, tokens, main, _ = found
    verb = tokens[main]
    first = tokens[0].word
    finite_before = any(token.tag in FINITE for token in tokens[:main])
    after = [
        "EX" if token.word == "there" else token.tag for token in tokens[main + 1 : main + 3] if token.word != "not"
    ]
    is_inverted = main == 0 and verb.tag in FINITE and after[:1] in (["PRP"], ["EX"])
    is_inverted = is_inverted and (verb.tag == "MD" or lemma(verb) in ("be", "have", "do"))
    is_asked = first in _ASKING and not (finite_before and first in _CLAUSE_OPENING)
    if text.endswith("?") or is_asked or is_inverted:
        return "question"
    if verb.tag == "MD":
        return "plan" if lemma(verb) in ("will", "shall") else "state"
    return "imperative" if verb.tag == "VB" else _kind_of_statement(found)


def _kind_of_statement(found: Clause) -> Kind:
    _, tokens, main, at = found
    verb, content = tokens[main], tokens[at]
    verb_lemma, content_lemma = lemma(verb), lemma(content)
    if verb_lemma == "be" and content.word == "going" and [t.word for t in tokens[at + 1 : at + 2]] == ["to"]:
        return "plan"
    if verb_lemma == "be" and at != main and content.tag in ("VBN", "VBD"):
        return "state" if content_lemma in _FELT else "event" if verb.tag == "VBD" else "habit"
    if content_lemma in (_STATES if verb.tag == "VBD" else _STATES_NOW) and content.tag != "VBG":
        return "state"
    if verb_lemma == "be" and at != main:
        return "event" if verb.tag == "VBD" else "state"
    is_perfect = verb_lemma == "have" and at != main
    return "event" if verb.tag == "VBD" or is_perfect else "habit"
