"""The insights page: each number as a sentence, a small chart, and the table behind it.

What depends on now (a deadline missed, a date that passed in silence) holds what was true at the build,
and the page says as of when.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultgen import phrases
from vaultgen.cards import KIND_WORDS, Card, Cards, day_card, stage_words
from vaultgen.dates import day_words
from vaultgen.followups.rules import OUTCOME_WORDS
from vaultgen.insights import (
    STEPS,
    Answer,
    Recurring,
    answers,
    funnel,
    furthest,
    median,
    punctuality,
    recurring_questions,
    share,
    unkept,
    wanted_skills,
)
from vaultgen.model import Application, Interview
from vaultgen.theme import Page

_MOST = 8  # bars of a chart that could have any number
_FEW = 5  # numbers that are better listed than summed up
_LISTED = 20  # sources in a cell
_ROWS = 100  # rows of a table that grows with the years
_DAYS = ((1, "within a day"), (3, "2 or 3 days"), (7, "4 to 7 days"), (14, "8 to 14 days"))
_LATE = ((-1, "earlier"), (0, "on the day"), (3, "1 to 3 days late"), (7, "4 to 7 days late"))


def pages(cards: Cards) -> Iterator[Page]:
    """`insights.html`."""
    every = (_funnel, _answers, _punctuality, _decisions, _questions, _skills)
    yield Page(
        "insights.html",
        "insights",
        {
            "title": "Insights",
            "as_of": day_card(cards.snapshot.now.date()),
            "charts": [chart(cards) for chart in every],
        },
    )


def _funnel(cards: Cards) -> Card:
    vault = cards.vault
    steps = funnel(vault)
    total = len(vault.applications)
    rows = [[_of(cards, a), _text(STEPS[furthest(vault, a)]), _text(_now(cards, a))] for a in vault.applications]
    talks, offers = len(steps[1].reached), len(steps[-1].reached)
    said = f"{share(talks, total, 'applications')} led to an interview, {share(offers, total)} to an offer."
    return {
        "title": "How far applications got",
        "about": said if total else "",
        "empty": "No application yet. Every one that you note will count here, also when it has ended.",
        "bars": _bars(
            [_Bar(s.name, len(s.reached), note=_stages(len(s.stayed), len(s.ended))) for s in steps] if total else []
        ),
        **_table(("Application", "Got to", "Now"), rows),
    }


def _now(cards: Cards, application: Application) -> str:
    """How an application ended, or that it is open."""
    return OUTCOME_WORDS.get(cards.vault.outcome(application) or "", "open").capitalize()


def _stages(stayed: int, ended: int) -> str:
    """What became of those that got no further: `2 open, 1 ended here`."""
    parts = ((stayed, "still open"), (ended, "ended here"))
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def _answers(cards: Cards) -> Card:
    heard = answers(cards.vault)
    days = [answer.days for answer in heard]
    rows = [
        [_of(cards, a.interview), _text(day_words(a.heard, weekday=False)), _text(_days(a.days))]
        for a in reversed(heard)
    ]
    return {
        "title": "How fast they answer",
        "about": _in_the_middle(days) if days else "",
        "empty": "No answer is noted yet. “heard_back” in an interview says when they wrote or called.",
        "bars": _bars(_binned(days, _DAYS, "more than 2 weeks") if len(days) >= _FEW else []),
        **_table(("Interview", "Heard back", "After"), rows),
    }


def _in_the_middle(days: Sequence[int]) -> str:
    """`Half of 9 answers came within 2 days`; a few are listed instead."""
    if len(days) >= _FEW:
        half, slowest = _days(median(days)), _days(max(days))
        return f"Half of {len(days)} answers came within {half} of the interview; the slowest took {slowest}."
    listed = phrases.listed([f"{count:g}" for count in sorted(days)])
    return f"{_many(len(days), 'answer')} so far, after {listed} day{'' if listed == '1' else 's'}."


def _punctuality(cards: Cards) -> Card:
    kinds = punctuality(cards.snapshot.follow_ups, cards.snapshot.now)
    total, in_time = sum(k.called_for for k in kinds), sum(k.in_time for k in kinds)
    missed = sum(k.missed for k in kinds)
    rows = [
        [_text(KIND_WORDS[kind.kind]), *(_text(str(count)) for count in (kind.in_time, kind.late, kind.missed))]
        for kind in kinds
    ]
    left = f" {missed} {'was' if missed == 1 else 'were'} not sent though the deadline passed." if missed else ""
    return {
        "title": "Follow-ups in time",
        "about": f"{share(in_time, total, 'follow-ups')} went out in time.{left}" if total else "",
        "empty": "No follow-up was due yet.",
        "bars": _bars(
            [_Bar(KIND_WORDS[k.kind], k.in_time, unit=f"of {k.called_for}", whole=k.called_for) for k in kinds]
        ),
        **_table(("Kind", "In time", "Late", "Not sent"), rows),
    }


def _decisions(cards: Cards) -> Card:
    dated = [answer for answer in answers(cards.vault) if answer.late is not None]
    late = [answer.late for answer in dated if answer.late is not None]
    silent = unkept(cards.vault, cards.snapshot.now)
    kept = sum(days <= 0 for days in late)
    kept_words = f"They kept {share(kept, len(late), 'announced dates')}. " if late else ""
    silence = f"{len(silent)} more" if late else _many(len(silent), "announced date")
    waiting = f"{silence} passed without a word." if silent else ""
    rows = [[_of(cards, i), _text(_date(i)), _text("nothing yet"), _text("")] for i in reversed(silent)]
    rows += [
        [_of(cards, a.interview), _text(_date(a.interview)), _text(day_words(a.heard, weekday=False)), _text(_late(a))]
        for a in reversed(dated)
    ]
    return {
        "title": "Decision dates and what came of them",
        "about": (kept_words + waiting).strip(),
        "empty": "No announced date has come yet. “decision_date” and “heard_back” in an interview make this chart.",
        "bars": _bars(_binned(late, _LATE, "more than a week late") if len(late) >= _FEW else []),
        **_table(("Interview", "Announced", "Heard back", "That is"), rows),
    }


def _questions(cards: Cards) -> Card:
    found = recurring_questions(cards.vault)
    return {
        "title": "Questions that keep coming",
        "about": f"{_many(len(found), 'hard question')} came more than once." if found else "",
        "empty": "No hard question has come twice yet.",
        "bars": _bars([_Bar(one.text, len(one.interviews), unit="times") for one in found[:_MOST]]),
        **_table(("Question", "Asked in"), [[_question(cards, o), _listed(cards, o.interviews)] for o in found]),
    }


def _skills(cards: Cards) -> Card:
    found = wanted_skills(cards.vault)
    return {
        "title": "Skills most wanted",
        "about": f"{_many(len(found), 'skill')} wanted for more than one position." if found else "",
        "empty": "No skill was named for two positions yet.",
        "bars": _bars([_Bar(one.text, len(one.applications), unit="positions") for one in found[:_MOST]]),
        **_table(("Skill", "Wanted for"), [[_text(one.text), _listed(cards, one.applications)] for one in found]),
    }


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: what it counts, in which unit, what there is to note; its length is a share of `whole`, if it has one."""

    label: str
    count: int
    unit: str = ""
    note: str = ""
    whole: int = 0


