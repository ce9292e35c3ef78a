"""Where each thing's page lies: paths below the site's folder, with `/`.

Every name gives a path that any file system takes, and two names never share one: letters and
digits of any script in lower case, cut at a length, numbered where they meet. The files that notes
refer to are copied below `files/`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote, unquote

from vaultgen.followups.rules import application_id, slug
from vaultgen.links import Files, beside, fold
from vaultgen.markdown import Anchor, Resolve
from vaultgen.model import Application, Company, Person
from vaultgen.notes import Note
from vaultgen.vault import Vault

_FOLDERS = {
    "interview": "interviews",
    "person": "people",
    "company": "companies",
    "application": "applications",
    "accomplishment": "accomplishments",
    "question": "questions",
    "draft": "drafts",
}
_FILES = "files"
_quoted = cache(quote)  # the same few thousand places are linked from everywhere
_REFERENCE = re.compile(rf'(?:src|href)="(?:\.\./)*({_FILES}/[^"#]+)"')
_RESERVED = frozenset(["con", "prn", "aux", "nul"]) | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


class Addresses:
    """The page of every note, and of every person, company and application without a note."""

    def __init__(self, vault: Vault, draft_paths: Iterable[str], files: Iterable[str] = ()) -> None:
        self._vault = vault
        self._files = Files(files)
        self._copies = copies(files)
        self._taken: set[str] = set()
        self._pages: dict[str, str] = {}
        for note in vault.notes:
            self._give(_key(note), _FOLDERS.get(vault.kinds.get(note.path, ""), "notes"), note.name)
        for person in vault.people:
            self._give(_key(person), "people", person.name)
        for company in vault.companies:
            self._give(_key(company), "companies", company.name)
        for application in vault.applications:
            self._give(self._application_key(application), "applications", self._title(application))
        for path in sorted(draft_paths):
            self._give(path, "drafts", path.rpartition("/")[2].removesuffix(".md"))
        self._notes = {self._pages[note.path]: note for note in vault.notes}

    def of(self, thing: Note | Person | Company | Application | str | Any) -> str:
        """The page of a note or draft (also by its path), of a person, a company or an application."""
        if isinstance(thing, str):
            return self._pages[thing]
        if isinstance(thing, Application):
            return self._pages[self._application_key(thing)]
        return self._pages[_key(thing)]

    def resolver(self, page: str) -> Resolve:
        """What the Markdown renderer asks for links on a page."""
        own = self._notes.get(page)
        folder = own.path if own else ""

        def resolve(target: str, /) -> Anchor:
            if not target:
                return self._anchor(page, own) if own else Anchor(None)
            if target.startswith(("./", "../")):
                target = beside(folder, target)
            if path := self._files.find(target):
                copy = relative(page, self._copies[path])
                return Anchor(copy, "file" if copy.endswith(".pdf") else "image", path)
            found = self._vault.links.find(target)
            return self._anchor(page, found[0]) if found else Anchor(None)

        return resolve

    def _anchor(self, page: str, note: Note) -> Anchor:
        body = None if note.broken else note.body
        return Anchor(relative(page, self._pages[_key(note)]), "note", note.path, note.name, body)

    def _title(self, application: Application) -> str:
        return application_id(self._vault, application).partition("/")[2]

    def _application_key(self, application: Application) -> str:
        return _key(application) if application.note else f"application:{application_id(self._vault, application)}"

    def _give(self, thing: str, folder: str, name: str) -> None:
        if thing in self._pages:
            return
        stem = slug(name).encode()[:96].decode(errors="ignore").strip("-") or "note"
        stem = f"{stem}-" if stem in _RESERVED else stem
        path, count = f"{folder}/{stem}.html", 1
        while path in self._taken:
            count += 1
            path = f"{folder}/{stem}-{count}.html"
        self._taken.add(path)
        self._pages[thing] = path


def copies(files: Iterable[str]) -> dict[str, str]:
    """Where in the site the copy of each file of the vault lies, if a page refers to it."""
    places: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(files):
        name, _, suffix = path.rpartition(".")
        stem = slug(name.rpartition("/")[2]).encode()[:96].decode(errors="ignore").strip("-") or "file"
        stem = f"{stem}-" if stem in _RESERVED else stem
        place, count = f"{_FILES}/{stem}.{suffix.lower()}", 1
        while place in taken:
            count += 1
            place = f"{_FILES}/{stem}-{count}.{suffix.lower()}"
        taken.add(place)
        places[path] = place
    return places


def references(html: str) -> tuple[str, ...]:
    """The places of files that a page refers to, as far as its finished HTML tells."""
    if f"{_FILES}/" not in html:
        return ()
    return tuple(sorted({unquote(unescape(url)) for url in _REFERENCE.findall(html)}))


def referred(found: Iterable[str], files: Iterable[str]) -> Mapping[str, str]:
    """The files of the vault at some places: each one's place in the site, and its path in the vault.

    What no page refers to is not copied.
    """
    by_place = {place: path for path, place in copies(files).items()}
    return {place: by_place[place] for place in sorted(set(found)) if place in by_place}


def relative(page: str, target: str) -> str:
    """The URL that leads from one page of the site to another file of it."""
    return "../" * page.count("/") + _quoted(target)


def _key(thing: Any) -> str:
    if isinstance(thing, Note):
        return thing.path
    if thing.note is not None:
        return str(thing.note.path)
    return f"{type(thing).__name__.lower()}:{fold(thing.name)}"
