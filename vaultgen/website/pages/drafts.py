"""A page for each draft, to read, copy and open in a mail program, and the list of all."""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultgen.vault.model import DraftNote
from vaultgen.vault.settings import Settings
from vaultgen.website.pagination import leaves
from vaultgen.website.records import Rows, in_order
from vaultgen.website.theme import Page
from vaultgen.website.views import Card, Cards


def own(cards: Cards) -> Iterator[Page]:
    """`drafts/*.html`, also for drafts that belong to no follow-up any more."""
    for draft in cards.snapshot.drafts:
        card = cards.draft(draft)
        yield Page(card["page"], "draft", {"title": card["subject"] or card["label"], "draft": card})
    for left in _left(cards):
        card = _loose(cards, left)
        yield Page(card["page"], "note", card)


def rows(cards: Cards) -> Rows:
    """The drafts by the deadlines of their follow-ups, and by path those without one."""
    every = [(draft.follow_up, cards.draft(draft)) for draft in cards.snapshot.drafts]
    left = [(draft.note.path, draft.subject or draft.note.name, cards.page_of(draft.note)) for draft in _left(cards)]
    return {
        "drafts": [((follow_up.due.timestamp(), follow_up.id), card) for follow_up, card in every],
        "loose": [(path, {"title": title, "page": page, "path": path}) for path, title, page in left],
    }


def pages(rows: Rows, settings: Settings, today: date) -> Iterator[Page]:
    """`drafts.html` with its leaves."""
    drafts = in_order(rows["drafts"])
    latest_first = [card for card in reversed(drafts) if card["sent"]]
    sent, *earlier = leaves(latest_first, "drafts", _period)
    yield Page(
        "drafts.html",
        "drafts",
        {
            "title": "Drafts",
            "open": [card for card in drafts if not card["sent"]],
            "sent": sent.things,
            "leaves": sent.leaves,
            "loose": in_order(rows["loose"]),
        },
    )
    for leaf in earlier:
        rest = {"open": [], "sent": leaf.things, "leaves": leaf.leaves, "loose": []}
        yield Page(leaf.page, "drafts", {"title": "Drafts", **rest})


def _left(cards: Cards) -> list[DraftNote]:
    """The drafts whose interview is gone, but for those that go as well."""
    known = {draft.path for draft in cards.snapshot.drafts} | set(cards.snapshot.leaving)
    return [draft for draft in cards.vault.drafts if draft.note.path not in known]


def _period(sent: Sequence[Card]) -> str:
    """`sent 2025-03-02 to 2025-06-30`."""
    return " to ".join(dict.fromkeys(str(sent[at]["sent"]["iso"])[:10] for at in (-1, 0)))


def _loose(cards: Cards, draft: DraftNote) -> Card:
    """A draft whose interview is gone: shown as a plain note, never dropped."""
    page = cards.page_of(draft.note.path)
    return {
        "title": draft.subject or draft.note.name,
        "kind": "draft",
        "page": page,
        "facts": [],
        "problems": [],
        "source": None,
        "body": cards.html(draft.note, page),
        "path": draft.note.path,
        "mentions": [],
    }
