"""A page for each draft, to read, copy and open in a mail program, and the list of all."""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.vault.model import DraftNote
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import paginate
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Drafts", "drafts.html", "lists", folders=("drafts",))

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("kind", "interview", "to", "about", "subject", "due", "sent", "generated")


def detail_pages(views: Views) -> Iterator[Page]:
    """`drafts/*.html`, also for drafts that belong to no follow-up any more."""
    for draft in views.snapshot.drafts:
        view, note = views.draft(draft), draft.follow_up.draft
        known = facts(note, but=_SHOWN) if note else []
        yield Page(view["page"], "draft", {"title": view["subject"] or view["label"], "draft": view, "facts": known})
    for left in _left(views):
        view = _loose(views, left)
        yield Page(view["page"], "note", view)


def records(views: Views) -> Records:
    """The drafts by the deadlines of their follow-ups, and by path those without one."""
    every = [(draft.follow_up, views.draft(draft)) for draft in views.snapshot.drafts]
    left = [(draft.note.path, draft.subject or draft.note.name, views.page_of(draft.note)) for draft in _left(views)]
    return {
        "drafts": [((follow_up.due.timestamp(), follow_up.id), view) for follow_up, view in every],
        "loose": [(path, {"title": title, "page": page, "path": path}) for path, title, page in left],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`drafts.html` and the further pages of the list."""
    drafts = in_order(records["drafts"])
    latest_first = [view for view in reversed(drafts) if view["sent"]]
    sent, *earlier = paginate(latest_first, "drafts", _period)
    yield Page(
        "drafts.html",
        "drafts",
        {
            "title": "Drafts",
            "open": [view for view in drafts if not view["sent"]],
            "sent": sent.items,
            "leaves": sent.links,
            "loose": in_order(records["loose"]),
        },
    )
    for list_page in earlier:
        rest = {"open": [], "sent": list_page.items, "leaves": list_page.links, "loose": []}
        yield Page(list_page.page, "drafts", {"title": "Drafts", **rest})


def _left(views: Views) -> list[DraftNote]:
    """The drafts whose interview is gone, but for those that go as well."""
    known = {draft.path for draft in views.snapshot.drafts} | set(views.snapshot.leaving)
    return [draft for draft in views.vault.drafts if draft.note.path not in known]


def _period(sent: Sequence[View]) -> str:
    """`sent 2025-03-02 to 2025-06-30`."""
    return " to ".join(dict.fromkeys(str(sent[at]["sent"]["iso"])[:10] for at in (-1, 0)))


def _loose(views: Views, draft: DraftNote) -> View:
    """A draft whose interview is gone: shown as a plain note, never dropped."""
    page = views.page_of(draft.note.path)
    return {
        "title": draft.subject or draft.note.name,
        "kind": "draft",
        "page": page,
        "facts": facts(draft, but=_SHOWN),
        "problems": [],
        "source": None,
        "body": views.html(draft.note, page),
        "path": draft.note.path,
        "mentions": [],
    }
