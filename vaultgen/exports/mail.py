"""Drafts as e-mail: addresses, subject, body, and the `mailto:` link."""

import unicodedata
from urllib.parse import quote

from vaultgen.drafts.write import Draft
from vaultgen.english.markup import without_markup
from vaultgen.regex import late
from vaultgen.vault.model import Person

# Windows passes about 2,000 characters of a link to a mail program; longer links are cut or do nothing.
_LONGEST_LINK = 1900
# Invisible characters, and those that change the direction of writing.
_INVISIBLE = late("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = late(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST_NAME = 64  # of the part before the @ (RFC 5321)
# A plain address of RFC 5321. Quoted names and such in other letters are rare, and mail programs disagree about them.
_ADDRESS = late(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def address(text: str | None) -> str | None:
    """The e-mail address in a text, without `mailto:` and `<>`; None if it is not valid.

    An international domain is encoded as mail programs send it: `xn--mller-kva.example` (IDNA 2008).
    """
    name, at, domain = (text or "").strip().removeprefix("mailto:").strip("<>").rpartition("@")
    bare = f"{name}{at}{_ascii_domain(domain)}"
    fits = len(bare) <= 254 and len(bare.partition("@")[0]) <= _LONGEST_NAME
    return bare if fits and _ADDRESS.fullmatch(bare) else None


def _ascii_domain(domain: str) -> str:
    """A domain in ASCII; unchanged if it is not a valid domain."""
    if domain.isascii():
        return domain
    labels = unicodedata.normalize("NFC", domain.lower()).replace("。", ".").split(".")
    if not all(char.isalnum() or char == "-" or unicodedata.combining(char) for label in labels for char in label):
        return domain
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)


def address_of(person: Person | None) -> str | None:
    """The e-mail address of a person; None if there is none."""
    return address(person.email) if person else None


def body(draft: Draft) -> str:
    """The body of a draft as it is sent: plain text, without Markdown and control characters."""
    lines = without_markup(draft.body, urls=True).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines)


def subject(draft: Draft) -> str:
    """The subject on one line."""
    return one_line(draft.subject)


def one_line(text: str) -> str:
    """A text for a header or a single line: without line breaks, control and invisible characters."""
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())


def mailto(draft: Draft) -> tuple[str, bool] | None:
    """A `mailto:` link (RFC 6068) and whether it contains the body; None without an address.

    Everything is percent-encoded; line breaks are CRLF. A body too long for mail programs is left out, to be pasted.
    """
    to = address_of(draft.follow_up.to)
    if to is None:
        return None
    start = f"mailto:{quote(to, safe='@')}?subject={quote(subject(draft), safe='')}"
    full = f"{start}&body={quote(body(draft).replace(chr(10), chr(13) + chr(10)), safe='')}"
    return (full, True) if len(full) <= _LONGEST_LINK else (start, False)
