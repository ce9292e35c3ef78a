"""Splits a line about people into its parts: names, nicknames, roles, addresses, telephone numbers, links.

Takes a line as it was typed; gives `Part`s in its order, each with the separator before it. To whom they belong is
for `person_lines` to tell.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

from vaultgen.english.given_names import GIVEN, is_given_name
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.names import is_group, proper_name, untitled
from vaultgen.english.role_words import BESIDE, ROLES
from vaultgen.english.roles import UNRANKED, is_nobody, rank
from vaultgen.english.unknowns import is_unknown
from vaultgen.regex import late

_Sort = Literal["email", "phone", "link", "name", "nickname", "word", "role", "other"]


class Part(NamedTuple):
    """A part of a line between two separators; `sep` is the one before it.

    `closed` tells that a bracket has been closed just before it: whatever title stood there has ended.
    """

    sep: str
    text: str
    sort: _Sort
    target: str | None = None
    closed: bool = False


_EMAIL = late(r"(?:mailto:)?([^\s@<>,;|()\[\]“”\"]+@[^\s@<>,;|()\[\]“”\"]+)")
PHONE = late(
    r"(?:(?:tel|phone|mobile|mob|cell|office|direct|m|t|p|ph)\b[.:]?:?\s*)?\+?[\d\s().\-/]{6,}(?:\s*(?:x|ext\.?)\s*\d+)?",
    re.IGNORECASE,
)
_WIKILINK = late(r"\[\[(?P<target>[^\[\]|#]*)(?:#[^\[\]|]*)?(?:\\?\|(?P<label>[^\[\]]*))?\]\]")
_MARKDOWN_LINK = late(r"\[(?P<label>[^\[\]]*)\]\((?P<target>(?:[^()]|\([^()]*\))*)\)")
_PRONOUNS = late(
    r"[(\[]?\b(?:she|he|they|ze|xe|ey|it|sie|er|elle|il|iel|ella|él|hen)\s*/\s*(?:her|hers|him|his|them|theirs?|they|he|she|"
    r"zir|xem|em|ihr|ihm|ihn|lui|elle|elles|el|any)(?:\s*/\s*\w+)*\b[)\]]?",
    re.IGNORECASE,
)
_URL = late(r"(?i)(?:https?://|www\.|linkedin\.com/)\S*")
_LABEL = late(r"(?i)^(?:e-?mail|mail|phone|tel|mobile|cell|name|linkedin)\s*[.:]*\s*(?=$|:|\S)")
# What parts a line: marks, and the words between two people. A hyphen only between spaces: `Smith-Jones` is one name.
_BETWEEN = late(
    r"(?P<mark>\s*[,;|/·•\t\n\r\x01]+\s*(?:(?i:and|und|et|y|plus|with|or|[&+])\s+)?|\s+[-–—~+]+\s+|\s*[–—]\s*|"
    r"\s+&\s+|\s*(?<!\b[A-Z])&(?![A-Z]\b)\s*|\s*:\s+|"
    r"\s+(?i:and|und|et|y|plus|with|or)\s+)"
)
# `Jörg “JB” Brandt`: quotation marks within a name belong to it.
_NICKNAME = late(r"([^\W\d_] )[“\"„]([^“”\"„]+)[”\"“](?= [A-ZÀ-Þ])")
# `Li Wei (goes by Wendy)`. What follows `prefers` or `called` is often no name: `prefers Slack`, `called in sick`.
_CALLED = late(
    r"(?:[Gg]oes by|aka|a\.k\.a\.?|[Nn]icknamed|[Kk]nown as|(?:prefers|likes|wants) to be called|"
    r"every(?:one|body) calls (?:him|her|them)) \"?(?P<name>[^\W\d_][\w.'’-]*)\"?"
)
_MAYBE_CALLED = late(
    r"(?:[Pp]refers|(?:[Pp]lease )?[Cc]all (?:him|her|them|me)|[Cc]alled) \"?(?P<name>[^\W\d_][\w.'’-]*)\"?"
)
_CALLED_BEHIND = late(r"(?<=\w) (?=(?:goes by|aka|a\.k\.a\.?|nicknamed|known as) \"?[^\W\d_])")
# Given names that are plain words or places as well: alone, or in small letters, they are not surely a name.
_WORDS_TOO = frozenset(
    "april art august bill carolina charlotte christian dawn drew else faith florence frank georgia grace guy hope "
    "jack jordan joy june madison mark may milan pat rich rob roman rose savannah sofia sue summer sydney victoria "
    "virginia will".split()
)
# The last word of many an employer's name.
HOUSES = frozenset(
    "ag associates bank bv capital co college company consulting corp corporation council engineering foundation gmbh "
    "group holdings hospital inc institute labs laboratories limited llc llp logistics ltd media office partners plc "
    "school services software solutions studio studios systems technologies trust university ventures works".split()
)
_JOINING = ("of", "for", "the", "and", "&", "in", "at")  # words that no title ends with
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "，": ",", "、": ";", "；": ";", "（": "(", "）": ")"}
)


def line_parts(text: str) -> Iterator[Part]:
    """The parts of a line; links and addresses are separate parts."""
    text = _bare(text)
    at, sep = 0, ""
    for match in _special(text):
        yield from _words(sep, text[at : match.start()])
        before = _last_mark(text[at : match.start()])
        yield _special_part(match, before)
        at, sep = match.end(), ""
    yield from _words(sep, text[at:])


def _bare(text: str) -> str:
    """A line without emphasis, pronouns and surrounding quotation marks."""
    kept = _NICKNAME.sub("\\1\x02\\2\x03", text)
    words = _PRONOUNS.sub(" ", kept.translate(_MARKS)).strip()
    words = re.sub(r"^(?:[-*•]\s+|@(?=\w))", "", words)
    words = re.sub(r"(\*\*\*|\*\*|\*|==|~~|`|(?<!\w)__|(?<!\w)_)(?=\S)([^*=~`]+?)(?<=\S)\1(?!\w)", r"\2", words)
    whole = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)|‘([^’]*)’", words)
    return next((inner for inner in whole.groups() if inner), "").strip() if whole else words


def _special(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        some = [found for kind in (_WIKILINK, _MARKDOWN_LINK, _EMAIL, _URL) if (found := kind.search(text, at))]
        if not some:
            return
        first = min(some, key=lambda found: found.start())
        yield first
        at = first.end()


def _special_part(match: re.Match[str], sep: str) -> Part:
    if match.re.pattern == _EMAIL.pattern:
        return Part(sep, match[1].strip(".'\""), "email")
    if match.re.pattern == _URL.pattern:
        return Part(sep, match[0], "phone")
    label, target = (match["label"] or "").strip(), match["target"].strip()
    if match.re.pattern == _WIKILINK.pattern:
        label = label or target.rpartition("/")[2].removesuffix(".md")
        return Part(sep, label.lstrip("@"), "link", target)
    if target.startswith("mailto:"):
        return Part(sep, target.removeprefix("mailto:").partition("?")[0], "email")
    if "://" in target:
        return Part(sep, label, _sort(label))
    path = unquote(target.strip("<>").partition("#")[0])
    return Part(sep, label, "link", re.sub(r"^(?:\.{1,2}/)+", "", path).removesuffix(".md"))


def _last_mark(text: str) -> str:
    """The separator at the end of a text."""
    found = re.search(r"(?:^|\s)(and|und|et|y|plus|with)\s*$|([,;|/&+·\n-])\s*$", text, re.IGNORECASE)
    return (found[1] or found[2]).casefold() if found else ""


def _words(sep: str, text: str) -> Iterator[Part]:
    """The parts of the text between links and addresses."""
    # `Jane (Janey) Doe`: what is within a name is another form of it.
    text = re.sub(r"(?<=[^\W\d_]) \([^()]*\) (?=[A-ZÀ-Þ])", " ", text)
    text = _CALLED_BEHIND.sub(", ", text)
    # `"Doe, Jane" <…>`: what a mail program puts in quotation marks is one name.
    text = re.sub(r"\"([^\"]*)\"", lambda found: found[1].replace(",", "\x00"), text)
    text = re.sub(r"[(\[](?!\+?\d{1,5}[)\]])([^()\[\]]*)[)\]]", "\x01\\1\x01", text).replace("<", " ").replace(">", " ")
    chunks = _BETWEEN.split(text)
    is_open = is_closed = False  # a bracket
    for number in range(0, len(chunks), 2):
        words = chunks[number].strip(" \t\"'.,;[]()")
        mark = _mark(chunks[number - 1]) if number else sep
        if number and "\x01" in chunks[number - 1]:
            is_closed = is_open
            is_open ^= chunks[number - 1].count("\x01") % 2 == 1
        if not words or is_unknown(words) or _LABEL.fullmatch(words):
            continue
        if "\x00" in words:
            last, _, first = words.partition("\x00")
            yield Part(mark, f"{first.strip()} {last.strip()}", "name")
            continue
        if nickname := _nickname(words):
            yield Part(mark, nickname, "nickname")
            continue
        phone = PHONE.fullmatch(words)
        yield Part(mark, words, "phone" if phone else _sort(words), closed=is_closed and not is_open)
        is_closed = False


def _mark(between: str) -> str:
    """The separator that a text between two parts is: `, and` is `and`, and what follows a bracket counts."""
    mark = between.strip().casefold()
    joined = re.search(r"(?:^|[\s,;|/·•\x01])(\w+|[&+])$", mark)
    if joined:
        return joined[1]
    mark = mark.strip("\x01 ") or mark
    return mark[:1] if mark[:1] in ",;|/\x01" else mark or "\n"


def _nickname(words: str) -> str:
    """What somebody is called, if the words say it; else an empty text."""
    sure, unsure = _CALLED.fullmatch(words), _MAYBE_CALLED.fullmatch(words)
    name = proper_name(sure["name"] if sure else unsure["name"] if unsure else "")
    may_be_name = word_class(name.casefold()) == UNKNOWN and not name.isupper()
    is_name = is_given(name) or may_be_name if sure else is_plain_given(name)
    return name if is_name and not is_nobody(name) and name.casefold() not in HOUSES else ""


def _sort(part: str) -> _Sort:
    """The sort of a part: a full name, a word that may be a name, a role, or something else."""
    if is_group(part) or (is_nobody(part) and not _title_first(part)):
        return "role"
    words = untitled(part).split()
    has_title = len(words) < len(part.split())
    spelt = all(re.fullmatch(r"[^\W\d_][\w.'’-]*|\x02.*\x03", word) for word in words)
    # `Professor of Physics` is a title, `Professor Ingrid Sørensen` a name.
    if has_title and words and spelt and len(words) < 5 and words[0] not in ("of", "for", "in", "at", "and"):
        return "name"
    if rank(part) < UNRANKED or not spelt or not 0 < len(words) < 6:
        return "other"
    if words[-1].casefold().rstrip(".") in HOUSES:
        return "other"
    if len(words) == 1:
        return (
            "word" if (words[0][:1].isupper() and not words[0].isupper()) or words[0].casefold() in GIVEN else "other"
        )
    return (
        "name"
        if words[0].casefold() in GIVEN and all(word[:1].isupper() for word in (words[0], words[-1]))
        else "other"
    )


def is_given(text: str) -> bool:
    """Whether a word is a given name, or begins with one and a hyphen."""
    return is_given_name(text)


def is_plain_given(word: str) -> bool:
    """Whether a word is a given name and nothing else."""
    return is_given(word) and word.casefold() not in _WORDS_TOO


def untied(text: str) -> tuple[str, str]:
    """Splits name and title without a comma: `Bo Smith VP Engineering`, `recruiter Bo Li`, `Jane from HR`."""
    if split := _title_first(text):
        return split
    words = text.split()
    for at in range(1, len(words)):
        if words[at].casefold() in ("from", "at", "in", "of") and words[0][:1].isupper():
            return " ".join(words[:at]), " ".join(words[at + 1 :])
        is_told = not words[at][:1].isupper() or words[at].isupper()  # no name is written so
        rest = words[at:]
        is_long = at > 1 and (len(rest) > 1 or is_given(words[0]))
        if (is_told or is_long) and not is_given(words[at]) and is_nobody(" ".join(rest)):
            return " ".join(words[:at]), " ".join(rest)
    return text, ""


def _title_first(text: str) -> tuple[str, str] | None:
    """Splits the name from the title before it: `recruiter Bo Li`; None if it does not begin with one."""
    words = text.split()
    if len(untitled(text).split()) < len(words):
        return None  # `Professor Ingrid Sørensen`: the title is part of the name
    for at in range(len(words) - 1, 0, -1):
        if _is_title_before(words[:at], words[at:], is_cased=not text.islower()):
            return " ".join(words[at:]), " ".join(words[:at])
    return None


def _is_title_before(title: list[str], name: list[str], *, is_cased: bool) -> bool:
    """Whether words before a name are a job title: `CTO Jane Doe`, `Ops manager Carol Inchbald`, `Warehouse Mike`."""
    first, small = name[0], [word.casefold() for word in title]
    if (
        first.isupper()
        or not (is_cased or is_plain_given(first))
        or not ROLES.union(BESIDE).isdisjoint(word.casefold() for word in name[:-1])
    ):
        return False
    if small[-1] in _JOINING or name[-1].casefold() in HOUSES or (len(title) == 1 and is_given(title[0])):
        return False
    if "of" in small:
        return is_plain_given(first) and is_nobody(" ".join(title))
    if is_nobody(" ".join(title)):
        has_courtesy = len(untitled(" ".join(name)).split()) < len(name)
        is_full = has_courtesy or (len(name) > 1 and all(word[:1].isupper() for word in name))
        return all(word.islower() or word.isupper() for word in title) or is_given(first) or is_full
    # A department alone may be a name, too, unless a given name follows: `Marketing Anna Bell`.
    return is_plain_given(first) and all(word in BESIDE and len(word) > 3 for word in small)
