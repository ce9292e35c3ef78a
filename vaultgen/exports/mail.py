"""Drafts as mail: which text is an address, and the link that opens a mail program."""

from urllib.parse import quote

from vaultgen.drafts.write import Draft
from vaultgen.english import phrases
from vaultgen.regex import late
from vaultgen.vault.model import Person

# Windows hands a mail program some 2,000 characters of a link; what is longer is cut or does nothing.
_LONGEST_LINK = 1900
# What has no place in a line: marks that turn the direction of writing around or are not seen at all.
_UNSEEN = late("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = late(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST_NAME = 64  # of what stands before the @, in RFC 5321
# A plain address of RFC 5321; quoted and foreign ones are rare, and mail programs differ about them.
_ADDRESS = late(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def address(text: str | None) -> str | None:
    """An e-mail address that is one, without what may stand around it; else None."""
    bare = (text or "").strip().removeprefix("mailto:").strip("<>")
    fits = len(bare) <= 254 and len(bare.partition("@")[0]) <= _LONGEST_NAME
    return bare if fits and _ADDRESS.fullmatch(bare) else None


def address_of(person: Person | None) -> str | None:
    """Where a person can be written to; None where nobody or no address is known."""
    return address(person.email) if person else None


def body(draft: Draft) -> str:
    """The text of a draft as it is sent: plain, without Obsidian's marks and control characters."""
    lines = phrases.plain(draft.body).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines)


def subject(draft: Draft) -> str:
    """The subject on one line."""
    return one_line(draft.subject)


def one_line(text: str) -> str:
    """Text for a header or a line of its own: no line breaks, control characters or unseen marks."""
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())


def mailto(draft: Draft) -> tuple[str, bool] | None:
    """A `mailto:` link (RFC 6068) and whether it holds the text; None without an address.

    Everything is percent-encoded, line breaks are CRLF. A text too long for mail programs is left out:
    it is to be pasted.
    """
    to = address_of(draft.follow_up.to)
    if to is None:
        return None
    start = f"mailto:{quote(to, safe='@')}?subject={quote(subject(draft), safe='')}"
    whole = f"{start}&body={quote(body(draft).replace(chr(10), chr(13) + chr(10)), safe='')}"
    return (whole, True) if len(whole) <= _LONGEST_LINK else (start, False)
