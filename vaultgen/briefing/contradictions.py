"""Contradictions: what different people told differently about the decision date, who decides, and pay."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from vaultgen.briefing.history import History
from vaultgen.briefing.position_open import opening_days
from vaultgen.briefing.sections import BriefingLine, BriefingSection, section, shown
from vaultgen.dates.words import day_words
from vaultgen.english.phrases import listed
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

_MOST = 3  # lines


def differences(history: History) -> BriefingSection:
    """The contradictions between people of two rounds; the same people may correct themselves."""
    lines = [line for about, compare in _SUBJECTS for line in _contradiction(history, about, compare)]
    return section("differently", "Told differently", lines, most=_MOST)


_Compare = Callable[[Vault, Interview, Interview], tuple[str, str] | None]


def _contradiction(history: History, about: str, compare: _Compare) -> Iterator[BriefingLine]:
    """The two latest rounds in which different people contradict each other, the earlier one first."""
    for later, earlier in combinations(history.rounds, 2):
        differing = compare(history.vault, earlier, later) if _is_by_others(history, earlier, later) else None
        if differing is not None:
            both = zip((earlier, later), differing, strict=True)
            yield BriefingLine(about, beside=tuple(_account(history, one, words) for one, words in both))
            return


def _is_by_others(history: History, earlier: Interview, later: Interview) -> bool:
    """Whether two rounds were with different people; False if one of them names nobody."""
    first, second = (set(history.vault.interviewers(one)) for one in (earlier, later))
    return bool(first and second) and first.isdisjoint(second)


def _account(history: History, interview: Interview, words: str) -> BriefingLine:
    people = listed([person.name for person in history.vault.interviewers(interview)])
    return BriefingLine(shown(words), who=people, sources=(history.source(interview),))


def _decision(vault: Vault, earlier: Interview, later: Interview) -> tuple[str, str] | None:
    """Both decision dates, if the first was still ahead and unanswered when the second was named; else None."""
    first, second = earlier.decision_date, later.decision_date
    if first is None or second is None or first == second:
        return None
    stood = earlier.outcome is None and vault.start(later).date() <= first
    return (day_words(first), day_words(second)) if stood else None


def _decider(vault: Vault, earlier: Interview, later: Interview) -> tuple[str, str] | None:
    first, second = earlier.decision_maker, later.decision_maker
    if first is None or second is None or not first.name or not second.name:
        return None
    one, other = vault.person(first, earlier), vault.person(second, later)
    return (one.name, other.name) if one != other else None


def _open_since(vault: Vault, earlier: Interview, later: Interview) -> tuple[str, str] | None:
    """Both statements of how long the position has been open, if they contradict each other; else None."""
    first, second = earlier.position_open or "", later.position_open or ""
    one = opening_days(first, vault.start(earlier).date())
    other = opening_days(second, vault.start(later).date())
    if one is None or other is None or (one.first <= other.last and other.first <= one.last):
        return None
    return first, second


def _pay(_: Vault, earlier: Interview, later: Interview) -> tuple[str, str] | None:
    first, second = earlier.salary_stated or "", later.salary_stated or ""
    one, other = _amounts(first), _amounts(second)
    return (first, second) if one and other and one.isdisjoint(other) else None


def _amounts(text: str) -> frozenset[int]:
    """The amounts in a text: `175k` and `175,000` are the same."""
    found = re.findall(r"(\d{1,3}(?:[.,’' ]\d{3})+|\d+)(?:[.,]\d{1,2})?\s*(k\b)?", text, re.IGNORECASE)
    return frozenset(int(re.sub(r"\D", "", digits)) * (1000 if k else 1) for digits, k in found)


_SUBJECTS: tuple[tuple[str, _Compare], ...] = (
    ("When they decide", _decision),
    ("Who decides", _decider),
    ("How long the position has been open", _open_since),
    ("Pay", _pay),
)
