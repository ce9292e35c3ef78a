"""Turns invitations into interviews: the note of an event, or why there is none.

The employer is the one whose company note has the domain of an attendee's address; domains of free mail providers do
not count.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import When
from vaultgen.imports.calendar_files import OURS, Attendee, InvitedEvent
from vaultgen.imports.rows import Cell, Entry, checked, literal
from vaultgen.vault import new_notes
from vaultgen.vault.identity import address
from vaultgen.vault.links import fold
from vaultgen.vault.property_readers import read_people
from vaultgen.vault.settings import Me
from vaultgen.vault.typed_answers import tidy
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault, key_of, position_key

_LONG_PAST = timedelta(days=30)
_LONGEST = timedelta(days=7)
_MOST_TEXT = 5_000  # characters of a description
# Where everybody can have an address.
_FREE = frozenset(
    "gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.de hotmail.fr hotmail.co.uk "
    "live.com live.de msn.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk ymail.com icloud.com me.com mac.com gmx.de "
    "gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.de posteo.de mailbox.org aol.com proton.me "
    "protonmail.com pm.me tutanota.com tuta.com fastmail.com hey.com zoho.com yandex.com yandex.ru mail.ru qq.com "
    "163.com 126.com naver.com orange.fr free.fr laposte.net libero.it bluewin.ch btinternet.com comcast.net "
    "verizon.net att.net".split()
)
# Addresses of calendars, not of people.
_CALENDARS = ("calendar.google.com",)
_ANSWERS = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER")
# Words of a place that says no more than that it is a call.
_CALLS = ("zoom", "teams", "google meet", "webex", "video", "online", "skype")


class Interviewing(NamedTuple):
    """An event as the note of an interview. `employers` are those that it may be, the note's own if it is one."""

    event: InvitedEvent
    entry: Entry
    employers: tuple[str, ...]


def reason_to_skip(event: InvitedEvent, now: datetime) -> str:
    """Why an event becomes no note; empty if it may be an interview."""
    start, end = event.start, event.end or event.start
    reasons = {
        "it was written by vaultgen": event.method == OURS,
        "it is an answer to an invitation": event.method in _ANSWERS,
        "it is repeated, and an interview is not": event.is_recurring,
        "it has no time": start is None,
        "it lasts whole days, and has no time": start is not None and not isinstance(start, datetime),
        "it lasts more than a week": isinstance(start, datetime) and _length(start, end) > _LONGEST,
        "it is long past": isinstance(end, datetime) and now - end > _LONG_PAST,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def interviewing(event: InvitedEvent, vault: Vault, *, company: str = "") -> Interviewing:
    """An event, not to be skipped, as an interview; `company` is the employer if the user named it."""
    me, here = vault.settings.me, vault.settings.timezone
    employers = (company,) if company else tuple(_employers(event, vault, me))
    values: dict[str, list[str]] = {}
    if len(employers) == 1:
        values["company"] = [employers[0]]
        values |= {"role": [role]} if (role := _role(employers[0], vault)) else {}
        stage = new_notes.stage_in(event.summary, company=employers[0])
        values |= {"stage": [stage]} if stage else {}
    values |= _when(event, here)
    people = [_line(one, vault) for one in others(event, me) if not one.has_declined]
    values |= {"interviewers": people} if people else {}
    place = event.link if _is_generic(event.location) and event.link else event.location
    values |= {"place": [tidy(place)]} if place else {}
    values |= {"format": ["video"]} if event.link else {}
    values |= {"calendar_uid": [tidy(event.uid)]} if event.uid else {}
    values |= {"calendar_sequence": [str(event.sequence)]} if event.sequence else {}
    entry = Entry(0, "interview", values, tuple(_text(event)))
    return Interviewing(event, checked(entry) if "company" in values else entry, employers)


def _length(start: datetime, end: object) -> timedelta:
    return end - start if isinstance(end, datetime) else timedelta(0)


def others(event: InvitedEvent, me: Me) -> Iterator[Attendee]:
    """Yields the people whom an event names, except the user."""
    for attendee in event.attendees:
        is_me = bool(me.email) and address(attendee.email) == address(me.email)
        is_me = is_me or (bool(me.name) and fold(attendee.name) == fold(me.name))
        if not is_me and (attendee.name or attendee.email) and not _domain(attendee.email).endswith(_CALENDARS):
            yield attendee


def _employers(event: InvitedEvent, vault: Vault, me: Me) -> Iterator[str]:
    """The employers whose domains occur in the addresses, by the names of their notes."""
    named = [*others(event, me), *([event.organizer] if event.organizer else [])]
    own = _domain(me.email)
    domains = {found for one in named if (found := _domain(one.email)) and found != own}
    for company in vault.companies:
        known = {_host(company.website or ""), _domain(company.email or "")} - {""} - _FREE
        if company.note and any(one == host or one.endswith(f".{host}") for one in domains - _FREE for host in known):
            yield f"[[{company.note.name}]]"


def _role(company: str, vault: Vault) -> str:
    """The position, if the user has one open application with that employer."""
    name = company.removeprefix("[[").removesuffix("]]")
    keys = {key_of(one) for one in vault.companies if fold(one.name) == fold(name)}
    applications = [
        one
        for one in vault.applications
        if one.note and one.role and position_key(vault, one)[0] in keys and vault.outcome(one) not in CLOSING_OUTCOMES
    ]
    return applications[0].role.label if len(applications) == 1 and applications[0].role else ""


def _when(event: InvitedEvent, here: ZoneInfo) -> dict[str, list[str]]:
    """Date, duration, and the time zone if its time differs from the user's."""
    start = event.start
    if not isinstance(start, datetime):
        return {}
    zone = event.zone if event.zone and start.astimezone(here).utcoffset() != start.utcoffset() else None
    local = start if zone else start.astimezone(here)
    found = {"date": [str(When(local.date(), local.time().replace(second=0, microsecond=0)))]}
    found |= {"timezone": [zone.key]} if zone else {}
    minutes = round((event.end - start) / timedelta(minutes=1)) if event.end else 0
    return found | ({"duration": [str(minutes)]} if minutes else {})


def _line(attendee: Attendee, vault: Vault) -> str:
    """An attendee as a note names people: a link where their note has the address, else name and address."""
    known = [person for person in vault.people if person.note and person.email and attendee.email]
    same = [person for person in known if address(person.email or "") == address(attendee.email)]
    if len(same) == 1 and same[0].note:
        return f"[[{same[0].note.name}]]"
    name = tidy(attendee.name)
    plain = read_people(f"{name} <{attendee.email}>")[0].name if attendee.email else name
    if plain and name:
        return f"{plain}, {attendee.email}" if attendee.email else plain
    return f"{name} <{attendee.email}>".strip() if attendee.email else name


def _text(event: InvitedEvent) -> Iterable[Cell]:
    """The invitation's text for the body of the note, with all markup escaped."""
    lines = [event.summary, "", *event.description[:_MOST_TEXT].split("\n")]
    text = "\n".join(literal(tidy(line)) for line in lines).strip()
    return [Cell("Invitation", text + "\n" if "\n" not in text else text)] if text else []


def _is_generic(location: str) -> bool:
    """Whether a location only says that it is a call; then the link is used instead."""
    return not location or any(name in fold(location) for name in _CALLS)


def _domain(email: str) -> str:
    return email.rpartition("@")[2].casefold().strip() if "@" in email else ""


def _host(website: str) -> str:
    if not website:
        return ""
    try:
        host = urlsplit(website if "://" in website else f"https://{website}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
