"""The debrief as a conversation: the next question, the meaning of an answer, and its change of the note.

Pure: `reply` takes the note and a typed line, and returns what to write and what to print. The only state between two
turns is the number of the question, since the note itself has all answers.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from vaultgen.dates.durations import parse_minutes
from vaultgen.english.unknowns import is_unknown
from vaultgen.vault.links import fold
from vaultgen.vault.model import CHECKLIST, Interview, answered, missing
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import key
from vaultgen.vault.notes.property_edits import set_property
from vaultgen.vault.property_readers import read_person
from vaultgen.vault.schema import specs
from vaultgen.vault.typed_answers import Unclear, in_words, read_answer, tidy
from vaultgen.vault.vault import Vault

KEYS = (
    "Enter skips a question or ends a list, ? says why it is asked, - goes back (to what was answered before, too), "
    "-2 deletes line 2 of a list. Write none where there was nothing, unknown where you do not know. Ctrl-D stops; all "
    "answers are kept."
)


class Write(NamedTuple):
    """A property and the values that it is to hold."""

    name: str
    values: tuple[str, ...]


class Turn(NamedTuple):
    """The next question, what to write before it is asked, and the lines to print."""

    at: int
    writes: tuple[Write, ...] = ()
    says: tuple[str, ...] = ()


def latest(vault: Vault, now: datetime) -> Interview | None:
    """The interview that began last and was not called off."""
    begun = [i for i in vault.interviews if vault.start(i) <= now and i.outcome != "cancelled"]
    return begun[-1] if begun else None


def questions(interview: Interview) -> tuple[str, ...]:
    """The questions that are still to be answered, in the checklist's order.

    Of a note that was made for an interview to come, also whom one met: somebody else may have come, too.
    """
    left = missing(interview)
    planned_alone = interview.debriefed is None and set(answered(interview)) <= {"interviewers", "duration"}
    return tuple(name for name in CHECKLIST if name in left or (planned_alone and name == "interviewers"))


def question(name: str) -> str:
    """The question that a property answers."""
    return specs(Interview)[name].about


def is_list(name: str) -> bool:
    """Whether a question is answered line by line."""
    return specs(Interview)[name].is_list


def held(note: Note, name: str) -> tuple[str, ...]:
    """The values of a property of a note, as typed."""
    found = note.properties.get(key(name))
    return tuple(value.text for value in found.values) if found else ()


def next_of(names: Iterable[str], at: int) -> int:
    """The place in the checklist, from `at` on, of the next question of `names`; its length if there is none."""
    wanted = set(names)
    return next((place for place in range(at, len(CHECKLIST)) if CHECKLIST[place] in wanted), len(CHECKLIST))


def present(interview: Interview, note: Note, name: str) -> tuple[str, ...]:
    """The present answer to a question, in lines. `interview` is as it was before the debrief, `note` as it is now."""
    there, told = held(note, name), getattr(interview, name)
    if there:
        return (
            tuple(f"{number}. {text}" for number, text in enumerate(there, 1))
            if is_list(name)
            else (f"now: {there[0]}",)
        )
    if name in map(key, held(note, "unknown")):
        return ("now: unknown",)
    in_text = told if is_list(name) and name not in note.properties else None
    return ("now: in the text of the note",) if in_text else ()


def reply(names: Sequence[str], at: int, typed: str, note: Note, now: datetime) -> Turn:
    """The turn that follows an answer to the question `names[at]`."""
    name, answer = names[at], tidy(typed)
    if not answer:
        return Turn(at + 1)
    turn = _command(at, name, answer, held(note, name)) or _nothing(at, name, answer, note)
    return turn or _answer(at, name, answer, note, now)


def changed(data: bytes, writes: Iterable[Write]) -> bytes:
    """The note's file with the answers of a turn in it; raises `property_edits.CannotEdit`."""
    table = specs(Interview)
    order = list(table)
    for name, values in writes:
        before = order[: order.index(name)]
        data = set_property(data, name, values, is_list=table[name].is_list, after=before)
    return data


def finished(note: Note, now: datetime) -> tuple[Write, ...]:
    """The change that marks the note as debriefed; none if it is marked already."""
    return () if held(note, "debriefed") else (Write("debriefed", (f"{now:%Y-%m-%dT%H:%M}",)),)


