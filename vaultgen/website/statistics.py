"""Statistics of the whole job search: how far applications got, how fast employers answer, what recurs.

The first half extracts records of plain values from a vault or partition; the second aggregates the records of all
partitions, which may come in any order. Each record has the path of its note, so that a page can show where a number
comes from. Nothing is estimated: what the notes do not say is left out.
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
from vaultgen.vault.model import Application
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault

STEPS = ("Applied", "First talk", "Technical round", "Panel or on site", "Final round", "Offer")
_STEP_OF_STAGE = {"technical": 2, "take-home": 2, "panel": 3, "onsite": 3, "final": 4}
_OFFERED = ("offer", "accepted", "declined")  # who declined had an offer
_LEAST_FOR_PERCENT = 5
_HEAD = late(r"[,;:(–—]")  # what follows these only explains a skill
_LONGEST_SKILL = 5  # words

Stems = tuple[str, ...]


# Records. Those of interviews begin with `start` (a timestamp) and `path`, and are sorted by them.


class Progress(NamedTuple):
    """How far an application got: `step` is an index into `STEPS`, `outcome` how it ended, if it did.

    `path` is its `application_path`. `since` is the start of its first interview (a timestamp) if it has no note of its
    own, else None.
    """

    path: str
    since: float | None
    step: int
    outcome: str | None

    @property
    def is_over(self) -> bool:
        """Whether it ended, and not with an offer that is open or accepted."""
        return _is_over(self.outcome)


class Answer(NamedTuple):
    """An employer's answer after an interview: `days` after it, and `late` days after the announced date.

    `late` is negative if the answer came early. `late` and `announced` are None if no date was announced. `heard` and
    `announced` are ISO 8601 dates.
    """

    start: float
    path: str
    heard: str
    days: int
    announced: str | None
    late: int | None


class MissedDecision(NamedTuple):
    """An interview whose announced decision date (ISO 8601) passed without an answer."""

    start: float
    path: str
    announced: str


class NamedSkills(NamedTuple):
    """The skills that an interview names: each its text and the stems of its words. `application` is a path."""

    start: float
    path: str
    application: str
    skills: tuple[tuple[str, Stems], ...]


class Punctuality(NamedTuple):
    """How many follow-ups of a kind were sent in time, sent late, or missed their deadline.

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
        """Their total."""
        return self.in_time + self.late + self.missed


# Extraction, from a vault or partition.


def application_path(vault: Vault, application: Application) -> str:
    """The path that identifies an application in records: of its note, else of its first interview."""
    return (application.note or vault.rounds(application)[0].note).path


def progress(vault: Vault) -> Iterator[Progress]:
    """The progress of each application, closed or not."""
    for application in vault.applications:
        since = None if application.note else vault.start(vault.rounds(application)[0]).timestamp()
        outcome = vault.outcome(application)
        yield Progress(application_path(vault, application), since, _furthest(vault, application, outcome), outcome)


def answers(vault: Vault) -> Iterator[Answer]:
    """The answers noted as `heard_back`, except those dated before the interview."""
    for interview in vault.interviews:
        heard, announced, start = interview.heard_back, interview.decision_date, vault.start(interview)
        if heard and (days := (heard - start.date()).days) >= 0:
            late = (heard - announced).days if announced else None
            announced_iso = announced.isoformat() if announced else None
            yield Answer(start.timestamp(), interview.note.path, heard.isoformat(), days, announced_iso, late)


def missed_decisions(vault: Vault, now: datetime) -> Iterator[MissedDecision]:
    """The interviews whose decision date passed without an answer, an outcome or a further round."""
    for interview in vault.interviews:
        announced = interview.decision_date
        if announced is None or announced >= now.astimezone(vault.zone(interview)).date():
            continue
        application = vault.application(interview)
        if interview.heard_back or interview.outcome or _is_over(vault.outcome(application)):
            continue
        if vault.rounds(application)[-1] is interview:
            yield MissedDecision(vault.start(interview).timestamp(), interview.note.path, announced.isoformat())


def named_skills(vault: Vault) -> Iterator[NamedSkills]:
    """The skills of each interview that names any. A skill is the text before the first comma, bracket or dash."""
    for interview in vault.interviews:
        texts = [_HEAD.split(clean(vault.speaker(interview, i)[1]))[0].strip() for i in interview.skills or ()]
        if skills := tuple((text, stems) for text in texts if (stems := _stems(text))):
            application = application_path(vault, vault.application(interview))
            yield NamedSkills(vault.start(interview).timestamp(), interview.note.path, application, skills)


def punctuality(follow_ups: Iterable[FollowUp], now: datetime) -> tuple[Punctuality, ...]:
    """The punctuality of each kind of follow-up so far, without those that are skipped, closed or not yet due."""
    return total_punctuality(
        Punctuality(follow_up.due.timestamp(), follow_up.id, follow_up.kind, *result)
        for follow_up in follow_ups
        if any(result := _result(follow_up, now))
    )


