r"""The tables of a vault, as rows of texts: applications, interviews, follow-ups, people, questions.

The columns of a kind of note are its properties, named as in the notes, so that `vaultgen import` reads them back.
Then come derived columns (`WORKED_OUT`) and the path of the note. Days are ISO 8601, and so are times, by the
clock of the interview or of the user. Semicolons divide the items of a list; one within an item is written `\;`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from vaultgen.english.markup import without_markup
from vaultgen.exports.mail import one_line
from vaultgen.followups import state
from vaultgen.followups.queue import by_interview, course, interview_state
from vaultgen.followups.stages import STAGES, stage
from vaultgen.followups.visits import is_held
from vaultgen.learning import questions
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Interview, Person, Question
from vaultgen.vault.property_values import Item, PersonRef, Promise, Ref
from vaultgen.vault.schema import specs

# What is worked out, by the kind of note that a table is of.
_WORKED_OUT: Mapping[type[Any], tuple[str, ...]] = {
    Application: ("reached", "rounds", "last_interview"),
    Interview: ("state",),
    Person: ("times_met", "first_met", "last_met"),
    Question: ("theme", "times_asked", "last_asked", "last_mark"),
}
FILE = "note_file"  # the column with the path of the note
WORKED_OUT = tuple(name for names in _WORKED_OUT.values() for name in names)
_FOLLOW_UP = (
    *("kind", "state", "company", "role", "to", "email", "promise"),
    *("opens", "due", "sent", "reason", "draft", "interview", "id"),
)

# A semicolon within an item, or the end of one, with the backslashes before it (`imports.rows` reads them).
_DIVIDES = re.compile(r"(\\*)(;|\Z)")
_ADDRESS = re.compile(r"\w+://\S+")

Row = dict[str, str]
Cells = frozenset[tuple[str, str]]


class ExportTable(NamedTuple):
    """The names of the columns, and the rows with a text for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def applications(snapshot: Snapshot) -> ExportTable:
    """One row for each position, also those that only interviews name; by the day of the application."""
    vault = snapshot.vault
    rows = []
    for application in vault.applications:
        rounds = vault.rounds(application)
        last = max((vault.start(one).date() for one in rounds if is_held(one)), default=None)
        own = _properties(application)
        own |= {"company": _text(vault.company(application.company).name), "outcome": vault.outcome(application) or ""}
        reached = STAGES[stage(rounds, vault.outcome(application))]
        rows.append(own | {"reached": reached, "rounds": str(len(rounds)), "last_interview": _text(last)})
    rows.sort(key=lambda row: (row["applied"], fold(row["company"]), row["role"]))
    return _table(rows, _columns(Application))


def interviews(snapshot: Snapshot) -> ExportTable:
    """One row for each interview, by time."""
    vault, planned = snapshot.vault, by_interview(snapshot.follow_ups)
    rows = []
    for interview in vault.interviews:
        own = _properties(interview)
        start = vault.start(interview)
        own["company"] = _text(vault.company(interview.company).name)
        own["date"] = _local(start, vault.zone(interview)) if interview.date.clock else start.date().isoformat()
        now = interview_state(course(vault, interview), planned.get(interview.note.path, []), snapshot.now)
        rows.append(own | {"state": now})
    return _table(rows, _columns(Interview))


def follow_ups(snapshot: Snapshot) -> ExportTable:
    """One row for each follow-up, by deadline, with times by the user's clock."""
    vault, zone = snapshot.vault, snapshot.settings.timezone
    drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
    rows = []
    for planned in snapshot.follow_ups:
        draft = drafts.get(planned.id)
        follow_up = draft.follow_up if draft else planned  # as the draft is addressed
        interview = follow_up.interview
        rows.append(
            {
                "kind": follow_up.kind,
                "state": state(follow_up, snapshot.now),
                "company": vault.company(interview.company).name,
                "role": interview.role.label if interview.role else "",
                "to": follow_up.to.name if follow_up.to else "",
                "email": (follow_up.to.email if follow_up.to else None) or "",
                "promise": follow_up.promise.text if follow_up.promise else "",
                "opens": _local(follow_up.opens, zone),
                "due": _local(follow_up.due, zone),
                "sent": _local(follow_up.sent, zone) if follow_up.sent else "",
                "reason": follow_up.reason,
                "draft": draft.path if draft else "",
                "interview": interview.note.path,
                "id": follow_up.id,
            }
        )
    return _table([{name: _text(value) for name, value in row.items()} for row in rows], _FOLLOW_UP)


