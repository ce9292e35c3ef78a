"""The noun phrase by which a message refers to a need, if only part-of-speech tags show that its words are a noun."""

import re

from vaultgen.english import verbs
from vaultgen.english.capitals import uncapitalised
from vaultgen.english.lexicon import parts_of, verb_of
from vaultgen.english.phrases import plain
from vaultgen.english.proper_nouns import PROPER
from vaultgen.english.tagger import Token, tag
from vaultgen.english.typing_errors import COUNTABLE

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_LONGEST = 6  # words
_COUNTED_TOO = frozenset(
    "upgrade migration dashboard pipeline cluster rollout integration backlog audit report".split()
)


def noun_phrase(need: str, start: int, end: int, *, is_skill: bool) -> str | None:
    """The noun phrase at `start` to `end` of a need, with its article; None if the words there are no noun.

    Offsets are those of `phrases.plain(need)`. The phrase continues to its head: `English as an additional` to
    `language`. `is_skill` says that the need is a skill, which takes no article.
    """
    text = plain(need)
    tokens = tag(text)
    places = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    if not places:
        return None
    first, last = places[0], places[-1]
    # A position calls for `managing volunteers` and `guided reading`, and not for volunteers and reading.
    if is_skill and (_is_gerund(tokens[0]) or any(token.word in _QUALIFYING for token in tokens[:first])):
        first = 0
    while is_skill and first > 0 and _describes(tokens[first - 1]):
        first -= 1
    is_verb = tokens[first].tag in ("VB", "VBP") and "v" in parts_of(tokens[first].word)[:1]
    if is_verb and last > first and tokens[last].tag in _NOUNS:
        return f"{verbs.ing(verbs.base(tokens[first].text))}{text[tokens[first].end : tokens[last].end]}"
    while (
        last + 1 < len(tokens)
        and (tokens[last + 1].tag in _NOUNS or tokens[last + 1].word in _PARTICLES)
        and not tokens[last + 1].word.endswith(("body", "one", "thing"))
    ):
        last += 1
    is_noun = tokens[last].tag in _NOUNS or tokens[last].word in _PARTICLES
    if not is_noun or tokens[first].tag not in (*_NOUNS, "JJ", "VBG", "VBN", "CD", "DT"):
        return None
    if any(token.is_main or token.tag in ("PRP", "WP", "WDT", "CC", ",", ".") for token in tokens[first : last + 1]):
        return None
    words = re.sub(r" (?=(?:ups|ins|offs|outs)\b)", "-", text[tokens[first].start : tokens[last].end])
    words = re.sub(r"(?i)^(?:the|a|an|our|their|your|\d[\d,.]*) ", "", words)
    if not words or len(words.split()) > _LONGEST:
        return None
    bare = is_skill or tokens[first].tag == "VBG" or tokens[last].tag in ("NNP", "NNPS")
    is_name = tokens[first].tag == "NNP" or words.split(maxsplit=1)[0] in PROPER.values()
    # A thing that one counts has an article also where a name stands before it: `the Postgres upgrade`.
    is_counted = first < last and (tokens[last].tag == "NNS" or tokens[last].word in COUNTABLE | _COUNTED_TOO)
    bare = bare or (is_name and not is_counted)
    return uncapitalised(words) if bare else f"the {uncapitalised(words)}"


_PARTICLES = ("ups", "ins", "offs", "outs")  # of a noun that was typed as two: `sign ups`
_QUALIFYING = ("with", "without", "under")  # `behaviour without shouting` is no shouting


def _is_gerund(token: Token) -> bool:
    return token.word.endswith("ing") and verb_of(token.word) is not None


def _describes(token: Token) -> bool:
    """Whether a word belongs to the noun behind it: `guided reading`. In `negotiated agreements` it tells a deed."""
    return token.tag in _NOUNS or (token.tag == "JJ" and ("a" in parts_of(token.word) or token.word[-2:] != "ed"))
