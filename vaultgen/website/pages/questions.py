"""The ledger of all questions, and a page for each with a note and for each theme that was asked more than once.

A question's page shows when, by whom and in which words it was asked, how it went, and which answer existed that day;
which questions its theme groups, and why; and how the answer has changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from vaultgen.dates.words import day_words
from vaultgen.english.phrases import clean
from vaultgen.followups.words import stage_words
from vaultgen.learning import questions
from vaultgen.learning.answers import Version, counted, of_day, versions
from vaultgen.learning.questions import Asked, Asking, Prepared, QuestionTheme
from vaultgen.vault.model import Accomplishment, Question
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.records import Records
from vaultgen.website.theme import Page, trusted
from vaultgen.website.time_views import day_view
from vaultgen.website.views import View, Views

SECTION = Section("Questions", "questions.html", "lists", folders=("questions", "themes"))

_SHOWN = ("aliases", "apart")  # the page shows them in its own way
# What a further page of a question does not show again.
_ONLY_ASKED: View = {
    **dict.fromkeys(("growth", "facts", "aliases", "apart", "body")),
    "problems": [],
    "mentions": [],
}
_LAST = 12  # marks that a row of the ledger shows


class LedgerRecords(NamedTuple):
    """The records of all partitions: what was asked, and where; and the views of question notes."""

    asked: list[tuple[Asking, View]]
    prepared: list[Prepared]
    notes: Mapping[str, View]

    @classmethod
    def of(cls, records: Records) -> "LedgerRecords":
        """From plain values."""
        return cls(
            [(Asking(*asking), where) for asking, where in records.get("asked", ())],
            [Prepared(*one) for one in records.get("prepared", ())],
            dict(records.get("notes", ())),
        )

    @property
    def themes(self) -> tuple[QuestionTheme, ...]:
        """All questions in themes."""
        return questions.themes((asking for asking, _ in self.asked), self.prepared)


def records(views: Views) -> Records:
    """What was asked in each interview, and the questions with a note."""
    return {
        "asked": asked_records(views),
        "prepared": [tuple(one) for one in questions.prepared(views.vault)],
        "notes": [(question.note.path, _note(views, question)) for question in questions.own_questions(views.vault)],
    }


def asked_records(views: Views) -> list[Any]:
    """What was asked in each interview, each with its place: pages, employer, round and day."""
    vault = views.vault
    interviews = {interview.note.path: interview for interview in vault.interviews}
    asked = []
    for asking in views.asked:
        interview = interviews[asking.interview]
        view = views.interview(interview)
        people = {person["name"]: person["page"] for person in view["people"]}
        where = {
            "page": view["page"],
            "company": view["company"],
            "company_page": view["company_page"],
            "round": stage_words(interview),
            "when": day_view(vault.start(interview).date()),
            "person_page": people.get(asking.person),
        }
        asked.append((tuple(asking), where))
    return asked


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`questions.html` with its further pages, `questions/*.html`, and `themes/*.html`."""
    known = LedgerRecords.of(records)
    where = dict(known.asked)
    themes = known.themes
    rows = [(number, _row(theme, known, where)) for number, theme in enumerate(themes, 1)]
    for list_page in paginate(rows, "questions", lambda shown: f"{shown[0][0]} to {shown[-1][0]}"):
        yield Page(
            list_page.page,
            "questions",
            {
                "title": "Questions",
                "themes": [row for _, row in list_page.items],
                "total": len(rows),
                "asked": len(known.asked),
                "interviews": len({asking.interview for asking, _ in known.asked}),
                "list_pages": list_page.links,
            },
        )
    for theme in themes:
        for path in theme.notes:
            yield from _pages(theme, known, where, path)
        if _has_own_page(theme):
            yield from _pages(theme, known, where, None)


def _note(views: Views, question: Question) -> View:
    """A question's note, with the versions of its answer and what can be counted in each."""
    note = question.note
    page = views.page_of(note)
    return {
        "title": note.name,
        "page": page,
        "path": note.path,
        "facts": facts(question, but=_SHOWN),
        "aliases": list(question.aliases or ()),
        "apart": [clean(text) for text in question.apart or ()],
        "body": str(views.html(note, page)),
        "problems": views.problems.of(note),
        "mentions": views.backlinks(note),
        "versions": [_version(views, version) for version in versions(note.body)],
    }


def _version(views: Views, version: Version) -> View:
    targets = [value for target in version.links for value in map(views.vault.of, views.vault.links.find(target)[:1])]
    return {
        "day": version.day.isoformat() if version.day else None,
        "label": day_words(version.day, weekday=False) if version.day else "without a date",
        **counted(version.text)._asdict(),
        "results": [
            {"text": value.note.name, "page": views.page_of(value.note)}
            for value in targets
            if isinstance(value, Accomplishment)
        ],
    }


def _has_own_page(theme: QuestionTheme) -> bool:
    return not theme.notes and len(theme.asked) > 1


def page_of(theme: QuestionTheme, notes: Mapping[str, str]) -> str | None:
    """The page of a theme: the note with its answer, else its own; None if it was asked once and has no note.

    `notes` are the pages of question notes by path.
    """
    if theme.answer:
        return notes[theme.answer]
    return f"themes/{theme.id}.html" if _has_own_page(theme) else None


