"""Views of drafts: their text, the ways to send them, and what they still need, as plain values for templates."""

from typing import Any

from vaultgen.drafts.write import Draft
from vaultgen.english import phrases
from vaultgen.english.segments import count_words, file_visible, parts
from vaultgen.exports import mail
from vaultgen.exports.letterhead import letter_date, letterhead, month_first
from vaultgen.vault.vault import Vault
from vaultgen.website.urls import mail_file

View = dict[str, Any]


def draft_view(vault: Vault, draft: Draft, page: str) -> View:
    """A draft, by its page, with its text, links to send it, and what it still needs."""
    is_letter = draft.follow_up.kind == "letter"
    return {
        "page": page,
        "path": draft.path,
        "subject": draft.subject,
        "body": phrases.plain(draft.body),
        "words": _words(vault, draft),
        "yours": draft.text is None,
        "outdated": draft.outdated,
        "name": draft.path.rpartition("/")[2].removesuffix(".md"),
        "needs": [
            {"sort": need.sort, "words": need.words.text, "result": need.result, "because": need.because}
            for need in draft.needs
        ],
        "mailto": None if is_letter else mailto_view(draft),
        "mail_file": mail_file(page),
        "letter": _letterhead(vault, draft) if is_letter else None,
    }


def own_sentences(draft: Draft | None) -> View | None:
    """How much of a draft the user wrote, if that is known."""
    if draft is None or draft.own_sentences is None or not draft.own_sentences.all:
        return None
    return {"own": draft.own_sentences.own, "all": draft.own_sentences.all, "words": draft.own_sentences.in_words}


def mailto_view(draft: Draft) -> View | None:
    """The `mailto:` link of a draft, and whether the body has to be pasted."""
    link = mail.mailto(draft)
    return {"url": link[0], "paste": not link[1]} if link else None


def _words(vault: Vault, draft: Draft) -> int:
    """The number of words between greeting and signature."""
    text = file_visible(draft.body)
    return count_words(text[slice(*parts(text, vault.settings.me.sign_off).text)])


def _letterhead(vault: Vault, draft: Draft) -> View:
    """The letterhead, and the name at the end of the letter if there is room to sign above it."""
    head = letterhead(vault, draft.follow_up)
    name = vault.settings.me.name
    return {
        "sender": head.sender,
        "recipient": head.recipient,
        # Until a letter is sent, the page script fills in the current day.
        "date": letter_date(head.sent, vault.settings) if head.sent else None,
        "month_first": month_first(vault.settings),
        "signed": name if name and draft.body.endswith(f"\n\n{name}") else "",
    }
