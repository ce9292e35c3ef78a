"""Rewrites a note's fragment so that it addresses its reader: `his runbook` → `your runbook`.

A pronoun refers to the nearest noun before it that fits: `the man who brought his own lamp` keeps its `his`. If only
the reader fits, it becomes `you`, and the verb agrees. If it is not certain, there is no result (`None`).
`second_person.py` does less: it leaves what is not certain as it is.
"""

import re
from collections.abc import Sequence

from vaultgen.english import verbs
from vaultgen.english.lexicon import verb_of, words
from vaultgen.english.phrases import may_contain
from vaultgen.english.tagger import Token, tag
from vaultgen.regex import late

_SUBJECT = {"he": "you", "she": "you"}
_ONE = {"him": "you", "his": "your", "hers": "yours", "himself": "yourself", "herself": "yourself"} | _SUBJECT
_THEM = {"they": "you", "them": "you", "their": "your", "theirs": "yours", "themselves": "yourselves"}
_MEN = frozenset(
    "man boy father husband son brother bloke guy lad uncle grandfather grandpa dad king gentleman priest monk".split()
)
_WOMEN = frozenset("woman girl mother wife daughter sister lady aunt grandmother grandma mum mom queen nun".split())
_CONTRACTED = {"'s": "'re", "’s": "’re"}
_BE = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't"}
_FELT = late(
    r"(?i)(?:not |very |really |quite |so |a bit |a little |rather )?(?:worried|excited|impressed|interested|surprised|"
    r"concerned|convinced|fascinated|amused|touched|moved|relieved|thrilled|delighted|pleased|proud|curious|kind|funny|"
    r"frank|open|happy|glad|honest)(?=$|,| (?:of|about|by|with|that|in|at|to|and|but|when|for|on|how|because)\b)"
)
TITLES = (
    r"(?:dr|prof|professor|mr|mrs|ms|miss|mx|herr|frau|sir|dame|lady|lord|rev|reverend|father|sister|"
    r"rabbi|captain|capt|"
    r"major|maj|colonel|col|lieutenant|lt|sergeant|sgt|commander|cmdr|general|gen|admiral|superintendent|supt|"
    r"inspector|insp|chief|detective|officer|brother|pastor|canon|bishop|imam|coach|nurse|matron|principal|dean|"
    r"councillor|cllr|judge|chef|doctor|monsieur|madame|señora?|signora?)"
)
_PAST_ALIKE = frozenset("let cut put set hit shut read".split())
_TOGETHER = frozenset("walked talked spoke laughed discussed toured climbed sat stood ate".split())


def addressed_to_reader(text: str, *, theirs: bool, named: bool = False) -> str | None:
    """A fragment as said to its reader, or None if it is not certain to whom it refers.

    With `theirs`, he and she are the reader. With `named`, the note has the reader's name before the fragment, so the
    reader is the subject of a verb without one.
    """
    tokens = tag(text)
    if not tokens:
        return text
    out = [token.text for token in tokens]
    subject = _subject(text, tokens, out, theirs=theirs, named=named)
    if subject is None:
        return None
    is_subject = bool(subject) or tokens[0].word in ("he", "she", "you")
    for place, token in enumerate(tokens):
        if token.word in ("himself", "herself") and is_subject and theirs and not _in_relative(tokens, place):
            out[place] = "yourself"
        elif token.word in _ONE or token.word == "her":
            if not _to_reader(tokens, out, place, theirs=theirs):
                return None
        elif token.word in _THEM and not _has_plural(tokens, place):
            out[place] = _THEM[token.word]
        elif token.word == "you" and place + 1 < len(tokens):
            _agree(tokens, out, place + 1)
    return subject + _joined(text, tokens, out)


