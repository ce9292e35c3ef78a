"""The gate: decides whether a line of a note may be used in a message. If not, it is held back, with the reason.

Holding back costs little: the user reads `[…say in a sentence: …]` and says it better. A wrong sentence costs more.
What is private is not even shown in a placeholder, since somebody else may read the draft first.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vaultgen.drafts.private import private_remark
from vaultgen.english.corrections import corrected
from vaultgen.english.irregular import BASES, PASTS
from vaultgen.english.languages import SMALL_WORDS, foreign_part
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.phrases import with_capitals
from vaultgen.english.proper_nouns import PROPER
from vaultgen.english.shorthand import expanded
from vaultgen.english.typing_errors import first_error
from vaultgen.regex import late

Reason = Literal["private", "language", "typing", "shorthand", "unknown", "unsure"]

_MOST_WORDS = 40
_SHOWN = 160  # letters of a note that a placeholder shows


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Why a line is held back: the reason, the words that caused it, and a sentence that explains it.

    `excerpt` is what a placeholder may show of the line; empty if nothing.
    """

    reason: Reason
    words: str
    why: str
    excerpt: str = ""


def normalised(text: str, names: Mapping[str, str] | None = None) -> str:
    """A line as it would have been typed with care: shorthand expanded, slips corrected where that is certain.

    `names` has the spelling of names by the name in lower case.
    """
    names = names or {}
    text = _without_all_caps(text)
    # There may be hundreds of names: all are looked at only for a text that is still all in capitals.
    kept = frozenset((PROPER | _respelt(names, names)).values()) if text.isupper() else ()
    text = corrected(expanded(text, kept))
    return with_capitals(text, PROPER | _respelt(names, re.findall(r"[^\W\d_][\w+#]*", text)))


def _respelt(names: Mapping[str, str], words: Iterable[str]) -> dict[str, str]:
    """The spelling of those of some words that are names and not spelt in lower case."""
    return {word: name for word in words if (name := names.get(word, word)) != word}


def _without_all_caps(text: str) -> str:
    """A text that is all in capitals in lower case, but for acronyms."""
    if not text.isupper() or len(text.split()) < 2:
        return text
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: in_lower_case(match[0]), text)


def in_lower_case(word: str) -> str:
    """A word of a text in capitals in lower case, unless it is an acronym."""
    small = word.casefold()
    if small == "i" or small.startswith(("i'", "i’")):
        return f"I{small[1:]}"
    if small in SMALL_WORDS or small in PASTS or small in BASES:
        return small
    # What is no word is an acronym while it is short (`CCTV`), and so is what cannot be spoken (`CPR`).
    is_word = word_class(small) != UNKNOWN
    return small if (is_word and re.search(r"[aeiouy]", small)) or len(small) > 6 else word


def held_back(text: str, *, names: frozenset[str] = frozenset(), raw: str = "") -> HeldBack | None:
    """Why a normalised line may not be used, or None if it may; `names` are words that are names.

    `raw` is the line as typed, with its emphasis marks.
    """
    return _held(text, names, raw)


@lru_cache(maxsize=4096)
def _held(text: str, names: frozenset[str], raw: str) -> HeldBack | None:
    if not re.search(r"\w", text):
        return HeldBack("unsure", text, "there are no words in it")
    remark = private_remark(text)
    if remark is not None:
        words = text[remark.start : remark.end]
        return HeldBack("private", words, f"“{words}” is {remark.what}, and goes into no message")
    strange = foreign_part(raw or text)
    if strange is not None:
        words = (raw or text)[strange.start : strange.end]
        return HeldBack(
            "language", words, f"“{words.strip('*_')}” is not English", _excerpt_without(raw or text, strange)
        )
    return _badly_typed(text, names) or _unknown_person(text, names) or _unsure(text)


