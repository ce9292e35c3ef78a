"""The work-search log that benefit offices ask for: what was done to find work, and when.

A row has the columns of their forms and is made of properties only: never of a note's text, moments or concerns.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from vaultgen.dates.instants import utc
from vaultgen.dates.words import day_words
from vaultgen.english.markup import without_markup
from vaultgen.exports.mail import one_line
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.visits import is_held
from vaultgen.followups.weeks import first_day
from vaultgen.followups.words import stage_words
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Application, Company, Interview, Person
from vaultgen.vault.vault import Vault

COLUMNS = ("Date", "Employer", "Address, phone or web", "Person", "How", "Position", "What came of it")

_METHODS = {
    "online": "online application",
    "email": "application by e-mail",
    "phone": "application by phone",
    "in-person": "application in person",
    "post": "application by post",
    "recruiter": "through a recruiter",
    "referral": "through a referral",
    "fair": "at a job fair",
}
_FORMATS = {"phone": "interview by phone", "video": "interview by video", "in-person": "interview in person"}
_MESSAGES = {"letter": "letter", "check-in": "e-mail"}
_RESULTS = {
    "advanced": "next round",
    "offer": "job offer",
    "accepted": "hired",
    "declined": "offer declined",
    "rejected": "not hired",
    "withdrawn": "application withdrawn",
    "silent": "no answer",
    "cancelled": "called off",
}
_OPEN = "no answer yet"


class LogRow(NamedTuple):
    """A row: the columns as texts, the day in ISO 8601. `lacks` says where missing details can be noted.

    Each of these is the path of a note (or the name of one to make) and what to write there.
    """

    day: str
    employer: str
    reach: str
    person: str
    how: str
    position: str
    result: str
    lacks: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The texts of the row, in the order of `COLUMNS`."""
        return self[:7]


class LogWeek(NamedTuple):
    """The rows of one week, by day; `start` is its first day."""

    start: date
    entries: tuple[LogRow, ...]


def entries(snapshot: Snapshot) -> tuple[LogRow, ...]:
    """What was done in a vault or partition until now: applications, interviews, letters and check-ins sent."""
    vault, now = snapshot.vault, snapshot.now
    sent = [draft.follow_up for draft in snapshot.drafts if draft.follow_up.sent]
    ids = {follow_up.id for follow_up in sent}
    sent += [one for one in snapshot.follow_ups if one.sent and one.id not in ids]
    applied = [(one, one.applied) for one in vault.applications if one.applied and one.applied <= now.date()]
    rows = [_application(vault, one, day) for one, day in applied]
    rows += [_interview(vault, i) for i in vault.interviews if is_held(i) and utc(vault.start(i)) <= utc(now)]
    rows += [_message(vault, one, one.sent) for one in sent if one.sent and one.kind in _MESSAGES]
    return tuple(sorted(rows))


def undated(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The applications without a row, because their day is not noted: path, and what to write there."""
    return tuple((one.note.path, "applied") for one in snapshot.vault.applications if one.note and not one.applied)


def weeks(rows: Iterable[LogRow], starts: str, since: date = date.min, until: date = date.max) -> tuple[LogWeek, ...]:
    """The rows from `since` to `until` by week, which begins with the weekday `starts`, as in the settings.

    A letter or check-in is listed once per week and employer.
    """
    shown = sorted(entry for entry in rows if since.isoformat() <= entry.day <= until.isoformat())
    return tuple(
        LogWeek(start, tuple(_once(group)))
        for start, group in groupby(shown, key=lambda entry: first_day(date.fromisoformat(entry.day), starts))
    )


def lacking(found: Iterable[LogWeek]) -> tuple[tuple[str, str], ...]:
    """What the rows lack, without duplicates: the path of a note, and what to write there."""
    lacks = (lack for week in found for entry in week.entries for lack in entry.lacks)
    return tuple(sorted(set(lacks)))


def _once(found: Iterable[LogRow]) -> Iterator[LogRow]:
    written: set[str] = set()
    for entry in found:
        if entry.how in _MESSAGES.values():
            if entry.employer in written:
                continue
            written.add(entry.employer)
        yield entry


def _application(vault: Vault, application: Application, day: date) -> LogRow:
    rounds = [one for one in vault.rounds(application) if is_held(one)]
    outcome = vault.outcome(application) or ""
    ref = application.contact or application.via
    invited = f"interview on {day_words(vault.start(rounds[0]).date(), weekday=False)}" if rounds else _OPEN
    path = application.note.path if application.note else ""
    company = vault.company(application.company)
    reach = _reach(company) or one_line(application.url or "")
    method = _METHODS.get(application.method or "", "")
    lacks = [(path, "method")] if not method else []
    return LogRow(
        day.isoformat(),
        _text(company.name),
        reach,
        _name(vault.person(ref, application) if ref and ref.name else None),
        method,
        _text(application.role.label if application.role else ""),
        _RESULTS.get(outcome, invited),
        (*lacks, *(() if reach else ((_note_of(company), "address, phone or website"),))),
    )


def _interview(vault: Vault, interview: Interview) -> LogRow:
    following = next((one for one in vault.rounds_after(interview) if is_held(one)), None)
    then = f"next round on {day_words(vault.start(following).date(), weekday=False)}" if following else _OPEN
    outcome = interview.outcome or (None if following else vault.attempt(interview).outcome)
    company = vault.company(interview.company)
    place = one_line(interview.place or "") if interview.format == "in-person" else ""
    reach, people = _reach(company) or place, vault.interviewers(interview)
    position = vault.application(interview).role or interview.role
    named = interview.stage is not None and interview.stage != interview.format
    lacks = [(interview.note.path, "interviewers")] if not people else []
    lacks += [(interview.note.path, "format")] if interview.format is None else []
    lacks += [(interview.note.path, "role")] if position is None else []
    return LogRow(
        vault.start(interview).date().isoformat(),
        _text(company.name),
        reach,
        "; ".join(map(_name, people)),
        _FORMATS.get(interview.format or "", "interview") + (f" ({stage_words(interview)})" if named else ""),
        _text(position.label if position else ""),
        _RESULTS.get(outcome or "", then),
        (*lacks, *(() if reach else ((_note_of(company), "address, phone or website"),))),
    )


def _message(vault: Vault, follow_up: FollowUp, sent: datetime) -> LogRow:
    """A letter or a check-in, on the day on which it was sent."""
    interview = follow_up.interview
    company = vault.company(interview.company)
    heard = interview.heard_back
    ended = _RESULTS.get(vault.attempt(interview).outcome or "", _OPEN)
    answered = f"answer on {day_words(heard, weekday=False)}" if heard and heard >= sent.date() else ended
    reach = _reach(company)
    position = vault.application(interview).role or interview.role
    return LogRow(
        sent.astimezone(vault.settings.timezone).date().isoformat(),
        _text(company.name),
        reach,
        _name(follow_up.to),
        _MESSAGES[follow_up.kind],
        _text(position.label if position else ""),
        answered,
        () if reach else ((_note_of(company), "address, phone or website"),),
    )


def _reach(company: Company) -> str:
    """How to reach an employer: its address, else its telephone number, else its website."""
    contact = company.address or company.phone or company.website or ""
    return one_line(contact.replace("\n", ", "))


def _note_of(company: Company) -> str:
    return company.note.path if company.note else f"companies/{company.name}.md"


def _name(person: Person | None) -> str:
    if person is None:
        return ""
    return _text(f"{person.name}, {person.title}" if person.title else person.name)


def _text(text: str) -> str:
    return one_line(without_markup(text))
