"""Identity: resolves each name in the notes to a person.

A link means its note. Otherwise the lines of an interview come first, then the people of its employer. People at
different employers are different, unless a note or an address says otherwise. A first or last name means a person if it
fits only that one. A name that fits several is a person of its own, and a `Doubt` is reported. Pure functions of notes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from vaultgen.diagnostics.source import Span
from vaultgen.english.names import is_called, parse_name, untitled
from vaultgen.regex import late
from vaultgen.vault.links import Links, fold
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.vault.property_values import PersonRef, Ref

_V = TypeVar("_V")

# Addresses that several people answer.
SHARED = late(r"(?:jobs?|hr|careers?|recruit\w*|talent|people|info|hello|contact|office|team|hiring)\b.*@")


class Doubt(NamedTuple):
    """An ambiguous name: its place, what is not certain, and what to do."""

    path: str
    span: Span
    message: str
    hint: str


class _Mention(NamedTuple):
    """A name in a property, with its note and the key of the employer that the note is about.

    `employer` is whom the person works for; None for a recruiter.
    """

    path: str
    ref: PersonRef
    scope: str
    employer: Ref | None


@dataclass(slots=True)
class _Group:
    """The mentions of one person, and the person's note if there is one.

    `names` are the full names of the person, as typed, each once. `emails` are the known addresses, normalized for
    comparison.
    """

    id: str
    note: Person | None = None
    mentions: list[_Mention] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    emails: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.note:
            self.names = dict.fromkeys([self.note.name, *(self.note.aliases or ())])
            self.emails = {address(self.note.email)} if self.note.email else set()

    def add(self, mention: _Mention) -> None:
        """Adds a mention of the person."""
        self.mentions.append(mention)
        self.names[mention.ref.name] = None
        if mention.ref.email:
            self.emails.add(address(mention.ref.email))


class Known(NamedTuple):
    """All people whom the notes name, and the doubts.

    `who` maps the path of a note and a name in it to the person, with the details of that note.
    """

    people: tuple[Person, ...]
    who: Mapping[tuple[str, PersonRef], Person]
    doubts: tuple[Doubt, ...]


def address(email: str) -> str:
    """An address, normalized for comparison."""
    return fold(email.removeprefix("mailto:"))


@lru_cache(maxsize=20_000)  # each name is compared with many others
def same_name(name: str) -> str:
    """A full name, normalized for comparison: without titles and case, with single spaces."""
    return " ".join(fold(untitled(name) or name).split())


def identify(typed: Mapping[str, Any], links: Links, scope_of: Callable[[Ref], str]) -> Known:
    """Identifies the people in some notes; `scope_of` returns the key of an employer."""
    return _Identities(typed, links, scope_of).known()


class _Identities:
    """The steps of `identify`; groups are kept by `id`."""

    def __init__(self, typed: Mapping[str, Any], links: Links, scope_of: Callable[[Ref], str]) -> None:
        self._links = links
        self._notes = {path: value for path, value in typed.items() if isinstance(value, Person)}
        self._scopes = {p: scope_of(n.company) if n.company else None for p, n in self._notes.items()}
        self._groups: dict[str, _Group] = {path: _Group(path, note) for path, note in self._notes.items()}
        self._mentions = list(_mentions(typed, scope_of))
        self._here: dict[str, list[_Mention]] = _grouped((mention.path, mention) for mention in self._mentions)
        self._named: dict[str, list[str]] = _grouped((same_name(note.name), path) for path, note in self._notes.items())
        self._addressed = _grouped((address(n.email), path) for path, n in self._notes.items() if n.email)
        self._of: dict[_Mention, str] = {}
        self._members: dict[str, dict[str, None]] = defaultdict(dict)  # ids of the groups of each employer
        self._doubts: list[Doubt] = []
        # The groups that have a name with a part: few names are a part of another.
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for group in self._groups.values():
            self._index_parts(group, group.names)
        for path, scope in self._scopes.items():
            if scope is not None:
                self._members[scope][path] = None

    def known(self) -> Known:
        by_name: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
        for mention in self._mentions:
            if (linked := self._linked(mention)) is not None:
                self._join(linked, mention)
            else:
                by_name[mention.scope, same_name(mention.ref.name)].append(mention)
        claims: dict[str, list[list[_Mention]]] = defaultdict(list)
        # Long names first: a part of a name is somebody's by what is known then.
        for (scope, name), same in sorted(by_name.items(), key=lambda item: (-len(item[0][1].split()), item[0])):
            if len(name.split()) == 1:
                self._claimed(claims)
                claims.clear()
            left = [mention for mention in same if not self._joins_as_part(mention, name)]
            if left:
                self._whole(scope, name, left, claims)
        self._claimed(claims)
        self._join_by_address()
        return self._known()

    # Links and whole names.

    def _linked(self, mention: _Mention) -> str | None:
        """The note that a mention links to."""
        if mention.ref.target is None:
            return None
        return next((note.path for note in self._links.find(mention.ref.target) if note.path in self._notes), None)

    def _join(self, group: str, mention: _Mention) -> None:
        self._of[mention] = group
        self._groups[group].add(mention)
        self._index_parts(self._groups[group], [mention.ref.name])
        self._members[mention.scope][group] = None

    def _whole(self, scope: str, name: str, same: Sequence[_Mention], claims: dict[str, list[list[_Mention]]]) -> None:
        """Joins mentions of a name at an employer: one person, or two if an interview has it with two addresses."""
        for mentions in _by_person(same):
            note, is_certain = self._note_of(scope, name, mentions)
            if note is None:
                self._new(scope, name, mentions, apart=len(mentions) < len(same))
            elif is_certain:
                for mention in mentions:
                    self._join(note, mention)
            else:
                claims[note].append(list(mentions))

    def _new(self, scope: str, name: str, mentions: Iterable[_Mention], *, apart: bool = False) -> None:
        """A person without a note."""
        mentions = list(mentions)
        email = next((address(m.ref.email) for m in mentions if m.ref.email), "") if apart else ""
        group = f"{name}|{scope}|{email}"
        self._groups.setdefault(group, _Group(group))
        for mention in mentions:
            self._join(group, mention)

    def _note_of(self, scope: str, name: str, mentions: Sequence[_Mention]) -> tuple[str | None, bool]:
        """The note of the person with a name, and whether that is certain: several employers may have such a person."""
        emails = {address(m.ref.email) for m in mentions if m.ref.email}
        paths = [note.path for note in self._links.find(mentions[0].ref.name) if note.path in self._notes]
        paths += [path for path in self._named.get(name, ()) if path not in paths]
        addressed = {path for email in emails for path in self._addressed.get(email, ())}
        own = [path for path in self._notes if path in addressed] if addressed else []
        fits = [path for path in own if any(_alike(called, name) for called in self._groups[path].names)]
        if fits:
            return fits[0], True
        here = [path for path in paths if self._scopes[path] == scope]
        if here:
            return here[0], True
        is_recruiter = any(mention.employer is None for mention in mentions)
        free = [
            path
            for path in paths
            if (self._scopes[path] is None or is_recruiter)
            and (len(name.split()) > 1 or not self._groups[path].emails or not emails - self._groups[path].emails)
        ]
        return (free[0], is_recruiter) if free else (None, True)

    def _claimed(self, claims: Mapping[str, list[list[_Mention]]]) -> None:
        """A note without an employer is the person with a name if only one employer has such a person."""
        for path, claimed in claims.items():
            taken = [scope for scope, members in self._members.items() if path in members]
            scopes = {mentions[0].scope for mentions in claimed} | set(taken)
            for mentions in claimed:
                if len(scopes) == 1 or mentions[0].scope in taken:
                    self._compare(path, mentions)
                    for mention in mentions:
                        self._join(path, mention)
                    continue
                first = mentions[0]
                self._new(first.scope, same_name(first.ref.name), mentions)
                self._doubt(first, f"“{first.ref.name}” is named at several employers, and “{path}” says none.")

    def _compare(self, path: str, mentions: Iterable[_Mention]) -> None:
        """Reports a doubt if a line has another address than the note with the same name."""
        noted = self._notes[path].email
        for mention in mentions:
            if noted and mention.ref.email and address(mention.ref.email) != address(noted):
                said = f"“{mention.ref.name}” has {mention.ref.email} here, and {noted} in “{path}”."
                self._doubt(mention, said)

    # First and last names.

    def _joins_as_part(self, mention: _Mention, name: str) -> bool:
        """Whether a mention is a part of a name in its own interview, or else at its employer."""
        group = self._part_of(mention, name)
        if group is not None:
            self._join(group, mention)
        return group is not None

    def _part_of(self, mention: _Mention, name: str) -> str | None:
        """The only person whom a part of a name fits; None if there is none, or several."""
        parts = [name] if len(name.split()) > 1 else _words(name)
        possible = {group for part in parts for group in self._by_part.get(part, ())}
        if not possible:
            return None
        own = [self._of[m] for m in self._here[mention.path] if m in self._of]
        for ids in (dict.fromkeys(own), dict.fromkeys(self._members[mention.scope])):
            fits = [one for one in ids if one in possible and self._fits(one, mention, name)]
            if len(fits) == 1:
                return fits[0]
            if fits:
                if not mention.ref.email:
                    called = " and ".join(f"“{next(iter(self._groups[one].names))}”" for one in fits[:2])
                    self._doubt(mention, f"“{mention.ref.name}” fits {called}.")
                return None
        return None

    def _index_parts(self, group: _Group, names: Iterable[str]) -> None:
        for name in names:
            for part in (_given(name), *_words(same_name(name))):
                self._by_part[part].add(group.id)

    def _fits(self, group: str, mention: _Mention, name: str) -> bool:
        """Whether a part of a name fits a person, and the addresses do not contradict it."""
        known = self._groups[group]
        if not any(_is_part(name, of=called) for called in known.names):
            return False
        return not mention.ref.email or not known.emails or address(mention.ref.email) in known.emails

    # Addresses.

    def _join_by_address(self) -> None:
        """Joins groups with the same address if one name equals the other or is a part of it."""
        owners: dict[str, str] = {}
        for group in sorted(self._groups.values(), key=lambda one: (one.note is None, one.id)):
            for email in sorted(group.emails):
                first = owners.setdefault(email, group.id)
                if first == group.id or SHARED.match(email) or group.id not in self._groups:
                    continue
                into = self._groups[first]
                if group.note is None and any(
                    _alike(same_name(a), same_name(b)) for a in into.names for b in group.names
                ):
                    for mention in group.mentions:
                        self._join(first, mention)
                    del self._groups[group.id]
                    break

    # What comes of it.

    def _known(self) -> Known:
        base = {group.id: self._person(group) for group in self._groups.values()}
        lines: dict[tuple[str, str], list[PersonRef]] = defaultdict(list)
        for mention, group in self._of.items():
            lines[mention.path, group].append(mention.ref)
        who = {
            (mention.path, mention.ref): _with_details(base[group], lines[mention.path, group])
            for mention, group in self._of.items()
        }
        people = sorted(base.values(), key=lambda person: (fold(person.name), person.name, person.key))
        return Known(tuple(people), who, tuple(dict.fromkeys(self._doubts)))

    def _person(self, group: _Group) -> Person:
        """A person with the details of their note and of all lines."""
        refs = [mention.ref for mention in group.mentions]
        note = group.note
        called = max((ref.name for ref in refs), key=lambda name: (len(same_name(name).split()), len(name)), default="")
        known = note or Person(note=None, name=called)
        emails = list(dict.fromkeys(address(ref.email) for ref in refs if ref.email))
        if not known.email and len(emails) > 1:
            last = next(m for m in group.mentions if m.ref.email and address(m.ref.email) == emails[1])
            self._doubt(last, f"“{called}” has the addresses {emails[0]} and {emails[1]}.")
        email = next((ref.email for ref in refs if ref.email), None) if len(emails) == 1 else None
        employer = next((m.employer for m in group.mentions if m.employer is not None), None)
        salutations = {ref.salutation for ref in refs if ref.salutation}
        return replace(
            known,
            salutation=known.salutation or (salutations.pop() if len(salutations) == 1 else None),
            title=known.title or next((ref.title for ref in refs if ref.title), None),
            email=known.email or email,
            phone=known.phone or next((ref.phone for ref in refs if ref.phone), None),
            company=known.company or employer,
            key=group.id,
        )

    def _doubt(self, mention: _Mention, said: str) -> None:
        hint = "Write the whole name, or link to the person's note: “[[Jane Doe]]”."
        self._doubts.append(Doubt(mention.path, mention.ref.span, said, hint))


def _mentions(typed: Mapping[str, Any], scope_of: Callable[[Ref], str]) -> Iterator[_Mention]:
    """The names of people in properties, except in drafts."""
    for path, value in typed.items():
        if isinstance(value, Interview):
            refs = (*(value.interviewers or ()), *filter(None, [value.decision_maker]))
            yield from (_Mention(path, ref, scope_of(value.company), value.company) for ref in refs if ref.name)
        elif isinstance(value, Application):
            if value.via is not None and value.via.name:
                yield _Mention(path, value.via, scope_of(value.company), None)
            if value.contact is not None and value.contact.name:
                yield _Mention(path, value.contact, scope_of(value.company), value.company)


def _by_person(same: Sequence[_Mention]) -> Iterator[Sequence[_Mention]]:
    """Splits the mentions of a name by person: two addresses in one note are two people."""
    by_note: dict[str, set[str]] = defaultdict(set)
    for mention in same:
        if mention.ref.email:
            by_note[mention.path].add(address(mention.ref.email))
    if all(len(emails) < 2 for emails in by_note.values()):
        yield same
        return
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for mention in same:
        groups[address(mention.ref.email)].append(mention)
    yield from groups.values()


def _alike(one: str, other: str) -> bool:
    """Whether two names are equal, or one is a part of the other."""
    return is_called(one, other) or is_called(other, one)


def _is_part(name: str, *, of: str) -> bool:
    """Whether a normalized name is the first or last name of a full one, or another form of it."""
    if len(name.split()) > 1:
        return name == _given(of)
    whole = same_name(of)
    return name in whole and len(whole.split()) > 1 and is_called(whole, name)


def _words(name: str) -> list[str]:
    """The words of a name without titles, as `is_called` compares them."""
    return [word.strip(",.").casefold() for word in untitled(name).split()]


@lru_cache(maxsize=20_000)
def _given(name: str) -> str:
    return fold(parse_name(name).given)


def _grouped(pairs: Iterable[tuple[str, _V]]) -> dict[str, list[_V]]:
    found: dict[str, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def _with_details(person: Person, lines: Iterable[PersonRef]) -> Person:
    """A person with the details of a note's own lines."""
    lines = list(lines)
    own = {
        name: next((detail for line in lines if (detail := getattr(line, name))), None) or getattr(person, name)
        for name in ("title", "email", "phone")
    }
    return replace(person, **own)