def _bars(bars: Sequence[_Bar]) -> list[Card]:
    """Bars with their words; one without a whole of its own is as long as its share of the longest."""
    longest = max((bar.count for bar in bars), default=0)
    return [
        {
            "label": bar.label,
            "count": bar.count,
            "unit": bar.unit,
            "note": bar.note,
            "width": round(100 * bar.count / (bar.whole or longest or 1), 1),
        }
        for bar in bars
    ]


def _binned(numbers: Iterable[int], bins: Sequence[tuple[int, str]], rest: str) -> list[_Bar]:
    """How many numbers fall into each bin, by its highest, and how many are above all."""
    counts = dict.fromkeys([*(words for _, words in bins), rest], 0)
    for number in numbers:
        counts[next((words for most, words in bins if number <= most), rest)] += 1
    return [_Bar(words, count) for words, count in counts.items()]


def _table(head: tuple[str, ...], rows: list[list[list[Card]]]) -> Card:
    """A table of cells, each a list of texts with or without a page; what is cut off is counted."""
    return {"head": head, "rows": rows[:_ROWS], "cut": max(0, len(rows) - _ROWS)}


def _of(cards: Cards, thing: Interview | Application) -> list[Card]:
    company = cards.vault.company(thing.company).name
    if isinstance(thing, Interview):
        return [{"text": f"{company}: {stage_words(thing)}", "page": cards.page_of(thing.note)}]
    title = f"{company}, {thing.role.label}" if thing.role else company
    return [{"text": title, "page": cards.page_of(thing)}]


def _listed(cards: Cards, things: Sequence[Interview] | Sequence[Application]) -> list[Card]:
    more = len(things) - _LISTED
    return [_of(cards, thing)[0] for thing in things[:_LISTED]] + (_text(f"{more} more") if more > 0 else [])


def _question(cards: Cards, one: Recurring) -> list[Card]:
    return [{"text": one.text, "page": cards.page_of(one.question.note) if one.question else None}]


def _text(text: str) -> list[Card]:
    return [{"text": text, "page": None}]


def _days(count: float) -> str:
    words = f"{count:g}"
    return f"{words} day{'' if words == '1' else 's'}"


def _date(interview: Interview) -> str:
    return day_words(interview.decision_date, weekday=False) if interview.decision_date else ""


def _late(answer: Answer) -> str:
    late = answer.late or 0
    return "on the day" if not late else f"{_days(abs(late))} {'late' if late > 0 else 'early'}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