def _subject(text: str, tokens: Sequence[Token], out: list[str], *, theirs: bool, named: bool) -> str | None:
    """The missing subject of a fragment with a space after it; empty if it has one, None if it is not certain."""
    first = tokens[0]
    is_verb = first.tag in ("VBD", "VBZ", "VBN") or (first.tag == "VB" and first.word in _PAST_ALIKE)
    if not (first.is_main and is_verb):
        if not (theirs and named and _FELT.match(text)):
            return ""
        out[0] = out[0][0].lower() + out[0][1:]
        return "you were "
    if theirs and (named or first.word not in ("told", "asked", "gave", "showed") or _reaches_me(tokens)):
        out[0] = _agreed(out[0])
        _agree_rest(tokens, out, 1)
        return "you "
    return "we " if first.word in _TOGETHER and not theirs else None


def _to_reader(tokens: Sequence[Token], out: list[str], place: int, *, theirs: bool) -> bool:
    """Replaces a pronoun in `out` if only the reader fits; returns False if it is not certain."""
    word = tokens[place].word
    who = _antecedent(tokens, place, word)
    if who == "noun":
        if theirs and word in ("his", "her") and tokens[place].tag == "PRP$" and _may_be_either(tokens, place):
            return False
        # `told me about her daughter, she plays the cello`: both may be meant.
        return not (word in ("he", "she") and _begins_clause(tokens, place))
    if not theirs or not _of_one(tokens):
        return False
    out[place] = "your" if word == "her" and tokens[place].tag == "PRP$" else _ONE.get(word, "you")
    if word in _SUBJECT:
        _agree(tokens, out, place + 1)
    return True


def _may_be_either(tokens: Sequence[Token], place: int) -> bool:
    """Whether a possessive may refer to the reader, who does something here, or to somebody else.

    In `has a photograph of every baby on her wall` it may; in `the man who brought his own lamp` it does not.
    """
    nouns = [at for at in range(place) if tokens[at].tag in ("NN", "NNP") and _is_somebody(tokens[at])]
    if not nouns or tokens[nouns[-1]].word in _MEN | _WOMEN:
        return False
    is_reader = tokens[0].word in ("you", "he", "she") or (tokens[0].is_main and tokens[0].tag in ("VBD", "VBZ"))
    between = tokens[nouns[-1] + 1 : place]
    has_verb = any(token.tag in ("VBD", "VBZ", "VBP", "WP", "WDT", "VB", "VBG") for token in between)
    return is_reader and not has_verb and place - nouns[-1] > 1


def _begins_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a pronoun is the subject of a main clause, so that it may be the reader as well."""
    return place == 0 or tokens[place - 1].word in (",", ";", "-", "–", "and", "but", "so", "then")


def _of_one(tokens: Sequence[Token]) -> bool:
    """Whether all third-person pronouns may refer to one person: not if there are both he and she."""
    before = {token.word for token in tokens}
    return not (before & {"he", "him", "his", "himself"} and before & {"she", "her", "hers", "herself"})


def _reaches_me(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and tokens[1].word in (
        "me",
        "us",
        "what",
        "which",
        "why",
        "how",
        "whether",
        "if",
        "where",
        "who",
        "when",
        "about",
        "for",
    )


def _antecedent(tokens: Sequence[Token], place: int, pronoun: str) -> str:
    """`noun` if a noun before a pronoun fits it, else `reader`."""
    men = pronoun in ("he", "him", "his", "himself")
    for at in range(place - 1, -1, -1):
        token = tokens[at]
        if token.tag not in ("NN", "NNP") or not _is_somebody(token):
            continue
        between = [other.word for other in tokens[at + 1 : place]]
        if token.tag == "NN" and _is_said_of_subject(tokens, at):
            continue
        if between in ([], ["that"], ["which"], ["who"]) and pronoun in ("he", "she") and not _is_told(tokens, at):
            continue  # `the chair she keeps`
        if token.word in (_WOMEN if men else _MEN):
            continue
        return "noun"
    return "reader"


_OF_TELLING = frozenset("tell ask remind warn promise convince persuade assure inform".split())


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun is the person who is told what follows: `tell a driver he is wrong`."""
    return any(verbs.base(token.word) in _OF_TELLING for token in tokens[max(0, at - 3) : at])


