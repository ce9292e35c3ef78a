"""Views of days and instants, for `<time>` elements."""

from datetime import date, datetime
from typing import Any

from vaultgen.dates.instants import iso
from vaultgen.dates.words import day_words, moment_words


def iso_day(day: date | None) -> str | None:
    """A day as RFC 3339; None for None."""
    return day.isoformat() if day is not None else None


def moment_view(moment: datetime) -> dict[str, Any]:
    """An instant for a `<time>` element."""
    return {"iso": iso(moment), "words": moment_words(moment)}


def day_view(day: date, at: datetime | None = None) -> dict[str, Any]:
    """A day for a `<time>` element; `at` is its instant if it has one."""
    return {"iso": iso(at) or day.isoformat(), "words": day_words(day)}
