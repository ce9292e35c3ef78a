"""Finds the frame in which a message tells a line about the talk.

`framing_of` gives the frame (a key under `[moment]` in `sentences.toml`) and the words that fill it. A line that cannot
be read with certainty has none.
"""

import re
from collections.abc import Sequence

from vaultgen.drafts.frames import Framing
from vaultgen.drafts.framing_clauses import framing_of_clause
from vaultgen.drafts.framing_things import MEETINGS, framing_of_thing
from vaultgen.english import verbs
from vaultgen.english.addressing import addressed_to_reader, without_names
from vaultgen.english.capitals import uncapitalised, with_initial_capital
from vaultgen.english.tagger import Token, tag
from vaultgen.regex import late

_LONGEST = 34  # words of one sentence
_QUESTIONS = frozenset("how why what whether where when who which".split())
_QUOTED = late(r"^(?:“(?P<a>[^“”]+)”|\"(?P<b>[^\"]+)\"|'(?P<c>.+)'|‘(?P<d>.+)’|«(?P<e>[^«»]+)»)[.!]?$")
_INNER = late(r"(?<![\w’'])'([^']+?)'(?![\w])|\"([^\"]+)\"|‘([^‘’]+)’(?!\w)")
_ASIDE = late(r"\s+(?:\([^()]*\)\s*$|[-–—]{1,2}\s.*$)|;\s.*$")

# `Wendy: the view`: who that is, or what the label has to do with the rest, is not certain.
_LABELLED = late(r"(?:\S+ ){0,2}\S+\s*:\s")


def framing_of(text: str, *, theirs: bool, named: bool, names: Sequence[str] = ()) -> Framing | None:
    """The framing of a line as told to its reader, or None if it cannot be read with certainty.

    With `theirs`, the line is about the reader, who is called by `names`. With `named`, the note has the reader's name
    before it.
    """
    quoted = _QUOTED.match(text.strip()) or _QUOTED.match(_ASIDE.sub("", text.strip(), count=1))
    if quoted:
        return _quotation(next(filter(None, quoted.groups())).strip()) if theirs else None
    bare = _ASIDE.sub("", text.strip(), count=1)
    main = bare.strip(" ,") if len(bare.split()) > 2 else text.strip()
    if _LABELLED.match(main) or _ASIDE.search(main):
        return None
    main = _without_remark(main)
    main = _INNER.sub(lambda m: f"“{m[1] or m[2] or m[3]}”", main)
    main = uncapitalised(without_names(main, names))
    main = _joined_by_and(main)
    rewritten = addressed_to_reader(_as_done(main) if named else main, theirs=theirs or named, named=named)
    if (
        rewritten is None
        or not re.search(r"\w", rewritten)
        or len(rewritten.split()) > _LONGEST
        or (len(rewritten.split()) == 1 and rewritten not in MEETINGS)
    ):
        return None
    if rewritten in MEETINGS:
        return Framing("meeting", {"thing": f"the {rewritten}", "Thing": f"The {rewritten}"})
    return _read(rewritten, theirs=theirs)


def _as_done(text: str) -> str:
    """`asking me to break it` after a name as a past tense: `asked me to break it`."""
    tokens = tag(text)
    if len(tokens) < 3 or not tokens[0].word.endswith("ing") or tokens[1].word not in ("me", "us"):
        return text
    return f"{verbs.past(verbs.base(tokens[0].word))}{text[tokens[0].end :]}"


_ANSWER = late(r",\s+(?:(?:my|the) )?answer(?:ed|:| was|=).*$|(?<=\w{3}),\s+\w+ed$")
_REMARK = late(r",\s+that\s+(?:(?:really|just|also|only)\s+)?\w+ed\b[^,]*$|,\s+which\s+[^,]*$")