def _is_said_of_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun is a predicate and names nobody else: `started as a porter`, `was a miner`."""
    before = [token.word for token in tokens[max(0, at - 4) : at]]
    return "as" in before or bool({"was", "is", "became", "be"} & set(before) and {"a", "an"} & set(before))


def _in_relative(tokens: Sequence[Token], place: int) -> bool:
    return any(token.tag in ("WP", "WDT") or token.word == "who" for token in tokens[:place])


def _is_somebody(token: Token) -> bool:
    is_person = words().get(token.word, "").startswith("p") and token.word not in _GROUPS
    return token.word in _MEN or token.word in _WOMEN or is_person


_GROUPS = frozenset(
    "school team board company family government committee department council staff group crowd class club church "
    "union army police party public hospital management band crew couple audience university college firm".split()
)
_MANY = frozenset(
    "everybody everyone nobody somebody someone anybody anyone people both all each who whoever many "
    "team board committee".split()
)


def _has_plural(tokens: Sequence[Token], place: int) -> bool:
    return any(
        t.tag in ("NNS", "NNPS") or t.word in _MANY or (t.tag == "NN" and (_is_somebody(t) or t.word in _GROUPS))
        for t in tokens[:place]
    )


def _agree(tokens: Sequence[Token], out: list[str], place: int) -> None:
    """Makes the verb at a position, or after an adverb or two, agree with `you`, and the verbs joined to it."""
    at = place
    while at < len(tokens) and at < place + 3 and tokens[at].tag in ("RB", "RP") and tokens[at].word != "not":
        at += 1
    is_verb = at < len(tokens) and (tokens[at].tag in ("VBZ", "VBD") or tokens[at].text in _CONTRACTED)
    # What follows a pronoun is a verb, though the tagger does not know it: `she reprices`.
    if is_verb or (at == place < len(tokens) and tokens[at].tag == "NNS" and verb_of(tokens[at].word)):
        out[at] = _agreed(out[at])
        _agree_rest(tokens, out, at + 1)


def _agree_rest(tokens: Sequence[Token], out: list[str], place: int) -> None:
    """Makes a verb right after a conjunction agree as well: `and waits for the answer`."""
    for at in range(place, len(tokens) - 1):
        joined = tokens[at].word in ("and", "but", "or", "then")
        joined = joined or (tokens[at].tag == "RB" and tokens[at - 1].word in ("and", "but"))
        if joined and tokens[at + 1].tag == "VBZ":
            out[at + 1] = _agreed(out[at + 1])


def _agreed(word: str) -> str:
    small = word.lower()
    if small in _CONTRACTED:
        return _CONTRACTED[small]
    if small in _BE:
        return _BE[small]
    if small.endswith("s") and not small.endswith("ss"):
        return verbs.base(small)
    return word if not word[:1].isupper() else word[0].lower() + word[1:]


def _joined(text: str, tokens: Sequence[Token], out: Sequence[str]) -> str:
    result, end = [], 0
    for token, word in zip(tokens, out, strict=True):
        result.append(text[end : token.start] + word)
        end = token.end
    return "".join(result) + text[end:]


def without_names(text: str, names: Sequence[str]) -> str:
    """A text with the reader's names as `you` and `your`, and `Jane and I` as `we`."""
    for name in sorted((name for name in names if may_contain(name, text)), key=len, reverse=True):
        called = rf"(?<![\w@])(?:{TITLES}\.? )*{re.escape(name)}"
        text = re.sub(rf"(?i){called}[’']s(?![\w])", "your", text)
        text = re.sub(rf"(?i){called}(?![\w@-])", "you", text)
    return re.sub(r"(?i)^(?:you and (?:I|me)|(?:I|me) and you)\b", "we", text)
