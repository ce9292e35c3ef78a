"""The model: one frozen dataclass per kind of note, with its properties as attributes.

Each attribute carries its `Spec` (see schema.py). To add a property, add a line here: parser, checks, templates,
Obsidian's types and the checklist follow. An attribute is None if the note does not have the property; a list is empty
if the note says `none`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from vaultgen.dates.typed import When
from vaultgen.vault import schema
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import key
from vaultgen.vault.property_values import Item, PersonRef, Promise, Ref

STAGES = ("screen", "phone", "technical", "take-home", "panel", "onsite", "final", "other")
FORMATS = ("phone", "video", "in-person")
METHODS = ("online", "email", "phone", "in-person", "post", "recruiter", "referral", "fair")
OUTCOMES = ("advanced", "offer", "accepted", "declined", "rejected", "withdrawn", "silent", "cancelled")
# Each is the name of a file in followups/kinds/, which defines it.
FOLLOW_UP_KINDS = ("thank-you", "letter", "check-in", "promise", "closing")


@dataclass(frozen=True, slots=True)
class Interview:
    """One meeting. The properties with questions form the debrief checklist."""

    note: Note
    company: Ref = schema.link("which employer", required=True)
    role: Ref | None = schema.link("which position")
    stage: str | None = schema.choice(
        "which round: a recruiter's first call is a `screen`, an interview by telephone `phone`", STAGES
    )
    format: str | None = schema.choice("how you met", FORMATS)
    date: When = schema.moment("when it started", required=True)
    timezone: ZoneInfo | None = schema.time_zone("only where it differs from yours")
    place: str | None = schema.text("where you meet: an address, or the link of the call")
    duration: int | None = schema.minutes(
        "How long did it last?",
        checklist=True,
        why="A thank-you is due 24 hours after the end. Write 45, 1h 30m or about an hour.",
    )
    interviewers: tuple[PersonRef, ...] | None = schema.people(
        "Whom did you meet, what are their titles, how can you contact them?",
        checklist=True,
        why="Each of them gets a message. One person a line, like Jane Doe, VP Engineering, jane@acme.example",
    )
    problems: tuple[Item, ...] | None = schema.items(
        "What problems need to be solved for the company or department?",
        checklist=True,
        why="They hire to have these solved: the letter answers each with a result of yours.",
    )
    skills: tuple[Item, ...] | None = schema.items(
        "What skills or experience does the employer need?",
        checklist=True,
        why="They are set against your accomplishments, and counted over all interviews.",
    )
    hard_questions: tuple[Item, ...] | None = schema.items(
        "Which questions were out of your comfort zone?",
        checklist=True,
        why="They come back: you can prepare a better answer. A mark behind one, like (2/5), says how it went.",
    )
    questions: tuple[Item, ...] | None = schema.items("which other questions were asked: those that were no trouble")
    concerns_answered: tuple[Item, ...] | None = schema.items(
        "Which concerns did they raise that you answered?",
        checklist=True,
        why="What convinced them is worth saying again.",
    )
    concerns_open: tuple[Item, ...] | None = schema.items(
        "Which concerns did they raise that you did not answer?",
        checklist=True,
        why="The letter is the place to answer them.",
    )
    interested_in: tuple[Item, ...] | None = schema.items(
        "What in your background interested the interviewer most?",
        checklist=True,
        why="Messages and the next round can say more of it.",
    )
    culture: tuple[Item, ...] | None = schema.items(
        "What did you find out about the culture?",
        checklist=True,
        why="It helps you to decide whether you want to work there.",
    )
    decision_date: dt.date | None = schema.day(
        "When will a decision be made?",
        checklist=True,
        why="If that day passes in silence, a check-in is due. Write a date, or Friday, or in two weeks.",
    )
    position_open: str | None = schema.text(
        "How long has the position been open?",
        checklist=True,
        why="It tells how urgent it is to them, and whether others turned it down.",
    )
    decision_maker: PersonRef | None = schema.person(
        "Who makes the decision?", checklist=True, why="The letter goes to that person."
    )
    closing: str | None = schema.text(
        "How did the interviewer close the meeting?", checklist=True, why="The last words often tell how it went."
    )
    next_steps: tuple[Item, ...] | None = schema.items(
        "What are the next steps?",
        checklist=True,
        why="You know what to prepare, and when their silence means something.",
    )
    moments: tuple[Item, ...] | None = schema.items(
        "What was said or felt that is worth coming back to in the note of thanks?",
        checklist=True,
        why="A message that comes back to a moment is remembered. Begin with a name: Jane: the pager in the lake",
    )
    promises: tuple[Promise, ...] | None = schema.promises(
        "What did you promise to send or do?",
        checklist=True,
        why="Each promise becomes a task with a deadline. A day may stand before it, as in 2026-03-20: send the plan",
    )
    salary_stated: str | None = schema.text("what was said about pay, and by whom")
    lessons: tuple[Item, ...] | None = schema.items("what you would do differently")
    unknown: tuple[str, ...] | None = schema.names("asked, or not asked, and not learned")
    skip: tuple[str, ...] | None = schema.skips(
        "follow-ups that you do not want: kinds, or “thank-you to Jane Doe”", FOLLOW_UP_KINDS
    )
    outcome: str | None = schema.choice("how it ended; empty while open", OUTCOMES)
    heard_back: dt.date | None = schema.day("when they last wrote or called")
    debriefed: When | None = schema.moment("when the debrief was written", automatic=True)
    calendar_uid: str | None = schema.text("the invitation that this note was made from", automatic=True)
    calendar_sequence: str | None = schema.text("which version of that invitation; empty for the first", automatic=True)


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A person; `note` is None for somebody who is only named in other notes.

    `key` identifies the person (see `identity`): values with the same key are equal, whatever each note says.
    """

    note: Note | None
    name: str = schema.text("the file's name if absent")
    salutation: str | None = schema.text("how letters address them, like Ms Okafor")
    title: str | None = schema.text("what they do")
    company: Ref | None = schema.link("which employer")
    email: str | None = schema.text("their e-mail address")
    phone: str | None = schema.text("their telephone number")
    address: str | None = schema.text("their postal address")
    linkedin: str | None = schema.text("their LinkedIn page")
    aliases: tuple[str, ...] | None = schema.names("other names", obsidian="aliases")
    key: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Company:
    """An employer; `note` is None for one that is only named in other notes."""

    note: Note | None
    name: str
    website: str | None = schema.text("their website")
    industry: str | None = schema.text("what they do")
    location: str | None = schema.text("where they are")
    address: str | None = schema.text("their postal address")
    phone: str | None = schema.text("their telephone number")
    email: str | None = schema.text("their e-mail address")
    aliases: tuple[str, ...] | None = schema.names("other names", obsidian="aliases")


