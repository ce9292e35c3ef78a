"""The insights page: each statistic as a sentence, a small chart, and the table behind it.

What depends on the time, such as missed deadlines, is as of the build; the page says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from vaultgen.english import phrases
from vaultgen.followups import effects
from vaultgen.followups.effects import Effect
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.words import OUTCOME_WORDS, stage_words
from vaultgen.learning import concerns, questions
from vaultgen.learning import patterns as learned
from vaultgen.learning.patterns import Debriefed, Interest
from vaultgen.learning.questions import Asking, Prepared, QuestionTheme
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.settings import Settings
from vaultgen.website import insight_charts, statistics
from vaultgen.website.charts import (
    FEW,
    Bar,
    LinkCells,
    bars,
    binned,
    cell,
    count_words,
    day_of,
    days_words,
    late_words,
    table,
)
from vaultgen.website.navigation import Section
from vaultgen.website.pages.concerns import restored
from vaultgen.website.pages.questions import page_of
from vaultgen.website.places import Places, accomplishment_places, places, plain
from vaultgen.website.records import Records
from vaultgen.website.statistics import (
    STEPS,
    Answer,
    MissedDecision,
    NamedSkills,
    Progress,
    Punctuality,
    Recurring,
    median,
    share,
)
from vaultgen.website.theme import Page
from vaultgen.website.time_views import day_view
from vaultgen.website.views import View, Views

SECTION = Section("Insights", "insights.html", "overview")

_T = TypeVar("_T")

_MOST = 8  # bars of a chart without fixed bars
_DAYS = ((1, "within a day"), (3, "2 or 3 days"), (7, "4 to 7 days"), (14, "8 to 14 days"))
_LATE = ((-1, "earlier"), (0, "on the day"), (3, "1 to 3 days late"), (7, "4 to 7 days late"))


def records(views: Views) -> Records:
    """The records of `statistics` as tuples; `applications`, `interviews` and `questions` are names and pages."""
    vault, now = views.vault, views.snapshot.now
    answers, missed = list(statistics.answers(vault)), list(statistics.missed_decisions(vault, now))
    asked = views.asked
    shown = (
        {record.path for record in answers}
        | {record.path for record in missed}
        | {asking.interview for asking in asked}
    )
    return {
        "progress": _tuples(statistics.progress(vault)),
        "answers": _tuples(answers),
        "unkept": _tuples(missed),
        "asked": _tuples(asked),
        "prepared": _tuples(questions.prepared(vault)),
        "wanted": _tuples(statistics.named_skills(vault)),
        "punctuality": _tuples(statistics.punctuality(views.snapshot.follow_ups, now)),
        "applications": [
            (statistics.application_path(vault, a), _position(views, a), views.page_of(a)) for a in vault.applications
        ],
        "interviews": [
            (i.note.path, _round(views, i), views.page_of(i.note)) for i in vault.interviews if i.note.path in shown
        ],
        "questions": [
            (question.note.path, views.page_of(question.note)) for question in questions.own_questions(vault)
        ],
        "effects": _tuples(effects.effects(vault, views.snapshot.follow_ups, now)),
        "interests": _tuples(learned.interests(vault)),
        "debriefs": _tuples(learned.debriefs(vault)),
        "raised": [plain(one) for one in views.raised],
        "places": [*places(views), *accomplishment_places(views)],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`insights.html`."""
    applications, interviews = LinkCells(records.get("applications", ())), LinkCells(records.get("interviews", ()))
    answers = sorted(_restored(Answer, records, "answers"), reverse=True)
    missed = sorted(_restored(MissedDecision, records, "unkept"), reverse=True)
    recurring = _recurring(_restored(Asking, records, "asked"), _restored(Prepared, records, "prepared"))
    notes = dict(records.get("questions", ()))
    named = Places([*records.get("places", ()), *records.get("applications", ())])
    yield Page(
        "insights.html",
        "insights",
        {
            "title": "Insights",
            "as_of": day_view(today),
            "charts": [
                _funnel(statistics.sort_progress(_restored(Progress, records, "progress")), applications),
                insight_charts.endings(statistics.sort_progress(_restored(Progress, records, "progress")), named),
                _answers(answers, interviews),
                _punctuality(statistics.total_punctuality(_restored(Punctuality, records, "punctuality"))),
                _decisions([answer for answer in answers if answer.announced], missed, interviews),
                _questions(recurring, interviews, notes),
                insight_charts.interest(_restored(Interest, records, "interests"), named),
                insight_charts.concerns(concerns.ledger(restored(records)), named),
                _skills(statistics.wanted_skills(_restored(NamedSkills, records, "wanted")), applications),
                insight_charts.debriefs(_restored(Debriefed, records, "debriefs"), named),
                *map(insight_charts.did_it_help, effects.tables(_restored(Effect, records, "effects"))),
            ],
        },
    )


