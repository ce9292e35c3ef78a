"""Searches every byte of a redacted site for what must not be in it, in any encoding."""

import email
import email.policy
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from vaultgen.exports.false_names import (
    Form,
    RealName,
    bare,
    forms,
    is_lowered,
    is_weak,
    legible,
    pieces_of,
)
from vaultgen.spelling import with_umlauts_spelt_out, without_accents

_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})|\\([/\"'\\,;])")
_FOLD = re.compile(r"\r?\n[ \t]")
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>")
_HUMPS = re.compile(r"([a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_BETWEEN_DIGITS = r"[\s().\-/]*"
_LEAST_DIGITS = 6
_THOUSANDS = r"[ \u00a0\u202f.,’']?"
_SUM = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_THOUSANDS}\d{{3}})+(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AROUND = 24  # characters shown on either side


class Secret(NamedTuple):
    """Something that must not be found: its words, its pattern, and a `core` that every text with it contains.

    With `in_capitals` it is an ordinary word, compared as spelt. Anything else is compared without case and accents.
    """

    words: str
    pattern: re.Pattern[str]
    core: str
    in_capitals: bool = False


class Leak(NamedTuple):
    """A secret that was found: the file of the site, and the text around it."""

    path: str
    words: str
    around: str


def of_names(names: Iterable[RealName], own_words: frozenset[str]) -> tuple[list[Secret], list[str]]:
    """The secrets of names, and the names that cannot be searched for because the site uses the word (`own_words`)."""
    secrets: dict[tuple[str, bool], Secret] = {}
    passed: set[str] = set()
    for name in names:
        for form in forms(name):
            if not _is_own(form, own_words):
                _add(secrets, *_of_form(name, form))
            elif len(form.pieces) > 1:  # all words of the site, but hardly beside one another
                words = r"[\s_\-]+".join(map(re.escape, form.pieces))
                _add(secrets, _secret(name.whole, _bounded(words), form.pieces[0], in_capitals=True))
            else:
                passed.add(form.literal or name.whole)
        for part, _ in name.parts:
            if bare(part) in own_words or is_lowered(name):
                passed |= {part} if len(pieces_of(name.whole)) == 1 else set()
            elif is_weak(part):
                _add(secrets, _capital(part))
            else:
                spelt = dict.fromkeys((bare(part), with_umlauts_spelt_out(part)))
                _add(secrets, *(_secret(part, _bounded(f"{re.escape(one)}(?:e?s)?"), one) for one in spelt))
    return list(secrets.values()), sorted(passed)


def _is_own(form: Form, own_words: frozenset[str]) -> bool:
    """Whether the site may use a form itself: a single letter, or words of its own without signs between them."""
    joined = "".join(form.pieces)
    has_signs = not form.literal.replace(" ", "").isalnum() if form.literal else False
    return len(joined) == 1 or (not has_signs and all(bare(piece) in own_words for piece in form.pieces))


def _of_form(name: RealName, form: Form) -> list[Secret]:
    if form.literal:
        return [_secret(form.literal, form.pattern(), max(form.pieces, key=len), in_capitals=True)]
    if len(form.pieces) == 1 and is_weak(form.pieces[0]):
        return [_capital(form.pieces[0])]
    plain = dict.fromkeys([*form.spellings()][1:])
    return [_secret(name.whole, Form(pieces, "").pattern(), max(pieces, key=len)) for pieces in plain]


def _capital(word: str) -> Secret:
    written = word[0].upper() + word[1:]
    return _secret(word, _bounded(re.escape(written)), written, in_capitals=True)


def _secret(words: str, pattern: str, core: str, *, in_capitals: bool = False) -> Secret:
    return Secret(words, re.compile(pattern), core, in_capitals)


def _add(secrets: dict[tuple[str, bool], Secret], *more: Secret) -> None:
    for secret in more:
        secrets.setdefault((secret.pattern.pattern, secret.in_capitals), secret)


def _bounded(pattern: str) -> str:
    return rf"(?<![^\W\d_]){pattern}(?![^\W\d_])"


def of_reach(addresses: Iterable[str], numbers: Iterable[str], domains: Iterable[str]) -> list[Secret]:
    """The secrets of addresses (postal and e-mail), telephone numbers, and domains."""
    texts = sorted({*addresses, *domains})
    secrets = [Secret(text, re.compile(re.escape(_plain(text))), _plain(text)) for text in texts if len(text) > 5]
    for number in sorted(set(numbers)):
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _LEAST_DIGITS:
            secrets.append(Secret(number, re.compile(rf"{_BETWEEN_DIGITS.join(digits)}(?!\d)"), ""))
    return secrets


def of_pay(texts: Iterable[str]) -> list[Secret]:
    """The secrets of sums of four digits or more, however their digits are grouped; a year is none."""
    found = {re.sub(r"\D", "", sum_) for text in texts for sum_ in _SUM.findall(text)}
    return [Secret(digits, sum_pattern(digits), "") for digits in sorted(found) if not _YEAR.fullmatch(digits)]


def sum_pattern(digits: str) -> re.Pattern[str]:
    """A number, with or without signs between its thousands."""
    groups = re.findall(r"\d{1,3}(?=(?:\d{3})*$)", digits)
    return re.compile(r"(?<![\w.,])" + _THOUSANDS.join(groups) + r"(?![\w,.]?\d)")


def search(path: str, data: bytes, secrets: Sequence[Secret]) -> Iterator[Leak]:
    """The leaks in a file of the site, and in its name: each secret once."""
    leaks: dict[str, Leak] = {}
    for text in dict.fromkeys((path, _decoded(path), _decoded(_decoded(path)), *_readings(path, data))):
        written = legible(text)
        plain = without_accents(written)
        others = (
            {_humps_apart(written)} if written.isascii() else {with_umlauts_spelt_out(written), _humps_apart(written)}
        )
        others -= {plain}
        for secret in secrets:
            if secret.words in leaks:
                continue
            for where in (written,) if secret.in_capitals else (plain, *others):
                if secret.core in where and (place := secret.pattern.search(where)):
                    around = where[max(0, place.start() - _AROUND) : place.end() + _AROUND]
                    leaks[secret.words] = Leak(path, secret.words, " ".join(around.split()))
                    break
    yield from leaks.values()


def _humps_apart(text: str) -> str:
    """A text in lower case with `OkaforsTeam` as `okafors team`."""
    return without_accents(_HUMPS.sub(r"\1 ", text))


def _readings(path: str, data: bytes) -> Iterator[str]:
    """A file's text as it is, and decoded: entities, escapes, percent-encoding, folded lines, mail bodies."""
    text = data.decode("utf-8", "replace")
    yield text
    once = _decoded(text)
    yield once
    yield _decoded(once)
    if path.endswith(".html"):
        yield _decoded(_INLINE.sub("", text))
    if path.endswith((".ics", ".vcf", ".eml")):
        yield _decoded(_FOLD.sub("", text))
    if path.endswith(".eml"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield "\n".join([*map(str, message.values()), str(message.get_content())])


def _decoded(text: str) -> str:
    return unescape(unquote(_ESCAPE.sub(_character, text)))


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return escape[3] if not code else chr(int(code, 16)) if int(code, 16) < 0x110000 else ""


def _plain(text: str) -> str:
    """A text, normalized for comparison: without case and accents."""
    return without_accents(legible(text))


def reach_in(text: str) -> tuple[set[str], set[str]]:
    """The e-mail addresses, and the domains of these and of links, in a text."""
    mails = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text))
    domains = {address.rpartition("@")[2] for address in mails}
    domains |= set(re.findall(r"(?i)\b(?:https?://|www\.)([\w-]+(?:\.[\w-]+)+)", text))
    return mails, {domain.removeprefix("www.") for domain in domains}
