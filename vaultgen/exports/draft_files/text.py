"""A draft as plain text: for a web form, or for another program."""

from datetime import datetime

from vaultgen.drafts.write import Draft
from vaultgen.exports import mail
from vaultgen.exports.exported import Exported
from vaultgen.exports.letterhead import letter_date, letterhead
from vaultgen.followups.kinds import letter
from vaultgen.vault.vault import Vault

NAME, SUFFIX, ABOUT = "text", ".txt", "plain text"
KIND = None


def export(draft: Draft, vault: Vault, now: datetime) -> Exported:
    """Recipient, subject and body; for a letter, letterhead and body."""
    return Exported("\n".join([*_head(draft, vault, now), "", mail.body(draft), ""]).encode())


def _head(draft: Draft, vault: Vault, now: datetime) -> list[str]:
    if draft.follow_up.kind == letter.KIND:
        head = letterhead(vault, draft.follow_up)
        day = letter_date(head.sent or now.date(), vault.settings)
        return [*head.sender, "", day, "", *head.recipient]
    to = draft.follow_up.to
    address = mail.address_of(to)
    named = f"To: {mail.one_line(to.name)}" + (f" <{address}>" if address else "") if to else ""
    return [line for line in (named, f"Subject: {mail.subject(draft)}") if line]
