"""Fitting what people type into sentences.

Notes hold fragments: with and without a final stop, with a capital or without, quoted speech. The
functions here are what the draft texts use to put them into a sentence without a seam.
"""

import hashlib
import re
from collections.abc import Sequence

# First words that lose their capital inside a sentence; any other may be a name (Kafka, Airflow).
_LOWER = frozenset(
    "a an the this that these those our their your his her its my we they he she it there here how what why when "
    "where who which whether if in on at by for from with without to of as and or no not too very all any some "
    "both each more most less few many nobody someone everyone one two three".split()
)
_GERUNDS = frozenset(
    "asking being building cutting debugging deciding designing doing explaining finding fixing getting giving going "
    "growing handling having helping hiring joining keeping knowing leading learning leaving letting living making "
    "managing measuring mentoring migrating moving onboarding owning paying planning reading reducing replacing "
    "running saying scaling selling shipping staffing supporting taking talking teaching telling testing "
    "throwing tracking training trusting turning understanding using walking winning working writing".split()
)
_NOUN = re.compile(r".{3,}(tion|ment|ness|ance|ence|ability)s?$")
_PAST = frozenset(
    "cut built led wrote ran took brought kept made grew won set got drove taught found put held spent sold "
    "rewrote rebuilt began gave saw met paid sent shut split spread beat chose stood".split()
)


def plain(text: str) -> str:
    """Text without Obsidian's marks: links as their words, no comments, no highlighting."""
    text = re.sub(r"%%.*?%%", "", text, flags=re.DOTALL)
    text = re.sub(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    return re.sub(r"(\*\*|==|__|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def clean(text: str) -> str:
    """One line of plain text, single spaces, no stop at the end."""
    return re.sub(r"\s+", " ", plain(text)).strip().rstrip(".;,").rstrip()


def fragment(text: str) -> str:
    """A typed fragment as it stands inside a sentence: no final stop, a small first letter where safe."""
    cleaned = clean(text)
    first = cleaned.split(" ", 1)[0].rstrip(",:")
    lower = first.lower()
    if first == first.capitalize() and (lower in _LOWER or lower in _GERUNDS or _NOUN.match(lower)):
        return cleaned[0].lower() + cleaned[1:]
    return cleaned


def inside(text: str) -> str:
    """A fragment that ends the sentence it stands in: after a colon, say."""
    return _ended(fragment(text))


def quote(text: str) -> str:
    """A fragment in quotation marks; speech that is quoted already keeps its own."""
    cleaned = fragment(text)
    if cleaned[:1] in "\"“‘'" and cleaned[-1:] in "\"”’'":
        cleaned = cleaned[1:-1].strip()
    return f"“{cleaned}”"


def _ended(text: str) -> str:
    """With one mark at its end, which may stand before a closing quotation mark."""
    return text if text.rstrip("\"”’')")[-1:] in ("!", "?", "…", ".") else f"{text}."


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def as_claim(result: str) -> str:
    """An accomplishment's result as a sentence in the first person, where its first word is a past tense."""
    cleaned = clean(result)
    first = cleaned.split(" ", 1)[0]
    if first.lower() in _PAST or (first.lower().endswith("ed") and first.isalpha()):
        return _ended(f"I {first.lower()}{cleaned[len(first) :]}")
    return _ended(cleaned[:1].upper() + cleaned[1:])


def first_name(name: str) -> str:
    """The name that a warm greeting uses: no titles such as `Dr.`, and a capital for a name in small letters."""
    words = [word for word in name.split() if not re.fullmatch(r"(?i)(dr|prof|mr|mrs|ms|mx|sir)\.?", word)]
    first = words[0] if words else name
    return first[:1].upper() + first[1:] if name.islower() else first


def pick(options: Sequence[str], seed: str, *, turn: int = 0) -> str:
    """One of several phrasings: always the same for a seed, another for each `turn`."""
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4])
    return options[(start + turn) % len(options)]
