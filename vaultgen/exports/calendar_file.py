"""A calendar file (RFC 5545, RFC 7986) of events, for any calendar program.

All instants are in UTC, since programs differ in how they read time zones defined in a file. Nothing makes a program
ask for an answer: no attendees, no organizer, no method. The same events give the same bytes.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from vaultgen.exports.events import CalendarEvent

_CATEGORIES = {"interview": "Interview", "deadline": "Follow-up", "decision": "Decision", "answer": "Offer"}
# Nothing is known of when an event was noted down before the first that happened: then it is this day.
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
_REFRESH = timedelta(hours=1)
_DISCREET = "Appointment"


def write(events: Iterable[CalendarEvent], *, discreet: bool = False) -> bytes:
    """The file; `discreet` gives each event the same name and no text, so that others see only when one is busy.

    It needs at least one event: a calendar without any is not valid.
    """
    from icalendar import Calendar  # late: it takes long to load

    calendar = Calendar()
    name = f"{_DISCREET}s" if discreet else "Interviews"
    calendar.add("prodid", "-//vaultgen//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    # One event at a time becomes bytes: all of a long search would need much memory.
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return bytes(head + b"".join(_entry(event, discreet=discreet) for event in events) + end + rest)


def _entry(event: CalendarEvent, *, discreet: bool) -> bytes:
    """The lines of one event, with its alarms."""
    from icalendar import Alarm, Conference, Event

    entry = Event()
    changed = datetime.fromisoformat(event.changed) if event.changed else _BEFORE_ALL
    summary = _DISCREET if discreet else event.summary
    entry.add("uid", event.uid)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    # A number that grows with each change that has a date. It needs no memory, and no program takes it for less than
    # what it has.
    entry.add("sequence", int((changed - _BEFORE_ALL).total_seconds()) // 60)
    entry.add("dtstart", _time(event.start))
    entry.add("dtend", _time(event.end))
    entry.add("summary", summary)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "OPAQUE" if event.kind == "interview" and not event.cancelled else "TRANSPARENT")
    if discreet:
        entry.add("class", "PRIVATE")
    else:
        entry.add("categories", [_CATEGORIES[event.kind]])
        if event.description:
            entry.add("description", event.description)
        if event.place:
            entry.add("location", event.place)
        if event.link:
            entry.add("conference", Conference(event.link, feature="VIDEO", label="Join").to_uri())
    for hours in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(hours=-hours))
        alarm.add("description", summary)
        entry.add_component(alarm)
    return bytes(entry.to_ical())


def _time(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
