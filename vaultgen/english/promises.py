"""Promises in words for a message: `I said I would send the list` → `send you the list`.

A promise is a deed (`call you`), a thing to send (`licence photo tonight` → `send you my licence photo`), or a call or
an answer to give. A thing gets its article and loses its day. English.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vaultgen.english.addressing import addressed_to_reader, without_names
from vaultgen.english.capitals import with_initial_capital
from vaultgen.english.first_words import DEEDS, SENDING
from vaultgen.english.lexicon import verb_of
from vaultgen.english.phrases import begins_with_meeting, clean, fragment, with_article
from vaultgen.english.tagger import Token, tag
from vaultgen.english.typing_errors import COUNTABLE
from vaultgen.regex import late


class PromiseWords(NamedTuple):
    """A promise in words. `words` follow `I promised to` if it `is_deed`; else it is not certain what was promised.

    `is_sent` says that something is to be attached, and `is_many` that it is several things. `subject` names it in a
    subject line; it is empty if that would be too long.
    """

    words: str
    is_deed: bool
    is_sent: bool
    is_many: bool = False
    subject: str = ""


_LONGEST_SUBJECT = 8  # words


def promise_words(text: str, reader: str, names: Sequence[str] = (), *, theirs: bool = True) -> PromiseWords:
    """A promise in words. `reader` is `you`, or `them` if a recruiter passes the message on.

    `names` are the reader's. With `theirs`, he and she are the reader.
    """
    rewritten = without_day(
        _PROMISING.sub("", fragment(clean(without_names(_DATED.sub("", text), names if theirs else ()))))
    )
    telling = _to_reader(rewritten) if theirs else rewritten
    # `Referenzen bis Freitag` is in another language, `the link; call Tuesday` may be two promises, and what follows
    # the colon of `references: 3` is no part of a sentence.
    is_plain = telling is not None and not re.search(r";|:\s", telling) and not _FOREIGN_DAY.search(text)
    tokens = tag(telling) if telling and is_plain else []
    if telling is None or not tokens or _may_be_either(tokens):
        return PromiseWords(rewritten, False, False)
    rewritten = re.sub(r"!(?=\))", "", telling)
    first = tokens[0]
    is_thing = first.word in DEEDS and _is_thing(tokens)
    if first.word in SENDING and not is_thing:
        return _sending(rewritten, first, reader)
    if (first.word in DEEDS or _is_verb_with_object(tokens)) and not is_thing and len(tokens) > 1:
        return PromiseWords(_with_article_after_about(rewritten), True, False)
    bare = re.sub(r"(?i)^(?:an?|the|my) ", "", rewritten)
    is_paper = bare.casefold().startswith(("case study", "case studies"))
    if (begins_with_meeting(bare) and not is_paper) or re.match(r"(?i)answer\b(?! (?:sheet|key))", bare):
        given = f"an {bare}" if bare.casefold().startswith("answer") else with_article(bare)
        return PromiseWords(f"give {reader} {given}", True, False)
    thing = _thing(_FOR_THEM.sub("", rewritten))
    if thing is None:
        return PromiseWords(rewritten, False, False)
    return PromiseWords(f"send {reader} {thing}", True, True, _is_many(thing), _subject(thing))


def _to_reader(text: str) -> str | None:
    """A promise without its reader's name, and with `you` for their pronouns; None if they may be another's."""
    words = set(re.findall(r"\w+", text.casefold()))
    if words & {"he", "him", "his"} and words & {"she", "her", "hers"}:
        return None
    rewritten = re.sub(
        r"(?i)\b(?:him|her(?= (?:the|a|an|my|our|some|two|three|about|on|by|when|if|and)\b|$)|them)\b", "you", text
    )
    rewritten = re.sub(r"^(?:you|your) ?[-–—] ", "", rewritten)  # `Jane - the list`
    return (
        addressed_to_reader(rewritten, theirs=True)
        if re.search(r"(?i)\b(?:s?he|his|hers?)\b", rewritten)
        else rewritten
    )


def is_deed(text: str) -> bool:
    """Whether a text begins with an action: `call`, `send`."""
    return text.split(" ", 1)[0].casefold() in DEEDS


def without_day(text: str) -> str:
    """A promise without the day on which it falls due: the message that keeps it has its own date."""
    shorter = _FIGURES.sub("", _DAY.sub("", text)).rstrip(" ,;-–—")
    # `(not Tuesday)` says when it is not, and `the week of the 23rd` which week.
    if shorter == text or shorter.count("(") > shorter.count(")") or _NEEDS_MORE.search(shorter):
        return text
    return without_day(shorter)


_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|"
    "apr|jun|jul|aug|sept?|oct|nov|dec"
)

_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_FOREIGN_DAY = late(
    r"(?i)\b(?:bis|vor|avant|jusqu['’]à|d['’]ici) (?:\w+ )?"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|demain|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|morgen)\W*$"
)
_WHEN = (
    rf"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|demain|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|morgen|"
    rf"tonight|today|tomorrow(?: morning| evening| night)?|this (?:evening|afternoon|week|weekend|"
    rf"morning)|next (?:week|month|{_WEEKDAYS})|asap|soon|"
    rf"straight away|right away|immediately|at once|the same day|first thing|{_WEEKDAYS}(?: morning|"
    rf" evening| night)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: (?:{_MONTHS}))?(?: \d{{4}})?|"
    rf"(?:the )?\d{{1,2}} (?:of )?(?:{_MONTHS})(?: \d{{4}})?|"
    rf"(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d|"
    rf"(?:the )?end of (?:the )?(?:day|week|month)|eod|eow|noon|lunch(?:time)?|"
    rf"\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm|h|o'clock)"
)
_DAY = late(
    rf"(?i)(?:^|[\s,(]+)(?:(?:by|on|before|until|till|within|in|after|at|latest) )*(?:{_WHEN}|(?:a|two|"
    rf"three|\d+) (?:days?|weeks?|hours?)(?: time)?)\)?(?: at the latest| latest)?$"
)
_FIGURES = late(r"(?i)[\s,(]+(?:by|on|before|until|till) \d{1,2}([/.])\d{1,2}(?:\1\d{2,4})?\.?\)?$")  # `by 11/30`
_NEEDS_MORE = late(r"(?i)\b(?:of|for|from|to|with|about|between|than|and|or)$")
_DATED = late(r"^\d{1,2}[/.]\d{1,2}(?:[/.](?:\d\d){1,2})?[:,]? (?=[A-Za-z])")
_FOR_THEM = late(r"(?i) (?:to|with|for) (?:you|them)$")
_PROMISING = late(
    r"(?i)^(?:(?:i )?(?:said|promised|told (?:him|her|them|you)) (?:that )?(?=i (?:will|would)\b|i[’'](?:ll|d)\b))?"
    r"(?:(?:i (?:will|would|promised)|i[’'](?:ll|d)|promised(?= to ))\s+)?(?:to )?"
)
_OWN = frozenset(
    "certificate certificates licence license licences licenses passport references reference cv "
    "résumé resume diploma degree transcript "
    "transcripts portfolio id card permit visa dbs photo headshot bio availability notes write-up "
    "writeup slides deck proposal ticket tickets".split()
)
_NOT_OF = frozenset("proof letter confirmation statement copy certificate".split())


def _is_verb_with_object(tokens: Sequence[Token]) -> bool:
    """Whether a promise begins with a verb and its object: `take a class`; no noun stands before an article."""
    if verb_of(tokens[0].word) != tokens[0].word:
        return False
    # `text Mr Roe the list`
    after = next((token for token in tokens[1:] if token.text != "." and not token.text[:1].isupper()), None)
    return after is not None and after.tag in ("DT", "PRP$", "PRP")


def _may_be_either(tokens: Sequence[Token]) -> bool:
    """Whether a promise may be a thing as well as a deed without its article: `test results`."""
    first, after = tokens[0], tokens[1:2]
    is_either = first.tag == "NN" and first.word in DEEDS - SENDING and not _is_thing(tokens)
    return is_either and any(token.tag in ("NN", "NNS") for token in after)


def _is_thing(tokens: Sequence[Token]) -> bool:
    """Whether a word that may be a verb is a noun here: `link to the post`, `note on covenants`, `draft contract`."""
    following = tokens[1].word if len(tokens) > 1 else ""
    if tokens[0].word in (
        "link",
        "list",
        "note",
        "photo",
        "report",
        "plan",
        "sketch",
        "quote",
        "sample",
        "reference",
        "answer",
    ):
        return (
            not following
            or following in ("to", "of", "from", "on", "for", "about", "with", "between")
            or tokens[1].tag in ("NN", "NNS")
        )
    return tokens[0].tag in ("NN", "NNP") and following in ("of", "from", "for", "on", "about")


def _sending(text: str, verb: Token, reader: str) -> PromiseWords:
    rest = text[verb.end :].strip()
    rest = re.sub(r"(?i)^(?:over|along|on|through) (?=\w)", "", rest)
    to = re.match(r"(?i)(you|them|him|her|us) ", rest)
    whom, thing = (to[1], rest[to.end() :]) if to else ("", rest)
    if not thing:
        return PromiseWords(text, False, False)
    thing = _FOR_THEM.sub("", thing)
    other = re.match(r"[A-Z][\w’'-]+ (?=(?:the|a|an|my|our|some)\b)", thing)
    if other and not whom:
        whom, thing = other[0].strip(), thing[other.end() :]
    result = _thing(thing) or thing
    word = "email" if verb.word == "e-mail" else verb.word
    if word in ("share", "pass"):
        words = f"{word} {result} with {whom or reader}" if word == "share" else f"pass {result} on to {whom or reader}"
    elif re.search(r"(?i)\b(?:you|yours?|over|along)\b", result):
        words = f"{word} {result}"
    else:
        words = f"{word} {whom or reader} {result}"
    is_sent = word not in ("bring", "give", "show", "pass")
    return PromiseWords(words, True, is_sent, _is_many(result), _subject(result) if is_sent else "")


def _thing(text: str) -> str | None:
    """A thing with its article; None if it is not certainly one."""
    tokens = tag(text)
    head, first = _head(tokens), tokens[0]
    is_sentence = any(token.is_main for token in tokens[: head + 1]) and first.tag in ("PRP", "VBD", "MD", "VBZ")
    is_sentence = is_sentence and first.word not in _OWN  # `slides of the talk`
    is_noun = tokens[head].tag in ("NN", "NNS", "NNP", "NNPS", "CD") or tokens[head].word in _OWN
    if first.word in _NOTHING or is_sentence or not is_noun:
        return None
    text = _with_article_after_preposition(text, tokens)
    if head > 1 and tokens[head].tag == "NN" and (long := _LONG.match(text)):
        text = f"{long[1]}-{long[2]} {text[long.end() :]}"
    if re.match(r"(?:\d+|one|two|three)-[a-z]", text) and tokens[head].tag != "NNS":
        return f"the {text}"  # `2-pager of the study`
    if first.tag in ("DT", "PRP$", "CD") or first.word in ("some", "both", "two", "three", "your", "my", "more"):
        return text
    if first.tag in ("IN", "TO", "RB", "PRP", "WRB", "WP", "EX", "UH", "."):
        return None
    if copied := re.match(r"(?i)copy of (?:(?:the|my) )?", text):
        return f"a copy of my {text[copied.end() :]}"
    own = tokens[head].word in _OWN or any(token.word in _PAPERS for token in tokens[: head + 1])
    return f"{'my' if own else 'the'} {text}"


_LONG = late(r"(?i)(\d+|one|two|three) (minute|hour|day|week|month|year|page|slide|point)s? (?=\w)")  # `2 page summary`
_NOTHING = frozenset("nothing something anything everything nobody somebody none no".split())
_PAPERS = frozenset("licence license cv certificate".split())


def _head(tokens: Sequence[Token]) -> int:
    """The index of the head noun of a thing: the last word before what is said of it."""
    closing = ("IN", "TO", "WDT", "WP", "VBD", "CC")
    return next((place for place, token in enumerate(tokens) if place and token.tag in closing), len(tokens)) - 1


def _with_article_after_preposition(text: str, tokens: Sequence[Token]) -> str:
    """A countable noun after a preposition with its article: `drawing of mixer` → `drawing of the mixer`."""
    for one, two in pairwise(tokens):
        if (
            one.word in ("of", "from", "for", "about")
            and two.tag == "NN"
            and two.text.islower()
            and two.word in COUNTABLE - {"course"}
            and tokens[0].word not in _NOT_OF
        ):
            return f"{text[: two.start]}the {text[two.start :]}"
    return text


def _is_many(thing: str) -> bool:
    tokens = tag(thing)
    at = _head(tokens)
    head = tokens[at]
    # An abbreviation may end in S: `DBS`.
    is_plural = head.tag in ("NNS", "NNPS") and not head.text.isupper() and head.word not in ("data", "news")
    return is_plural or any(token.word == "and" for token in tokens[at + 1 : at + 2])


def _subject(thing: str) -> str:
    bare = re.sub(r"(?i)^(?:the|a|an|my|our|your|some) ", "", thing)
    return with_initial_capital(bare) if len(bare.split()) <= _LONGEST_SUBJECT else ""


def _with_article_after_about(text: str) -> str:
    """A meeting after `about` with its article: `call you about shadow shift` → `call you about the shadow shift`."""
    head, about, tail = text.rpartition(" about ")
    return f"{head} about the {tail}" if about and begins_with_meeting(tail) else text
