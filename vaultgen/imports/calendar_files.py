"""A calendar file → the events in it, as plain values. `icalendar` reads it; it is imported only for that.

Events are returned as they are in the file; `invitations` decides what becomes a note.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from vaultgen.errors import FileProblem
from vaultgen.regex import late
from vaultgen.vault.settings import zone as zone_called

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

OURS = "OURS"  # the method of events that vaultgen itself wrote
_MOST = 5_000_000  # bytes
_MOST_EVENTS = 500
_MAILTO = late(r"mailto:", re.IGNORECASE)
# Where calls take place, as invitations link to them.
_CALL = late(
    r"https://(?:[\w-]+\.)*(?:zoom\.us|meet\.google\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|"
    r"meet\.jit\.si|gotomeet(?:ing)?\.com|bluejeans\.com|chime\.aws|skype\.com)/[^\s<>\"'\\)\]]+",
    re.IGNORECASE,
)
_LINKS = (
    *("CONFERENCE", "X-GOOGLE-CONFERENCE"),
    *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
)
_TAG = late(r"<(?:br|p|div|b|i|u|a|ul|ol|li|span|html|body)\b[^<>]*>|</\w+>", re.IGNORECASE)
_NOBODY = ("ROOM", "RESOURCE", "GROUP")


class Attendee(NamedTuple):
    """A person named in an event: the name, which may be empty, the address, and whether they have declined."""

    name: str
    email: str
    has_declined: bool = False


class InvitedEvent(NamedTuple):
    """An event of a calendar file.

    `start` is aware, or a day where the event lasts whole days, or None where there is none; `end` is aware or None.
    `zone` is the zone of `start` where that has a name that everybody knows. `link` is that of the call.
    """

    uid: str
    sequence: int
    method: str
    summary: str
    start: datetime | date | None
    end: datetime | None
    zone: ZoneInfo | None
    attendees: tuple[Attendee, ...]
    organizer: Attendee | None
    location: str
    link: str
    description: str
    is_cancelled: bool
    is_recurring: bool


def read(name: str, data: bytes, here: ZoneInfo) -> tuple[InvitedEvent, ...]:
    """The events in a calendar file; a time without a zone is one of `here`, the user's. Raises `FileProblem`."""
    if len(data) > _MOST:
        raise FileProblem(f"{name} is too large for an invitation: {len(data) // 1_000_000} MB.")
    if b"\0" in data[:20]:
        raise FileProblem(f"{name} is no calendar file: it is not in UTF-8.", "Save the invitation again, in UTF-8.")
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(_in_utf_8(data), multiple=True)
        events = [event for calendar in calendars for event in _events(calendar, here)]
    # What a broken file makes of a library's parser cannot be listed.
    except Exception as error:  # noqa: BLE001
        why = (error.strerror if isinstance(error, OSError) else str(error)[:120]) or type(error).__name__
        raise FileProblem(
            f"{name} cannot be read as a calendar file: {why}.",
            "Save the invitation again from your mail or calendar program.",
        ) from None
    if not events:
        raise FileProblem(f"{name} holds no event.", "An invitation is an .ics file with an event in it.")
    if len(events) > _MOST_EVENTS:
        raise FileProblem(
            f"{name} is a whole calendar: it holds {len(events)} events, and at most {_MOST_EVENTS} are read.",
            "Save the invitation as a file of its own.",
        )
    return tuple(events)


