"""The pages of the ledgers of concerns and moments."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from vaultgen.dates.words import day_words
from vaultgen.learning import concerns, moments
from vaultgen.learning.concerns import Concern, Raised, WrittenAnswer
from vaultgen.learning.moments import NotedMoment, SaidBack
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.places import Places, accomplishment_places, last, places, plain
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Concerns", "concerns.html", "overview", folders=("moments",))
_MOMENTS = "moments/index"


def records(views: Views) -> Records:
    """The records of `learning.concerns` and `learning.moments` as tuples, and what pages link to."""
    return {
        "raised": [plain(one) for one in views.raised],
        "moments": [plain(one) for one in moments.noted(views.vault)],
        "places": places(views),
        "results": accomplishment_places(views),
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`concerns.html` and `moments/index.html`, with their further pages."""
    named = Places([*records.get("places", ()), *records.get("results", ())])
    noted = [_restored_moment(row) for row in records.get("moments", ())]
    ledger = concerns.ledger(restored(records))
    counts = {"open": sum(concern.is_open for concern in ledger), "all": len(ledger), "moments": len(noted)}
    for list_page in paginate(ledger, "concerns", _of_concerns):
        shown = [_concern(one, named) for one in list_page.items]
        about = {"title": "Concerns", "counts": counts, "moments_page": f"{_MOMENTS}.html"}
        yield Page(list_page.page, "concerns", about | {"concerns": shown, "list_pages": list_page.links})
    ordered = moments.in_order(noted)
    unspent = sum(not moment.spent for moment in ordered)
    for moments_page in paginate(ordered, _MOMENTS, _of_moments):
        shown_moments = [_moment(one, named) for one in moments_page.items]
        numbers = {"unspent": unspent, "all": len(ordered)}
        yield Page(
            moments_page.page,
            "moments",
            {"title": "Moments", "moments": shown_moments, "list_pages": moments_page.links} | numbers,
        )


def restored(records: Records) -> list[Raised]:
    """The stored concerns as named tuples again; none if the vault has no partition."""
    every = [Raised(*row) for row in records.get("raised", ())]
    return [one._replace(written=tuple(WrittenAnswer(*answer) for answer in one.written)) for one in every]


def _restored_moment(row: Sequence[object]) -> NotedMoment:
    one = NotedMoment(*row)  # type: ignore[arg-type] # as `records` stored it
    return one._replace(spent=tuple(SaidBack(*said) for said in one.spent))


def _concern(concern: Concern, named: Places) -> View:
    answered = [
        named.link(one.path, more=one.text) | {"result": named.link(one.result) if one.result else None}
        for one in concern.raised
        if one.is_answered
    ]
    written = [
        named.link(one.path, more=one.words) | {"result": named.link(one.result) if one.result else None}
        for one in concern.written
    ]
    return {
        "id": concern.id,
        "title": concern.title,
        "is_open": concern.is_open,
        "times": concern.times,
        "raised": last([named.link(path, more=words) for path, words in _raised(concern)]),
        "answers": last(answered + written),
    }


def _raised(concern: Concern) -> Iterator[tuple[str, str]]:
    """The interviews in which a concern was raised, each once: its path; when, and by whom, where that is known."""
    for path, group in groupby(concern.raised, key=lambda one: one.path):
        of_interview = list(group)
        day = day_words(date.fromisoformat(of_interview[0].date[:10]), weekday=False)
        people = dict.fromkeys(one.person for one in of_interview if one.person)
        yield path, ", ".join((day, *people))


def _moment(moment: NotedMoment, named: Places) -> View:
    return {
        "text": moment.text,
        "owner": moment.owner,
        "where": named.link(moment.path),
        "spent": [named.link(said.path, more=_day(said.sent)) for said in moment.spent],
    }


def _day(moment: str) -> str:
    return day_words(date.fromisoformat(moment[:10]), weekday=False)


def _of_concerns(shown: Sequence[Concern]) -> str:
    """`open to answered`: the states of a page."""
    return " to ".join(dict.fromkeys("open" if shown[at].is_open else "answered" for at in (0, -1)))


def _of_moments(shown: Sequence[NotedMoment]) -> str:
    """`2025-03-02 to 2025-06-30`."""
    return " to ".join(sorted({shown[at].date[:10] for at in (0, -1)}))
