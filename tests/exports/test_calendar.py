"""The calendar: which events there are and when, and the file as a calendar program reads it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Entry

from tests.conftest import ROOT, Run, SnapshotOf, VaultOf, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.exports import calendar_file
from vaultgen.exports.events import CalendarEvent, events
from vaultgen.snapshot import Snapshot

INTERVIEW = """---
company: Acme
role: Engineer
stage: panel
date: 2026-03-11T15:00
timezone: America/New_York
duration: 60
interviewers: ["Jane Doe, VP Engineering, jane@acme.example", "Sam Roe"]
place: https://meet.example/abc
decision_date: 2026-03-20
---
"""
SENT = """---
kind: thank-you
interview: "[[Acme panel]]"
to: Jane Doe
sent: 2026-03-11T21:00
---
Thanks.
"""
FILES = {"interviews/Acme panel.md": INTERVIEW}


def found(snapshot: Snapshot) -> dict[str, CalendarEvent]:
    """The events of a snapshot by their summaries."""
    made = events(snapshot.vault, snapshot.follow_ups, snapshot.drafts, snapshot.now)
    return {event.summary: event for event in made}


def read(data: bytes) -> dict[str, Any]:
    """The entries of a file, as a library reads it, by their summaries."""
    calendar: Any = Calendar.from_ical(data)
    entries = list(calendar.walk("VEVENT"))
    assert not any(entry.errors for entry in entries)
    return {str(entry["SUMMARY"]): entry for entry in entries}


def test_an_interview_is_in_utc_and_tells_its_own_clock(snapshot_of: SnapshotOf) -> None:
    event = found(snapshot_of(FILES, "2026-03-10T09:00"))["Interview: Acme, panel"]
    entry = read(calendar_file.write([event]))["Interview: Acme, panel"]
    assert entry["DTSTART"].dt == datetime(2026, 3, 11, 19, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2026, 3, 11, 20, tzinfo=UTC)
    assert entry["LOCATION"] == "https://meet.example/abc"
    assert entry["TRANSP"] == "OPAQUE"
    text = str(entry["DESCRIPTION"])
    assert "Wednesday 11 March 2026 at 15:00 (America/New_York), 60 minutes" in text
    assert "With Jane Doe, VP Engineering; Sam Roe" in text
    assert "jane@acme.example" not in text
    assert [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-1)]


@pytest.mark.parametrize(
    ("before", "after", "start", "end"),
    [
        ("duration: 60", "duration: 1860", "2026-03-11T19:00:00+00:00", "2026-03-13T02:00:00+00:00"),
        ("duration: 60", "", "2026-03-11T19:00:00+00:00", "2026-03-11T20:00:00+00:00"),
        ("2026-03-11T15:00", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("2026-03-11T15:00", "2026-03-08T01:30", "2026-03-08T06:30:00+00:00", "2026-03-08T07:30:00+00:00"),
    ],
    ids=["two days", "no duration", "no time", "across a clock change"],
)
def test_an_interview_lasts(snapshot_of: SnapshotOf, before: str, after: str, start: str, end: str) -> None:
    note = INTERVIEW.replace(before, after)
    event = found(snapshot_of({"interviews/Acme panel.md": note}))["Interview: Acme, panel"]
    assert (event.start, event.end) == (start, end)


def test_a_deadline_takes_a_quarter_of_an_hour_and_does_not_make_one_busy(snapshot_of: SnapshotOf) -> None:
    event = found(snapshot_of(FILES, "2026-03-11T20:30"))["Thank-you to Jane Doe, Acme"]
    entry = read(calendar_file.write([event]))[event.summary]
    assert entry["DTSTART"].dt == datetime(2026, 3, 12, 20, tzinfo=UTC)
    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(minutes=15)
    assert entry["TRANSP"] == "TRANSPARENT"
    assert [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")] == [timedelta(hours=-3)]
    assert "24 hours after the interview ended" in str(entry["DESCRIPTION"])


def test_a_decision_and_an_offer_are_days(snapshot_of: SnapshotOf) -> None:
    offer = "---\ncompany: Acme\nrole: Engineer\noutcome: offer\nanswer_by: 2026-03-27\n---\n"
    snapshot = snapshot_of(FILES | {"applications/Acme.md": offer}, "2026-03-11T09:00")
    entries = read(calendar_file.write(found(snapshot).values()))
    assert entries["Acme decides"]["DTSTART"].dt == date(2026, 3, 20)
    assert entries["Acme decides"]["DTEND"].dt == date(2026, 3, 21)
    assert entries["Answer the offer of Acme"]["DTSTART"].dt == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("now", "status"),
    [("2026-03-12T09:00", "CANCELLED"), ("2026-04-10T09:00", "CANCELLED"), ("2026-04-11T09:00", None)],
)
def test_what_was_sent_stays_for_thirty_days_as_cancelled(snapshot_of: SnapshotOf, now: str, status: str) -> None:
    made = found(snapshot_of(FILES | {"drafts/thanks.md": SENT}, now))
    event = made.get("Thank-you to Jane Doe, Acme")
    assert (event and read(calendar_file.write([event]))[event.summary]["STATUS"]) == status
    assert "Interview: Acme, panel" in made


@pytest.mark.parametrize(
    ("more", "now", "status"),
    [
        ("", "2026-03-12T09:00", "CONFIRMED"),
        ("heard_back: 2026-03-16\noutcome: advanced\n", "2026-03-17T09:00", "CANCELLED"),
        ("heard_back: 2026-03-16\noutcome: rejected\n", "2026-04-15T09:00", "CANCELLED"),
        ("heard_back: 2026-03-16\noutcome: rejected\n", "2026-04-16T09:00", None),
        ("outcome: cancelled\n", "2026-03-12T09:00", None),
    ],
    ids=["open", "next round", "30 days", "31 days", "called off"],
)
def test_a_decision_that_is_known_is_cancelled(snapshot_of: SnapshotOf, more: str, now: str, status: str) -> None:
    note = INTERVIEW.replace("decision_date", f"{more}decision_date")
    event = found(snapshot_of({"interviews/Acme panel.md": note}, now)).get("Acme decides")
    assert (event and read(calendar_file.write([event]))["Acme decides"]["STATUS"]) == status


def test_each_thing_that_happens_makes_the_number_greater(snapshot_of: SnapshotOf) -> None:
    name = "Thank-you to Jane Doe, Acme"
    before = found(snapshot_of(FILES, "2026-03-11T14:00"))[name]
    open_now = found(snapshot_of(FILES, "2026-03-11T20:30"))[name]
    sent = found(snapshot_of(FILES | {"drafts/thanks.md": SENT}, "2026-03-11T22:00"))[name]
    entries = [read(calendar_file.write([event]))[name] for event in (before, open_now, sent)]
    numbers = [entry["SEQUENCE"] for entry in entries]
    assert numbers == sorted(set(numbers))
    assert len({str(entry["UID"]) for entry in entries}) == 1
    assert entries[-1]["DTSTAMP"].dt == entries[-1]["LAST-MODIFIED"].dt == datetime(2026, 3, 11, 21, tzinfo=UTC)


def test_no_event_was_changed_in_the_future(snapshot_of: SnapshotOf) -> None:
    note = INTERVIEW.replace("decision_date", "outcome: cancelled\ndecision_date")
    (event,) = found(snapshot_of({"interviews/Acme panel.md": note}, "2026-03-01T09:00")).values()
    assert (event.cancelled, event.changed) == (True, "")


def test_the_file_asks_nobody_to_answer(snapshot_of: SnapshotOf) -> None:
    data = calendar_file.write(found(snapshot_of(FILES)).values())
    for word in (b"ATTENDEE", b"ORGANIZER", b"METHOD", b"VTODO", b"VTIMEZONE", b"TZID"):
        assert word not in data


def test_another_program_reads_the_same(snapshot_of: SnapshotOf) -> None:
    made = found(snapshot_of(FILES, "2026-03-11T09:00"))
    entries = vobject.readOne(calendar_file.write(made.values()).decode()).vevent_list
    assert [entry.summary.value for entry in entries] == list(made)
    assert [entry.dtstart.value.isoformat() for entry in entries] == [event.start for event in made.values()]
    assert [entry.uid.value for entry in entries] == [event.uid for event in made.values()]


def test_a_calendar_program_lists_them_at_their_times(snapshot_of: SnapshotOf, tmp_path: Path) -> None:
    khal = next(
        (
            path
            for path in (Path(sys.executable).with_name("khal"), shutil.which("khal"))
            if path and Path(path).exists()
        ),
        None,
    )
    if khal is None:
        pytest.skip("there is no khal on this computer")
    made = found(snapshot_of(FILES, "2026-03-11T09:00"))
    file, config = tmp_path / "calendar.ics", tmp_path / "config"
    file.write_bytes(calendar_file.write(made.values()))
    (tmp_path / "theirs").mkdir()
    config.write_text(f"""[calendars]
