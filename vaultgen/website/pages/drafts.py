"""A page for each draft, to read, copy and open in a mail program, and the list of drafts."""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.vault.model import DraftNote
from vaultgen.vault.settings import Settings
from vaultgen.website.facts import facts
from vaultgen.website.navigation import Section
from vaultgen.website.pagination import PAGE_SIZE, paginate
from vaultgen.website.records import Records, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import View, Views

SECTION = Section("Drafts", "drafts.html", "lists", folders=("drafts",))

# What the page shows of a note in a way of its own, or not at all.
_SHOWN = ("kind", "interview", "to", "about", "subject", "due", "sent", "generated")


def detail_pages(views: Views) -> Iterator[Page]:
    """`drafts/*.html`, also for drafts without a follow-up."""
    for draft in views.snapshot.drafts:
        view, note = views.draft(draft), draft.follow_up.draft
        known = facts(note, but=_SHOWN) if note else []
        yield Page(view["page"], "draft", {"title": view["subject"] or view["label"], "draft": view, "facts": known})
    for loose in _loose(views):
        view = _loose_view(views, loose)
        yield Page(view["page"], "note", view)


def records(views: Views) -> Records:
    """The drafts by the deadlines of their follow-ups, and those without a follow-up by path."""
    drafts = [(draft.follow_up, views.draft(draft)) for draft in views.snapshot.drafts]
    loose = [(draft.note.path, draft.subject or draft.note.name, views.page_of(draft.note)) for draft in _loose(views)]
    return {
        "drafts": [((follow_up.due.timestamp(), follow_up.id), view) for follow_up, view in drafts],
        "loose": [(path, {"title": title, "page": page, "path": path}) for path, title, page in loose],
    }


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`drafts.html`, and where they are many, further pages of sent drafts and of those that wait for the longest."""
    drafts = in_order(records["drafts"])
    latest_first = [view for view in reversed(drafts) if view["sent"]]
    unsent = [view for view in drafts if not view["sent"]]
    first = len(unsent) if len(unsent) <= PAGE_SIZE else PAGE_SIZE // 2
    waiting, now = unsent[: len(unsent) - first], unsent[len(unsent) - first :]
    longest = [*paginate(waiting[::-1], "drafts-waiting", _due)] if waiting else []
    open_links = [{"page": SECTION.page, "words": _due(now[::-1])}] if waiting else []
    open_links += [{"page": each.page, "words": _due(each.items)} for each in longest]
    sent, *earlier = paginate(latest_first, "drafts", _period)
    about: View = {"title": "Drafts", "open": [], "open_pages": [], "sent": [], "list_pages": [], "loose": []}
    shown = {"open": now, "open_pages": open_links, "sent": sent.items, "list_pages": sent.links}
    yield Page(SECTION.page, "drafts", about | shown | {"loose": in_order(records["loose"])})
    for list_page in earlier:
        yield Page(list_page.page, "drafts", about | {"sent": list_page.items, "list_pages": list_page.links})
    for list_page in longest:
        yield Page(list_page.page, "drafts", about | {"open": list_page.items[::-1], "open_pages": open_links})


def _loose(views: Views) -> list[DraftNote]:
    """The drafts without a follow-up that are not about to be deleted."""
    known = {draft.path for draft in views.snapshot.drafts} | set(views.snapshot.leaving)
    return [draft for draft in views.vault.drafts if draft.note.path not in known]


def _period(sent: Sequence[View]) -> str:
    """`sent 2025-03-02 to 2025-06-30`."""
    return " to ".join(dict.fromkeys(str(sent[at]["sent"]["iso"])[:10] for at in (-1, 0)))


def _due(unsent: Sequence[View]) -> str:
    """`due 2025-03-02 to 2025-06-30`, of drafts with the latest first."""
    return "due " + " to ".join(dict.fromkeys(str(unsent[at]["due"]["iso"])[:10] for at in (-1, 0)))


def _loose_view(views: Views, draft: DraftNote) -> View:
    """A draft without a follow-up, shown as a plain note."""
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
