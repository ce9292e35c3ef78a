"""Corrects typing errors that have one reading only: `dont` → `don't`, `drawed` → `drew`."""

import re

from vaultgen.english.irregular import FORMS
from vaultgen.english.lexicon import words
from vaultgen.regex import late

_APOSTROPHES = late(
    r"(?i)\b(?:(do|does|did|is|was|are|were|has|have|had|would|could|should|must|need)nt|(ca|wo)nt(?! (?:be|to)\b)"
    r"|(you|they)re(?= \w+ing\b| not\b| very\b| all\b| always\b)|(they|we|you|i)(ve)|i(m)|(that|what|"
    r"there|here|who)s(?= (?:a|an|the|not|why|what|how|my|no|so)\b))\b"
)
_POSSESSIVES = late(
    r"(?i)\b(grandma|grandpa|grandmother|grandfather|granddad|mum|mom|dad|nan|gran|uncle|"
    r"aunt)s ([a-z]{3,})\b(?<! and)(?<! who)(?<! were)(?<! are)(?<! have)"
)
# Their pasts may be regular as well.
REGULAR_TOO = frozenset(
    "bet burn broadcast dream dwell forecast kneel lean leap learn light mow offset prove quit rid "
    "saw sew smell sow speed spell spill spoil "
    "show shine strive swell wake weave wed wet wind hang lie lay ring bid shear cost cast fit".split()
)


def corrected(text: str) -> str:
    """A text without the errors that have one reading only: `dont` → `don't`, `drawed` → `drew`."""
    text = _APOSTROPHES.sub(_with_apostrophe, text)
    text = _POSSESSIVES.sub(r"\1's \2", text)
    text = re.sub(r"\b[a-z]{4,}s\b(?!['’])", lambda match: _PLURALS.get(match[0], match[0]), text)
    return re.sub(r"\b[a-z]{3,}ed\b", lambda match: _irregular_past(match[0]), text)


# Plurals that go their own way, and how they are typed.
_PLURALS = dict(
    pair.split()
    for pair in (
        "calfs calves|wolfs wolves|loafs loaves|thiefs thieves|wifes wives|shelfs shelves|halfs halves|childs children|"
        "childrens children|knifes knives|mouses mice|gooses geese|womans women|sheeps sheep|tooths teeth"
    ).split("|")
)


def _with_apostrophe(match: re.Match[str]) -> str:
    word = match[0]
    if word.casefold() in ("im", "ive"):
        return f"I'{word[1:]}"
    if match[1] or match[2]:
        return f"{word[:-1]}'t"
    ending = 1 if word.casefold().endswith("s") else 2
    return f"{word[:-ending]}'{word[-ending:]}"


def _irregular_past(word: str) -> str:
    for base in (word[:-2], word[:-1], word[:-3] if word[-3:-2] == word[-4:-3] else ""):
        if base in FORMS and base not in REGULAR_TOO and FORMS[base][0] != word and word not in words():
            return FORMS[base][0]
    return word