[[theirs]]
path = {tmp_path}/theirs
[sqlite]
path = {tmp_path}/cache
[locale]
local_timezone = America/Chicago
default_timezone = America/Chicago
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
""")
    listing = [
        "list",
        "--format",
        "{start-date} {start-time}|{end-time}|{title}",
        "--day-format",
        "",
        "2026-03-01",
        "60d",
    ]
    for words in (["import", "--batch", "-a", "theirs", str(file)], listing):
        result = subprocess.run(
            [khal, "-c", config, *words],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"HOME": str(tmp_path)},
        )
    lines = [line.split("|") for line in result.stdout.splitlines() if line]
    assert sorted(title for *_, title in lines) == sorted(made)
    assert ["2026-03-11 14:00", "15:00", "Interview: Acme, panel"] in lines
    assert ["2026-03-20 ", "", "Acme decides"] in lines


def test_a_discreet_file_tells_nothing(snapshot_of: SnapshotOf) -> None:
    made = found(snapshot_of(FILES, "2026-03-11T09:00")).values()
    data = calendar_file.write(made, discreet=True)
    calendar: Any = Calendar.from_ical(data)
    for entry in calendar.walk("VEVENT"):
        assert (entry["SUMMARY"], entry["CLASS"]) == ("Appointment", "PRIVATE")
        assert not {"DESCRIPTION", "LOCATION", "CONFERENCE", "CATEGORIES"} & set(entry)
        assert all(alarm["DESCRIPTION"] == "Appointment" for alarm in entry.walk("VALARM"))
    for word in (b"acme", b"jane", b"doe", b"engineer", b"thank", b"meet.example", b"panel", b"interview"):
        assert word not in data.lower()


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from('a,;:\\"\r\n\t\0\x0b\x85\u2028\u202eÜ🙂 '), max_size=120
)


@given(TYPED, TYPED)
@example("a\rBEGIN:VALARM", "x\r\nEND:VEVENT")
@example("", "\0,0")
def test_no_text_can_leave_its_line(role: str, who: str) -> None:
    note = INTERVIEW.replace("Engineer\n", f"{_quoted(role)}\n", 1).replace('"Sam Roe"', _quoted(who))
    sources = [SourceFile("interviews/Acme panel.md", note.encode())]
    made = found(known(sources, "2026-03-11T09:00", "", Path("nowhere"))).values()
    data = calendar_file.write(made)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar: Any = Calendar.from_ical(data)
    assert _told(calendar.walk("VEVENT")) == [(event.summary, event.description) for event in made]
    assert len(list(calendar.walk())) == 1 + len(made) + sum(len(event.alarms) for event in made)


def _told(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    return [(str(entry["SUMMARY"]), str(entry.get("DESCRIPTION", ""))) for entry in entries]


def _quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def test_a_build_writes_it_and_loads_the_library_only_where_an_event_changed(vault_of: VaultOf) -> None:
    note = INTERVIEW.replace("decision_date: 2026-03-20\n", "")
    root = vault_of({"interviews/Acme panel.md": note, "notes/plan.md": "one"})
    assert _build(root, "2026-03-10T09:00") == "True"
    written = (root / "site/calendar.ics").read_bytes()
    assert b"SUMMARY:Interview: Acme\\, panel" in written
    (root / "notes/plan.md").write_text("two")
    assert _build(root, "2026-03-10T09:01") == "False"
    assert (root / "site/calendar.ics").read_bytes() == written
    (root / "notes/plan.md").write_text("one")


def _build(root: object, now: str) -> str:
    """Builds in a process of its own; says whether it loaded the library."""
    code = (
        "import sys; from vaultgen.cli.entry import main\n"
        "try: main()\nexcept SystemExit: pass\nfinally: print('icalendar' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "build", str(root), "--now", now],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip().rpartition("\n")[2]


def test_a_site_without_events_has_no_calendar_file(vault_of: VaultOf) -> None:
    root = vault_of({"notes/plan.md": "one"})
    _build(root, "2026-03-10T09:00")
    assert not (root / "site/calendar.ics").exists()
    assert "calendar.ics" not in (root / "site/calendar.html").read_text()


def test_the_command_writes_what_was_asked_for(vault_of: VaultOf, run: Run) -> None:
    root = vault_of(FILES)
    every = run("export", "ics", root, "--now", "2026-03-10T09:00")
    assert set(read(every.stdout.replace("\n", "\r\n").encode())) >= {"Interview: Acme, panel", "Acme decides"}
    meetings = run("export", "ics", root, "--only", "interviews", "--now", "2026-03-10T09:00").stdout
    assert meetings.count("BEGIN:VEVENT") == 1
    dates = run("export", "ics", root, "--only", "deadlines", "--discreet", "--now", "2026-03-10T09:00").stdout
    assert dates.count("BEGIN:VEVENT") == every.stdout.count("BEGIN:VEVENT") - 1
    assert "Acme" not in dates
    empty = run("export", "ics", vault_of({"notes/plan.md": "one"}, name="empty"))
    assert empty.returncode == 2
    assert "nothing for a calendar" in empty.stderr