def people(snapshot: Snapshot) -> ExportTable:
    """One row for each person, by name, with the days on which the user met them."""
    vault = snapshot.vault
    rows = []
    for person in vault.people:
        own = _properties(person)
        met = [vault.start(one).date() for one in vault.meetings(person) if is_held(one)]
        met = [day for day in met if day <= snapshot.now.date()]
        own |= {"name": _text(person.name)}
        own |= {"company": _text(vault.company(person.company).name)} if person.company else {}
        days = {"first_met": _text(min(met, default=None)), "last_met": _text(max(met, default=None))}
        rows.append(own | {"times_met": str(len(met))} | days)
    rows.sort(key=lambda row: (fold(row["name"]), fold(row["company"])))
    return _table(rows, _columns(Person))


def asked_questions(snapshot: Snapshot) -> ExportTable:
    """One row for each question, asked in an interview or with a note; those of a theme together, hardest first."""
    vault = snapshot.vault
    known = {question.note.path: question for question in vault.questions}
    rows = []
    for theme in questions.themes(questions.askings(vault), questions.prepared(vault)):
        of_question: dict[str, list[questions.Asked]] = {path: [] for path in theme.notes}
        for asked in theme.asked:
            of_question.setdefault(asked.note or asked.asking.key, []).append(asked)
        for name, times in of_question.items():
            question = known.get(name)
            own = _properties(question) if question else {}
            text = question.note.name if question else times[0].asking.text
            last = max(times, key=lambda asked: asked.asking.start, default=None)
            marks = [asked.mark for asked in times if asked.mark is not None]
            rows.append(
                {"name": _text(text)}
                | own
                | {
                    "theme": _text(theme.title),
                    "times_asked": str(len(times)),
                    "last_asked": last.asking.date[:10] if last else "",
                    "last_mark": str(marks[-1]) if marks else "",
                }
            )
    return _table(rows, ("name", *_columns(Question)))


TABLES: Mapping[str, Callable[[Snapshot], ExportTable]] = {
    "applications": applications,
    "interviews": interviews,
    "follow-ups": follow_ups,
    "people": people,
    "questions": asked_questions,
}


_KINDS = {"applications": "application", "interviews": "interview", "people": "person", "questions": "question"}


def cells_of_kind(snapshot: Snapshot, kind: str) -> frozenset[Cells]:
    """The rows of the table of a kind of note, as `own_cells`; none where a kind has no table."""
    name = next((name for name, found in _KINDS.items() if found == kind), None)
    table = TABLES[name](snapshot) if name else ExportTable((), ())
    return frozenset(own_cells(dict(zip(table.columns, row, strict=True))) for row in table.rows)


def own_cells(row: Mapping[str, str]) -> Cells:
    """What a row says of its thing: the cells that are not worked out, with the names of their columns."""
    return frozenset((name, cell) for name, cell in row.items() if cell and name not in (*WORKED_OUT, FILE))


def _columns(kind: type[Any]) -> tuple[str, ...]:
    return (*(name for name, spec in specs(kind).items() if not spec.automatic), *_WORKED_OUT[kind], FILE)


def _table(rows: Sequence[Row], columns: tuple[str, ...]) -> ExportTable:
    return ExportTable(columns, tuple(tuple(row.get(name, "") for name in columns) for row in rows))


def _properties(thing: Any) -> Row:
    """The properties of a note as texts, and its path."""
    own = {name: _text(getattr(thing, name)) for name, spec in specs(type(thing)).items() if not spec.automatic}
    return own | {FILE: thing.note.path if thing.note else ""}


def _text(value: Any) -> str:
    """A value as one line. The items of a list are divided by semicolons; an empty list says `none`, as in the note."""
    if isinstance(value, tuple):
        return "; ".join(_DIVIDES.sub(_literal, _text(item)) for item in value) or "none"
    text = "" if value is None else _as_typed(value).replace("\n", ", ")
    return one_line(text if _ADDRESS.fullmatch(text) else without_markup(text))


def _literal(end: re.Match[str]) -> str:
    """The backslashes that come before a semicolon, or end an item, twice; one more before the semicolon."""
    return 2 * end[1] + ("\\;" if end[2] else "")


def _as_typed(value: Any) -> str:
    """A value as it would be typed in a note."""
    match value:
        case Promise():
            return f"{value.day}: {value.text}" if value.day else value.text
        case Item():
            return f"{value.who.label}: {value.text}" if value.who else value.text
        case PersonRef():
            called = f"goes by {value.salutation}" if value.salutation not in ("", value.name) else ""
            return ", ".join(part for part in (value.name, called, value.title, value.email, value.phone) if part)
        case Ref():
            return value.label
        case _:
            return str(value)


def _local(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"