def _without_remark(text: str) -> str:
    """A fragment without the writer's opinion at its end: `…, proper one`, `…, that calmed me down`."""
    left = _ANSWER.sub("", _REMARK.sub("", text))
    if left == text:
        head, _, tail = text.rpartition(", ")
        tokens = tag(tail) if head and len(tail.split()) < 4 and "," not in head else []
        is_opinion = bool(tokens) and all(token.tag in ("JJ", "RB", "UH", "VBG", "CD", "NN") for token in tokens)
        left = head if is_opinion and tokens[0].tag in ("JJ", "UH", "VBG", "RB") else text
    return left if len(left.split()) > 3 else text


def _joined_by_and(text: str) -> str:
    """A fragment with `and` for the comma before a second verb of the same subject.

    `drove the van herself, has a photo of it` → `drove the van herself and has a photo of it`.
    """
    head, comma, tail = text.partition(", ")
    tokens = tag(text)
    if not comma or "," in tail or any(token.tag == "CC" for token in tokens):
        return text
    after = next((token for token in tokens if token.start >= len(head) + 2), None)
    is_deed = tokens[0].tag in ("VBD", "VBZ") or tokens[0].word in ("you", "he", "she")
    if after is None or not is_deed or after.tag not in ("VBD", "VBZ") or len(tail.split()) < 2:
        return text
    return f"{head} and {tail}"


def _quotation(text: str) -> Framing:
    text = with_initial_capital(text)
    ended = text if text[-1] in ".!?…" else f"{text}."
    return Framing("quotation", {"quotation": f"“{ended}”", "Said": ended.removesuffix(".")})


def _read(text: str, *, theirs: bool) -> Framing | None:
    tokens = tag(text)
    first = tokens[0].word
    if first == "that" and len(tokens) > 3 and tokens[1].tag in ("PRP", "DT", "PRP$", "NNS", "NN", "NNP"):
        inner = text[tokens[1].start :]
        read = _read(inner, theirs=theirs)
        return read if read and read.frame in ("habit", "state", "event", "joy", "ours") else None
    main = next((place for place, token in enumerate(tokens) if token.is_main), None)
    if first in _QUESTIONS and len(tokens) > 2 and (main is None or main > 0):
        return Framing("question", {"question": text}) if not _asks_you(tokens) else None
    if main is not None and (_is_within(tokens, main) or _is_counted(tokens, main)):
        main = None
    if main is None:
        return framing_of_thing(text, tokens, theirs=theirs)
    return framing_of_clause(text, tokens, main)


def _is_counted(tokens: Sequence[Token], main: int) -> bool:
    """Whether an apparent verb is a plural after a number: `90 seconds late`."""
    return main > 0 and tokens[main - 1].tag == "CD" and tokens[main].tag == "VBZ"


_RELATIVES = ("WDT", "WP", "WRB", "WP$", "SC")
_OPENING = frozenset("that where when who which how why whose".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OF_SAYING = frozenset(
    "rule idea story fact view point remark joke claim line advice theory belief account feeling "
    "hope promise way argument explanation news thought question".split()
)


def _is_within(tokens: Sequence[Token], main: int) -> bool:
    """Whether an apparent main verb is in a relative clause: `the chair she keeps`."""
    nouns = [place for place in range(main) if tokens[place].tag in ("NN", "NNS", "NNP")]
    if not nouns:
        return False
    head = nouns[0]
    while head + 1 in nouns:
        head += 1
    after = range(head + 1, main)
    opened = next((at for at in after if tokens[at].tag in _RELATIVES or tokens[at].word in _OPENING), None)
    if opened is not None:
        finite = sum(tokens[at].tag in _FINITE for at in range(opened, main))
        return finite == 0 or tokens[head].word in _OF_SAYING
    return (
        main - head >= 2
        and tokens[head + 1].tag == "PRP"
        and tokens[head + 1].word in ("you", "i", "we", "they", "he", "she")
    )


def _asks_you(tokens: Sequence[Token]) -> bool:
    """Whether a question is put to somebody (`what do you do?`), and not reported."""
    return tokens[-1].text == "?" or (
        len(tokens) > 2 and tokens[1].word in ("do", "does", "did", "is", "are", "would", "can", "will")
    )
