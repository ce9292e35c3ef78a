"""The figures in a text: `£180k` and `180,000` are the same."""

import re

from vaultgen.regex import late

_FIGURE = late(r"(?<![\w.,])\D?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(k|m)?(?![\w.]*\d)", re.IGNORECASE)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}
_LEAST = 10  # smaller numbers, and years, are in many texts
_YEARS = range(1900, 2100)


def figures(text: str) -> frozenset[float]:
    """The numbers in a text that two texts hardly share by chance: neither small ones nor years."""
    found = (float(number.replace(",", "")) * _TIMES[times.casefold()] for number, times in _FIGURE.findall(text))
    return frozenset(number for number in found if number >= _LEAST and number not in _YEARS)
