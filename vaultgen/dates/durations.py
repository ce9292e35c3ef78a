"""Parses lengths of time as they are typed in notes: `45`, `1h 30m`, `an hour and a half`, `2 days`."""

import re

from vaultgen.regex import late

_MINUTES = late(
    r"(?:(?:~|≈|about|around|ca\.?|circa|approx\.?)\s*(?=\d))?"
    r"(?:(?P<w>\d{1,2})\s*(?:w|wks?|weeks?),?\s*(?:and\s+)?)?(?:(?P<d>\d{1,2})\s*(?:d|days?),?\s*(?:and\s+)?)?"
    r"(?:(?P<h>\d{1,5}(?:[.,]\d{1,5})?)\s*(?:h|hr|hrs|hours?)\.?,?)?\s*(?:and\s+)?"
    r"(?:(?P<m>\d{1,6})(?:\.0+)?\s*(?:m|min|mins|minutes?|'|′|’)?)?\.?",
    re.IGNORECASE,
)
_MINUTES_OF_A_DAY = 24 * 60
_LONGEST = 7 * _MINUTES_OF_A_DAY
_DAY_ON_SITE = 8 * 60  # minutes; the last of several days ends so long after the hour at which the first began


def parse_minutes(text: str) -> int | None:
    """Parses a length in minutes, at most a week: `45`, `45 min`, `1h 30m`, `1.5 hours`, `2 days`; else None.

    `2 days` end on the second day, eight hours after the hour at which they began.
    """
    minutes = any_minutes(text)
    return minutes if minutes is not None and minutes <= _LONGEST else None


def any_minutes(text: str) -> int | None:
    """Parses a length in minutes, without an upper limit; None if it is not a length."""
    match = _MINUTES.fullmatch(text.strip()) or _MINUTES.fullmatch(_in_digits(text.strip()))
    if match is None or not any(match[part] for part in "wdhm"):
        return None
    minutes = round(float((match["h"] or "0").replace(",", ".")) * 60) + int(match["m"] or 0)
    days = int(match["w"] or 0) * 7 + int(match["d"] or 0)
    if days and not minutes:
        return (days - 1) * _MINUTES_OF_A_DAY + _DAY_ON_SITE
    return days * _MINUTES_OF_A_DAY + minutes


def _in_digits(text: str) -> str:
    """A length with its words as numbers: `an hour and a half` is `1.5 hours`; others stay as they are."""
    figures = _ROUGHLY.sub("", text.casefold())
    for words, digits in _LENGTHS:
        figures = words.sub(digits, figures)
    return figures


_ROUGHLY = late(r"^(?:roughly|approximately|almost|nearly|just (?:over|under)|a little over)\s+|\s+or so$")
_LENGTHS = tuple(
    (late(rf"\b{words}\b"), digits)
    for words, digits in (
        ("(?:an|one|1) hour and a half|one and a half hours|an hour and thirty", "1.5 hours"),
        ("two and a half hours|two hours and a half", "2.5 hours"),
        ("half an hour|half hour", "30 min"),
        ("(?:a )?quarter of an hour", "15 min"),
        ("three[- ]quarters of an hour", "45 min"),
        ("(?:an|one)(?= hour)", "1"),
        ("two(?= hours)", "2"),
        ("three(?= hours)", "3"),
        ("four(?= hours)", "4"),
        ("fifteen(?= min)", "15"),
        ("twenty(?= min)", "20"),
        ("thirty(?= min)", "30"),
        ("forty(?= min)", "40"),
        ("forty[- ]five(?= min)", "45"),
        ("fifty(?= min)", "50"),
        ("sixty(?= min)", "60"),
        ("ninety(?= min)", "90"),
    )
)
