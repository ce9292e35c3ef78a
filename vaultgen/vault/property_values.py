"""The values that properties hold beside texts, numbers and dates: references, people, list items and promises."""

from dataclasses import dataclass
from datetime import date

from vaultgen.diagnostics.source import Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A text that may be a link: `label` is what is shown, `target` the name of the linked note, or None."""

    label: str
    target: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a property names them: a link, or one line with what is known.

    `salutation` is what they are called, if the line says it.
    """

    name: str
    target: str | None
    title: str
    email: str
    phone: str
    salutation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. `who` is the linked person that it begins with; `link` is set if it is only a link."""

    text: str
    span: Span
    who: Ref | None = None
    link: Ref | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and the day by which it is due if it begins with a date. `span` is the date's, else the whole value's.

    `words` are the text without a day that it says in words. `doubt` is the part that may be a day and was not read.
    """

    text: str
    day: date | None
    span: Span
    words: str = ""
    doubt: str = ""
