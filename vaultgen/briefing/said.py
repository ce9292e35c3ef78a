"""What has been said so far: contradictions, promises, messages, and pay."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from vaultgen.briefing.history import History
from vaultgen.briefing.position_open import opened
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown
from vaultgen.dates.words import day_words
from vaultgen.english.phrases import listed
from vaultgen.followups import state
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

_DIFFERENCES, _MESSAGES, _PAY = 3, 7, 3


def differences(history: History) -> BriefingSection:
    """Contradictions between people of two rounds, side by side; the same people may correct themselves."""
    lines = [line for about, compare in _ABOUT for line in _told(history, about, compare)]
    return section("differently", "Told differently", lines, most=_DIFFERENCES)


def promises(history: History) -> BriefingSection:
    """The promises that are open, those that were kept, and the other messages that were sent."""
    every = list(history.messages())
    made = [f for f in every if f.kind == "promise" and not f.skipped]
    still_open = [f for f in made if state(f, history.now) in ("due", "overdue")]
    kept = [f for f in reversed(made) if f.sent]
    sent = [f for f in reversed(every) if f.kind != "promise" and f.sent]
    lines = [_promise(history, f, f"due {history.day(f.due.date())}", "open promise") for f in still_open]
    lines += [_promise(history, f, _on(history, f), "promise kept") for f in kept]
    lines += [
        BriefingLine(KINDS[f.kind].TITLE, who=_whom(f), more=_on(history, f), sources=_both(history, f)) for f in sent
    ]
    return section("sent", "Promised and sent", lines, most=_MESSAGES)


def salary(history: History) -> BriefingSection:
    """What was said about pay, the latest first, and what the application's note says."""
    lines = [
        BriefingLine(shown(one.salary_stated), sources=(history.source(one),))
        for one in history.rounds
        if one.salary_stated
    ]
    application = history.vault.application(history.interview)
    if application.salary and application.note:
        lines.append(
            BriefingLine(shown(application.salary), sources=(Source("the application", application.note.path),))
        )
    return section("salary", "Pay that was named", lines, most=_PAY)


def _promise(history: History, follow_up: FollowUp, when: str, mark: str) -> BriefingLine:
    words = shown(follow_up.promise.text) if follow_up.promise else ""
    return BriefingLine(words, who=_whom(follow_up), more=when, mark=mark, sources=_both(history, follow_up))


def _whom(follow_up: FollowUp) -> str:
    return follow_up.whom.name if follow_up.whom else ""


def _on(history: History, follow_up: FollowUp) -> str:
    return f"sent {history.day(follow_up.sent.date())}" if follow_up.sent else ""


def _both(history: History, follow_up: FollowUp) -> tuple[Source, ...]:
    """The note of the interview, and the message."""
    message = (Source("the message", follow_up.draft.note.path),) if follow_up.draft else ()
    return (history.source(follow_up.interview), *message)


# What may be told differently: how the two accounts of it read, where they surely differ.

_Compare = Callable[[Vault, Interview, Interview], tuple[str, str] | None]


def _told(history: History, about: str, compare: _Compare) -> Iterator[BriefingLine]:
    """The two latest rounds in which different people contradict each other, the earlier first."""
    for later, earlier in combinations(history.rounds, 2):
        differing = compare(history.vault, earlier, later) if _is_by_others(history, earlier, later) else None
        if differing is not None:
            both = zip((earlier, later), differing, strict=True)
            yield BriefingLine(about, beside=tuple(_account(history, one, words) for one, words in both))
            return


def _is_by_others(history: History, earlier: Interview, later: Interview) -> bool:
    """Whether two rounds were with different people; not if nobody is named in one of them."""
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
    one = opened(first, vault.start(earlier).date())
    other = opened(second, vault.start(later).date())
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


_ABOUT: tuple[tuple[str, _Compare], ...] = (
    ("When they decide", _decision),
    ("Who decides", _decider),
    ("How long the position has been open", _open_since),
    ("Pay", _pay),
)
