"""The words of a promise for the draft that keeps it: `I said I would send the list` becomes `send you the list`.

A promise is of a deed (`call you on Monday`), of a thing to send (`portfolio`), or of a call or an answer to give.
English only.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from vaultgen.english.first_words import DEEDS, SENDING
from vaultgen.english.phrases import DETERMINERS, is_counted, phrase, with_article
from vaultgen.regex import late


class PromiseWords(NamedTuple):
    """`words` follow `I promised to` if `is_deed`, else `I promised this:`; `is_sent` if it is something to attach."""

    words: str
    is_deed: bool
    is_sent: bool


def without_promise(text: str) -> str:
    """`I said I would send the list` → `send the list`: the draft itself says that it was promised."""
    return _PROMISED.sub("", text)


def promise_words(said: str, reader: str, names: Mapping[str, str]) -> PromiseWords:
    """The words of a promise for its reader, who is `you`, or `them` in a message to a recruiter."""
    made = phrase(the_thing(said), names=names)
    if is_deed(made.text):
        words = _about_the_thing(made.text)
        verb = words.split(" ", 1)[0].casefold()
        return PromiseWords(_to_the_reader(words) if reader == "you" else words, True, verb in SENDING)
    if _is_given(made.text):
        return PromiseWords(f"give {reader} {with_article(made.text)}", True, False)
    if made.form == "noun" or is_thing(made.text):
        return PromiseWords(f"send {reader} {made}", True, True)
    return PromiseWords(made.text, False, False)


def is_deed(text: str) -> bool:
    """Whether a text begins with what one does: `call`, `send`."""
    return text.split(" ", 1)[0].casefold() in DEEDS


def is_thing(said: str) -> bool:
    """Whether a promise in a word or two is of a thing that one sends: `portfolio`."""
    return re.fullmatch(rf"(?i)(?:(?:the|my|a|an|two|three|some) )?(?:[a-z-]+ ){{0,2}}{_THING}", said) is not None


def the_thing(said: str) -> str:
    """`send slotting spreadsheet` → `send the slotting spreadsheet`; things in the plural stay bare."""
    said = _COPY.sub(lambda found: f"{found[1] or ''}a copy of {'' if found[2] else 'my '}", said)
    found = _BARE_THING.match(said)
    if found is None or found[2].split()[0].casefold() in DETERMINERS | {"some"} or found[2].endswith("s"):
        return said
    return f"{found[1] or ''}the {found[2]}"


_PROMISED = late(
    r"(?i)^(?:(?:i )?(?:said|promised|told (?:him|her|them)) (?:that )?(?=i (?:will|would)\b|i[’'](?:ll|d)\b))?"
    r"(?:(?:i (?:will|would|promised)|i[’'](?:ll|d)|promised(?= to ))\s+)?(?:to )?"
)
_THING = (
    r"(?:spreadsheet|list|link|template|portfolio|notebook|paper|article|book|report|deck|résumé|resume|cv|contract|post|"
    r"card|licence|license|cert|note|notes|sample|plan|schedule|video|photo|repository|repo|document|summary|write-up|"
    r"slides|certificate|transcript|proposal|sketch|diagram|script|reference|references|numbers|documents|links|samples|"
    r"articles|photos|certificates|names)"
)
_GIVING = r"(?:send|share|forward|mail|e-?mail|show|bring|give)"
_BARE_THING = late(rf"(?i)^({_GIVING} (?:you )?)?((?:[a-z-]+ ){{0,2}}{_THING})$")
_COPY = late(rf"(?i)^({_GIVING} (?:you )?)?copy of (?=((?:the|my|our|your|an?|this|that) )?)")
# After these somebody may follow to whom it goes; after “send the list” nobody does.
_TO_SOMEBODY = late(r"(?i)\b(?:you|yours?|to|him|her|them|over|along|in|with)\b")


def _to_the_reader(words: str) -> str:
    """`send the list` → `send you the list`, where the words say of nobody else to whom."""
    if _TO_SOMEBODY.search(words):
        return words
    return re.sub(
        r"(?i)^(?:send|forward|mail|e-?mail|give|show|bring)(?= [a-z0-9])", lambda verb: f"{verb[0]} you", words
    )


def _is_given(said: str) -> bool:
    """Whether a promise is of a call, an answer or the like: `a call on Monday`."""
    bare = re.sub(r"(?i)^(?:an?|the|my) ", "", said)
    return is_counted(bare) or re.match(r"(?i)answer\b", bare) is not None


def _about_the_thing(said: str) -> str:
    """`call you about shadow shift` → `call you about the shadow shift`."""
    head, about, tail = said.rpartition(" about ")
    return f"{head} about the {tail}" if about and is_counted(tail) else said
