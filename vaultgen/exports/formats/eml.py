"""A draft as an e-mail file (RFC 5322) that mail programs open to be sent.

`X-Unsent: 1` is what makes Outlook open a file as a draft; others do so by themselves. Without an
address of one's own there is no `From`: the mail program knows who is writing. An unsent draft has no
`Date`, so that the same draft is the same file.
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
# As long as one word of a header may be that is not encoded: it cannot be folded (lines of 78, RFC 5322).
_LONGEST_WORD = 60


def export(draft: Draft, vault: Vault, now: datetime) -> Exported:
    """The e-mail; no header holds more than one line, whatever the notes say."""
    me, sent, to = vault.settings.me, draft.follow_up.sent, draft.follow_up.to
    own, theirs = mail.address(me.email), mail.address_of(to)
    headers = {
        "X-Unsent": "1" if sent is None else None,
        "Date": format_datetime(sent) if sent is not None else None,
        "From": _mailbox(me.name, own) if own else None,
        "To": _mailbox(to.name, theirs) if to and theirs else None,
        "Subject": _text(mail.subject(draft)),
    }
    # The text's own headers and its encoding are the library's; those above are folded here, since the
    # library's folding loses a space where it cuts a long foreign name between two words.
    content = EmailMessage(policy=_SEVEN_BIT)
    content.set_content(mail.body(draft) + "\n", charset="utf-8")
    head = "".join(_line(name, value) for name, value in headers.items() if value is not None)
    return Exported(head.encode("ascii") + content.as_bytes(), () if theirs else (_unaddressed(draft),))


def _mailbox(name: str, address: str) -> str:
    shown = mail.one_line(name)
    if not shown:
        return address
    return formataddr((shown, address)) if _stands(shown) else f"{_words(shown)} <{address}>"


def _text(text: str) -> str:
    return text if _stands(text) else _words(text)


def _stands(text: str) -> bool:
    """Whether a header can hold a text as it is: ASCII that can be folded and is not taken for encoded."""
    return text.isascii() and "=?" not in text and all(len(word) <= _LONGEST_WORD for word in text.split(" "))


def _words(text: str) -> str:
    """Encoded words (RFC 2047), each of whole characters; what is between them does not count."""
    return Header(text, "utf-8", maxlinelen=_LONGEST_WORD).encode(linesep="")


def _line(name: str, value: str) -> str:
    """A header, folded between its words."""
    return f"{name}: {Header(value, 'us-ascii', header_name=name).encode(linesep=_LINE_END)}{_LINE_END}"


def _unaddressed(draft: Draft) -> str:
    whom = f"of {draft.follow_up.to.name} " if draft.follow_up.to else ""
    return f"No e-mail address {whom}is known: add it in the mail program."
