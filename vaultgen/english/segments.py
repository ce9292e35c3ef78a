"""Finds the parts of a message, its words and its sentences.

All positions are offsets in the text as typed. Text to be ignored is replaced by spaces, never cut out, so that an
offset in the result is the same offset in the file.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from vaultgen.regex import late

_WORD = late(r"[^\W_]+")
# The last form is a comment that begins a line and is never closed.
_COMMENT = late(r"%%.*?%%|<!--.*?-->|(?<![^\n])[ >\t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?%%.*", re.DOTALL)
_FRONT = late(r"\ufeff?---[ \t]*\r?\n.*?(?:^---[ \t]*\r?$|\Z)", re.DOTALL | re.MULTILINE)
_ADDRESS = late(r"\b(?:https?://|www\.)\S+|[^\s@<>,;()]+@[^\s@<>,;()]+", re.IGNORECASE)
_QUOTED = late(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*\"|(?<!\w)[‘'][^’'\n]*[’'](?!\w)|^>.*$", re.MULTILINE)
_GREETING = late(
    r"(?i:dear|hello|hi|hey|greetings|good\s(?:morning|afternoon|evening|day)|to\swhom|"
    r"sehr\sgeehrte[rs]?|liebe[rs]?|guten\stag|hallo|bonjour|madame|monsieur|cher|chère|estimad[oa]|hola)\b"
)
_SIGN_OFF = late(
    r"(?i:(?:with\s)?(?:(?:very\s)?(?:best|kind|kindest|warm|warmest)(?:\s(?:regards|wishes))?|regards|many\sthanks|"
    r"thanks(?:\sagain)?|thank\syou(?:\sagain)?|sincerely(?:\syours)?|yours(?:\s\w+)?|cheers|respectfully|cordially|"
    r"gratefully|all\sthe\sbest|take\scare|mit\s\w+\s(?:gruß|grüßen)|viele\sgrüße|cordialement|saludos))[,.]?"
)
_LAST_LINES = 10  # a signature is no longer than this
_SHORT_GREETING = 60

# Words that begin sentences and fill letters: none of them is a slip of somebody's name.
COMMON = frozenset(
    "a about above after again all also although always am among an and another any anything are as ask at be because "
    "been before being best beyond both but by call can could day days dear did different do does each either even "
    "every everything few first for from further gladly good great had has have having he hello her here his how "
    "however i if in indeed is it its just kind know last later least less let like little long look many may maybe "
    "mark me meet meeting mind more most much must my near need never new next no none nor not nothing now of often on "
    "once one only or other our out over part perhaps please put question rather really regards right same see seen "
    "several she should since sincerely so some something soon still such sure take talk team than thank thanks that "
    "the their them then there these they thing things this those though through thus time to today together tomorrow "
    "too two under until up us very was way we week well were what when where whether which while who whom why will "
    "wish with without work would yes yesterday yet you your yours "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december data english german french spanish european american internet".split()
)
# What every letter of thanks holds, so that it tells nothing of one talk.
_EMPTY = COMMON | frozenset(
    "able additional afternoon allow amazing anytime apply appreciate appreciated appreciation around asked asset "
    "atmosphere attention back background believe bring business candidate career certain challenge challenges "
    "chance chat clearer closer come communicate communication company confident confirmed consider consideration "
    "contact contribute contribution conversation convinced decide decision deeply delighted department departments "
    "details discuss discussed discussion drop effort email enhanced enjoy enjoyed enthusiasm enthusiastic "
    "environment every excellent excited exciting experience fantastic feel find findings fit former forward free "
    "friendly further future gave generous given glad goal goals gone grateful greatly group growing growth happen "
    "happy hear hearing help helpful hesitate hope hoping ideal important impressed impression information insight "
    "insightful insights interest interested interesting interview invaluable invite involved job join joining "
    "kindly kindness learn learned learning left listen listening love loved made make match meant member members "
    "met mission modern moment moments morning motivated necessary note office once opportunity organization "
    "perfect person picture place plan pleased pleasure position possible process professional project projects "
    "provide qualified questions quick quickly reach reached real reason reference references regarding reiterate "
    "require required responsibilities responsible rest role samples say send sent share shared sharing simply "
    "sincere skill skills someone speak speaking spending spent spoke start started step steps strengthened strong "
    "success successful take taken taking talent talented talked talking thankful thoroughly thought thoughts told "
    "truly understand understanding useful valuable value values vision visit wanted warm warmth weekend welcome "
    "well whole willing wonderful working workplace world write writing".split()
)


class MessageParts(NamedTuple):
    """The offsets (start, end) of a message's greeting, text and signature; start equals end if there is none."""

    greeting: tuple[int, int]
    text: tuple[int, int]
    signature: tuple[int, int]


