"""What the whole search says, counted: how far applications got, how fast employers answer, what comes again.

One half gathers what a vault, or a part of it, says: rows of plain values. The other counts the rows of all parts,
in whatever order they come. A row is known by the path of its note, so that a page can show where a number comes
from. Nothing is estimated: what the notes do not say is left out, not guessed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from vaultgen.dates.instants import utc
from vaultgen.english.phrases import clean
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.learning.words import words_of
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Interview, Question
from vaultgen.vault.schema import Item
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault

STEPS = ("Applied", "First talk", "Technical round", "Panel or on site", "Final round", "Offer")
_STEP_OF_STAGE = {"technical": 2, "take-home": 2, "panel": 3, "onsite": 3, "final": 4}
_OFFERED = ("offer", "accepted", "declined")  # who declines had something to decline
_LEAST_FOR_PERCENT = 5
_HEAD = late(r"[,;:(–—]")  # what follows only explains a skill
_LONGEST_SKILL = 5  # words

Stems = tuple[str, ...]


# Rows. Those of interviews begin with `start` (a timestamp) and `path`, and are sorted by them.


class Progress(NamedTuple):
    """How far an application got: the last of `STEPS` by its place, and how it ended, if it did.

    `path` is what `path_of` gives. `since` is when the first interview began (a timestamp) of one that has no
    note, and None of one that has.
    """

    path: str
    since: float | None
    step: int
    outcome: str | None

    @property
    def is_over(self) -> bool:
        """Whether it has ended otherwise than with an offer that still stands."""
        return _is_over(self.outcome)


class Answer(NamedTuple):
    """When they wrote or called after an interview: `days` after it; `late` days after the date they had announced.

    `late` is negative where they were early; it and `announced` are None where they had named none. Days are ISO 8601.
    """

    start: float
    path: str
    heard: str
    days: int
    announced: str | None
    late: int | None


class Unkept(NamedTuple):
    """An interview whose announced day (ISO 8601) passed without a word."""

    start: float
    path: str
    announced: str


class QuestionsAsked(NamedTuple):
    """The hard questions of an interview, in the order of its note.

    Each is its text, the path of its note if it has one, and the words by which it is known if it has none.
    """

    start: float
    path: str
    questions: tuple[tuple[str, str | None, str], ...]


class Wanted(NamedTuple):
    """The skills that an interview named for an application (see `path_of`): each its text and its words' stems."""

    start: float
    path: str
    application: str
    skills: tuple[tuple[str, Stems], ...]