@dataclass(frozen=True, slots=True)
class Application:
    """An application for a position; `note` is None if only interviews name it."""

    note: Note | None
    company: Ref = schema.link("which employer", required=True)
    role: Ref | None = schema.link("which position", required=True)
    source: str | None = schema.text("where you found it")
    url: str | None = schema.text("the advertisement")
    applied: dt.date | None = schema.day("when you applied")
    method: str | None = schema.choice("how you applied", METHODS)
    contact: PersonRef | None = schema.person("to whom you applied, or who answers questions about it")
    reference: str | None = schema.text("their number for the position")
    salary: str | None = schema.text("what it pays")
    location: str | None = schema.text("where the work is")
    via: PersonRef | None = schema.person("the recruiter to write through")
    answer_by: dt.date | None = schema.day("until when you must answer their offer")
    outcome: str | None = schema.choice("how it ended; empty while open", OUTCOMES)
    skip: tuple[str, ...] | None = schema.skips(
        "follow-ups that you do not want: kinds, or “thank-you to Jane Doe”", FOLLOW_UP_KINDS
    )


@dataclass(frozen=True, slots=True)
class Accomplishment:
    """A result of the user's work that can support a claim."""

    note: Note
    result: str = schema.text("one sentence with its number", required=True)
    skills: tuple[Item, ...] | None = schema.items("what it shows that you can do")
    when: str | None = schema.text("when it was")
    aliases: tuple[str, ...] | None = schema.names(
        "other words for what it shows, as an employer might say them", obsidian="aliases"
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question that deserves a better answer; the note's body is that answer."""

    note: Note
    comfort: int | None = schema.scale("how comfortable you are with it, from 1 to 5")
    aliases: tuple[str, ...] | None = schema.names("other wordings", obsidian="aliases")
    apart: tuple[str, ...] | None = schema.names("wordings that are another question")
    stories: tuple[Item, ...] | None = schema.items("accomplishments that answer it")
    practised: tuple[dt.date, ...] | None = schema.days("the days on which you practised it")


@dataclass(frozen=True, slots=True)
class DraftNote:
    """The note of a draft in `drafts/`. It belongs to the user once they have edited it."""

    note: Note
    kind: str = schema.choice("which follow-up", FOLLOW_UP_KINDS, required=True)
    interview: Ref | None = schema.link("which interview")
    to: PersonRef | None = schema.person("to whom")
    about: str | None = schema.text("the promise that it keeps, or whom a recruiter is to pass it on to")
    subject: str | None = schema.text("the subject line")
    due: When | None = schema.moment("when it is due")
    sent: When | None = schema.sending("when it was sent; empty until then")
    generated: str | None = schema.text("vaultgen's own mark: the text is unedited while this fits")


KINDS: dict[str, type[Any]] = {
    "interview": Interview,
    "person": Person,
    "company": Company,
    "application": Application,
    "accomplishment": Accomplishment,
    "question": Question,
    "draft": DraftNote,
}
# Properties of any note: Obsidian's own, and `type`.
COMMON = ("type", "tags", "aliases", "cssclasses", "publish", "permalink", "description", "image", "cover")

CHECKLIST = tuple(name for name, spec in schema.specs(Interview).items() if spec.checklist)


def answered(interview: Interview) -> tuple[str, ...]:
    """The checklist properties that have a value, are `none`, or are listed in `unknown`."""
    unknown = {key(name) for name in interview.unknown or ()}
    return tuple(name for name in CHECKLIST if getattr(interview, name) is not None or name in unknown)


def missing(interview: Interview) -> tuple[str, ...]:
    """The checklist properties that are still unanswered, in the checklist's order."""
    done = answered(interview)
    return tuple(name for name in CHECKLIST if name not in done)
