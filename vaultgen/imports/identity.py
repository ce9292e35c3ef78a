"""When a row of a table and a note are about the same thing.

An application is known by its `url`; where one side has none, by employer, role and the day of applying. An interview
is known by employer and time, a person by address or name.
"""

import re
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from vaultgen.dates.typed import BadDate, parse_minutes, parse_when
from vaultgen.diagnostics.source import Span
from vaultgen.english.markup import without_markup
from vaultgen.vault.identity import address, same_name
from vaultgen.vault.links import fold
from vaultgen.vault.model import KINDS
from vaultgen.vault.new_notes import file_name
from vaultgen.vault.notes.properties import Property, Value
from vaultgen.vault.schema import Ref, read_people, specs
from vaultgen.vault.vault import Vault, company_key

# What a row or a note says: texts by property; `name` is that of a note where its kind has no such property.
Said = Mapping[str, Sequence[str]]
_LINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_TRACKING = re.compile(r"utm_\w+|trk|refId|trackingId|gclid|fbclid", re.IGNORECASE)


class Identity:
    """Compares what rows and notes of one kind say; employers are those of `vault`.

    `shared` are links and addresses that tell nobody apart: of several positions on one page, of people at one address.
    """

    def __init__(self, kind: str, vault: Vault, shared: Container[str] = ()) -> None:
        self.kind = kind
        self._vault = vault
        self._shared = shared

    def sure(self, said: Said) -> str:
        """What alone tells one from others: two that have it, and not the same, are two. Empty where it is not said."""
        value = ""
        if self.kind == "application":
            value = link(_first(said, "url"))
        elif self.kind == "interview":
            value = _first(said, "calendar_uid")
        elif self.kind == "person" and _first(said, "email"):
            value = address(_first(said, "email"))
        return "" if value in self._shared else value

    def group(self, said: Said) -> Hashable:
        """What those have in common that may be the same."""
        if self.kind == "application":
            return self.company(said), fold(self._label(said, "role"))
        if self.kind == "interview":
            return self.company(said), _first(said, "date")[:10]
        if self.kind == "accomplishment":
            return fold(_first(said, "result"))
        name = _first(said, "name")  # of which a note's file keeps what a file's name can hold
        return same_name(name) if self.kind == "person" else fold(file_name(name))

    def agree(self, one: Said, other: Said) -> bool:
        """Whether two of one group can be the same."""
        if self.sure(one) and self.sure(other) and self.sure(one) != self.sure(other):
            return False
        if self.kind == "application":
            return _same_or_open(_first(one, "applied"), _first(other, "applied"))
        if self.kind == "interview":
            times = [_first(said, "date")[11:16] for said in (one, other)]
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

    def company(self, said: Said) -> str:
        """The key of the employer; empty where none is named."""
        text = _first(said, "company")
        return company_key(self._vault, _ref(self.kind, "company", text)) if text else ""

    def _label(self, said: Said, name: str) -> str:
        text = _first(said, name)
        return _ref(self.kind, name, text).label if text else ""


def shared(kind: str, vault: Vault, said: Iterable[Said]) -> set[str]:
    """The links or addresses that several different ones of some rows, or of some notes, have."""
    identity = Identity(kind, vault)
    groups: dict[str, set[Hashable]] = {}
    for one in said:
        if sure := identity.sure(one):
            groups.setdefault(sure, set()).add(identity.group(one))
    return {sure for sure, found in groups.items() if len(found) > 1}


def missing_people(lines: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """The lines that name somebody whom none of the others names, by address or name."""
    people = [person for line in there for person in read_people(line)]
    known = {address(one.email) for one in people if one.email} | {same_name(one.name) for one in people if one.name}
    return tuple(
        line
        for line in lines
        if not any(address(one.email) in known or same_name(one.name) in known for one in read_people(line))
    )


@cache
def link(url: str) -> str:
    """A link as links are compared: without scheme, `www.`, fragment and what only counts visits; empty for no link."""
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
    """Whether two texts are the same, or one of them says nothing."""
    return not one or not other or _plain("", one) == _plain("", other)


def _ref(kind: str, name: str, text: str) -> Ref:
    ref: Ref = specs(KINDS[kind])[name].read(Property(name, Span(), (Value(text, Span()),), is_list=False))[0]
    return ref


def _first(said: Said, name: str) -> str:
    return next(iter(said.get(name) or ()), "")
