"""Time marks: placeholders for words that depend on when a text is read, filled in when it is printed.

A text with marks can be cached for as long as only time passes. A mark is enclosed in two Unicode noncharacters
(section 23.7), which occur in no text.
"""

from datetime import UTC, datetime

from vaultgen.dates.words import distance_words, length_words, moment_words
from vaultgen.regex import late

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = late(rf"{_OPEN}([a-z]+)(-?[0-9.]*){_CLOSE}")

NOW = f"{_OPEN}now{_CLOSE}"  # `Thursday 12 March 2026 at 09:00`
NOW_SHORT = f"{_OPEN}iso{_CLOSE}"  # RFC 3339, to the second
NOW_EXACT = f"{_OPEN}exact{_CLOSE}"  # RFC 3339
ZONE = f"{_OPEN}zone{_CLOSE}"  # `CET`


def distance(moment: datetime) -> str:
    """A mark for how far an instant is: `in 3 hours`, `2 days ago`."""
    return f"{_OPEN}distance{moment.timestamp()}{_CLOSE}"


def since(moment: datetime) -> str:
    """A mark for how long ago an instant was: `3 hours`."""
    return f"{_OPEN}since{moment.timestamp()}{_CLOSE}"


def has_marks(text: str) -> bool:
    """Whether a text may contain marks."""
    return _OPEN in text


def filled(text: str, now: datetime) -> str:
    """A text with its marks filled in for `now` (aware)."""
    return _MARK.sub(lambda mark: _words(mark[1], mark[2], now) or mark[0], text) if has_marks(text) else text


def _words(kind: str, seconds: str, now: datetime) -> str | None:
    if kind in ("distance", "since"):
        moment = datetime.fromtimestamp(float(seconds), UTC)
        return distance_words(moment, now) if kind == "distance" else length_words((now - moment).total_seconds())
    at_now = {
        "now": moment_words(now),
        "iso": now.isoformat(timespec="seconds"),
        "exact": now.isoformat(),
        "zone": now.tzname() or "",
    }
    return at_now.get(kind)
