"""Redacts notes: names are replaced, and addresses, numbers and links removed.

Nothing in the result shows what was removed.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from vaultgen.exports.false_names import Renamer, legible
from vaultgen.markdown.comments import without_comments
from vaultgen.vault.notes.properties import key

# Properties that say where and how to reach somebody, what is paid, or which number a position has.
LEFT_OUT = frozenset(
    "email phone address linkedin website url place location salary salary_stated reference source calendar_uid "
    "description image cover permalink generated".split()
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)(?:^|\n)---[ \t]*(?:\n|$)", re.DOTALL)
_PROPERTY = re.compile(r"([^\s#:\-'\"][^:\n]*|'[^'\n]*'|\"[^\"\n]*\")[ \t]*:(?=\s|$)")
_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# The lengths are bounded, so that no text takes longer than its size.
_EMBED = re.compile(r"!\[\[[^\]\n]{0,500}\]\]|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((?!#)[^)\n]{0,2000}\)")
_IN_ADDRESS = r"[^\s<>,;:\"'()\[\]|@]"
_EMAIL = rf"(?<!{_IN_ADDRESS}){_IN_ADDRESS}+@{_IN_ADDRESS}+\.[^\W\d_]{{2,}}"
_URL = r"(?:(?<![a-z0-9+.\-])[a-z][a-z0-9+.\-]*://|mailto:|tel:|www\.)[^\s<>\"'\])]+"
_HOST = r"(?<![\w@.\-/])(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+"
# Endings that are no words: after a full stop without a space, `it` and `me` begin a sentence.
_ENDINGS = (
    "com|org|net|edu|gov|io|ai|co|dev|app|info|biz|tech|cloud|jobs|careers|health|inc|example|test|"
    "de|uk|eu|ch|fr|nl|dk|fi|pl|es|pt|jp|cn|kr|ca|au|nz|ie|cz|sk|hu|ro|ru|ua|tr|br|mx|za|sg|hk"
)
_DOMAIN = rf"{_HOST}(?:(?:{_ENDINGS})\b(?:/[^\s<>\"'\])]*)?|[a-z]{{2,18}}/[^\s<>\"'\])]+)"
_PHONE = (
    r"(?<![\w.,-])(?:\+|00)\d[\d \t().\-/]{5,}\d"
    r"|(?<![\w.,-])\(\d{2,5}\)[ \t]*\d[\d \t.\-/]{3,}\d|(?<![\w.,-])\d{3}[ .-]\d{3}[ .-]\d{4}(?!\d)"
    r"|(?<![\w.,-])0\d{2,5}[ \t/-]\d[\d \t\-/]{3,}\d"
    r"|(?<![\w.,:/-])\d{3}-\d{4}(?![\w-])|(?<![\w.,:/-])\d{7,15}(?![\w-])"
)
_SIGN = (
    r"(?:(?:\b(?:A|C|CA|HK|NZ|R|S|US))?[$€£¥₹₩₽₺₴₦₫฿]|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|TRY|INR|JPY"
    r"|CNY|KRW|SGD|HKD|CAD|AUD|NZD|MXN|BRL|ZAR|AED|ILS)\b|\bkr\b\.?|\bzł|\bRs\b\.?)"
)
_SUM = r"\d(?:[\d.,’']|[ \u00a0\u202f](?=\d{3}\b)){0,15}[ \t]?(?:[kKmM]|lakhs?|lpa|LPA|crores?)?\b"
_TO = r"[ \t]?(?:to|[-–—])[ \t]?"
_MONEY = (
    rf"{_SIGN}[ \t]?{_SUM}(?:{_TO}{_SIGN}?[ \t]?{_SUM})?"
    rf"|\b{_SUM}(?:{_TO}{_SUM})?[ \t]?(?:{_SIGN}|(?:dollars?|euros?|pounds?|francs?|kroner|kronor|rupees?|yen)\b)"
    rf"|\b\d{{2,3}}(?:{_TO}\d{{2,3}})?[ \t]?[kK]\b|\b[\d.,]{{1,9}}[ \t]?(?:lakhs?|lpa|LPA|crores?)\b"
)
# With the separator before it in the line of a person: `, jane@acme.example`, ` <jane@acme.example>`.
_REACH = re.compile(rf"(?:[ \t]*[,|;][ \t]*)?<?(?:{_URL}|{_EMAIL}|{_PHONE}|{_DOMAIN})>?", re.IGNORECASE)
_PAY = re.compile(_MONEY)
_HEADING = re.compile(r"([ \t>]*)(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ \t>]*(=+|-+)[ \t]*$")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_PRIVATE = re.compile(r"(?i)[\W_]*(?:my[ \t]+)?private\b|.*\((?:private|personal)\)|.*#private\b")
_GONE = "(an amount)"


class Redactor:
    """Redacts the texts of a vault: replaces names by `renamer`, and removes what is `known`.

    `known` are addresses, numbers and domains as written in the notes, `sums` the pay that its properties name.
    """

    def __init__(self, renamer: Renamer, known: Iterable[str], sums: Iterable[re.Pattern[str]] = ()) -> None:
        self._renamer = renamer
        self._sums = tuple(sums)
        longest_first = sorted({text for text in known if text}, key=lambda text: (-len(text), text))
        either = "|".join(map(re.escape, longest_first))
        self._known = re.compile(rf"(?:[ \t]*[,|;][ \t]*)?(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if either else None

    def name(self, text: str) -> str:
        """A name, or a path, with the invented names."""
        return self._renamer.renamed(self._reachless(text))

    def note(self, text: str) -> str | None:
        """The redacted text of a note; None if its front matter cannot be read, so that nothing is certain."""
        text = legible(text.replace("\r\n", "\n").replace("\r", "\n"))
        front = _FRONT.match(text)
        if front is None and text.lstrip("\ufeff").startswith("---"):
            return None
        head, body = (front[1], text[front.end() :]) if front else ("", text)
        parts = [f"---\n{self._cleaned(_properties(head))}\n---\n"] if front else []
        return "".join([*parts, self._cleaned(_body(body))])

    def _cleaned(self, text: str) -> str:
        text = _MARKDOWN_LINK.sub(r"\1", _EMBED.sub("", text))
        text = _PAY.sub(_GONE, self._reachless(text))
        for amount in self._sums:
            text = amount.sub(_GONE, text)
        return self._renamer.renamed(text)

    def _reachless(self, text: str) -> str:
        text = _REACH.sub("", text)
        return self._known.sub("", text) if self._known else text


def without_body(text: str) -> str:
    """A note's text reduced to its front matter."""
    front = _FRONT.match(text)
    return front[0] if front else ""


