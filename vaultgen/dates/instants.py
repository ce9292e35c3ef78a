"""Instants: arithmetic in real hours, across clock changes, and how programs write them."""

from datetime import UTC, datetime, timedelta


def utc(moment: datetime) -> datetime:
    """The same instant in UTC, for arithmetic in real hours."""
    return moment.astimezone(UTC)


def later(moment: datetime, *, hours: float) -> datetime:
    """The instant `hours` real hours later, in the same zone (24 h across a clock change are 24 h)."""
    return (utc(moment) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def iso(moment: datetime | None) -> str | None:
    """An instant as RFC 3339, to the second; None for None."""
    return moment.isoformat(timespec="seconds") if moment is not None else None
