"""What a typed fragment says: an event, a habit, a thing …, where its finite verb is, and whose it is.

Everything else about a fragment follows from its finite verb: `drivers wait two hours at the gate` has one and is a
habit of the drivers, `drivers who wait at the gate` has none in its main clause and is a thing. `read` also says
whether it is sure; what it is not sure of is better held than told.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.english import verbs
from vaultgen.english.lexicon import UNKNOWN, verb_of, word_class
from vaultgen.english.tagger import Token, tag

_REMEMBERED = 2048  # fragments

Kind = Literal["event", "habit", "state", "plan", "thing", "activity", "quotation", "question", "imperative"]
"""`event`: somebody did something (`asked me why I left`). `habit`: somebody does (`drivers wait at the gate`).
`state`: somebody is, has, wants, knows or can (`need someone with a licence`). `plan`: somebody will.
`thing`: no finite verb (`the pager story`). `activity`: begins with an -ing form (`mentoring students`).
`imperative`: begins with a bare verb (`send her the list`). `question`: direct or not. `quotation`: in quotes."""

Tense = Literal["past", "present", "modal", "base"]
Agreement = Literal["one", "many", "any"]
Form = Literal["base", "third", "past", "ing"]


class Span(NamedTuple):
    """A part of a fragment: `text[start:end]`, and the words themselves."""

    start: int
    end: int
    text: str


class Verb(NamedTuple):
    """A verb as it stands in a fragment: `text[start:end]` is `word`, a form of `lemma`.

    `tense`: `modal` of can, will and the like, `base` of a bare verb. `agreement` tells with whom a finite verb agrees:
    `one` (`asks`, `is`, `was`), `many` (`ask`, `are`, `were`), `any` (`asked`, `can`).
    """

    word: str
    lemma: str
    start: int
    end: int
    tense: Tense
    agreement: Agreement


class Reading(NamedTuple):
    """What a fragment says.

    `subject` is None where the fragment has none. `verb` is the finite verb of the main clause; `content` the verb
    that tells what is done, the same or the one after an auxiliary (`will ring` → `ring`); both are None where the main
    clause has no finite verb, but for an activity, whose `content` is its -ing form. `object` is what stands right
    after it, a pronoun or a few words (`asked me` → `me`). `is_sure` says whether all of this may be relied on;
    `doubt` says in a few words why not.
    """

    text: str
    kind: Kind
    subject: Span | None
    verb: Verb | None
    content: Verb | None
    object: Span | None
    is_negative: bool
    is_passive: bool
    is_sure: bool
    doubt: str


@lru_cache(maxsize=_REMEMBERED)
def read(text: str) -> Reading:
    """Read a fragment of one line, without list marks; a final stop does not matter."""
    text = text.strip()
    if _QUOTED.fullmatch(text):
        return Reading(text, "quotation", None, None, None, None, False, False, True, "")
    tokens = tag(text)
    main = next((n for n, token in enumerate(tokens) if token.is_main), None)
    if main is None:
        return _without_verb(text, tokens)
    return _with_verb(text, tokens, main)


def reworded(reading: Reading, form: Form) -> str | None:
    """A fragment from its verb on, without its subject, the verb in another form: `Bo asked why` → `asking why`.

    Auxiliaries are gone: `will ring me` → `ringing me`, `did not know` → `not knowing`. None where that would say
    something else (`can run a crew`, what was done to somebody, a question) or where the verb is not known.
    """
    verb, content = reading.verb, reading.content
    if verb is None or content is None or reading.is_passive or reading.kind in ("question", "quotation"):
        return None
    is_other = verb.tense == "modal" and reading.kind != "plan"
    if is_other or verb_of(content.lemma) is None:
        return None
    between = reading.text[verb.end : content.start].strip() if verb != content else ""
    told = _form(content.lemma, form) + reading.text[content.end :]
    if reading.is_negative:
        return f"not {told}" if form in ("ing", "base") and verb != content else None
    if between and not _ADVERB.fullmatch(between):
        return None
    return f"{between} {told}" if between else told


def _form(lemma: str, form: Form) -> str:
    forms = {"third": verbs.third_person, "past": verbs.past, "ing": verbs.ing}
    return forms[form](lemma) if form in forms else lemma


_ADVERB = re.compile(r"\w+ly|also|then|just|still|always|often|even|once")
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
_MARGIN = 20  # of the tagger's labels, up to the verb and where a verb might be
_CROWDS = frozenset(
    "staff team crew people police management board everyone half most some many all none both rest".split()
)
_FINITE = ("MD", "VBD", "VBP", "VBZ")


def _without_verb(text: str, tokens: Sequence[Token]) -> Reading:
    words = [token for token in tokens if token.tag != "."]
    first = words[0] if words else None
    kind: Kind = "thing"
    content = None
    if text.endswith("?") or (first and first.word in _ASKING and first.tag in ("WRB", "WP", "WDT", "SC", "IN")):
        kind = "question"
    elif first and first.tag == "VBG" and verb_of(first.word):
        kind = "activity"
        content = Verb(first.text, verbs.base(first.word), first.start, first.end, "base", "any")
    doubt = ""
    if not words:
        doubt = "no words"
    elif kind == "thing" and not any(token.tag[0] in "NCP" or token.tag == "VBG" for token in words):
        doubt = "no noun"
    elif any(token.tag in _FINITE and not _is_opened(tokens, n) for n, token in enumerate(tokens)):
        doubt = "a verb without its place"
    elif any(token.margin < _MARGIN and _may_be_verb(token) for token in words):
        doubt = "a word that may be its verb"
    return Reading(text, kind, None, None, content, None, False, False, not doubt, doubt)


def _with_verb(text: str, tokens: Sequence[Token], main: int) -> Reading:
    verb = tokens[main]
    at = _content(tokens, main)
    content = tokens[at]
    is_passive = content.tag in ("VBN", "VBD") and at != main and _lemma(verb) in ("be", "get")
    subject = _subject(text, tokens, main)
    kind = _kind(text, tokens, main, at)
    finite = Verb(verb.text, _lemma(verb), verb.start, verb.end, _tense(verb), _agreement(verb))
    told = (
        finite
        if at == main
        else Verb(content.text, _lemma(content), content.start, content.end, finite.tense, finite.agreement)
    )
    is_negative = any(token.word in ("not", "never") for token in tokens[main + 1 : at + 1 + (at == main)])
    doubt = _doubt(tokens, main, at, subject, kind)
    return Reading(
        text, kind, subject, finite, told, _object(text, tokens, at), is_negative, is_passive, not doubt, doubt
    )


def _lemma(token: Token) -> str:
    small = token.word
    if small in ("'s", "'m", "'re"):
        return "be"
    if small == "'ve":
        return "have"
    if token.tag == "MD":
        return {"'ll": "will", "'d": "would"}.get(small, small)
    if small == "'d":
        return "have"
    return verbs.base(small)


def _tense(token: Token) -> Tense:
    return {"MD": "modal", "VBD": "past", "VB": "base"}.get(token.tag, "present")  # type: ignore[return-value]


def _agreement(token: Token) -> Agreement:
    if token.tag == "VBZ" or token.word == "was":
        return "one"
    return "many" if token.tag == "VBP" or token.word == "were" else "any"


def _content(tokens: Sequence[Token], main: int) -> int:
    """The place of the verb that tells what is done: the finite verb, or the one that its auxiliary helps."""
    verb = tokens[main]
    if verb.tag != "MD" and _lemma(verb) not in ("be", "have", "do", "get"):
        return main
    for at in range(main + 1, min(main + 7, len(tokens))):
        token = tokens[at]
        if token.tag in ("VB", "VBN", "VBG") or (token.tag == "VBD" and verb.tag != "MD"):
            if _lemma(token) in ("be", "have") and at + 1 < len(tokens) and tokens[at + 1].tag in ("VBN", "VBG"):
                return at + 1
            return at
        is_asked = tokens[0].tag in ("WRB", "WP") or main == 0
        if token.tag != "RB" and not (is_asked and token.tag in ("PRP", "DT", "NN", "NNS", "NNP", "EX")):
            return main
    return main


def _kind(text: str, tokens: Sequence[Token], main: int, at: int) -> Kind:
    verb = tokens[main]
    first = tokens[0].word
    finite_before = any(token.tag in _FINITE for token in tokens[:main])
    is_inverted = main == 0 and verb.tag in ("MD", "VBZ", "VBP") and len(tokens) > 1 and tokens[1].tag in ("PRP", "EX")
    is_asked = first in _ASKING and not (finite_before and first in _CLAUSE_OPENING)
    if text.endswith("?") or is_asked or is_inverted:
        return "question"
    if verb.tag == "MD":
        return "plan" if _lemma(verb) in ("will", "shall") else "state"
    return "imperative" if verb.tag == "VB" else _kind_of_statement(tokens, main, at)


def _kind_of_statement(tokens: Sequence[Token], main: int, at: int) -> Kind:
    verb, content = tokens[main], tokens[at]
    lemma, told = _lemma(verb), _lemma(content)
    if lemma == "be" and content.word == "going" and [t.word for t in tokens[at + 1 : at + 2]] == ["to"]:
        return "plan"
    if lemma == "be" and at != main and content.tag in ("VBN", "VBD"):
        return "state" if told in _FELT else "event" if verb.tag == "VBD" else "habit"
    if told in (_STATES if verb.tag == "VBD" else _STATES_NOW) and content.tag != "VBG":
        return "state"
    is_perfect = lemma == "have" and at != main
    return "event" if verb.tag == "VBD" or is_perfect else "habit"


def _subject(text: str, tokens: Sequence[Token], main: int) -> Span | None:
    before = [token for token in tokens[:main] if token.tag != "."]
    while before and before[-1].tag == "RB" and before[-1].word not in ("there", "here"):
        before = before[:-1]
    while before and before[0].tag in ("RB", "CC", "UH"):
        before = before[1:]
    if (before and before[0].tag in ("WRB", "SC")) or (before and before[0].tag in ("WP", "WDT") and len(before) > 1):
        before = before[1:]
        if not before:
            return _inverted(text, tokens, main)
    if not before or (len(before) == 1 and before[0].tag == "WP" and before[0].word not in ("who", "which")):
        return _inverted(text, tokens, main)
    start, end = before[0].start, before[-1].end
    return Span(start, end, text[start:end])


def _inverted(text: str, tokens: Sequence[Token], main: int) -> Span | None:
    """The subject after an auxiliary: `when can I start`, `is there a canteen`."""
    if tokens[main].tag == "VB" or main + 1 >= len(tokens):
        return None
    if tokens[main].tag != "MD" and _lemma(tokens[main]) not in ("be", "have", "do"):
        return None
    after = tokens[main + 1]
    if after.tag in ("PRP", "EX"):
        return Span(after.start, after.end, after.text)
    is_asked = main > 0 or text.endswith("?")
    taken = []
    for token in tokens[main + 1 :] if is_asked else ():
        if token.tag not in ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "POS"):
            break
        taken.append(token)
    return Span(taken[0].start, taken[-1].end, text[taken[0].start : taken[-1].end]) if taken else None


def _object(text: str, tokens: Sequence[Token], at: int) -> Span | None:
    """A pronoun, or the determiners, adjectives and nouns that stand right after a verb."""
    taken: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.tag == "RP" and not taken:
            continue
        if token.tag == "PRP" and not taken:
            return Span(token.start, token.end, token.text)
        if token.tag not in ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "POS"):
            break
        taken.append(token)
    if not any(token.tag.startswith("NN") for token in taken):
        return None
    return Span(taken[0].start, taken[-1].end, text[taken[0].start : taken[-1].end])


def _may_be_verb(token: Token) -> bool:
    return token.tag in _FINITE or verb_of(token.word) is not None


def _is_opened(tokens: Sequence[Token], place: int) -> bool:
    """Whether a finite verb belongs to a clause below: `who sings`, `that Carl understands`, `nobody uses`."""
    return any(token.tag in ("WP", "WDT", "WRB", "SC", "PRP", "DT", "IN", "NN", "NNP") for token in tokens[1:place])


def _doubt(tokens: Sequence[Token], main: int, at: int, subject: Span | None, kind: Kind) -> str:
    verb = tokens[main]
    if any(token.margin < _MARGIN and (_may_be_verb(token) or n == main) for n, token in enumerate(tokens[: at + 1])):
        return "where its verb is"
    if sum(token.is_main for token in tokens) > 1:
        return "two verbs"
    if verb.tag != "MD" and verb.word[0] != "'" and verb_of(verb.word) is None:
        return "a verb that is not known"
    if kind == "question":
        return ""
    before = [token for token in tokens[:main] if token.tag not in ("RB", "CC", "UH")]
    if before and (before[0].tag in ("IN", "SC", "WRB", "TO") or any(token.tag == "." for token in before)):
        return "words before its subject"
    return "" if subject is None or _agrees(before, verb) else "a verb that does not agree"


def _agrees(before: Sequence[Token], verb: Token) -> bool:
    """Whether the subject's noun and the verb agree, as far as forms tell."""
    head: Token | None = None
    for token in before:
        if head is not None and token.tag in ("IN", "WP", "WDT", "SC", "VBN", "VBG"):
            break
        if token.tag in ("NN", "NNS", "NNP", "PRP", "DT", "EX", "CD"):
            head = token
    if head is None:
        return False
    if any(token.tag == "CC" for token in before) or head.tag in ("DT", "EX", "CD") or head.word in _CROWDS:
        return True
    if head.word in ("i", "you", "we", "they"):
        return _agreement(verb) != "one" or head.word == "i"
    if head.tag == "NNS" or (head.tag == "NNP" and word_class(head.word).startswith("s:")):
        return _agreement(verb) != "one"
    return _agreement(verb) != "many" or word_class(head.word) == UNKNOWN
