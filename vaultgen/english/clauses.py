"""The parts of a clause with a finite verb: subject, verb and object."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from vaultgen.english import verbs
from vaultgen.english.irregular import FORMS
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.tagger import Token

Agreement = Literal["one", "many", "any"]
FINITE = ("MD", "VBD", "VBP", "VBZ")
"""The tags of finite verbs."""
_HELPING = ("be", "have", "do", "get")
NOUNS = ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "POS")
"""The tags of words that stand in a noun phrase."""
_BETWEEN = frozenset("last first all both only just also then".split())


class TextSpan(NamedTuple):
    """A part of a fragment: `text[start:end]` of the fragment, and these words."""

    start: int
    end: int
    text: str


class Clause(NamedTuple):
    """A fragment with a finite verb: `tokens[main]` of the main clause. `tokens[content]` is the verb with the meaning.

    The two differ if the finite verb is an auxiliary: `will ring`.
    """

    text: str
    tokens: tuple[Token, ...]
    main: int
    content: int


def clause(text: str, tokens: tuple[Token, ...], main: int) -> Clause:
    """The clause whose finite verb is `tokens[main]`."""
    return Clause(text, tokens, main, _content(tokens, main))


def main_verb(tokens: Sequence[Token]) -> int | None:
    """The index of the finite verb of the main clause, or of the verb in `to send the list`; None without one."""
    main = next((n for n, token in enumerate(tokens) if token.is_main), None)
    if main is not None:
        return _after_relative(tokens, main) if _is_relative(tokens, main) else main
    if [token.tag for token in tokens[:2]] == ["TO", "VB"]:
        return 1
    finite = [n for n, token in enumerate(tokens) if token.tag in FINITE]
    is_two = len(finite) == 1 and any(token.tag == "CC" for token in tokens[1 : finite[0] - 1])
    return finite[0] if is_two and all(token.tag in (*NOUNS, "CC", "PRP") for token in tokens[: finite[0]]) else None


def is_past_as_base(verb: str) -> bool:
    """Whether the past tense of a verb in its base form is the same word: `put`, `let`, `quit`."""
    return verb in FORMS and FORMS[verb][0] == verb


def told_of_me(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, with the verb of `let me drive` in the past tense; `let me know` stays a request.

    Nobody writes a note to ask themselves to let them do something.
    """
    words = [token.word for token in tokens[:3]]
    if len(words) > 2 and is_past_as_base(words[0]) and words[1] in ("me", "us") and words[2] != "know":
        return (tokens[0]._replace(tag="VBD", is_main=True), *(token._replace(is_main=False) for token in tokens[1:]))
    return tokens


def _is_relative(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb follows a relative pronoun: `the vet who never sleeps`."""
    before = [token for token in tokens[:place] if token.tag != "RB"]
    is_opened = bool(before) and before[-1].tag in ("WP", "WDT")
    return is_opened and any(token.tag in ("NN", "NNS", "NNP") for token in before[:-1])


def _after_relative(tokens: Sequence[Token], place: int) -> int | None:
    """The index of the finite verb after a relative clause, unless another word opens a clause before it."""
    for n in range(place + 1, len(tokens)):
        if tokens[n].tag in ("WP", "WDT", "WRB", "SC", "PRP", "CC", "."):
            return None
        if tokens[n].tag in FINITE and tokens[n - 1].tag in ("NN", "NNS", "NNP", "RB"):
            return n
    return None


def lemma(token: Token) -> str:
    """The base form of a verb: `be` for `’s`, `will` for `’ll`; other modal verbs are unchanged."""
    small = token.word
    if token.tag == "MD":
        return {"'ll": "will", "'d": "would"}.get(small, small)
    return {"'s": "be", "'m": "be", "'re": "be", "'ve": "have", "'d": "have"}.get(small) or verbs.base(small)


def agreement(token: Token) -> Agreement:
    """Whether a finite verb agrees with `he` (one), with `they` (many) or with both (any)."""
    if token.tag == "VBZ" or token.word == "was":
        return "one"
    return "many" if token.tag == "VBP" or token.word == "were" else "any"


def subject(clause: Clause) -> TextSpan | None:
    """The subject of a clause, or None if it has none."""
    before = [token for token in clause.tokens[: clause.main] if token.tag != "."]
    while before and _is_adverb(before[-1]) and before[-1].word not in ("there", "here"):
        before.pop()
    while before and (before[0].tag in ("CC", "UH", "TO") or _is_adverb(before[0])):
        before.pop(0)
    if before and (before[0].tag in ("WRB", "SC") or (before[0].tag in ("WP", "WDT") and len(before) > 1)):
        before.pop(0)
    if not before or (len(before) == 1 and before[0].tag == "WP" and before[0].word not in ("who", "which")):
        return _inverted(clause)
    return _span(clause.text, before)


def _is_adverb(token: Token) -> bool:
    """Whether a word is an adverb. A long unknown word without -ly is more likely a noun: `handover`."""
    is_strange = len(token.word) > 6 and word_class(token.word) == UNKNOWN and not token.word.endswith("ly")
    return token.tag == "RB" and not is_strange


def object_of(clause: Clause) -> TextSpan | None:
    """The object: a pronoun, or the noun phrase right after the verb; None if there is none."""
    after = clause.tokens[clause.content + 1 :]
    while after and after[0].tag == "RP":
        after = after[1:]
    if after and after[0].tag == "PRP":
        return _span(clause.text, after[:1])
    taken = _first_nouns(after)
    return _span(clause.text, taken) if any(token.tag.startswith("NN") for token in taken) else None


def _content(tokens: Sequence[Token], main: int) -> int:
    verb = tokens[main]
    if verb.tag != "MD" and lemma(verb) not in _HELPING:
        return main
    is_asked = tokens[0].tag in ("WRB", "WP") or main == 0
    for at in range(main + 1, min(main + 7, len(tokens))):
        token = tokens[at]
        if token.tag in ("VB", "VBN", "VBG") or (token.tag == "VBD" and verb.tag != "MD"):
            is_helping = lemma(token) in ("be", "have") and tokens[at + 1 : at + 2]
            return at + 1 if is_helping and tokens[at + 1].tag in ("VBN", "VBG") else at
        may_follow = token.tag == "RB" or token.word in _BETWEEN
        if not may_follow and not (is_asked and token.tag in (*NOUNS, "PRP", "EX")):
            break
    return main


def _inverted(clause: Clause) -> TextSpan | None:
    """The subject after an auxiliary: `when can I start`, `is there a canteen`."""
    verb = clause.tokens[clause.main]
    after = [token for token in clause.tokens[clause.main + 1 :] if token.word != "not"]
    if verb.tag == "VB" or not after or (verb.tag != "MD" and lemma(verb) not in _HELPING[:3]):
        return None
    if after[0].tag in ("PRP", "EX") or after[0].word == "there":
        return _span(clause.text, after[:1])
    is_asked = clause.main > 0 or clause.text.endswith("?")
    taken = _first_nouns(after) if is_asked else []
    return _span(clause.text, taken) if taken else None


def _first_nouns(tokens: Sequence[Token]) -> list[Token]:
    end = next((n for n, token in enumerate(tokens) if token.tag not in NOUNS), len(tokens))
    return list(tokens[:end])


def _span(text: str, tokens: Sequence[Token]) -> TextSpan:
    start, end = tokens[0].start, tokens[-1].end
    return TextSpan(start, end, text[start:end])
