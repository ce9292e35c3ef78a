"""Searches every byte of a redacted site for what must not be in it, in any encoding."""

import email
import email.policy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from vaultgen.exports.false_names import RealName, bare, is_lowered, is_weak, words_of
from vaultgen.spelling import without_accents

_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})|\\([/\"'\\,;])")
_FOLD = re.compile(r"\r?\n[ \t]")
_SEPARATORS = r"[\s_.&+,/’'\-]*"
_BETWEEN_DIGITS = r"[\s().\-/]*"
_LEAST_DIGITS = 6
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
        whole = words_of(name.whole)
        if len(whole) > 1:
            core = max(map(bare, whole), key=len)
            _add(secrets, name.whole, _SEPARATORS.join(re.escape(bare(word)) for word in whole), core)
        for part, _ in name.parts:
            weak = is_weak(part)
            if bare(part) in own_words or is_lowered(name):
                passed |= {part} if len(whole) == 1 else set()
            elif weak:
                written = part[0].upper() + part[1:]
                _add(secrets, part, re.escape(written), written, in_capitals=True)
            else:
                _add(secrets, part, f"{re.escape(bare(part))}s?", bare(part))
    return list(secrets.values()), sorted(passed)


def _add(
    secrets: dict[tuple[str, bool], Secret], words: str, pattern: str, core: str, *, in_capitals: bool = False
) -> None:
    bounded = re.compile(rf"(?<![^\W\d_]){pattern}(?![^\W\d_])")
    secrets.setdefault((pattern, in_capitals), Secret(words, bounded, core, in_capitals))


def of_reach(addresses: Iterable[str], numbers: Iterable[str], domains: Iterable[str]) -> list[Secret]:
    """The secrets of addresses (postal and e-mail), telephone numbers, and domains."""
    texts = sorted({*addresses, *domains})
    secrets = [Secret(text, re.compile(re.escape(_plain(text))), _plain(text)) for text in texts if len(text) > 5]
    for number in sorted(set(numbers)):
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _LEAST_DIGITS:
            secrets.append(Secret(number, re.compile(rf"{_BETWEEN_DIGITS.join(digits)}(?!\d)"), ""))
    return secrets


def search(path: str, data: bytes, secrets: Sequence[Secret]) -> Iterator[Leak]:
    """The leaks in a file of the site, and in its name: each secret once."""
    leaks: dict[str, Leak] = {}
    for text in dict.fromkeys((path, _decoded(path), _decoded(_decoded(path)), *_readings(path, data))):
        written, plain = unicodedata.normalize("NFC", text), _plain(text)
        for secret in secrets:
            where = written if secret.in_capitals else plain
            if secret.words in leaks or secret.core not in where:
                continue
            if place := secret.pattern.search(where):
                around = where[max(0, place.start() - _AROUND) : place.end() + _AROUND]
                leaks[secret.words] = Leak(path, secret.words, " ".join(around.split()))
    yield from leaks.values()


def _readings(path: str, data: bytes) -> Iterator[str]:
    """A file's text as it is, and decoded: entities, escapes, percent-encoding, folded lines, mail bodies."""
    text = data.decode("utf-8", "replace")
    yield text
    once = _decoded(text)
    yield once
    yield _decoded(once)
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
    return without_accents(unicodedata.normalize("NFC", text))


def reach_in(text: str) -> tuple[set[str], set[str]]:
    """The e-mail addresses, and the domains of these and of links, in a text."""
    mails = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text))
    domains = {address.rpartition("@")[2] for address in mails}
    domains |= set(re.findall(r"(?i)\b(?:https?://|www\.)([\w-]+(?:\.[\w-]+)+)", text))
    return mails, {domain.removeprefix("www.") for domain in domains}
