"""A draft as an e-mail file (RFC 5322) that mail programs open as a message to send.

`X-Unsent: 1` makes Outlook open it as a draft; other programs do so anyway. If the user's address is not known there is
no `From`: the mail program fills it in. An unsent draft has no `Date`, so that the same draft gives the same file.
"""

from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from vaultgen.drafts.write import Draft
from vaultgen.exports import mail
from vaultgen.exports.exported import Exported
from vaultgen.vault.vault import Vault

NAME, SUFFIX, ABOUT = "eml", ".eml", "an e-mail"
KIND = None
_SEVEN_BIT = SMTP.clone(cte_type="7bit")
_LINE_END = "\r\n"
# The longest word of a header that needs no encoding: longer ones would not fold into lines of 78 (RFC 5322).
_LONGEST_WORD = 60


def export(draft: Draft, vault: Vault, now: datetime) -> Exported:
    """The e-mail. No text from the notes can add a header."""
    me, sent, to = vault.settings.me, draft.follow_up.sent, draft.follow_up.to
    own, theirs = mail.address(me.email), mail.address_of(to)
    headers = {
        "X-Unsent": "1" if sent is None else None,
        "Date": format_datetime(sent) if sent is not None else None,
        "From": _mailbox(me.name, own) if own else None,
        "To": _mailbox(to.name, theirs) if to and theirs else None,
        "Subject": _text(mail.subject(draft)),
    }
    # The library encodes the body and writes its headers. Those above are folded here, since the library loses a space
    # when it folds a long non-ASCII name between two words.
    content = EmailMessage(policy=_SEVEN_BIT)
    content.set_content(mail.body(draft) + "\n", charset="utf-8")
    head = "".join(_line(name, value) for name, value in headers.items() if value is not None)
    return Exported(head.encode("ascii") + content.as_bytes(), () if theirs else (_no_address(draft),))


def _mailbox(name: str, address: str) -> str:
    shown = mail.one_line(name)
    if not shown:
        return address
    return formataddr((shown, address)) if _fits_header(shown) else f"{_encoded(shown)} <{address}>"


def _text(text: str) -> str:
    return text if _fits_header(text) else _encoded(text)


def _fits_header(text: str) -> bool:
    """Whether a header can contain a text as is: ASCII that can be folded and does not look like an encoded word."""
    return text.isascii() and "=?" not in text and all(len(word) <= _LONGEST_WORD for word in text.split(" "))


def _encoded(text: str) -> str:
    """A text as encoded words (RFC 2047), split between characters."""
    return Header(text, "utf-8", maxlinelen=_LONGEST_WORD).encode(linesep="")


def _line(name: str, value: str) -> str:
    """A header, folded between words."""
    return f"{name}: {Header(value, 'us-ascii', header_name=name).encode(linesep=_LINE_END)}{_LINE_END}"


def _no_address(draft: Draft) -> str:
    whom = f"of {draft.follow_up.to.name} " if draft.follow_up.to else ""
    return f"No e-mail address {whom}is known: add it in the mail program."
