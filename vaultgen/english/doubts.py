"""What makes the parse of a fragment uncertain: a label with a small margin, or parts that do not go together."""

from collections.abc import Sequence
from itertools import pairwise

from vaultgen.english.clauses import FINITE, NOUNS, Clause, agreement, is_past_as_base, lemma
from vaultgen.english.irregular import FORMS
from vaultgen.english.lexicon import UNKNOWN, parts_of, verb_of, word_class
from vaultgen.english.tagger import Token

_MARGIN = 30  # by which the tagger's label has to win, up to the verb and where a verb might be
_OPENING = frozenset("that if whether because since after before while when how why what nobody they".split())
_OPENING_TAGS = ("WP", "WDT", "WRB", "SC", "CC", "PRP", ".")
_REPORTING = frozenset(
    "say tell think believe hope know ask mean promise mention explain feel show hear see wish guess reckon admit find "
    "remember forget notice suggest claim expect learn realise realize worry let make help watch have get".split()
)
_OFTEN = frozenset("never always often rarely seldom usually sometimes hardly".split())
_AS_ADJECTIVES = frozenset(
    "lose pay reduce improve increase fix share mix miss train close plan use limit prepare delay retire qualify burn "
    "fail advance unite crack bend order return sign frozen abandon extend".split()
)
_CROWDS = frozenset(
    "staff team crew people police management board everyone half most some many all none both rest".split()
)


