"""When a row of a table and a note are about the same thing.

An application is known by its `url`; where one side has none, by employer, role and the day of applying. An interview
is known by employer and time, a person by address or name.
"""

import re
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from vaultgen.dates.durations import parse_minutes
from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.diagnostics.source import Span
from vaultgen.english.markup import without_markup
from vaultgen.vault.identity import address, same_name
from vaultgen.vault.links import fold
from vaultgen.vault.model import KINDS
from vaultgen.vault.new_notes import file_name
from vaultgen.vault.notes.properties import Property, Value
from vaultgen.vault.property_readers import read_people
from vaultgen.vault.property_values import Ref
from vaultgen.vault.schema import specs
from vaultgen.vault.vault import Vault, company_key

# What a row or a note says: texts by property; `name` is that of a note where its kind has no such property.
Texts = Mapping[str, Sequence[str]]
_LINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_TRACKING = re.compile(r"utm_\w+|trk|refId|trackingId|gclid|fbclid", re.IGNORECASE)


class Identity:
    """Compares rows and notes of one kind by the texts of their properties; employers are those of `vault`.

    `shared` are links and addresses that several have, and that therefore identify none of them.
    """

    def __init__(self, kind: str, vault: Vault, shared: Container[str] = ()) -> None:
        self.kind = kind
        self._vault = vault
        self._shared = shared

    def unique_text(self, texts: Texts) -> str:
        """The text that identifies a row or note: two with different ones are not the same. Empty if there is none."""
        value = ""
        if self.kind == "application":
            value = link(_first(texts, "url"))
        elif self.kind == "interview":
            value = _first(texts, "calendar_uid")
        elif self.kind == "person" and _first(texts, "email"):
            value = address(_first(texts, "email"))
        return "" if value in self._shared else value

    def group_key(self, texts: Texts) -> Hashable:
        """The key of those that may be the same."""
        if self.kind == "application":
            return self.company(texts), fold(self._label(texts, "role"))
        if self.kind == "interview":
            return self.company(texts), _first(texts, "date")[:10]
        if self.kind == "accomplishment":
            return fold(_first(texts, "result"))
        name = _first(texts, "name")  # of which a note's file keeps what a file's name can hold
        return same_name(name) if self.kind == "person" else fold(file_name(name))

    def may_be_same(self, one: Texts, other: Texts) -> bool:
        """Whether two with the same group key can be the same."""
        if self.unique_text(one) and self.unique_text(other) and self.unique_text(one) != self.unique_text(other):
            return False
        if self.kind == "application":
            return _same_or_open(_first(one, "applied"), _first(other, "applied"))
        if self.kind == "interview":
            times = [_first(texts, "date")[11:16] for texts in (one, other)]
            return _same_or_open(*times) and (all(times) or _same_or_open(_first(one, "stage"), _first(other, "stage")))
        return self.kind != "person" or _same_or_open(self.company(one), self.company(other))

    def is_equal(self, name: str, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether two values of a property say the same."""
        if name == "company":
            return self.company({name: one}) == self.company({name: other})
        if specs(KINDS[self.kind])[name].type == "list of people":
            return not missing_people(one, other)
        if specs(KINDS[self.kind])[name].is_list:  # one cell holds all items of a list, without the brackets of links
            return _plain(name, "; ".join(one)) == _plain(name, "; ".join(other))
        return [_plain(name, text) for text in one] == [_plain(name, text) for text in other]

    def company(self, texts: Texts) -> str:
        """The key of the employer; empty where none is named."""
        text = _first(texts, "company")
        return company_key(self._vault, _ref(self.kind, "company", text)) if text else ""

    def _label(self, texts: Texts, name: str) -> str:
        text = _first(texts, name)
        return _ref(self.kind, name, text).label if text else ""


def shared(kind: str, vault: Vault, several: Iterable[Texts]) -> set[str]:
    """The links or addresses that several different rows, or several different notes, have."""
    identity = Identity(kind, vault)
    groups: dict[str, set[Hashable]] = {}
    for texts in several:
        if text := identity.unique_text(texts):
            groups.setdefault(text, set()).add(identity.group_key(texts))
    return {text for text, keys in groups.items() if len(keys) > 1}


def missing_people(lines: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """The lines that name somebody who is not in `there`, by address or name."""
    people = [person for line in there for person in read_people(line)]
    known = {address(one.email) for one in people if one.email} | {same_name(one.name) for one in people if one.name}
    return tuple(
        line
        for line in lines
        if not any(address(one.email) in known or same_name(one.name) in known for one in read_people(line))
    )


@cache
def link(url: str) -> str:
    """A link, normalized for comparison: without scheme, `www.`, fragment and tracking; empty if it is no link."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    except ValueError:
        return ""
    if "." not in parts.netloc or re.search(r"\s", url.strip()):
        return ""
    asked = urlencode([(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)])
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + asked if asked else ''}"


def _plain(name: str, text: str) -> str:
    if name in ("url", "website", "linkedin") and (url := link(text)):
        return url
    if name == "duration" and (minutes := parse_minutes(text)) is not None:
        return str(minutes)
    try:
        return str(parse_when(text))
    except BadDate:
        line = fold(without_markup(text).strip().replace("\n", ", "))
        return " ".join(_LINK.sub(lambda match: match[2] or match[1], line).split())


def _same_or_open(one: str, other: str) -> bool:
    """Whether two texts are equal, or one of them is empty."""
    return not one or not other or _plain("", one) == _plain("", other)


def _ref(kind: str, name: str, text: str) -> Ref:
    ref: Ref = specs(KINDS[kind])[name].read(Property(name, Span(), (Value(text, Span()),), is_list=False))[0]
    return ref


def _first(texts: Texts, name: str) -> str:
    return next(iter(texts.get(name) or ()), "")
