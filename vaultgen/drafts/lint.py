"""Lints a finished sentence: if a fault is found, the sentence is not used and another one is tried."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from vaultgen.drafts.private import private_remark
from vaultgen.english.tagger import tag
from vaultgen.regex import late

_LEFT = late(r"\{|\}|\bNone\b|\s[,.;]|,,|\(\s*\)|  ")
_STRAY_NAME = late(
    r"\b[Yy]ou(?:r)? (?!I\b)[A-ZÀ-Þ][^\W\d_]+ (?:[a-zà-ÿ]+(?:ed|s)|told|said|had|was|gave|took|made|let)\b"
)
_LABEL = late(r":\s+(?=[a-z])(?P<rest>[^.!?]*)")
_TWICE = late(
    r"(?i)\b(the the|a the|the a|an the|the an|your your|of of|to to|that that that|the your|the my|"
    r"the our|a your|the you|a you|in in|at at)\b"
)


def fault(sentence: str, *, others: Collection[str] = ()) -> str:
    """The first fault of a sentence in a few words; empty if there is none.

    `others` are the names of other employers, which it must not mention.
    """
    return next(_faults(without_quotations(sentence), others), "")


def without_quotations(sentence: str) -> str:
    """A sentence without what others are quoted with, and without its placeholders."""
    return re.sub(r"\[…[^\]]*\]", "", re.sub(r"“[^”]*”", "“”", sentence))


def _faults(bare: str, others: Collection[str]) -> Iterator[str]:
    if _LEFT.search(bare):
        yield "something is left over"
    for wrong in (_TWICE, _STRAY_NAME):
        if found := wrong.search(bare):
            yield f"“{found[0]}”"
    for match in _LABEL.finditer(bare):
        if len(match["rest"].split()) > 1 and not any(token.is_main for token in tag(match["rest"].strip())):
            yield "a label before a fragment"
    for one, two in pairwise(tag(bare)):
        if one.word == "you" and two.tag == "VBZ" and two.text not in ("'s", "’s"):
            yield "“you” with a verb of he or she"
    named = [name for name in others if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare)]
    yield from (f"another employer, {name}" for name in named)
    remark = private_remark(bare)
    if remark is not None and remark.what in ("pay", "a secret"):
        yield remark.what
