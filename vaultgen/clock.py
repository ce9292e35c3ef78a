"""The only clock. Everything else is given an aware `now`."""

import os
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.errors import UsageProblem

_NO_ZONES = "This computer has no time zone data, so no time zone can be read."
_GET_ZONES = "Install it with: pip install tzdata"


def system_zone() -> ZoneInfo:
    """The time zone that this computer is set to; UTC where it does not say.

    Raises `UsageProblem` where `TZ` is set to a rule and not to a zone's name, or where there is no time zone data.
    """
    utc = utc_zone()
    if (name := os.environ.get("TZ", "").removeprefix(":")) and not name.startswith("/"):
        try:
            return ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            raise UsageProblem(
                f"The environment variable TZ is “{name}”, which is not the name of a time zone.",
                'Name your zone in vaultgen.toml, like timezone = "Europe/Berlin"',
            ) from None
    # Imported late: most vaults name their zone.
    import tzlocal

    try:
        return ZoneInfo(tzlocal.get_localzone_name() or "UTC")
    except (LookupError, ValueError, OSError):
        return utc


def utc_zone() -> ZoneInfo:
    """UTC; raises `UsageProblem` where there is no time zone data, so that no other zone can be read either."""
    try:
        return ZoneInfo("UTC")
    except (LookupError, OSError):
        raise UsageProblem(_NO_ZONES, _GET_ZONES) from None


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
