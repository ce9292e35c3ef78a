"""The clock: the only module that asks for the time. All others are given an aware `now`."""

import os
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.errors import UsageProblem

_NO_ZONES = "This computer has no time zone data, so no time zone can be read."
_GET_ZONES = "Install it with: pip install tzdata"


def system_zone() -> ZoneInfo:
    """The time zone of this computer; UTC if it is not set.

    Raises `UsageProblem` if `TZ` is a rule instead of the name of a zone, or if there is no time zone data.
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
    # Imported late: most vaults set their time zone.
    import tzlocal

    try:
        return ZoneInfo(tzlocal.get_localzone_name() or "UTC")
    except (LookupError, ValueError, OSError):
        return utc


def utc_zone() -> ZoneInfo:
    """UTC. Raises `UsageProblem` if there is no time zone data."""
    try:
        return ZoneInfo("UTC")
    except (LookupError, OSError):
        raise UsageProblem(_NO_ZONES, _GET_ZONES) from None


def now(zone: ZoneInfo, given: str | None, *, option: str = "--now") -> datetime:
    """The aware time in `zone`: `given` if it is not empty, else the computer's.

    A given time without an offset is in `zone`. Raises `UsageProblem`, which names `option`, if it is not a time.
    """
    if not given:
        return datetime.now(zone)
    try:
        return parse_when(given).at(zone)
    except BadDate as bad:
        raise UsageProblem(f"{option}: {bad}.", bad.hint) from None


def ticks() -> float:
    """Seconds of a monotonic clock, to measure durations."""
    return time.monotonic()


def utc_now() -> datetime:
    """The computer's time, regardless of `--now`."""
    return datetime.now(UTC)


def pause(seconds: float) -> None:
    """Sleeps; Ctrl-C interrupts it."""
    time.sleep(seconds)