def excerpt(text: str) -> str:
    """What a placeholder shows of a line: one line of at most 160 characters, without brackets."""
    line = re.sub(r"\s+", " ", re.sub(r"[\[\]…]", " ", re.sub(r"\.{3,}", " ", text))).strip(" .,;:")
    if len(line) <= _SHOWN:
        return line
    return line[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:")


def _excerpt_without(text: str, part: tuple[int, int]) -> str:
    left = f"{text[: part[0]]} {text[part[1] :]}"
    return excerpt(left) if len(left.split()) > 2 else (excerpt(text) if part == (0, len(text)) else "")


_SHORTHAND = late(
    r"(?i)[^\s\w]*\b\w*/(?:wk|mo|yr|hr|day|week|h|d|w)\b|\bw/o?\b|->|=>|→|<-|[=~|<>{}\\^`]|"
    r"(?<!\w)[+@#]\w*|\s\+\s|&(?=\s)|https?://\S*|www\.\S*"
    r"|\b\d+x\b|\b(?:mgr|mgmt|dept|eng|yrs?|mins?|hrs?|wks?|abt|pls|thx|ppl|cuz|coz|gonna|wanna|gotta|"
    r"kinda|sorta|ur|tho|thru|approx|incl|esp|btw|imo|fyi|asap|"
    r"etc|vs|w|b4|2nite|tmrw|tmr|tbc|eod|eow|aka|ie|eg|cf|nb|re|govt|bldg|appt|mtg|intv|convo|hmu|idk|"
    r"iirc|afaik|nvm|smth|sth|sb|dev|devs|prod)\b\.?"
    r"|!{1,}|\?{2,}|\.{2,}|…|[\U0001F000-\U0001FAFF☀-➿]|(?<=\s)[-–—]{1,2}(?=\s).*(?<=\s)[-–—]{1,2}(?=\s)"
)
_SHOUTED = late(r"\b[A-Z]{4,}(?:\s+[A-Z]{3,})+\b")


@lru_cache(maxsize=64)  # all texts of a position have the same
def _casefolded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _badly_typed(text: str, names: frozenset[str]) -> HeldBack | None:
    found = _SHORTHAND.finditer(re.sub(r"“[^”]*”|\"[^\"]*\"", "", text))
    known = _casefolded(names)
    short = next((one for one in found if not (one[0].istitle() and one[0].casefold() in known)), None)
    if short and short[0].strip():
        return HeldBack("shorthand", short[0].strip(), f"“{short[0].strip()}” is shorthand", excerpt(text))
    loud = _SHOUTED.search(text)
    if loud:
        return HeldBack("shorthand", loud[0], f"“{loud[0]}” is in capitals", excerpt(text))
    wrong = first_error(text, known)
    if wrong:
        words = text[wrong.start : wrong.end]
        return HeldBack("typing", words, wrong.why if words in wrong.why else f"“{words}”: {wrong.why}", excerpt(text))
    return None


_SOMEBODY = late(
    r"(?i)\b(?:the other (?:guy|man|woman|lady|bloke|one|person|girl|interviewer)|(?:some|that|"
    r"this) (?:guy|bloke|dude|man|woman|lady|girl|person|fella)|"
    r"(?:dunno|what'?s[- ](?:his|her)[- ](?:name|face)|whatshisname|someone whose|the (?:guy|bloke|lady|dude|fella))\b)"
)


# A letter for a name, where a person would be: `M said`, `K.'s story`, `when J. asked`. Not `plan B` or `vitamin C`.
_INITIAL = late(
    r"(?:^|(?<=\b(?:that|when|what)\s)|(?<=\b(?:how|why|and|but)\s)|(?<=\bas\s)|(?<=[:;,]\s))"
    r"(?![aAI]\b)[A-Za-z]\.?(?=\s+(?:and|&|or)\s+[A-Z]\b|\s+[a-z])|(?<![\w.&'’-])(?![aAI]\b)[A-Z]\.?['’]s\b|"
    r"\b(?:Ms|Mr|Mrs|Miss|Dr|Prof)\.? [A-Z]\b\.?(?! ?[A-Z]|['’]\w)"
)


def _unknown_person(text: str, names: Collection[str]) -> HeldBack | None:
    found = _SOMEBODY.search(text) or next((one for one in _INITIAL.finditer(text) if one[0] not in names), None)
    return HeldBack("unknown", found[0], f"it is not said who “{found[0]}” is", excerpt(text)) if found else None


_DOUBTFUL = late(
    r"(?i)\((?:[^()]*\?|sp|sic|maybe|check|not sure)\)|\b(?:maybe|not sure|i think|i guess|i believe|"
    r"or was it|or something|something like|or so|probably|presumably|apparently|if i remember)\b"
)


def _unsure(text: str) -> HeldBack | None:
    found = _DOUBTFUL.search(text)
    if found:
        return HeldBack("unsure", found[0], f"“{found[0]}” says that you are not certain", excerpt(text))
    if len(text.split()) > _MOST_WORDS:
        return HeldBack("unsure", excerpt(text), "it is too long for one sentence", excerpt(text))
    return None


def unreadable(text: str) -> HeldBack:
    """The reason for a line that fits no frame with certainty."""
    return HeldBack("unsure", excerpt(text), "it is not certain how this reads in a sentence", excerpt(text))