class Punctuality(NamedTuple):
    """What became of the follow-ups of a kind: sent in time, sent late, not sent though the deadline has passed.

    `due` (a timestamp) and `first` are the deadline and the id of the first of them.
    """

    due: float
    first: str
    kind: str
    in_time: int
    late: int
    missed: int

    @property
    def called_for(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.missed


# What a vault says.


def path_of(vault: Vault, application: Application) -> str:
    """What tells one application from another in rows: its note's path, else that of its first interview."""
    return (application.note or vault.rounds(application)[0].note).path


def progress(vault: Vault) -> Iterator[Progress]:
    """How far each application got, closed or not."""
    for application in vault.applications:
        since = None if application.note else vault.start(vault.rounds(application)[0]).timestamp()
        outcome = vault.outcome(application)
        yield Progress(path_of(vault, application), since, _furthest(vault, application, outcome), outcome)


def answers(vault: Vault) -> Iterator[Answer]:
    """Every answer that is noted as `heard_back`, but for one that would have come before its interview."""
    for interview in vault.interviews:
        heard, announced, start = interview.heard_back, interview.decision_date, vault.start(interview)
        if heard and (days := (heard - start.date()).days) >= 0:
            late = (heard - announced).days if announced else None
            said = announced.isoformat() if announced else None
            yield Answer(start.timestamp(), interview.note.path, heard.isoformat(), days, said, late)


def unkept(vault: Vault, now: datetime) -> Iterator[Unkept]:
    """The interviews whose decision date passed without a word: none is noted, no round followed, nothing ended."""
    for interview in vault.interviews:
        announced = interview.decision_date
        if announced is None or announced >= now.astimezone(vault.zone(interview)).date():
            continue
        application = vault.application(interview)
        if interview.heard_back or interview.outcome or _is_over(vault.outcome(application)):
            continue
        if vault.rounds(application)[-1] is interview:
            yield Unkept(vault.start(interview).timestamp(), interview.note.path, announced.isoformat())


def asked(vault: Vault) -> Iterator[QuestionsAsked]:
    """The hard questions of each interview that had any."""
    for interview in vault.interviews:
        if interview.hard_questions:
            questions = tuple(_asked(vault, interview, item) for item in interview.hard_questions)
            yield QuestionsAsked(vault.start(interview).timestamp(), interview.note.path, questions)


def wanted(vault: Vault) -> Iterator[Wanted]:
    """The skills of each interview that named any. A skill is what stands before the first comma."""
    for interview in vault.interviews:
        heads = [_HEAD.split(clean(vault.speaker(interview, i)[1]))[0].strip() for i in interview.skills or ()]
        if skills := tuple((text, stems) for text in heads if (stems := _stems(text))):
            application = path_of(vault, vault.application(interview))
            yield Wanted(vault.start(interview).timestamp(), interview.note.path, application, skills)


def punctuality(follow_ups: Iterable[FollowUp], now: datetime) -> tuple[Punctuality, ...]:
    """How the follow-ups of each kind went so far; those that nobody wants or that are not due yet are left out."""
    return in_all(
        Punctuality(follow_up.due.timestamp(), follow_up.id, follow_up.kind, *went)
        for follow_up in follow_ups
        if any(went := _went(follow_up, now))
    )


# What the rows of all parts come to.


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to an offer, and how many applications got at least so far.

    `stayed` counts those for which it is the furthest so far, `ended` those for which it was the last.
    """

    name: str
    reached: int
    stayed: int
    ended: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that came up more than once: its words, and the paths of the interviews, by time.

    A skill has the applications that want it (see `path_of`), a question the path of its note, if there is one.
    """

    text: str
    interviews: tuple[str, ...]
    applications: tuple[str, ...] = ()
    note: str | None = None


def in_order(found: Iterable[Progress]) -> list[Progress]:
    """Applications with a note by its path, then the others by their first interview."""
    return sorted(found, key=lambda one: (one.since is not None, one.since or 0, one.path))


def funnel(found: Iterable[Progress]) -> tuple[Step, ...]:
    """The steps to an offer and how many reached each; who skipped a step has passed it."""
    stayed, ended = [0] * len(STEPS), [0] * len(STEPS)
    for one in found:
        (ended if one.is_over else stayed)[one.step] += 1
    return tuple(Step(name, sum(stayed[at:]) + sum(ended[at:]), stayed[at], ended[at]) for at, name in enumerate(STEPS))


def in_all(found: Iterable[Punctuality]) -> tuple[Punctuality, ...]:
    """Each kind of follow-up once, by its first deadline."""
    kinds: dict[str, list[Punctuality]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return tuple(sorted(_sum(of_kind) for of_kind in kinds.values()))


def recurring_questions(found: Iterable[QuestionsAsked]) -> tuple[Recurring, ...]:
    """The hard questions that came in more than one interview, the most frequent first.

    Two wordings are one question where both are names of its note, or have the same words that carry something.
    """
    groups: dict[str, _Group] = {}
    for interview in sorted(found):
        for text, note, words in interview.questions:
            groups.setdefault(note or words, _Group(text, note)).interviews[interview.path] = None
    often = [group.recurring() for group in groups.values() if len(group.interviews) > 1]
    return tuple(sorted(often, key=lambda one: (-len(one.interviews), fold(one.text))))


def wanted_skills(found: Iterable[Wanted]) -> tuple[Recurring, ...]:
    """The skills that more than one application wants, the most wanted first.

    `Postgres migration under load` is named for `Postgres` as well.
    """
    interviews = sorted(found)
    named = sorted((skill for one in interviews for skill in one.skills), key=lambda skill: len(skill[0]))
    groups: dict[Stems, _Group] = {}
    for text, stems in named:
        groups.setdefault(stems, _Group(text))
    named_for = {stems: [groups[part] for part in _runs(stems) if part in groups] for stems in groups}
    for interview in interviews:
        for _, stems in interview.skills:
            for group in named_for[stems]:
                group.interviews[interview.path] = None
                group.applications[interview.application] = None
    often = [group.recurring() for group in groups.values() if len(group.applications) > 1]
    return tuple(sorted(often, key=lambda one: (-len(one.applications), -len(one.interviews), fold(one.text))))


def share(part: int, whole: int, of: str = "") -> str:
    """`3 of 4`, and from five on also in percent: below, a percentage would say more than is known.

    `of` names what is counted: `21 of 30 letters (70%)`.
    """
    percent = f" ({(200 * part + whole) // (2 * whole)}%)" if whole >= _LEAST_FOR_PERCENT else ""
    return f"{part} of {whole}{' ' + of if of else ''}{percent}"


def median(numbers: Sequence[int]) -> float:
    """The middle of some numbers, or halfway between the two in the middle. Raises `ValueError` for none."""
    if not numbers:
        raise ValueError("no numbers have no middle")
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@dataclass(slots=True)
class _Group:
    """What is being gathered under one text: each path once, in order."""

    text: str
    note: str | None = None
    interviews: dict[str, None] = field(default_factory=dict)
    applications: dict[str, None] = field(default_factory=dict)

    def recurring(self) -> Recurring:
        return Recurring(self.text, tuple(self.interviews), tuple(self.applications), self.note)


def _furthest(vault: Vault, application: Application, outcome: str | None) -> int:
    """The last of `STEPS` that an application got to.

    A round that is arranged counts: to be invited is to have got so far.
    """
    if outcome in _OFFERED:
        return len(STEPS) - 1
    return max((_STEP_OF_STAGE.get(i.stage or "", 1) for i in vault.rounds(application)), default=0)


def _is_over(outcome: str | None) -> bool:
    return outcome in CLOSING_OUTCOMES and outcome not in ("offer", "accepted")


def _went(follow_up: FollowUp, now: datetime) -> tuple[bool, bool, bool]:
    """Whether a follow-up was sent in time, was sent late, or was missed."""
    is_sent = follow_up.sent is not None
    return follow_up.in_time, is_sent and not follow_up.in_time, not is_sent and _is_missed(follow_up, now)


def _is_missed(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a deadline passed while the follow-up was still called for."""
    if follow_up.closed is not None and utc(follow_up.closed.at) <= utc(follow_up.due):
        return False
    return not follow_up.skipped and utc(follow_up.due) < utc(now) and state(follow_up, now) != "upcoming"


def _sum(of_kind: Sequence[Punctuality]) -> Punctuality:
    first = min(of_kind)
    return first._replace(
        in_time=sum(one.in_time for one in of_kind),
        late=sum(one.late for one in of_kind),
        missed=sum(one.missed for one in of_kind),
    )


def _asked(vault: Vault, interview: Interview, item: Item) -> tuple[str, str | None, str]:
    """A question's text, the path of its note, and the words by which it is known without one."""
    if question := _question(vault, item):
        return clean(question.note.name), question.note.path, ""
    text = clean(vault.speaker(interview, item)[1])
    return text, None, " ".join(sorted(set(_stems(text)))) or fold(text)


def _question(vault: Vault, item: Item) -> Question | None:
    """The question's note: by link, or because the text is one of its names."""
    linked = vault.find(item.link, Question) if item.link else None
    if linked is not None:
        return linked if isinstance(linked, Question) else None
    named = (vault.of(note) for note in vault.links.find(item.text.strip().rstrip("?")))
    return next((value for value in named if isinstance(value, Question)), None)


def _stems(text: str) -> Stems:
    return tuple(word.stem for word in words_of(text).words if word.weight > 0)


def _runs(stems: Stems) -> set[Stems]:
    """Every unbroken part of some words."""
    ends = range(1, _LONGEST_SKILL + 1)
    return {stems[start : start + length] for start in range(len(stems)) for length in ends} | {stems}
