"""The insights page: each number as a sentence, a small chart, and the table behind it.

What depends on now (a deadline missed, a date that passed in silence) holds what was true at the build,
and the page says as of when.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from vaultgen.dates.words import day_words
from vaultgen.english import phrases
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.words import OUTCOME_WORDS, stage_words
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.settings import Settings
from vaultgen.website import statistics
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records
from vaultgen.website.statistics import (
    STEPS,
    Answer,
    Progress,
    Punctuality,
    QuestionsAsked,
    Recurring,
    Unkept,
    Wanted,
    median,
    share,
)
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views, day_view

SECTION = Section("Insights", "insights.html", "overview")

_T = TypeVar("_T")

_MOST = 8  # bars of a chart that could have any number
_FEW = 5  # numbers that are better listed than summed up
_LISTED = 20  # sources in a cell
_ROWS = 100  # rows of a table that grows with the years
_DAYS = ((1, "within a day"), (3, "2 or 3 days"), (7, "4 to 7 days"), (14, "8 to 14 days"))
_LATE = ((-1, "earlier"), (0, "on the day"), (3, "1 to 3 days late"), (7, "4 to 7 days late"))


def records(views: Views) -> Records:
    """What a part of a vault contributes to the page: plain values, each list in any order.

    `applications`, `interviews` and `questions` are the names and pages by the paths that the others speak of.
    """
    vault, now = views.vault, views.snapshot.now
    answers, unkept = list(statistics.answers(vault)), list(statistics.unkept(vault, now))
    asked = list(statistics.asked(vault))
    shown = {record.path for record in answers} | {record.path for record in unkept} | {record.path for record in asked}
    named = {note for record in asked for _, note, _ in record.questions if note}
    return {
        "progress": _plain(statistics.progress(vault)),
        "answers": _plain(answers),
        "unkept": _plain(unkept),
        "asked": _plain(asked),
        "wanted": _plain(statistics.wanted(vault)),
        "punctuality": _plain(statistics.punctuality(views.snapshot.follow_ups, now)),
        "applications": [
            (statistics.path_of(vault, a), _position(views, a), views.page_of(a)) for a in vault.applications
        ],
        "interviews": [
            (i.note.path, _round(views, i), views.page_of(i.note)) for i in vault.interviews if i.note.path in shown
        ],
        "questions": [(path, views.page_of(path)) for path in sorted(named)],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`insights.html`, of the records of all parts."""
    applications, interviews = _Named(records.get("applications", ())), _Named(records.get("interviews", ()))
    answers = sorted(_read(Answer, records, "answers"), reverse=True)
    unkept = sorted(_read(Unkept, records, "unkept"), reverse=True)
    asked = statistics.recurring_questions(_read(QuestionsAsked, records, "asked"))
    notes = dict(records.get("questions", ()))
    yield Page(
        "insights.html",
        "insights",
        {
            "title": "Insights",
            "as_of": day_view(today),
            "charts": [
                _funnel(statistics.in_order(_read(Progress, records, "progress")), applications),
                _answers(answers, interviews),
                _punctuality(statistics.in_all(_read(Punctuality, records, "punctuality"))),
                _decisions([answer for answer in answers if answer.announced], unkept, interviews),
                _questions(asked, interviews, notes),
                _skills(statistics.wanted_skills(_read(Wanted, records, "wanted")), applications),
            ],
        },
    )


