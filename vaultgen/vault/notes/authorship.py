"""Whose text a file is: the mark that vaultgen leaves in what it writes for the user.

A draft bears `generated: MARK`, a hash of the file as vaultgen wrote it (the mark's own line apart).
While the hash fits, nobody has edited the file, and a newer text may replace it; from the first
edit on it is the user's.
"""

import hashlib
import re

from vaultgen.regex import late

_SENT = late(r"^sent:.*$", re.MULTILINE)
_MARK = late(r"^generated:[ \t]*(.*)\n?", re.MULTILINE)


def fingerprint(text: str) -> str:
    """The mark of a text: a hash of everything but the mark's own line and line ends."""
    plain = _MARK.sub("", _lines(text), count=1)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def marked(text: str) -> str:
    """A text with its mark in the place that is kept for it, an empty `generated:`."""
    return re.sub(r"(?m)^generated:$", f"generated: {fingerprint(text)}", text, count=1)


def mark_of(text: str) -> str | None:
    """The mark that a text bears, whether it fits or not; None where there is none."""
    found = _MARK.search(_lines(text))
    return (found[1].strip() or None) if found else None


def is_untouched(text: str) -> bool:
    """Whether a text is, line ends apart, what vaultgen wrote."""
    mark = mark_of(text)
    return mark is not None and mark == fingerprint(text)


def is_as_written(text: str) -> bool:
    """Whether a text is what vaultgen wrote but for the time at which it was sent."""
    return is_untouched(_SENT.sub("sent:", _lines(text), count=1))


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
