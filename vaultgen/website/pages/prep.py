"""A page for each interview that is ahead: its briefing, on one sheet of paper.

The questions to expect come from the notes of all employers, so the pages are made of the records of all partitions.
"""

from collections.abc import Callable, Iterator
from datetime import date

from vaultgen.briefing import briefing, questions
from vaultgen.briefing.questions import About, KnownQuestions, Place
from vaultgen.briefing.sections import BriefingLine, BriefingSection
from vaultgen.learning.questions import Asking, Prepared
from vaultgen.vault.model import Interview
from vaultgen.vault.settings import Settings
from vaultgen.website import navigation
from vaultgen.website.records import Records, in_order, interview_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION: navigation.Section | None = None  # the interviews' section: the pages are reached from there and from Today


def records(views: Views) -> Records:
    """The briefings of a partition without the questions to expect, and all questions that were asked in it."""
    ahead = [one for one in views.vault.interviews if briefing.is_ahead(views.snapshot, one)]
    known = questions.known(views.vault, views.snapshot.now)
    pages_of = [*(place.path for place in known.places), *(note.path for note in known.notes)]
    return {
        "ahead": [(interview_order(views.vault, interview), _briefing(views, interview)) for interview in ahead],
        "asked": [tuple(asking) for asking in known.asked],
        "notes": [tuple(note) for note in known.notes],
        "places": [tuple(place) for place in known.places],
        "pages": [(path, views.page_of(path)) for path in pages_of],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`prep/*.html`."""
    if not records["ahead"]:
        return
    known = KnownQuestions(
        tuple(Asking(*asking) for asking in records["asked"]),
        tuple(Prepared(*note) for note in records["notes"]),
        tuple(Place(*place) for place in records["places"]),
    )
    pages_of = dict(records["pages"])
    for view in in_order(records["ahead"]):
        expected = questions.likely(known, About(*view["about"]))
        sections = [*view["sections"], *([_section(expected, pages_of.__getitem__)] if expected.lines else ())]
        in_place = sorted(sections, key=lambda section: briefing.ORDER.index(section["name"]))
        yield Page(
            view["interview"]["prep"],
            "prep",
            {name: view[name] for name in ("title", "interview", "facts")} | {"briefing": in_place},
        )


def _briefing(views: Views, interview: Interview) -> View:
    made = briefing.brief(views.snapshot, interview)
    return {
        "title": made.title,
        "interview": views.interview(interview),
        "facts": list(made.facts),
        "sections": [_section(section, views.page_of) for section in made.sections],
        "about": tuple(made.about),
    }


def _section(section: BriefingSection, page_of: Callable[[str], str]) -> View:
    return {
        "name": section.name,
        "title": section.title,
        "lines": [_line(line, page_of) for line in section.lines],
        "more": section.more,
    }


def _line(line: BriefingLine, page_of: Callable[[str], str]) -> View:
    return {
        "text": line.text,
        "who": line.who,
        "more": line.more,
        "mark": line.mark,
        "sources": [{"words": source.words, "page": page_of(source.path)} for source in line.sources],
        "beside": [_line(other, page_of) for other in line.beside],
    }
