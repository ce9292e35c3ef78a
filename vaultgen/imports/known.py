"""Compares rows of a table with the notes of a vault: which are new, which exist already, and what differs.

Existing notes are never changed.
"""

from collections.abc import Container, Hashable, Iterable, Iterator
from itertools import chain, count
from typing import NamedTuple

from vaultgen.imports.identity import Identity, Texts, shared
from vaultgen.imports.rows import Entry, note_text
from vaultgen.vault import new_notes
from vaultgen.vault.links import fold
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.sections import sections
from vaultgen.vault.templates import folder_for
from vaultgen.vault.typed import section_name
from vaultgen.vault.vault import Vault

# Properties that distinguish two notes with one name.
_APART = ("applied", "location", "company", "role")


class NewNote(NamedTuple):
    """A note to be written: its path in the vault, its text, and the row that it comes from."""

    path: str
    text: str
    entry: Entry


class KnownRow(NamedTuple):
    """A row that exists already: the path of its note, and differences as (property, in the table, in the note).

    The path is empty if everything in the row is in the vault, in any notes.
    """

    entry: Entry
    path: str
    differences: tuple[tuple[str, str, str], ...] = ()


class ImportPlan(NamedTuple):
    """The plan of an import: notes to write, rows that exist already, rows that cannot become a note."""

    new: tuple[NewNote, ...]
    known: tuple[KnownRow, ...]
    faulty: tuple[Entry, ...]


def plan(
    kind: str, entries: Iterable[Entry], vault: Vault, paths: Iterable[str], repeated: Container[int] = ()
) -> ImportPlan:
    """What to write of rows of one kind. `paths` are those of all files of the vault, which stay as they are.

    `repeated` are the numbers of rows of which the vault says everything already, in whichever notes.
    """
    rows = [(entry, {**({"name": [entry.name]} if entry.name else {}), **entry.values}) for entry in entries]
    notes = [
        (note, _texts(kind, note)) for note in vault.notes if vault.kinds.get(note.path) == kind and not note.broken
    ]
    common = shared(kind, vault, (texts for _, texts in rows)) | shared(kind, vault, (texts for _, texts in notes))
    there = _There(Identity(kind, vault, common))
    taken = {fold(path) for path in paths}
    folder = folder_for(kind, sorted({path.partition("/")[0] for path in paths if "/" in path}))
    unreadable = {fold(note.path) for note in vault.notes if note.broken}
    for note, texts in notes:
        there.add(note.path, texts)
    new: list[NewNote] = []
    known: list[KnownRow] = []
    faulty: list[Entry] = []
    for entry, texts in rows:
        name = "" if entry.fault else _name(entry)
        path = f"{folder}/{name}.md"
        if entry.fault:
            faulty.append(entry)
        elif entry.row in repeated:
            known.append(KnownRow(entry, ""))
        elif seen := there.find(texts):
            known.append(KnownRow(entry, seen[0], tuple(_differences(entry, seen[1], there.identity))))
        elif not name:
            faulty.append(entry._replace(fault="its name has no letters or digits"))
        elif fold(path) in unreadable:
            faulty.append(entry._replace(fault=f"{path} cannot be read, and may be its note"))
        else:
            path = _free(path, entry, taken)
            taken.add(fold(path))
            there.add(path, texts)
            whole = _with_whole_name(entry)
            new.append(NewNote(path, note_text(whole), whole))
    return ImportPlan(tuple(new), tuple(known), tuple(faulty))


def differences(kind: str, entry: Entry, note: Note, vault: Vault) -> list[tuple[str, str, str]]:
    """What a row says otherwise than a note, as (property, in the row, in the note)."""
    return list(_differences(entry, _texts(kind, note), Identity(kind, vault)))


class _There:
    """The existing notes, and those to be written, indexed for lookups."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self._by_text: dict[str, tuple[str, Texts]] = {}
        self._groups: dict[Hashable, list[tuple[str, Texts]]] = {}

    def add(self, path: str, texts: Texts) -> None:
        if text := self.identity.unique_text(texts):
            self._by_text.setdefault(text, (path, texts))
        self._groups.setdefault(self.identity.group_key(texts), []).append((path, texts))

    def find(self, texts: Texts) -> tuple[str, Texts] | None:
        """The path and the properties of the same one; None if there is none."""
        found = self._by_text.get(self.identity.unique_text(texts) or "-")
        alike = self._groups.get(self.identity.group_key(texts), ())
        return found or next((one for one in alike if self.identity.may_be_same(texts, one[1])), None)


def _texts(kind: str, note: Note) -> Texts:
    own = {name: [value.text for value in prop.values] for name, prop in note.properties.items()}
    # The sections of an interview's body count as properties.
    for heading, points in sections(note.body, note.body_line) if kind == "interview" else ():
        if name := section_name(heading):
            own[name] = [*own.get(name, ()), *(point.text for point in points)]
    return own if own.get("name") else own | {"name": [note.name]}


def _name(entry: Entry) -> str:
    """The name for the file of a note, without its extension."""
    values = {name: said[0] for name, said in entry.values.items() if said}
    if entry.kind == "application":
        return new_notes.file_name(f"{_shown(values['company'])} – {_shown(values['role'])}")
    if entry.kind == "interview":
        name = new_notes.file_name(f"{_shown(values['company'])} {values.get('stage', 'interview')}")
        return f"{values['date'][:10]} {name}" if name else ""
    return new_notes.file_name(values.get("name") or entry.name or values.get("result", ""))


def _shown(text: str) -> str:
    """The name of the note for a link, and any other text unchanged."""
    target = text.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    return target.rpartition("/")[2] if "[[" in text else text


def _with_whole_name(entry: Entry) -> Entry:
    """An entry that keeps its name where a file's name cannot: a question's mark, an employer's colon."""
    kept = new_notes.keeps_name(entry.kind, entry.name) if entry.name else {}
    more = {name: [*entry.values.get(name, ()), *said] for name, said in kept.items()}
    return entry._replace(values={**entry.values, **more})


def _free(path: str, entry: Entry, taken: set[str]) -> str:
    """A free path: if the file exists already, with a distinguishing property in its name.

    Never just a number, which would look like the copy of a sync program.
    """
    stem = path.removesuffix(".md")
    apart = (new_notes.file_name(said) for name in _APART for said in entry.values.get(name, ())[:1])
    named = (f"{stem} ({words}).md" for words in apart if words)
    numbered = (f"{stem}, no. {number}.md" for number in count(2))
    return next(one for one in chain([path], named, numbered) if fold(one) not in taken)


def _differences(entry: Entry, there: Texts, identity: Identity) -> Iterator[tuple[str, str, str]]:
    for name, said in entry.values.items():
        if not identity.is_equal(name, said, there.get(name) or ()):
            yield name, "; ".join(said), "; ".join(there.get(name) or ())