def _plain(found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Records without the names of their columns."""
    return [tuple(record) for record in found]


def _read(kind: Callable[..., _T], records: Mapping[str, list[Any]], name: str) -> list[_T]:
    """Records with the names of their columns again; a vault without a part has none."""
    return [kind(*record) for record in records.get(name, ())]


class _Named:
    """The cells of some records' names and pages, by path."""

    def __init__(self, records: Iterable[tuple[str, str, str]]) -> None:
        self._records = {path: (text, page) for path, text, page in records}

    def cell(self, path: str) -> list[View]:
        """What leads to one."""
        text, page = self._records[path]
        return [{"text": text, "page": page}]

    def listed(self, paths: Sequence[str]) -> list[View]:
        """What leads to the first of several; the rest is counted."""
        more = len(paths) - _LISTED
        found = [cell for path in paths[:_LISTED] for cell in self.cell(path)]
        return found + (_text(f"{more} more") if more > 0 else [])


def _position(views: Views, application: Application) -> str:
    company = views.vault.company(application.company).name
    return f"{company}, {application.role.label}" if application.role else company


def _round(views: Views, interview: Interview) -> str:
    return f"{views.vault.company(interview.company).name}: {stage_words(interview)}"


def _funnel(found: Sequence[Progress], applications: _Named) -> View:
    steps, total = statistics.funnel(found), len(found)
    said = (
        f"{share(steps[1].reached, total, 'applications')} led to an interview, "
        f"{share(steps[-1].reached, total)} to an offer."
    )
    return {
        "title": "How far applications got",
        "about": said if total else "",
        "empty": "No application yet. Every one that you note will count here, also when it has ended.",
        "bars": _bars([_Bar(s.name, s.reached, note=_stages(s.stayed, s.ended)) for s in steps] if total else []),
        **_table(
            ("Application", "Got to", "Now"),
            found,
            lambda one: [applications.cell(one.path), _text(STEPS[one.step]), _text(_now(one))],
        ),
    }


def _now(one: Progress) -> str:
    """How an application ended, or that it is open."""
    return OUTCOME_WORDS.get(one.outcome or "", "open").capitalize()


def _stages(stayed: int, ended: int) -> str:
    """What became of those that got no further: `2 open, 1 ended here`."""
    parts = ((stayed, "still open"), (ended, "ended here"))
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def _answers(found: Sequence[Answer], interviews: _Named) -> View:
    days = [answer.days for answer in found]
    return {
        "title": "How fast they answer",
        "about": _in_the_middle(days) if days else "",
        "empty": "No answer is noted yet. “heard_back” in an interview says when they wrote or called.",
        "bars": _bars(_binned(days, _DAYS, "more than 2 weeks") if len(days) >= _FEW else []),
        **_table(
            ("Interview", "Heard back", "After"),
            found,
            lambda one: [interviews.cell(one.path), _text(_day(one.heard)), _text(_days(one.days))],
        ),
    }


def _in_the_middle(days: Sequence[int]) -> str:
    """`Half of 9 answers came within 2 days`; a few are listed instead."""
    if len(days) >= _FEW:
        half, slowest = _days(median(days)), _days(max(days))
        return f"Half of {len(days)} answers came within {half} of the interview; the slowest took {slowest}."
    listed = phrases.listed([f"{count:g}" for count in sorted(days)])
    return f"{_many(len(days), 'answer')} so far, after {listed} day{'' if listed == '1' else 's'}."


def _punctuality(kinds: Sequence[Punctuality]) -> View:
    total, in_time = sum(k.called_for for k in kinds), sum(k.in_time for k in kinds)
    missed = sum(k.missed for k in kinds)
    left = f" {missed} {'was' if missed == 1 else 'were'} not sent though the deadline passed." if missed else ""
    return {
        "title": "Follow-ups in time",
        "about": f"{share(in_time, total, 'follow-ups')} went out in time.{left}" if total else "",
        "empty": "No follow-up was due yet.",
        "bars": _bars(
            [_Bar(KINDS[k.kind].TITLE, k.in_time, unit=f"of {k.called_for}", whole=k.called_for) for k in kinds]
        ),
        **_table(
            ("Kind", "In time", "Late", "Not sent"),
            kinds,
            lambda k: [_text(words) for words in (KINDS[k.kind].TITLE, str(k.in_time), str(k.late), str(k.missed))],
        ),
    }


def _decisions(dated: Sequence[Answer], unkept: Sequence[Unkept], interviews: _Named) -> View:
    late = [answer.late for answer in dated if answer.late is not None]
    kept = sum(days <= 0 for days in late)
    kept_words = f"They kept {share(kept, len(late), 'announced dates')}. " if late else ""
    silence = f"{len(unkept)} more" if late else _many(len(unkept), "announced date")
    waiting = f"{silence} passed without a word." if unkept else ""
    found: list[Answer | Unkept] = [*unkept, *dated]

    def row(one: Answer | Unkept) -> list[list[View]]:
        came = (_day(one.heard), _late(one.late or 0)) if isinstance(one, Answer) else ("nothing yet", "")
        return [interviews.cell(one.path), *map(_text, (_day(one.announced), *came))]

    return {
        "title": "Decision dates and what came of them",
        "about": (kept_words + waiting).strip(),
        "empty": "No announced date has come yet. “decision_date” and “heard_back” in an interview make this chart.",
        "bars": _bars(_binned(late, _LATE, "more than a week late") if len(late) >= _FEW else []),
        **_table(("Interview", "Announced", "Heard back", "That is"), found, row),
    }


def _questions(found: Sequence[Recurring], interviews: _Named, notes: Mapping[str, str]) -> View:
    return {
        "title": "Questions that keep coming",
        "about": f"{_many(len(found), 'hard question')} came more than once." if found else "",
        "empty": "No hard question has come twice yet.",
        "bars": _bars([_Bar(one.text, len(one.interviews), unit="times") for one in found[:_MOST]]),
        **_table(
            ("Question", "Asked in"),
            found,
            lambda one: [
                [{"text": one.text, "page": notes[one.note] if one.note else None}],
                interviews.listed(one.interviews),
            ],
        ),
    }


def _skills(found: Sequence[Recurring], applications: _Named) -> View:
    return {
        "title": "Skills most wanted",
        "about": f"{_many(len(found), 'skill')} wanted for more than one position." if found else "",
        "empty": "No skill was named for two positions yet.",
        "bars": _bars([_Bar(one.text, len(one.applications), unit="positions") for one in found[:_MOST]]),
        **_table(("Skill", "Wanted for"), found, lambda one: [_text(one.text), applications.listed(one.applications)]),
    }


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: what it counts, in which unit, what there is to note; its length is a share of `whole`, if it has one."""

    label: str
    count: int
    unit: str = ""
    note: str = ""
    whole: int = 0


def _bars(bars: Sequence[_Bar]) -> list[View]:
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


def _table(head: tuple[str, ...], found: Sequence[_T], row: Callable[[_T], list[list[View]]]) -> View:
    """A table of cells, each a list of texts with or without a page; what is cut off is counted."""
    return {"head": head, "rows": [row(one) for one in found[:_ROWS]], "cut": max(0, len(found) - _ROWS)}


def _text(text: str) -> list[View]:
    return [{"text": text, "page": None}]


def _days(count: float) -> str:
    words = f"{count:g}"
    return f"{words} day{'' if words == '1' else 's'}"


def _day(iso: str | None) -> str:
    return day_words(date.fromisoformat(iso), weekday=False) if iso else ""


def _late(days: int) -> str:
    return "on the day" if not days else f"{_days(abs(days))} {'late' if days > 0 else 'early'}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
