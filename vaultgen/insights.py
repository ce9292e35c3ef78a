"""What the whole search says, counted: how far applications got, how fast employers answer, what comes again.

Pure functions of a vault and its follow-ups; each gives values that name their sources, so that a page can
show where a number comes from. Nothing is estimated: what the notes do not say is left out, not guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from vaultgen.dates import utc
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.learning.words import words_of
from vaultgen.links import fold
from vaultgen.model import Application, Interview, Question
from vaultgen.patterns import late
from vaultgen.phrases import clean
from vaultgen.schema import Item
from vaultgen.vault import CLOSING_OUTCOMES, Vault

STEPS = ("Applied", "First talk", "Technical round", "Panel or on site", "Final round", "Offer")
_STEP_OF_STAGE = {"technical": 2, "take-home": 2, "panel": 3, "onsite": 3, "final": 4}
_OFFERED = ("offer", "accepted", "declined")  # who declines had something to decline
_LEAST_FOR_PERCENT = 5
_HEAD = late(r"[,;:(–—]")  # what follows only explains a skill
_LONGEST_SKILL = 5  # words


class Step(NamedTuple):
    """One step on the way to an offer, and the applications that got at least so far.

    `stayed` are those for which it is the furthest so far, `ended` those for which it was the last.
    """

    name: str
    reached: tuple[Application, ...]
    stayed: tuple[Application, ...]
    ended: tuple[Application, ...]


class Answer(NamedTuple):
    """When they wrote or called after an interview: `days` after it; `late` days after the date they had named.

    `late` is negative where they were early, and None where they had named none.
    """

    interview: Interview
    heard: date
    days: int
    late: int | None


class Punctuality(NamedTuple):
    """What became of the follow-ups of a kind: sent in time, sent late, not sent though the deadline has passed."""

    kind: str
    in_time: int
    late: int
    missed: int

    @property
    def called_for(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.missed


class Recurring(NamedTuple):
    """Something that came up more than once: its words, the interviews, the positions, its note if it has one."""

    text: str
    interviews: tuple[Interview, ...]
    applications: tuple[Application, ...]
    question: Question | None = None


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


def furthest(vault: Vault, application: Application) -> int:
    """The last of `STEPS` that an application got to, closed or not, by its place.

    A round that is arranged counts: to be invited is to have got so far.
    """
    if vault.outcome(application) in _OFFERED:
        return len(STEPS) - 1
    return max((_STEP_OF_STAGE.get(i.stage or "", 1) for i in vault.rounds(application)), default=0)


def funnel(vault: Vault) -> tuple[Step, ...]:
    """The steps to an offer with the applications that reached each; one that skipped a step has passed it."""
    got = [(furthest(vault, application), application) for application in vault.applications]
    return tuple(
        Step(
            name,
            tuple(application for step, application in got if step >= at),
            tuple(a for step, a in got if step == at and not _is_over(vault, a)),
            tuple(a for step, a in got if step == at and _is_over(vault, a)),
        )
        for at, name in enumerate(STEPS)
    )


def answers(vault: Vault) -> tuple[Answer, ...]:
    """Every answer that is noted as `heard_back`, by the time of its interview."""
    return tuple(
        Answer(i, i.heard_back, days, (i.heard_back - i.decision_date).days if i.decision_date else None)
        for i in vault.interviews
        if i.heard_back and (days := (i.heard_back - vault.start(i).date()).days) >= 0
    )


def unkept(vault: Vault, now: datetime) -> tuple[Interview, ...]:
    """The interviews whose decision date passed without a word: none is noted, no round followed, nothing ended."""
    return tuple(
        i
        for i in vault.interviews
        if i.decision_date
        and i.decision_date < now.astimezone(vault.zone(i)).date()
        and not (i.heard_back or i.outcome or _is_over(vault, vault.application(i)))
        and vault.rounds(vault.application(i))[-1] is i
    )


def punctuality(follow_ups: Iterable[FollowUp], now: datetime) -> tuple[Punctuality, ...]:
    """How the follow-ups of each kind went so far; those that nobody wants or that are not due yet are left out."""
    counts: dict[str, list[int]] = {}
    for follow_up in follow_ups:
        at = 0 if follow_up.in_time else 1 if follow_up.sent else 2 if _is_missed(follow_up, now) else None
        if at is not None:
            counts.setdefault(follow_up.kind, [0, 0, 0])[at] += 1
    return tuple(Punctuality(kind, *of_kind) for kind, of_kind in counts.items())


def recurring_questions(vault: Vault) -> tuple[Recurring, ...]:
    """The hard questions that came in more than one interview, the most frequent first.

    Two wordings are one question where both are names of its note, or have the same words that carry something.
    """
    found: dict[object, _Group] = {}
    for interview in vault.interviews:
        for item in interview.hard_questions or ():
            question = _question(vault, item)
            text = clean(question.note.name if question else vault.speaker(interview, item)[1])
            key = question.note.path if question else frozenset(_stems(text)) or fold(text)
            found.setdefault(key, _Group(text, question)).add(vault, interview)
    return _by_frequency(group.recurring() for group in found.values() if len(group.interviews) > 1)


def wanted_skills(vault: Vault) -> tuple[Recurring, ...]:
    """The skills that more than one position wants, the most wanted first.

    A skill is what stands before the first comma; `Postgres migration under load` is named for `Postgres` as well.
    """
    named = [
        (interview, _HEAD.split(clean(vault.speaker(interview, item)[1]))[0].strip())
        for interview in vault.interviews
        for item in interview.skills or ()
    ]
    found: dict[tuple[str, ...], _Group] = {}
    for _, text in sorted(named, key=lambda pair: len(pair[1])):
        if stems := _stems(text):
            found.setdefault(stems, _Group(text))
    for interview, text in named:
        for part in _runs(_stems(text)):
            if part in found:
                found[part].add(vault, interview)
    return _by_positions(group.recurring() for group in found.values() if len(group.applications) > 1)


@dataclass
class _Group:
    """What is being gathered under one text."""

    text: str
    question: Question | None = None
    interviews: dict[str, Interview] = field(default_factory=dict)
    applications: dict[int, Application] = field(default_factory=dict)

    def add(self, vault: Vault, interview: Interview) -> None:
        application = vault.application(interview)
        self.interviews[interview.note.path] = interview
        self.applications[id(application)] = application

    def recurring(self) -> Recurring:
        return Recurring(self.text, tuple(self.interviews.values()), tuple(self.applications.values()), self.question)


def _is_over(vault: Vault, application: Application) -> bool:
    """Whether an application has ended otherwise than with an offer that still stands."""
    return vault.outcome(application) in CLOSING_OUTCOMES and vault.outcome(application) not in ("offer", "accepted")


def _is_missed(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a deadline passed while the follow-up was still called for."""
    if follow_up.closed is not None and utc(follow_up.closed.at) <= utc(follow_up.due):
        return False
    return not follow_up.skipped and utc(follow_up.due) < utc(now) and state(follow_up, now) != "upcoming"


def _question(vault: Vault, item: Item) -> Question | None:
    """The question's note: by link, or because the text is one of its names."""
    linked = vault.find(item.link, Question) if item.link else None
    if linked is not None:
        return linked if isinstance(linked, Question) else None
    named = (vault.of(note) for note in vault.links.find(item.text.strip().rstrip("?")))
    return next((value for value in named if isinstance(value, Question)), None)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(text).words if word.weight > 0)


def _runs(stems: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Every unbroken part of some words."""
    ends = range(1, _LONGEST_SKILL + 1)
    return {stems[start : start + length] for start in range(len(stems)) for length in ends} | {stems} - {()}


def _by_frequency(found: Iterable[Recurring]) -> tuple[Recurring, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.interviews), fold(one.text))))


def _by_positions(found: Iterable[Recurring]) -> tuple[Recurring, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.applications), -len(one.interviews), fold(one.text))))