def _properties(head: str) -> str:
    """The lines of the front matter without those of private properties."""
    lines: list[str] = []
    out = False
    for line in head.split("\n"):
        found = _PROPERTY.match(line)
        if found:
            out = key(found[1].strip("'\"")) in LEFT_OUT
        if not out and not line.lstrip().startswith("#"):
            lines.append(line)
    return "\n".join(lines)


def _body(text: str) -> str:
    """The body without comments and private sections."""
    return "\n".join(_public(_HTML_COMMENT.sub("", without_comments(text)).split("\n")))


def _public(lines: list[str]) -> Iterator[str]:
    """The lines without the sections whose heading says `private`.

    In doubt a section goes on: a heading in code or in a quotation does not end it, nor an underlined one unless it
    began with such.
    """
    hidden, began, fence = 0, "", ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if bar := _FENCE.match(line):
            fence = "" if fence and bar[1].startswith(fence) else fence or bar[1]
        level, before, text = _heading(line, following)
        if level and _PRIVATE.match(text):
            hidden, began = min(level, hidden or level), before
        elif level and level <= hidden and not fence and before in ("", began.strip(" \t>")):
            hidden = 0
        if not hidden:
            yield line


def _heading(line: str, following: str) -> tuple[int, str, str]:
    """The level of a heading, the text before its signs, and its title; level 0 for any other line."""
    heading = _HEADING.match(line)
    if heading:
        return len(heading[2]), heading[1], heading[3]
    if line.strip() and (underline := _UNDERLINE.match(following)):
        return (1 if underline[1][0] == "=" else 2), "underlined", line
    return 0, "", ""