# Aggregation, over the records of all partitions.


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to an offer, and how many applications `reached` at least that step.

    `stayed` counts the open applications that are at this step, `ended` those that ended at it.
    """

    name: str
    reached: int
    stayed: int
    ended: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """A skill that came up more than once, with the paths of the interviews, by time.

    `applications` are the `application_path`s of those that want it.
    """

    text: str
    interviews: tuple[str, ...]
    applications: tuple[str, ...]


def sort_progress(records: Iterable[Progress]) -> list[Progress]:
    """Sorts applications with a note by its path, then the others by their first interview."""
    return sorted(records, key=lambda record: (record.since is not None, record.since or 0, record.path))


def funnel(records: Iterable[Progress]) -> tuple[Step, ...]:
    """The steps to an offer and how many applications reached each. A step that was skipped counts as reached."""
    stayed, ended = [0] * len(STEPS), [0] * len(STEPS)
    for record in records:
        (ended if record.is_over else stayed)[record.step] += 1
    return tuple(Step(name, sum(stayed[at:]) + sum(ended[at:]), stayed[at], ended[at]) for at, name in enumerate(STEPS))


def total_punctuality(records: Iterable[Punctuality]) -> tuple[Punctuality, ...]:
    """The totals of each kind of follow-up, ordered by first deadline."""
    kinds: dict[str, list[Punctuality]] = {}
    for record in records:
        kinds.setdefault(record.kind, []).append(record)
    return tuple(sorted(_merged(of_kind) for of_kind in kinds.values()))


def wanted_skills(records: Iterable[NamedSkills]) -> tuple[Recurring, ...]:
    """The skills that more than one application wants, the most wanted first.

    A skill also counts for shorter ones that it contains: `Postgres migration under load` for `Postgres`.
    """
    interviews = sorted(records)
    named = sorted((skill for record in interviews for skill in record.skills), key=lambda skill: len(skill[0]))
    groups: dict[Stems, _Group] = {}
    for text, stems in named:
        groups.setdefault(stems, _Group(text))
    named_for = {stems: [groups[part] for part in _phrases(stems) if part in groups] for stems in groups}
    for interview in interviews:
        for _, stems in interview.skills:
            for group in named_for[stems]:
                group.interviews[interview.path] = None
                group.applications[interview.application] = None
    often = [group.recurring() for group in groups.values() if len(group.applications) > 1]
    return tuple(
        sorted(often, key=lambda record: (-len(record.applications), -len(record.interviews), fold(record.text)))
    )


def share(part: int, whole: int, of: str = "") -> str:
    """`3 of 4`; from a total of five on with a percentage: `21 of 30 letters (70%)`, where `of` is `letters`."""
    percent = f" ({(200 * part + whole) // (2 * whole)}%)" if whole >= _LEAST_FOR_PERCENT else ""
    return f"{part} of {whole}{' ' + of if of else ''}{percent}"


def median(numbers: Sequence[int]) -> float:
    """The median of some numbers. Raises `ValueError` if there are none."""
    if not numbers:
        raise ValueError("no numbers have no middle")
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@dataclass(slots=True)
class _Group:
    """A recurring item while it is collected; the keys of the dictionaries are ordered sets of paths."""

    text: str
    interviews: dict[str, None] = field(default_factory=dict)
    applications: dict[str, None] = field(default_factory=dict)

    def recurring(self) -> Recurring:
        return Recurring(self.text, tuple(self.interviews), tuple(self.applications))


def _furthest(vault: Vault, application: Application, outcome: str | None) -> int:
    """The index of the last of `STEPS` that an application reached. Rounds that are only scheduled count."""
    if outcome in _OFFERED:
        return len(STEPS) - 1
    return max((_STEP_OF_STAGE.get(i.stage or "", 1) for i in vault.rounds(application)), default=0)


def _is_over(outcome: str | None) -> bool:
    return outcome in CLOSING_OUTCOMES and outcome not in ("offer", "accepted")


def _result(follow_up: FollowUp, now: datetime) -> tuple[bool, bool, bool]:
    """Whether a follow-up was sent in time, was sent late, or was missed."""
    is_sent = follow_up.sent is not None
    return follow_up.in_time, is_sent and not follow_up.in_time, not is_sent and _is_missed(follow_up, now)


def _is_missed(follow_up: FollowUp, now: datetime) -> bool:
    """Whether the deadline passed while the follow-up was neither skipped nor closed."""
    if follow_up.closed is not None and utc(follow_up.closed.at) <= utc(follow_up.due):
        return False
    return not follow_up.skipped and utc(follow_up.due) < utc(now) and state(follow_up, now) != "upcoming"


def _merged(of_kind: Sequence[Punctuality]) -> Punctuality:
    first = min(of_kind)
    return first._replace(
        in_time=sum(record.in_time for record in of_kind),
        late=sum(record.late for record in of_kind),
        missed=sum(record.missed for record in of_kind),
    )


def _stems(text: str) -> Stems:
    return tuple(word.stem for word in words_of(text).words if word.weight > 0)


def _phrases(stems: Stems) -> set[Stems]:
    """All contiguous phrases of some words, and the words as a whole."""
    ends = range(1, _LONGEST_SKILL + 1)
    return {stems[start : start + length] for start in range(len(stems)) for length in ends} | {stems}
