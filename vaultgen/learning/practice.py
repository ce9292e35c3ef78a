"""Which questions to practise first: what the next interview may ask, then the least at ease and most often asked."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultgen.diagnostics.source import SourceFile
from vaultgen.learning.answers import Version
from vaultgen.learning.questions import Prepared, QuestionTheme
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview, Question
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.notes.property_edits import set_property
from vaultgen.vault.schema import specs
from vaultgen.vault.vault import Vault, company_key

_UNKNOWN = 3  # the comfort that counts where nobody gave any


class Round(NamedTuple):
    """An interview as practice sees it: the employer's key and name, the stage, and the questions its note links to."""

    employer: str
    company: str
    stage: str | None
    linked: tuple[str, ...]


class PracticeCard(NamedTuple):
    """A question to practise. `note` is the path of its note, None without one; `asked` counts how often it was asked.

    `comfort` is from 1 to 5, `practised` the last day (ISO 8601), each None if unknown. `expected` says why the next
    interview may ask it, and is empty if nothing speaks for that.
    """

    title: str
    note: str | None
    comfort: int | None
    asked: int
    practised: str | None
    expected: str


def round_of(vault: Vault, interview: Interview) -> Round:
    """An interview as practice sees it."""
    linked = (value for target in Version(None, interview.note.body).links for value in _questions(vault, target))
    paths = tuple(dict.fromkeys(question.note.path for question in linked))
    company = vault.company(interview.company).name
    return Round(company_key(vault, interview.company), company, interview.stage, paths)


def deck(
    themes: Iterable[QuestionTheme],
    notes: Iterable[Prepared],
    rounds: Mapping[str, Round],
    ahead: Round | None,
) -> tuple[PracticeCard, ...]:
    """All questions with a note, and those without that were hard: the one to practise first comes first.

    First what the round `ahead` may ask, then the lowest comfort, the most often asked, the longest not practised.
    `rounds` are the interviews by path.
    """
    known = {note.path: note for note in notes}
    cards: list[tuple[tuple[object, ...], PracticeCard]] = []
    for theme in themes:
        for path in theme.notes or (None,):
            asked = [one for one in theme.asked if (one.note or theme.answer) == path]
            if path is None and not any(one.asking.is_hard for one in asked):
                continue
            marks = [one.asking.mark for one in asked if one.asking.mark]
            note = known[path] if path else None
            comfort = note.comfort if note else (marks[-1] if marks else None)
            at = [rounds[one.asking.interview] for one in asked if one.asking.interview in rounds]
            expected = _expected(path, at, ahead) if ahead else ""
            title, practised = (note.title, note.practised) if note else (theme.title, None)
            card = PracticeCard(title, path, comfort, len(asked), practised, expected)
            order = (not expected, comfort or _UNKNOWN, -len(asked), practised or "", fold(title), path or theme.id)
            cards.append((order, card))
    return tuple(card for _, card in sorted(cards, key=lambda one: one[0]))


def practised(data: bytes, day: str, mark: str) -> bytes:
    """A question's file with a day added to `practised`, and `comfort` set unless the mark is empty.

    Nothing else changes. Raises `property_edits.CannotEdit` if the properties cannot be read.
    """
    found = parse_note(SourceFile("", data))[0].properties.get("practised")
    days = tuple(value.text for value in found.values) if found else ()
    if day not in days:
        data = set_property(data, "practised", (*days, day), is_list=True, after=tuple(specs(Question)))
    return set_property(data, "comfort", (mark,), after=("type",)) if mark else data


def _expected(path: str | None, at: Iterable[Round], ahead: Round) -> str:
    """Why a round may ask a question that was asked in the rounds `at`."""
    rounds = list(at)
    theirs = sum(one.employer == ahead.employer for one in rounds)
    alike = sum(one.stage == ahead.stage for one in rounds) if ahead.stage else 0
    if path in ahead.linked:
        return "You link it in the note of the interview"
    if theirs:
        return f"{ahead.company} asked it before ({_times(theirs)})"
    return f"Asked in this kind of round before ({_times(alike)})" if alike else ""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _questions(vault: Vault, target: str) -> list[Question]:
    return [value for note in vault.links.find(target) if isinstance(value := vault.of(note), Question)][:1]