def _tuples(items: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Records as plain tuples, for storage."""
    return [tuple(record) for record in items]


def _restored(kind: Callable[..., _T], records: Mapping[str, list[Any]], name: str) -> list[_T]:
    """Stored records as named tuples again; none if the vault has no partition."""
    return [kind(*record) for record in records.get(name, ())]


def _position(views: Views, application: Application) -> str:
    company = views.vault.company(application.company).name
    return f"{company}, {application.role.label}" if application.role else company


def _round(views: Views, interview: Interview) -> str:
    return f"{views.vault.company(interview.company).name}: {stage_words(interview)}"


def _funnel(items: Sequence[Progress], applications: LinkCells) -> View:
    steps, total = statistics.funnel(items), len(items)
    about = (
        f"{share(steps[1].reached, total, 'applications')} led to an interview, "
        f"{share(steps[-1].reached, total)} to an offer."
    )
    return {
        "title": "How far applications got",
        "about": about if total else "",
        "empty": "No application yet. Every one that you note will count here, also when it has ended.",
        "bars": bars([Bar(s.name, s.reached, note=_stages(s.stayed, s.ended)) for s in steps] if total else []),
        **table(
            ("Application", "Got to", "Now"),
            items,
            lambda item: [applications.cell(item.path), cell(STEPS[item.step]), cell(_now(item))],
        ),
    }


def _now(item: Progress) -> str:
    """How an application ended, or `Open`."""
    return OUTCOME_WORDS.get(item.outcome or "", "open").capitalize()


def _stages(stayed: int, ended: int) -> str:
    """The applications that got no further: `2 still open, 1 ended here`."""
    parts = ((stayed, "still open"), (ended, "ended here"))
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def _answers(items: Sequence[Answer], interviews: LinkCells) -> View:
    days = [answer.days for answer in items]
    return {
        "title": "How fast they answer",
        "about": _in_the_middle(days) if days else "",
        "empty": "No answer is noted yet. “heard_back” in an interview says when they wrote or called.",
        "bars": bars(binned(days, _DAYS, "more than 2 weeks") if len(days) >= FEW else []),
        **table(
            ("Interview", "Heard back", "After"),
            items,
            lambda item: [interviews.cell(item.path), cell(day_of(item.heard)), cell(days_words(item.days))],
        ),
    }


def _in_the_middle(days: Sequence[int]) -> str:
    """`Half of 9 answers came within 2 days …`; few answers are listed instead."""
    if len(days) >= FEW:
        half, slowest = days_words(median(days)), days_words(max(days))
        return f"Half of {len(days)} answers came within {half} of the interview; the slowest took {slowest}."
    listed = phrases.listed([f"{count:g}" for count in sorted(days)])
    return f"{count_words(len(days), 'answer')} so far, after {listed} day{'' if listed == '1' else 's'}."


def _punctuality(kinds: Sequence[Punctuality]) -> View:
    total, in_time = sum(k.called_for for k in kinds), sum(k.in_time for k in kinds)
    missed = sum(k.missed for k in kinds)
    left = f" {missed} {'was' if missed == 1 else 'were'} not sent though the deadline passed." if missed else ""
    return {
        "title": "Follow-ups in time",
        "about": f"{share(in_time, total, 'follow-ups')} went out in time.{left}" if total else "",
        "empty": "No follow-up was due yet.",
        "bars": bars(
            [Bar(KINDS[k.kind].TITLE, k.in_time, unit=f"of {k.called_for}", whole=k.called_for) for k in kinds]
        ),
        **table(
            ("Kind", "In time", "Late", "Not sent"),
            kinds,
            lambda k: [cell(words) for words in (KINDS[k.kind].TITLE, str(k.in_time), str(k.late), str(k.missed))],
        ),
    }


def _decisions(dated: Sequence[Answer], missed: Sequence[MissedDecision], interviews: LinkCells) -> View:
    late = [answer.late for answer in dated if answer.late is not None]
    in_time = sum(days <= 0 for days in late)
    in_time_words = f"They answered by {share(in_time, len(late), 'announced dates')}. " if late else ""
    silence = f"{len(missed)} more" if late else count_words(len(missed), "announced date")
    waiting = f"{silence} passed without a word." if missed else ""
    items: list[Answer | MissedDecision] = [*missed, *dated]

    def row(item: Answer | MissedDecision) -> list[list[View]]:
        came = (day_of(item.heard), late_words(item.late or 0)) if isinstance(item, Answer) else ("nothing yet", "")
        return [interviews.cell(item.path), *map(cell, (day_of(item.announced), *came))]

    return {
        "title": "Decision dates and what came of them",
        "about": (in_time_words + waiting).strip(),
        "empty": "No announced date has come yet. “decision_date” and “heard_back” in an interview make this chart.",
        "bars": bars(binned(late, _LATE, "more than a week late") if len(late) >= FEW else []),
        **table(("Interview", "Announced", "Heard back", "That is"), items, row),
    }


def _recurring(asked: Iterable[Asking], notes: Iterable[Prepared]) -> list[QuestionTheme]:
    """The hard questions that came more than once, the most frequent first."""
    often = [
        t for t in questions.themes(asked, notes) if len(t.asked) > 1 and any(one.asking.is_hard for one in t.asked)
    ]
    return sorted(often, key=lambda theme: (-len(theme.asked), fold(theme.title)))


def _questions(items: Sequence[QuestionTheme], interviews: LinkCells, notes: Mapping[str, str]) -> View:
    return {
        "title": "Questions that keep coming",
        "about": f"{count_words(len(items), 'hard question')} came more than once." if items else "",
        "empty": "No hard question has come twice yet.",
        "bars": bars([Bar(item.title, len(item.asked), unit="times") for item in items[:_MOST]]),
        **table(
            ("Question", "Asked in"),
            items,
            lambda item: [
                [{"text": item.title, "page": page_of(item, notes)}],
                interviews.listed(tuple(dict.fromkeys(one.asking.interview for one in item.asked))),
            ],
        ),
    }


def _skills(items: Sequence[Recurring], applications: LinkCells) -> View:
    return {
        "title": "Skills most wanted",
        "about": f"{count_words(len(items), 'skill')} wanted for more than one position." if items else "",
        "empty": "No skill was named for two positions yet.",
        "bars": bars([Bar(item.text, len(item.applications), unit="positions") for item in items[:_MOST]]),
        **table(("Skill", "Wanted for"), items, lambda item: [cell(item.text), applications.listed(item.applications)]),
    }
