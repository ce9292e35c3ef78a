"""A date of an interview without a year, like `Nov 26 10:30am` (VG115); the hint says which year is likely."""

from collections.abc import Iterator
from datetime import datetime

from vaultgen.dates.typed import BadDate, When, parse_when
from vaultgen.dates.words import MONTHS
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.properties import Value

NO_YEAR = Rule("VG115", "hint", "date without a year")
RULES = (NO_YEAR,)

_MONTH = "|".join([*MONTHS, *(rf"{month[:3]}\b\.?" for month in MONTHS), r"Sept\b\.?"])
_DAY = late(
    rf"(?i)(?:(?P<month>{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH}))"
    r"(?![\s,-]*\d{4})(?!\d)"
)
_NEAR = 60  # days: a date so close to now is hardly that of another year


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the interviews whose date cannot be read."""
    vault = snapshot.vault
    for note in vault.notes:
        if vault.kinds.get(note.path) != "interview" or vault.of(note) is not None or "date" not in note.properties:
            continue
        for value in note.properties["date"].values[:1]:
            when = _likely(value, snapshot.now)
            if when is not None:
                near = abs((when.day - snapshot.now.date()).days) <= _NEAR
                yield problem(
                    NO_YEAR,
                    note.path,
                    value.span,
                    f"“{value.text.strip()}” says no year.",
                    hint=f"If you mean {when.day.year}, write {when}.",
                    fix=value.fix(str(when)) if near else None,
                )


def _likely(value: Value, now: datetime) -> When | None:
    """The date with the year that makes it nearest to now; None if a year alone does not make it a date."""
    text = value.text.strip()
    match = _DAY.search(text)
    if match is None:
        return None
    tried = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            tried.append(parse_when(f"{text[: match.end()]} {year}{text[match.end() :]}"))
        except BadDate:
            continue
    return min(tried, key=lambda when: abs((when.day - now.date()).days), default=None)
