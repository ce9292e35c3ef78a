"""The letterhead: the lines above the text of a letter (sender, date, recipient), and the paper size."""

import re
from datetime import date
from typing import NamedTuple

from vaultgen.dates.words import day_words
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Vault

# The countries that use US Letter; all others use A4 (Unicode CLDR, territory paper sizes).
_US_LETTER = frozenset("US CA MX PH PR BZ CL CO CR GT NI PA SV VE".split())
_MONTH_FIRST = frozenset(["US", "PH", "PR"])


class Letterhead(NamedTuple):
    """The lines above a letter; `sent` is the day on which it was sent, or None."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    sent: date | None


def letterhead(vault: Vault, follow_up: FollowUp) -> Letterhead:
    """The letterhead for the letter of a follow-up; unknown lines are left out."""
    me, person = vault.settings.me, follow_up.whom
    employer = vault.company(follow_up.interview.company).name
    address = (person.address if person else None) or ""
    recipient = [person.name, person.title or ""] if person else []
    recipient += [] if address.startswith(employer) else [employer]
    recipient.append(postal(address))
    if follow_up.passed_on and follow_up.to:
        recipient = [follow_up.to.name, follow_up.to.title or "", postal(follow_up.to.address or "")]
    sender = (me.name, postal(me.address), me.phone, me.email)
    sent = follow_up.sent.date() if follow_up.sent else None
    return Letterhead(_lines(sender), _lines(recipient), sent)


def postal(address: str) -> str:
    """An address as on an envelope: a single line is split at its commas, except before a US state.

    `1 Main St, Chicago, IL 60622` becomes two lines.
    """
    if "\n" in address.strip():
        return address
    return re.sub(r",\s*(?![A-Z]{2}\b(?: [\d-]+)?(?:,|$))(?=\S)", "\n", address.strip())


def letter_date(day: date, settings: Settings) -> str:
    """A date as the user's country writes it: `12 March 2026`, or `March 12, 2026`."""
    words = day_words(day, weekday=False)
    number, month, year = words.split(" ")
    return f"{month} {number}, {year}" if month_first(settings) else words


def month_first(settings: Settings) -> bool:
    """Whether the user's country writes the month before the day."""
    return settings.country in _MONTH_FIRST


def paper(settings: Settings) -> str:
    """The paper size of the user's country: `us-letter` or `a4`."""
    return "us-letter" if settings.country in _US_LETTER else "a4"


def _lines(parts: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The non-empty lines of some texts."""
    return tuple(line.strip() for part in parts for line in part.split("\n") if line.strip())
