"""The only clock. Everything else is given an aware `now`."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.errors import UsageProblem


def system_zone() -> ZoneInfo:
    """The time zone that this computer is set to; UTC where it does not say."""
    # Imported late: most vaults name their zone.
    import tzlocal

    try:
        return ZoneInfo(tzlocal.get_localzone_name() or "UTC")
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")


def now(zone: ZoneInfo, given: str | None, *, option: str = "--now") -> datetime:
    """The time, aware, in `zone`: the given one, or the computer's.

    A given time without an offset is in `zone`. Raises `UsageProblem` where it is no time.
    """
    if not given:
        return datetime.now(zone)
    try:
        return parse_when(given).at(zone)
    except BadDate as bad:
        raise UsageProblem(f"{option}: {bad}.", bad.hint) from None


def ticks() -> float:
    """Seconds from an arbitrary start, for telling how long something takes."""
    return time.monotonic()


def utc_now() -> datetime:
    """The computer's time, whatever a user has taken for it."""
    return datetime.now(UTC)


def pause(seconds: float) -> None:
    """Does nothing for so long; Ctrl-C ends it."""
    time.sleep(seconds)
