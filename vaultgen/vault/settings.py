"""The settings of a vault. Every key has a default."""

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vaultgen.vault.scope import Scope

TONES = ("warm", "plain", "formal")
WEEK_STARTS = ("monday", "sunday", "saturday")


@dataclass(frozen=True, slots=True)
class Me:
    """The user, as drafts are signed and letterheads filled in."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    sign_off: str = "Best regards"


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The wall-clock times within which mail is sent and deadlines without a time fall."""

    start: time = time(8, 30)
    end: time = time(17, 30)


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """The numbers of the follow-up rules; their names end in the units."""

    thank_you_hours: int = 24
    letter_days: int = 7
    check_in_days: int = 3
    check_in_repeat_days: int = 10
    check_in_max: int = 2
    closing_days: int = 2
    working_hours: WorkingHours = WorkingHours()


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Which problems to report, by code and lowest severity (see `selection.shown`).

    `private` are the files and folders of the vault that git must not track.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = "hint"
    private: tuple[str, ...] = ("site",)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a vault; `zone_from_system` says that the file sets no time zone."""

    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    country: str = ""
    region: str = ""
    language: str = "en"
    tone: str = "warm"
    theme: str = "desk"
    output: str = "site"
    week_starts: str = "monday"
    today_note: bool = False
    opens_as_of: str = "now"
    vault: Scope = field(default_factory=Scope)
    me: Me = field(default_factory=Me)
    follow_ups: FollowUpRules = field(default_factory=FollowUpRules)
    check: CheckRules = field(default_factory=CheckRules)
    zone_from_system: bool = False


def zone(name: str) -> ZoneInfo:
    """The time zone with an IANA name; raises `LookupError` if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LookupError(name) from None