def _row(theme: QuestionTheme, known: LedgerRecords, where: Mapping[Asking, View]) -> View:
    last = theme.asked[-1] if theme.asked else None
    return {
        "title": theme.title,
        "page": page_of(theme, {path: note["page"] for path, note in known.notes.items()}),
        "count": len(theme.asked),
        "wordings": len(_wordings(theme)),
        "marks": marks(theme),
        "last": where[last.asking] if last else None,
        "versions": len(known.notes[theme.answer]["versions"]) if theme.answer else None,
    }


def marks(theme: QuestionTheme) -> str:
    """The marks of the last times, in order: `2, 3, 4 of 5`; empty if there are none."""
    last = theme.asked[-_LAST:]
    shown = [str(asked.mark) if asked.mark else "–" for asked in last]
    earlier = "… " if len(theme.asked) > _LAST else ""
    return f"{earlier}{', '.join(shown)} of 5" if any(asked.mark for asked in last) else ""


def _pages(
    theme: QuestionTheme, known: LedgerRecords, where: Mapping[Asking, View], path: str | None
) -> Iterator[Page]:
    """The page of a theme or of a note in it, and further ones with what was asked before, if that is much."""
    note = known.notes[path] if path else None
    versions_of = {one: [_as_version(v) for v in known.notes[one]["versions"]] for one in theme.notes}
    own = [asked for asked in theme.asked if (asked.note or theme.answer) == path]
    met = {where[asked.asking]["page"] for asked in theme.asked}
    view = {
        "title": note["title"] if note else theme.title,
        "theme": theme.title if len(_questions(theme)) > 1 else None,
        "why": theme.why,
        "count": len(theme.asked),
        "employers": len({where[asked.asking]["company"] for asked in theme.asked}),
        "dated": any(version.day for of_note in versions_of.values() for version in of_note),
        "others": [
            {"title": known.notes[one]["title"], "page": known.notes[one]["page"]} for one in theme.notes if one != path
        ],
        "growth": _growth(note, own, versions_of.get(path or "", [])) if note else None,
        **{name: note[name] if note else None for name in ("facts", "aliases", "apart", "path")},
        "problems": note["problems"] if note else [],
        "mentions": [one for one in note["mentions"] if one["page"] not in met] if note else [],
        "body": trusted(note["body"]) if note else None,
    }
    page = note["page"] if note else f"themes/{theme.id}.html"
    # Further pages of a note lie beside those of the themes, where no note has its page.
    name = page.removesuffix(".html").removeprefix("questions/").replace("/", "--")
    stem = f"themes/note-{name}" if note else f"themes/{theme.id}"
    for list_page in paginate(theme.asked[::-1], stem, _of_days):
        is_first = list_page.page == f"{stem}.html"
        rows = [
            _asked(asked, where[asked.asking], versions_of.get(asked.note or theme.answer or "", []))
            for asked in reversed(list_page.items)
        ]
        links = [{**link, "page": page} if link["page"] == f"{stem}.html" else link for link in list_page.links]
        shown = view if is_first else view | _ONLY_ASKED
        yield Page(page if is_first else list_page.page, "question", shown | {"asked": rows, "list_pages": links})


def _of_days(shown: Sequence[Asked]) -> str:
    """`2025-03-02 to 2025-06-30`: the days of a page."""
    return " to ".join(sorted({shown[at].asking.date[:10] for at in (0, -1)})) if shown else ""


def _asked(asked: Asked, where: View, found: Sequence[Version]) -> View:
    """An asking with its place, and the version of the answer that existed on that day."""
    asking = asked.asking
    answer = of_day(found, date.fromisoformat(asking.date[:10]))
    return {
        **where,
        "person": asking.person,
        "words": asking.text,
        "mark": asked.mark,
        "is_comfort": asked.mark is not None and asking.mark is None,
        "hard": asking.is_hard,
        "why": asked.why,
        "answer": answer.text if answer else None,
    }


def _as_version(view: View) -> Version:
    """A version by its label alone: its text is not needed to tell which one it was."""
    return Version(date.fromisoformat(view["day"]) if view["day"] else None, view["label"])


def _growth(note: View, asked: Sequence[Asked], history: Sequence[Version]) -> list[View] | None:
    """The first and the latest version side by side, each with the marks of its days; None for a single one."""
    if len(history) < 2:
        return None
    days = [date.fromisoformat(one.asking.date[:10]) for one in asked]
    at = [of_day(history, day) for day in days]
    return [
        {
            **note["versions"][index],
            "asked": sum(version is history[index] for version in at),
            "marks": ", ".join(
                str(one.asking.mark)
                for one, version in zip(asked, at, strict=True)
                if version is history[index] and one.asking.mark
            ),
        }
        for index in (0, -1)
    ]


def _questions(theme: QuestionTheme) -> set[str]:
    """The different questions of a theme, by note or words."""
    return {*theme.notes, *(asked.asking.key for asked in theme.asked if not asked.note)}


def _wordings(theme: QuestionTheme) -> set[str]:
    return {asked.asking.text for asked in theme.asked}
