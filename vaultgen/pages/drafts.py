"""A page for each draft, to read, copy and open in a mail program, and the list of all."""

from collections.abc import Iterator, Sequence

from vaultgen.cards import Card, Cards
from vaultgen.leaves import leaves
from vaultgen.model import DraftNote
from vaultgen.theme import Page


def pages(cards: Cards) -> Iterator[Page]:
    """`drafts.html` with its leaves, and `drafts/*.html`, also for drafts that belong to no follow-up any more."""
    snapshot = cards.snapshot
    drafts = [cards.draft(draft) for draft in snapshot.drafts]
    known = {card["path"] for card in drafts} | set(snapshot.leaving)
    loose = [_loose(cards, draft) for draft in cards.vault.drafts if draft.note.path not in known]
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
            "loose": loose,
        },
    )
    for leaf in earlier:
        rest = {"open": [], "sent": leaf.things, "leaves": leaf.leaves, "loose": []}
        yield Page(leaf.page, "drafts", {"title": "Drafts", **rest})
    for card in drafts:
        yield Page(card["page"], "draft", {"title": card["subject"] or card["label"], "draft": card})
    for card in loose:
        yield Page(card["page"], "note", card)


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
