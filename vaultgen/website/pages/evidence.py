"""The evidence pages: what employers want, which result of yours proves it, and to whom it was told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from vaultgen.learning import proof
from vaultgen.learning.proof import Backed, Employer, NeedRow, ToldResult, Wanted
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.places import Places, accomplishment_places, places, plain
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Evidence", "evidence.html", "overview")

_GROUPS = {
    "none": (
        "Wanted, and backed by nothing",
        "Nothing that you have noted meets these yet. For what you have done, the line makes the note.",
    ),
    "possible": ("Wanted, and perhaps backed", "Only you can say whether these results meet the need."),
    "sure": ("Wanted and backed", ""),
}
_WORDS = {"sure": "backed", "possible": "perhaps backed", "none": "backed by nothing"}
_REACHES = {
    "nobody": (
        "Never told",
        "Linked from no interview’s text or answered concerns, and in no message that was sent.",
    ),
    "everybody": ("Told to everybody", "Every employer you have met has heard these."),
    "some": ("Told to some", ""),
}


def records(views: Views) -> Records:
    """The records of `learning.proof` as tuples, and what pages link to."""
    vault = views.vault
    return {
        "wanted": [plain(one) for wanted in views.wanted.values() for one in wanted],
        "told": [plain(one) for one in proof.told(vault)],
        "employers": [plain(one) for one in proof.employers(vault)],
        "places": places(views),
        "results": [
            (*place, result)
            for place, result in zip(
                accomplishment_places(views),
                (one.result for one in vault.accomplishments if vault.note(one.note) is not None),
                strict=True,
            )
        ],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`evidence.html` and the further pages of the needs."""
    results = {path: result for path, _, _, result in records.get("results", ())}
    named = Places([*records.get("places", ()), *(row[:3] for row in records.get("results", ()))])
    rows = sorted(proof.needs(_restored(records.get("wanted", ()))), key=_order)
    told = (ToldResult(*one) for one in records.get("told", ()))
    met = (Employer(*one) for one in records.get("employers", ()))
    reached = proof.results(results, told, met, today)
    counts = [{"words": words, "number": sum(row.backing == key for row in rows)} for key, words in _WORDS.items()]
    for list_page in paginate(rows, "evidence", _label):
        is_first = list_page.page == SECTION.page
        yield Page(
            list_page.page,
            "evidence",
            {
                "title": "Evidence",
                "counts": counts,
                "groups": list(_groups(list_page.items, named)),
                "reaches": list(_reaches(reached, results, named)) if is_first else [],
                "list_pages": list_page.links,
            },
        )


def _order(row: NeedRow) -> tuple[int, bool]:
    """The sort key of a need: unproven ones first, and of these the skills, which several employers may want."""
    return [*_GROUPS].index(row.backing), row.backing == "none" and row.sort != "skill"


def _restored(stored: Iterable[tuple[object, ...]]) -> Iterator[Wanted]:
    for row in stored:
        one = Wanted(*row)  # type: ignore[arg-type] # as `records` stored it
        yield one._replace(backed=tuple(Backed(*backed) for backed in one.backed))


def _groups(rows: Sequence[NeedRow], named: Places) -> Iterator[View]:
    for backing, of_group in groupby(rows, key=lambda row: row.backing):
        title, about = _GROUPS[backing]
        yield {"title": title, "about": about, "needs": [_need(row, named) for row in of_group]}


def _need(row: NeedRow, named: Places) -> View:
    return {
        "title": row.title,
        "sort": row.sort,
        "positions": row.positions,
        "wanted": named.links(one.path for one in row.wanted),
        "proof": [named.link(one.path, more=one.why) for one in row.backed],
        "command": proof.command(row),
        "below": [_need(below, named) for below in row.below],
    }


def _reaches(rows: Sequence[proof.ResultRow], results: dict[str, str], named: Places) -> Iterator[View]:
    for reach, (title, about) in _REACHES.items():
        of_reach = [row for row in rows if row.reach == reach]
        if of_reach:
            shown = [
                {
                    "name": named.link(row.path),
                    "result": results[row.path],
                    "told": named.links(place.path for place in row.told),
                }
                for row in of_reach
            ]
            yield {"title": title, "about": about, "results": shown}


def _label(rows: Sequence[NeedRow]) -> str:
    """`backed by nothing to backed`: the groups of a page."""
    return " to ".join(dict.fromkeys(_WORDS[rows[at].backing] for at in (0, -1)))
