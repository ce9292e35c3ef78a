"""The header of a note: all that the rest of the vault needs to know about it.

A `Header` holds only plain values, so it can be cached by the note's digest. A vault is indexed and divided into
partitions from headers alone.
"""

import re
from collections.abc import Iterable, Iterator
from sys import intern
from typing import NamedTuple

from vaultgen import fingerprint
from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.markdown.comments import without_comments
from vaultgen.vault import schema
from vaultgen.vault.answers import filled, without_unknowns
from vaultgen.vault.links import fold, loose_key
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_readers import read_people
from vaultgen.vault.typed import kind_of

COMMON = ("accomplishment", "question")  # the kinds that every partition may use
_LINK = re.compile(r"\[\[([^\[\]|#]+)")
_ANY_LINK = re.compile(r"\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The properties that name an employer or somebody by a text that need be no link.
_PEOPLE = frozenset({"interviewers", "decision_maker", "via", "contact", "to", "about"})


class Header(NamedTuple):
    """The header of one note.

    `digest` is that of the bytes. `kind` is None for a plain note and for a conflict copy. `links` are pairs of a
    link's target and the line it stands in. `named` are the employers and people in the properties, link or not, and
    `linked` the targets of all links; both as `loose_key` gives them. `days` and `employers` assign a draft whose link
    is dead to an interview. `properties_digest` is that of the properties of a note that every partition may use.
    `companies` are the names of the employers that it is about, as they are shown. `copy_of` is the path of the note
    that a conflict copy is a copy of.
    """

    path: str
    digest: str
    kind: str | None
    aliases: tuple[str, ...]
    broken: bool
    named: tuple[str, ...]
    linked: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    employers: tuple[str, ...]
    properties_digest: str
    companies: tuple[str, ...] = ()
    copy_of: str = ""

    @property
    def name(self) -> str:
        """The file's name without `.md`, as links use it."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    def same_names(self, other: "Header") -> bool:
        """Whether a later version of the note resolves links in the same way, and names the same employers."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("kind", "aliases", "broken", "companies", "copy_of")
        )

    def same_partition(self, other: "Header") -> bool:
        """Whether a later version of the note belongs to the same partition, as far as the note itself decides it."""
        return all(getattr(self, name) == getattr(other, name) for name in ("named", "linked", "days", "employers"))

    def as_copy(self, of: str) -> "Header":
        """The header as that of a conflict copy, a plain note; a draft stays one, as it may be the edited version."""
        if self.kind == "draft":
            return self
        return self._replace(kind=None, named=(), linked=(), days=(), employers=(), companies=(), copy_of=of)


def of_note(note: Note) -> Header:
    """The header of a note that is not a conflict copy."""
    kind = kind_of(note)
    kind = kind if kind in KINDS else None
    is_part = kind is not None and kind not in COMMON
    named = (loose_key(name) for name in (*_named(note), note.name, *note.aliases)) if is_part else ()
    links = tuple(_links(note))
    linked = (loose_key(target) for target, _ in links) if is_part else ()
    return Header(
        note.path,
        note.digest,
        kind,
        note.aliases,
        note.broken,
        _distinct(filter(None, named)),
        _distinct(linked),
        links,
        *_belongs(note, kind),
        _properties_digest(note) if kind in COMMON else "",
        companies_of(note, kind),
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetitions. Many notes have the same, which are held once."""
    return tuple(map(intern, dict.fromkeys(names)))


def companies_of(note: Note, kind: str | None) -> tuple[str, ...]:
    """The name of the employer that a note of a kind is about, as it is shown; for a company, its own."""
    if kind == "company":
        return (note.name,)
    prop = note.properties.get("company")
    spec = schema.specs(KINDS[kind]).get("company") if kind in KINDS else None
    if prop is None or spec is None:
        return ()
    ref, _ = spec.read(without_unknowns(filled(prop, is_list=False)))
    return (ref.label,) if ref and ref.label else ()


def _links(note: Note) -> Iterator[tuple[str, str]]:
    lines = [value.text for prop in note.properties.values() for value in prop.values]
    if "[[" in note.body:
        lines += without_comments(note.body).splitlines()
    for line in lines:
        if "[[" in line:
            yield from ((intern(target.strip()), intern(line)) for target in _LINK.findall(line))


def _named(note: Note) -> Iterator[str]:
    """The employers and people that the properties name, also by link targets and e-mail addresses."""
    for name, prop in note.properties.items():
        for value in prop.values:
            if name in _PEOPLE:
                for person in read_people(value.text):
                    yield from (person.name, person.target or "", _address(person.email))
            if name == "company":
                yield from _texts(value.text)
            elif name == "interview":
                yield value.text.strip().removeprefix("[[").removesuffix("]]")
            elif name == "name":
                yield value.text
            elif name == "email":
                yield _address(value.text)


def _texts(text: str) -> tuple[str, ...]:
    """A text, and the targets and labels of its links."""
    return (text, *(part for pair in _ANY_LINK.findall(text) for part in pair if part.strip()))


def _address(email: str) -> str:
    return f"mail {email}" if email else ""


def _belongs(note: Note, kind: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The day and employers of an interview; for a draft, the days in its name and the name itself."""
    if kind == "interview":
        days = map(_day, _values(note, "date")[:1])
        return tuple(filter(None, days)), tuple(text for value in _values(note, "company") for text in _texts(value))
    if kind == "draft" or fold(note.folder) == "drafts":
        called = " ".join((note.name, *_values(note, "interview")))
        return tuple(_DAY.findall(called)), (loose_key(called),)
    return (), ()


def _properties_digest(note: Note) -> str:
    values = [(name, [value.text for value in prop.values]) for name, prop in note.properties.items()]
    return fingerprint.key(values, note.broken, sorted(note.lost))


def _values(note: Note, name: str) -> tuple[str, ...]:
    prop = note.properties.get(name)
    return tuple(value.text for value in prop.values) if prop else ()


def _day(text: str) -> str:
    try:
        return parse_when(text).day.isoformat()
    except BadDate:
        return ""
