"""A draft as an e-mail file (RFC 5322) that mail programs open to be sent.

`X-Unsent: 1` is what makes Outlook open a file as a draft; others do so by themselves. Without an
address of one's own there is no `From`: the mail program knows who is writing. An unsent draft has no
`Date`, so that the same draft is the same file.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from vaultgen import mail
from vaultgen.drafts import Draft
from vaultgen.vault import Vault

NAME, SUFFIX, ABOUT = "eml", ".eml", "an e-mail file for any mail program"
_SEVEN_BIT = SMTP.clone(cte_type="7bit")


def export(draft: Draft, vault: Vault, now: datetime) -> bytes:
    """The e-mail; no header holds more than one line, whatever the notes say."""
    message = EmailMessage(policy=_SEVEN_BIT)
    if draft.follow_up.sent is None:
        message["X-Unsent"] = "1"
    else:
        message["Date"] = draft.follow_up.sent
    me, to = vault.settings.me, draft.follow_up.to
    if own := mail.address(me.email):
        message["From"] = _address(me.name, own)
    if to is not None and (theirs := mail.address_of(to)):
        message["To"] = _address(to.name, theirs)
    message["Subject"] = mail.subject(draft)
    message.set_content(mail.body(draft) + "\n", charset="utf-8")
    return message.as_bytes()


def _address(name: str, address: str) -> Address:
    printable = "".join(char if char.isprintable() else " " for char in name)
    return Address(" ".join(printable.split()), addr_spec=address)