def _in_utf_8(data: bytes) -> bytes:
    """A file in UTF-8, as RFC 5545 wants it; what is none is taken for that of an old Windows program."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").encode()
    return data


def _events(calendar: Any, here: ZoneInfo) -> Iterator[InvitedEvent]:
    method = str(calendar.get("METHOD", "")).upper()
    is_ours = "vaultgen" in str(calendar.get("PRODID", "")).casefold()
    for event in calendar.walk("VEVENT"):
        yield _event(event, OURS if is_ours else method, here)


def _event(event: "CalendarEvent", method: str, here: ZoneInfo) -> InvitedEvent:
    start, zone = _moment(event, "DTSTART", here)
    return InvitedEvent(
        uid=_text(event, "UID"),
        sequence=_number(event.get("SEQUENCE")),
        method=method,
        summary=_text(event, "SUMMARY"),
        start=start,
        end=_end(event, start, here),
        zone=zone,
        attendees=tuple(_attendees(event)),
        organizer=next(map(_attendee, _many(event.get("ORGANIZER"))), None),
        location=_text(event, "LOCATION"),
        link=_link(event),
        description=_description(event),
        is_cancelled=method == "CANCEL" or _text(event, "STATUS").upper() == "CANCELLED",
        is_recurring=any(event.get(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID")),
    )


def _moment(event: "CalendarEvent", name: str, here: ZoneInfo) -> tuple[datetime | date | None, ZoneInfo | None]:
    value = _value(event.get(name))
    if not isinstance(value, datetime):
        return (value, None) if isinstance(value, date) else (None, None)
    if value.tzinfo is None:
        return value.replace(tzinfo=here), here
    if value.tzinfo is UTC or value.tzname() == "UTC":
        return value.astimezone(here), here
    key = getattr(value.tzinfo, "key", "")
    try:
        return value.replace(tzinfo=(known := zone_called(key))), known
    except LookupError:  # a zone that the file itself describes
        return value.astimezone(here), here


def _end(event: "CalendarEvent", start: datetime | date | None, here: ZoneInfo) -> datetime | None:
    """The end, by its own time or the duration; None if it is missing or not after the start."""
    if not isinstance(start, datetime):
        return None
    length = _value(event.get("DURATION"))
    end = _moment(event, "DTEND", here)[0]
    if isinstance(length, timedelta):
        end = start.astimezone(UTC) + length
    return end if isinstance(end, datetime) and end > start else None


def _attendees(event: "CalendarEvent") -> Iterator[Attendee]:
    for one in _many(event.get("ATTENDEE")):
        if str(one.params.get("CUTYPE", "")).upper() not in _NOBODY:
            yield _attendee(one)


def _attendee(value: Any) -> Attendee:
    email = _MAILTO.sub("", str(value), count=1).strip()
    name = _line(str(value.params.get("CN", ""))).strip("'\" ")
    has_declined = str(value.params.get("PARTSTAT", "")).upper() == "DECLINED"
    return Attendee("" if "@" in name else name, email if "@" in email else "", has_declined)


def _link(event: "CalendarEvent") -> str:
    """The link of the call: from its own property, else from the location, else from the description."""
    values = (str(value) for name in _LINKS for value in _many(event.get(name)))
    own = next((value for value in values if value.startswith("https://")), "")
    texts = (_text(event, "LOCATION"), _text(event, "URL"), _text(event, "DESCRIPTION"))
    return own or next((found[0].rstrip(".,;") for text in texts if (found := _CALL.search(text))), "")


def _description(event: "CalendarEvent") -> str:
    """The description as lines of text; that of some calendars is HTML."""
    text = str(event.get("DESCRIPTION", ""))
    if _TAG.search(text):
        text = _TAG.sub(lambda tag: "\n" if re.match(r"</?(?:br|p|div|li)\b", tag[0], re.IGNORECASE) else "", text)
        text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lines = (_line(line) for line in re.split(r"\r\n|\n|\r", text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _value(value: Any) -> Any:
    """The time or duration of a property; None if it cannot be read, since `icalendar` raises at access."""
    try:
        return getattr(value, "dt", None)
    except ValueError:
        return None


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 1_000_000 else 0


def _text(event: "CalendarEvent", name: str) -> str:
    return _line(str(next(iter(_many(event.get(name))), "")))


def _line(text: str) -> str:
    return " ".join(text.split())


def _many(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