def earlier_start(note: Note, start: datetime, now: datetime) -> datetime | None:
    """When the interview must have begun at the latest, if by the note it would not be over yet; else None.

    The last quarter of an hour from which its `duration` fits before `now`.
    """
    length = next(filter(None, map(parse_minutes, held(note, "duration"))), None)
    if length is None or start + timedelta(minutes=length) <= now:
        return None
    began = now - timedelta(minutes=length)
    return began.replace(minute=began.minute // 15 * 15, second=0, microsecond=0)


def completions(vault: Vault, interview: Interview, name: str, note: Note) -> tuple[str, ...]:
    """Completions for an answer: people, with those of this interview and employer first, and question notes.

    `interview` is as the vault has it, `note` as it is now.
    """
    lines = map(read_person, held(note, "interviewers"))
    met = [person.name for person in lines if person.name and fold(person.name) != "none"]
    ours = vault.company(interview.company)
    theirs = [p.name for p in vault.people if p.company and vault.company(p.company) == ours]
    every = dict.fromkeys([*met, *theirs, *(person.name for person in vault.people)])
    if name in ("interviewers", "decision_maker"):
        return tuple(every)
    asked = [f"[[{question.note.name}]]" for question in vault.questions] if name == "hard_questions" else []
    return (*asked, *(f"{person}: " for person in met)) if specs(Interview)[name].is_list else ()


def _command(at: int, name: str, answer: str, before: tuple[str, ...]) -> Turn | None:
    """The turn for `?`, `-` and `-2`; None for anything else."""
    spec = specs(Interview)[name]
    if answer == "?":
        return Turn(at, says=(spec.why or "It is part of the checklist.",))
    if answer == "-":
        return Turn(at - 1) if at else Turn(at, says=("This is the first question.",))
    line = re.fullmatch(r"-(\d{1,3})", answer) if spec.is_list else None
    return _deleted(at, name, before, int(line[1])) if line else None


def _nothing(at: int, name: str, answer: str, note: Note) -> Turn | None:
    """The turn for `none`, `unknown` and their synonyms; None for anything else."""
    spec = specs(Interview)[name]
    is_none = answer.casefold() == "none"
    if not is_none and not is_unknown(answer):
        return None
    if spec.is_list and held(note, name):
        return Turn(at + 1)  # nothing more to tell
    if is_none and spec.is_list:
        return Turn(at + 1, _writes(note, name, ("none",)), ("Noted: there was none.",))
    return Turn(at + 1, _writes(note, name, (), unknown=True), ("Noted as unknown: it is not asked again.",))


def _answer(at: int, name: str, answer: str, note: Note, now: datetime) -> Turn:
    spec, before = specs(Interview)[name], held(note, name)
    try:
        value = read_answer(name, spec, answer, now, direction="future")
    except Unclear as unclear:
        return Turn(at, says=(str(unclear), *filter(None, [unclear.hint])))
    if spec.is_list:
        lines = tuple(line for line in before if fold(line) != "none")
        if name == "interviewers" and (same := _lines_within(value, lines)):
            kept = tuple(value if line == same[0] else line for line in lines if line not in same[1:])
            return Turn(at, _writes(note, name, kept), (f"Line {lines.index(same[0]) + 1} has it now.",))
        return Turn(at, _writes(note, name, (*lines, value)), _nameless(name, value))
    read = (f"= {in_words(spec, value)}",) if value != answer else ()
    return Turn(at + 1, _writes(note, name, (value,)), read + _nameless(name, value))


def _nameless(name: str, answer: str) -> tuple[str, ...]:
    """What is said of a person without a name, while it can still be remembered or asked."""
    if name not in ("interviewers", "decision_maker") or read_person(answer).name:
        return ()
    return ("Noted, but that is no name: nobody can be greeted by it. Write the name too when you know it.",)


def _lines_within(answer: str, lines: Iterable[str]) -> list[str]:
    """The lines of which an answer repeats every part, as where an address is added to a name and a title."""
    parts = {fold(part) for part in answer.split(",")}
    return [line for line in lines if {fold(part) for part in line.split(",")} <= parts]


def _deleted(at: int, name: str, before: tuple[str, ...], number: int) -> Turn:
    if not 1 <= number <= len(before):
        return Turn(at, says=(f"There is no line {number}.",))
    left = before[: number - 1] + before[number:]
    return Turn(at, (Write(name, left),), (f"Deleted: {before[number - 1]}",))


def _writes(note: Note, name: str, values: tuple[str, ...], *, unknown: bool = False) -> tuple[Write, ...]:
    """The changes of the note for an answer, with the list of unknown properties if it changes, too."""
    given_up = held(note, "unknown")
    others = tuple(other for other in given_up if key(other) != name and fold(other) != "none")
    wanted = (*others, name) if unknown else others
    changes = len(others) != len(given_up) if not unknown else name not in map(key, given_up)
    of_answer = () if unknown and not held(note, name) else (Write(name, values),)
    return (*of_answer, *((Write("unknown", wanted),) if changes else ()))
