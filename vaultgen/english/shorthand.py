"""Expands shorthand: what people type to save time, as it stands in a message to an employer.

`w/` becomes `with`, `Thurs` Thursday, `18 -> 31` from 18 to 31. Smileys, final exclamation marks and fillers are
removed, and a text all in capitals is put into lower case. English. Quotations, and whatever is not certain, stay as
they are.
"""

import re
from collections.abc import Callable, Collection

from vaultgen.regex import late

_QUOTED = late(r"(“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|\"[^\"]*\")")
_UNITS = {"yr": "year", "mo": "month", "hr": "hour", "wk": "week", "min": "minute"}
_DAYS = {day[:3].casefold(): day for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()}
_MONTHS = {
    month[:3].casefold(): month
    for month in "January February March April August September October November December".split()
}


_BEFORE_A_MONTH = r"since|until|in|by|last|mid|next|from|of|\d{1,2}(?:st|nd|rd|th)?"


def _month(short: str) -> str:
    return _MONTHS[short[:3].casefold()]


def _whole_unit(match: re.Match[str], apart: str = "") -> str:
    is_plural = match[3] or (match[1][0].isdigit() and match[1].strip() != "1")
    return f"{match[1]}{apart}{_UNITS[match[2].casefold()]}{'s' if is_plural else ''}"


_EXPANSIONS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (late(pattern), said)
    for pattern, said in (
        (r"(?i)(?<![\w/])w/o\b ?", "without "),
        (r"(?i)(?<![\w/])w/ ?(?=\w)", "with "),
        (r"(?i)(?<![\w/])b/c\b", "because"),
        (r"(?i)(?<!^)\bre: ?(?=\w)", "about "),
        (r"(?<=\w )re (?=[a-z])", "about "),
        (r"(?i)\bthru\b", "through"),
        (r"\bwk of\b", "week of"),
        (r"\brefs\b", "references"),
        (r"(?i)\bavg\b\.?", "average"),
        (r"\bpic(s?)\b", r"photo\1"),
        (r"(?i)\b(in|into|on|onto|off|from|with|using|of) excel\b", r"\1 Excel"),
        (r"(?<=[a-z0-9)%]) & (?=[a-z0-9(])", " and "),
        (r"(?<=[^\W\d_]|[.)]) \+ (?=\w)", " and "),
        (r"(?:\bfrom )?((?<!\S)\D?\d[^\s→]{,12}?) ?(?:->|=>|→) ?(?=\D?\d)", r"from \1 to "),
        (r" ?(?:->|=>|→) ?", ", then "),
        (r"(?i)(?<![\w.,/])(\d+)(yr|mo|hr|wk|min)(s?)\b\.?", lambda m: _whole_unit(m, " ")),
        (r"(?i)(\d+ |\b(?:an?|per|one|last|next|this|every|few|some) )(yr|mo|hr|wk|min)(s?)\b\.?", _whole_unit),
        (r"\b(Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|tues|weds|thurs)\b\.?", lambda m: _DAYS[m[1][:3].casefold()]),
        (r"\b([Oo]n|[Bb]y|[Nn]ext|[Uu]ntil|[Ll]ast) (Sat|Sun)\b\.?", lambda m: f"{m[1]} {_DAYS[m[2].casefold()]}"),
        (
            rf"(?i:\b((?:{_BEFORE_A_MONTH}) ))(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?",
            lambda m: m[1] + _month(m[2]),
        ),
        (
            r"\b(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.? (?=\d{1,2}\b)",
            lambda m: f"{_month(m[1])} ",
        ),
        # What belongs into a chat.
        (r"(?i)(?:(?<=\s)|^)(?:[:;]-?[)(dp]|<3|\^\^)(?!\w)", ""),
        ("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff☀-➿️‍]+", ""),
        (r"(?i),? ?\b(?:lol|haha+|tbh|imh?o|btw|lmao|omg)\b,?", ""),
        (r"\?!+|!+\?", "?"),
        (r"!{2,}", "!"),
    )
)
_FILLERS = late(
    r"(?i)^(?:(?:honestly|apparently|basically|frankly|anyways?|oh|and|but|also|plus)\b,? (?=\w)"
    r"|(?:so|well|ok|okay|like|yeah|hm+),? (?=honestly|apparently|basically|anyway)"
    r"|(?:so|well|ok|okay|yeah|hm+), (?=\w))+"
)
# Words of a text in capitals that would be so in any other.
_ACRONYMS = frozenset(
    "OSHA EHR EMR ICU API AWS SEO ERP CEO CFO CTO COO CIO ETL QA UX UI AI IOT USA EU UAE HIPAA HACCP ISO EPA OEM CI "
    "NATO NASA PDF IOS SAP SAAS ACLS ACL RACI SLA OKR NDA KYC AML GAAP IRS IEP ESL EAP UPS IPO R&D B2B B2C "
    "HVAC CAD CAM CNC".split()
)
_NATIONS = frozenset(
    "english german french spanish italian dutch polish turkish arabic chinese japanese korean mandarin portuguese "
    "russian hindi european american british canadian mexican internet".split()
)
# Shorter words in capitals may all be acronyms.
_NO_ACRONYM = late(r"[^\W\d_]{5,}|\b(?:THE|AND|OF|WITH|FOR|TO|IS|ARE|HIS|HER|MY|NO|NOT|IN|ON|AT|OUR)\b")


def expanded(text: str, names: Collection[str] = ()) -> str:
    """A text with its shorthand expanded; `names` are words that keep their spelling."""
    parts = _QUOTED.split(without_all_caps(text, names))
    rewritten = "".join(part if place % 2 else _with_expansions(part) for place, part in enumerate(parts))
    rewritten = re.sub(r" +(?=[,;.?!]|$)", "", re.sub(r" {2,}", " ", rewritten)).strip()
    return _FILLERS.sub("", rewritten.rstrip("!") if not rewritten.endswith(("”!", '"!')) else rewritten[:-1])


def without_all_caps(text: str, names: Collection[str] = ()) -> str:
    """A text that is all in capitals in lower case; acronyms and `names` keep their spelling."""
    if not text.isupper() or not _NO_ACRONYM.search(text):
        return text
    spelt = {name.casefold(): name for name in names}
    return re.sub(r"[^\W_](?:[\w&’']*\w)?", lambda word: _in_lower_case(word[0], spelt), text)


def _in_lower_case(word: str, names: dict[str, str]) -> str:
    small = word.casefold()
    stem = re.sub(r"[’']s$", "", small)
    if stem in names:
        return names[stem] + small[len(stem) :]
    if word in _ACRONYMS or re.search(r"\d", word) or not re.search(r"[aeiouyäöüéèáó]", small):
        return word
    return word.capitalize() if small in _NATIONS or small == "i" else small


def _with_expansions(text: str) -> str:
    for pattern, rewritten in _EXPANSIONS:
        text = pattern.sub(rewritten, text)
    return text
