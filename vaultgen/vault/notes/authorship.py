"""Authorship: whether the user has edited a file that vaultgen wrote.

A draft contains `generated: MARK`, a hash of the file as vaultgen wrote it, without the line of the mark. While the
hash matches, vaultgen may replace the text; from the first edit on it belongs to the user.
"""

import hashlib
import re

from vaultgen.regex import late

_SENT = late(r"^sent:.*$", re.MULTILINE)
_MARK = late(r"^generated:[ \t]*(.*)\n?", re.MULTILINE)


def fingerprint(text: str) -> str:
    """The mark for a text: a hash that ignores the line of the mark and the kind of line breaks."""
    plain = _MARK.sub("", _lines(text), count=1)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def marked(text: str) -> str:
    """A text with its mark filled in after the empty `generated:`."""
    return re.sub(r"(?m)^generated:$", f"generated: {fingerprint(text)}", text, count=1)


def mark_of(text: str) -> str | None:
    """The mark in a text, matching or not; None if there is none."""
    found = _MARK.search(_lines(text))
    return (found[1].strip() or None) if found else None


def is_untouched(text: str) -> bool:
    """Whether a text is what vaultgen wrote, but for line breaks."""
    mark = mark_of(text)
    return mark is not None and mark == fingerprint(text)


def is_as_written(text: str) -> bool:
    """Whether a text is what vaultgen wrote, but for line breaks and the time in `sent`."""
    return is_untouched(_SENT.sub("sent:", _lines(text), count=1))


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