def doubt_of_verb(clause: Clause, kind: str, *, has_subject: bool) -> str:
    """Why a clause is uncertain, in a few words; empty if it is certain."""
    tokens, main = clause.tokens, clause.main
    verb = tokens[main]
    before = [token for token in tokens[:main] if token.tag not in ("RB", "CC", "UH")]
    is_stated = kind not in ("question", "imperative")
    opens_otherwise = bool(before) and (
        before[0].tag in ("IN", "SC", "WRB", "TO") or any(token.tag == "." for token in before)
    )
    doubts = {
        "where its verb is": any(
            token.margin < _MARGIN and (n == main or _may_be_verb(token))
            for n, token in enumerate(tokens[: clause.content + 1])
        ),
        "two verbs": sum(token.is_main for token in tokens) > 1 or _has_another(clause),
        "a verb behind never or always": _has_verb_behind_adverb(tokens, main),
        "two statements": _has_second(clause),
        "the past or the present": _is_past_or_present(clause, has_subject=has_subject),
        "the past or a participle": _may_be_participle(tokens, main),
        "a noun or a verb": _may_be_noun(tokens, main),
        "is or has": verb.word == "'s" and [token.tag for token in tokens[main + 1 : main + 2]] == ["VBN"],
        "had or would": verb.word == "'d" and _is_as_participle(tokens[clause.content].word),
        "a plural or a verb": _may_be_plural(tokens, main),
        "a verb that is not known": verb.tag != "MD" and verb.word[0] != "'" and verb_of(verb.word) is None,
        "words before its subject": is_stated and opens_otherwise,
        "a verb that does not agree": is_stated and has_subject and not _agrees(before, verb),
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")


def doubt_without_verb(tokens: Sequence[Token], kind: str) -> str:
    """Why it is uncertain that a fragment has no finite verb, in a few words; empty if it is certain."""
    words = [token for token in tokens if token.tag != "."]
    if not words:
        return "no words"
    doubts = {
        "no noun": kind == "thing" and not _has_head(words),
        "a verb without its place": any(
            token.tag in FINITE and not _is_opened(tokens, n) for n, token in enumerate(tokens)
        ),
        "a word that may be its verb": any(token.margin < _MARGIN and _may_be_verb(token) for token in words)
        or (kind == "thing" and _may_begin_with_verb(words)),
        "an -ing form before a noun": _is_ing_before_noun(words),
        "the past or a participle": _begins_with_participle(words),
        "a verb in the past, or a noun": any(
            is_past_as_base(word.word) and before.tag in ("NN", "NNS", "NNP", "PRP") for before, word in pairwise(words)
        ),
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")


def _has_head(words: Sequence[Token]) -> bool:
    """Whether a noun or pronoun precedes any preposition: not in `good with numbers`."""
    end = next((n for n, token in enumerate(words) if token.tag in ("IN", "SC", "WDT", "WP", "TO")), len(words))
    return any(token.tag[:2] in ("NN", "CD", "PR", "VB") for token in words[:end])


def _may_begin_with_verb(words: Sequence[Token]) -> bool:
    """Whether the first word may be a bare verb, judging by the second: `train new starters`."""
    first, after = words[0], words[1:2]
    base = verb_of(first.word)
    if not after:
        return False
    if base == first.word and after[0].tag in ("JJ", "DT", "PRP", "PRP$", "TO", "NNP"):
        return first.tag in ("NN", "JJ", "NNP")
    if first.tag == "NN" and after[0].tag == "NNS":
        return parts_of(after[0].word).startswith("v")
    if first.tag != "NNS" or base is None:
        return False
    is_object = after[0].tag in ("DT", "PRP", "PRP$", "TO", "RP") and after[0].word != "that"
    return is_object or (after[0].tag == "IN" and parts_of(first.word).startswith("v"))


def _begins_with_participle(words: Sequence[Token]) -> bool:
    """Whether an apparent participle may be a past tense: `planned routes by hand`."""
    first, after = words[0], words[1:2]
    base = verb_of(first.word)
    if base is None or first.tag not in ("VBN", "JJ") or not after or after[0].tag not in ("NN", "NNS", "JJ"):
        return False
    is_past = first.word == FORMS.get(base, (first.word, ""))[0] and first.word != base
    return is_past and first.margin < 3 * _MARGIN


def _is_ing_before_noun(words: Sequence[Token]) -> bool:
    """Whether an -ing form before a noun may be a verb or an adjective: `training new starters`, `falling costs`."""
    first, after = words[0], words[1:2]
    if not first.word.endswith("ing") or verb_of(first.word) in (None, first.word) or not after:
        return False
    if after[0].tag in ("NN", "NNP"):
        return first.margin < 2 * _MARGIN
    return after[0].tag in ("NNS", "JJ") and not (first.tag == "VBG" and first.margin >= _MARGIN)


def _may_be_verb(token: Token) -> bool:
    return token.tag in FINITE or verb_of(token.word) is not None


def _is_opened(tokens: Sequence[Token], place: int) -> bool:
    """Whether a finite verb may belong to a subordinate clause: `who sings`, `that Carl understands`, `nobody uses`."""
    opening = ("WP", "WDT", "WRB", "SC", "PRP", "DT", "IN", "NN", "NNP")
    return any(token.tag in opening for token in tokens[1:place])


def _has_another(clause: Clause) -> bool:
    """Whether a second finite verb follows a noun without a word that opens a clause for it."""
    if lemma(clause.tokens[clause.content]) in _REPORTING:
        return False
    after = clause.tokens[clause.content + 1 :]
    for n, token in enumerate(after):
        if token.tag in _OPENING_TAGS or token.word in _OPENING:
            return False
        if token.tag in FINITE and n > 0:
            return after[n - 1].tag in ("NN", "NNS", "RB")
    return False


def _is_past_or_present(clause: Clause, *, has_subject: bool) -> bool:
    """Whether a verb is the same in past and present, and its subject does not tell: `cut costs`, `temps quit`."""
    verb, after = clause.tokens[clause.main], clause.tokens[clause.main + 1 : clause.main + 2]
    if not is_past_as_base(verb.word):
        return False
    if not has_subject:
        return not (after and after[0].word in ("me", "us"))
    last = [token for token in clause.tokens[: clause.main] if token.tag != "RB"][-1:]
    return not last or (last[0].tag not in ("NN", "NNP") and last[0].word not in ("he", "she", "it"))


def _may_be_participle(tokens: Sequence[Token], main: int) -> bool:
    """Whether a fragment may begin with a participle: `reduced hours`, not `reduced the hours`."""
    verb, after = tokens[main], tokens[main + 1 : main + 2]
    if main or verb.tag != "VBD" or not after:
        return False
    if after[0].tag not in ("NN", "NNS", "JJ", "VBG"):
        return after[0].tag == "RB" and lemma(verb) in _AS_ADJECTIVES
    past, participle = FORMS.get(lemma(verb), ("", ""))
    return past == participle and (verb.margin < 4 * _MARGIN or lemma(verb) in _AS_ADJECTIVES)


def _is_as_participle(word: str) -> bool:
    return word in FORMS and FORMS[word][1] == word


def _may_be_plural(tokens: Sequence[Token], main: int) -> bool:
    """Whether a noun and a verb may be a compound noun: `shift swaps by text`. An object after it would tell."""
    verb, before, after = tokens[main], tokens[max(main - 1, 0) : main], tokens[main + 1 : main + 2]
    is_open = not after or after[0].tag in ("IN", "RB", ".")
    is_bare = bool(before) and before[0].tag in ("NN", "NNP") and verb.tag == "VBZ"
    return is_bare and is_open and parts_of(verb.word).startswith(("n", "p"))


def _has_verb_behind_adverb(tokens: Sequence[Token], main: int) -> bool:
    """Whether the word after `never` or `always` is more likely the verb: `stock counts never match`."""
    after = tokens[main + 1 : main + 3]
    is_helped = tokens[main].tag == "MD" or lemma(tokens[main]) in ("be", "have", "do")
    return len(after) == 2 and after[0].word in _OFTEN and verb_of(after[1].word) is not None and not is_helped


def _has_second(clause: Clause) -> bool:
    """Whether a second clause with its own subject follows a comma: `Bo showed me round, Mara asked why`."""
    after = clause.tokens[clause.content + 1 :]
    for n, token in enumerate(after):
        if token.text not in (",", ";", "–", "—", "-", ".", "/", "+", "&"):
            continue
        end = next((m for m in range(n + 1, len(after)) if after[m].tag in FINITE), -1)
        between = after[n + 1 : end] if end > 0 else ()
        if between and all(one.tag in (*NOUNS, "PRP", "RB", "CC") for one in between):
            return any(one.tag.startswith(("NN", "PRP")) for one in between)
    return False


def _may_be_noun(tokens: Sequence[Token], main: int) -> bool:
    """Whether a verb at the start may be a noun: `pick errors`, `claims handler`, not `pick the errors`."""
    verb, after = tokens[main], [token for token in tokens[main + 1 : main + 3] if token.tag != "RP"]
    parts = parts_of(verb.word)
    if main or not after or not any(part in parts for part in "np"):
        return main == 0 and parts.startswith(("n", "p"))
    if verb.tag == "VB":
        return after[0].tag in ("NN", "NNS", "JJ", "IN", "VBG")
    if parts.startswith(("n!", "p!")) and after[0].tag in ("RB", "IN", "."):
        return True
    return verb.tag == "VBZ" and after[0].tag in ("NN", "NNP", "VBG")


def _agrees(before: Sequence[Token], verb: Token) -> bool:
    """Whether the subject's noun and the verb agree, as far as their forms tell."""
    head: Token | None = None
    is_several = False
    for token in before:
        if head is not None and token.tag in ("IN", "WP", "WDT", "SC", "VBN", "VBG"):
            break
        if token.tag in ("NN", "NNS", "NNP", "PRP", "DT", "EX", "CD", "WP", "WDT"):
            head = token
        is_several = is_several or _is_several(token)
    if head is None or head.word == "no":
        return False
    if head.tag == "NN" and head.word not in _CROWDS and is_several:
        return False
    is_any = head.tag in ("DT", "EX", "CD", "WP", "WDT") or head.word in _CROWDS
    if is_any or any(token.tag == "CC" for token in before):
        return True
    is_many = head.tag == "NNS" or (head.tag == "NNP" and word_class(head.word).startswith("s:"))
    if is_many or head.word in ("i", "you", "we", "they"):
        return agreement(verb) != "one" or (head.word == "i" and verb.word == "was")
    return agreement(verb) != "many" or word_class(head.word) == UNKNOWN


def _is_several(token: Token) -> bool:
    return (token.tag == "CD" and token.word not in ("one", "0")) or token.word in ("several", "many", "few", "both")