class PlacedWord(NamedTuple):
    """A run of letters or digits with its offsets; `O'Neil` and `on-call` are two words each."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def parts(body: str, sign_off: str = "") -> MessageParts:
    """The parts of a message; `sign_off` is the phrase with which its writer ends letters."""
    start = len(body) - len(body.lstrip())
    greeting = (start, _end_of_greeting(body, start))
    end = _start_of_signature(body, greeting[1], sign_off)
    return MessageParts(greeting, (greeting[1], end), (end, len(body)))


@lru_cache(maxsize=4096)
def visible(body: str) -> str:
    """A text with spaces for its comments, which nobody sends."""
    return _blanked(_COMMENT, body) if "%%" in body or "<!--" in body else body


def file_visible(text: str) -> str:
    """A file with spaces for its comments; a comment in its front matter ends with the line at the latest."""
    if "%%" not in text:
        return text
    front = _FRONT.match(text)
    head = text[: front.end()] if front else ""
    by_line = "".join(map(visible, head.splitlines(keepends=True)))
    blanked = (one if one == other else " " for one, other in zip(visible(head), by_line, strict=True))
    return "".join(blanked) + visible(text[len(head) :])


def without_addresses(text: str) -> str:
    """A text with spaces for links and e-mail addresses: the names in them are no mentions."""
    return _blanked(_ADDRESS, text)


def without_quotes(text: str) -> str:
    """A text with spaces for what is in quotation marks: those are somebody's own words."""
    return _blanked(_QUOTED, text)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[PlacedWord]:
    """The words between two offsets, in order."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield PlacedWord(found.group(), found.start(), found.end())


def after_greeting(text: str) -> str:
    """The text after the last greeting that has a line to itself; all of it if there is none."""
    lines = list(re.finditer(r"^.+$", text, re.MULTILINE))
    greetings = [line for line in lines if _GREETING.match(line.group()) and line.group().rstrip().endswith((",", ":"))]
    return text[greetings[-1].end() :] if greetings else text


def known_words(text: str, start: int, end: int, known: Container[str]) -> Iterator[PlacedWord]:
    """The words between two offsets that are in `known`."""
    for found in _WORD.finditer(text, start, end):
        if found.group() in known:
            yield PlacedWord(found.group(), found.start(), found.end())


def capitals(text: str, start: int, end: int) -> Iterator[PlacedWord]:
    """The words between two offsets that begin with a capital."""
    for found in _WORD.finditer(text, start, end):
        if found.group()[0].isupper():
            yield PlacedWord(found.group(), found.start(), found.end())


def count_words(text: str) -> int:
    """The number of words as a person counts them: runs between spaces with a letter or digit."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def opens_sentence(text: str, offset: int) -> bool:
    """Whether a word's capital is due to its place: first in a sentence, line or quotation."""
    before = text[:offset].rstrip(" \t*_~=[(\"“‘'")
    return not before or before[-1] in ".!?:;…\n\r”>–—-"


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """The words of a text in lower case with single spaces, to find whole names in it."""
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFC', text).casefold()))} "


def stems(text: str) -> frozenset[str]:
    """The first letters of the content words of a text, so that `migrate` and `migration` are equal.

    Words that every letter of thanks has, and short words, are left out.
    """
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return frozenset(word.casefold()[:5] for word in found if word.casefold() not in _EMPTY and _tells(word))


def sentences(text: str) -> list[str]:
    """The sentences of a text as plain words, without empty ones."""
    found = (plain_words(sentence).strip() for sentence in re.split(r"(?<=[.!?])\s+|\n{2,}", text))
    return [sentence for sentence in found if sentence]


def _tells(word: str) -> bool:
    """Whether a word is long enough to have a meaning; `SQL`, `31` and two characters of a script without case are."""
    return len(word) > 3 or (len(word) > 1 and (word.isupper() or word.lower() == word.upper()))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\r\n]", " ", found.group()), text)


def _end_of_greeting(body: str, start: int) -> int:
    line = re.compile(r"[^\r\n]*").match(body, start)
    if line is None or not line.group():
        return start
    opened = _GREETING.match(body, start)
    if opened is None:
        # “Jane,” alone on its line is a greeting, too.
        lone = re.fullmatch(r"(?:[^\W\d_][\w.'’-]*\s?){1,3}[,:]\s*", line.group())
        return line.end() if lone else start
    stop = re.compile(r"[,:;!?–—\r\n]").search(body, opened.end())
    end = stop.end() if stop else len(body)
    if end - start <= _SHORT_GREETING:
        return end
    named = re.compile(r"(?:[ \t]+[A-ZÀ-ÞŚŠŽ][\w.'’-]*)*").match(body, opened.end())
    return named.end() if named else opened.end()


def _start_of_signature(body: str, after: int, sign_off: str) -> int:
    """The offset of the closing phrase that has a line to itself near the end; the end if there is none."""
    lines = list(re.finditer(r"[^\r\n]+", body[after:]))
    for line in reversed(lines[-_LAST_LINES:]):
        text = line.group().strip()
        own = bool(sign_off) and text.rstrip(",.").casefold() == sign_off.strip().rstrip(",.").casefold()
        if own or text == "--" or _SIGN_OFF.fullmatch(text):
            return after + line.start()
    return len(body)
