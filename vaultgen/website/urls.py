"""Where each thing's page lies: paths below the site's folder, with `/`.

Every name gives a path that any file system takes, and two names never share one: letters and
digits of any script in lower case, cut at a length, numbered where they meet. The files that notes
refer to are copied below `files/`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache, partial
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from vaultgen.followups.rules import application_id, slug
from vaultgen.markdown import Anchor, Resolve
from vaultgen.vault.header import Header
from vaultgen.vault.links import Files, Links, beside, fold
from vaultgen.vault.model import Application, Company, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.vault import Vault

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


class VirtualPage(NamedTuple):
    """A virtual page: the page of a thing without a note. `thing` identifies it; `folder` and `name` make its path."""

    thing: str
    folder: str
    name: str


class Urls:
    """The page of every note of a vault, and where its links lead.

    `read` gives the Markdown of a note, None where it cannot be shown.
    """

    def __init__(
        self, headers: Iterable[Header], links: Links, files: Iterable[str], read: Callable[[str], str | None]
    ) -> None:
        self._links = links
        self._read = read
        self._files = Files(files)
        self._copies = copies(files)
        self._headers = {header.path: header for header in headers if header.kind != "draft"}
        self.pages: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        for path, header in self._headers.items():
            page = _free(_FOLDERS.get(header.kind or "", "notes"), header.name, self._notes)
            self.pages[path], self._notes[page] = page, path

    def renewed(self, headers: Iterable[Header], read: Callable[[str], str | None]) -> "Urls":
        """The same, of notes that have the same names and other texts."""
        other = copy(self)
        other._headers = {header.path: header for header in headers if header.kind != "draft"}  # noqa: SLF001 - it is one of us
        other._read = read  # noqa: SLF001
        return other

    def virtual_urls(self, pages_wanted: Iterable[VirtualPage]) -> dict[str, str]:
        """The path of each virtual page by its thing; none is that of a note's page."""
        pages: dict[str, str] = {}
        taken: dict[str, str] = {}
        for one in sorted(set(pages_wanted)):
            page = _free(one.folder, one.name, self._notes, taken)
            pages[one.thing], taken[page] = page, one.thing
        return pages

    def resolver(self, page: str) -> Resolve:
        """What the Markdown renderer asks for links on a page."""
        own = self._headers.get(self._notes.get(page, ""))
        folder = own.path if own else ""

        def resolve(target: str, /) -> Anchor:
            if not target:
                return self._anchor(page, own.path) if own else Anchor(None)
            if target.startswith(("./", "../")):
                target = beside(folder, target)
            if path := self._files.find(target):
                copy = relative(page, self._copies[path])
                return Anchor(copy, "file" if copy.endswith(".pdf") else "image", path)
            found = self._links.find(target)
            return self._anchor(page, found[0].path) if found else Anchor(None)

        return resolve

    def _anchor(self, page: str, path: str) -> Anchor:
        header = self._headers[path]
        url = relative(page, self.pages[path])
        return Anchor(url, "note", path, header.name, partial(self._read, path), header.digest)


def virtual_pages(vault: Vault, drafts: Iterable[str]) -> list[VirtualPage]:
    """The virtual pages of a vault: of people, companies and applications without a note, and of drafts."""
    people = (VirtualPage(thing_of(vault, one), "people", one.name) for one in vault.people if not one.note)
    companies = (VirtualPage(thing_of(vault, one), "companies", one.name) for one in vault.companies if not one.note)
    positions = [one for one in vault.applications if not one.note]
    applications = (VirtualPage(thing_of(vault, a), "applications", _title(vault, a)) for a in positions)
    letters = (VirtualPage(path, "drafts", path.rpartition("/")[2].removesuffix(".md")) for path in drafts)
    return [*people, *companies, *applications, *letters]


def thing_of(vault: Vault, thing: Note | Person | Company | Application | str | Any) -> str:
    """What stands for a thing that has a page: the path of its note or draft, else what it is and its name."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Note):
        return thing.path
    if thing.note is not None:
        return str(thing.note.path)
    if isinstance(thing, Application):
        return f"application:{application_id(vault, thing)}"
    return f"{type(thing).__name__.lower()}:{fold(thing.name)}"


def _title(vault: Vault, application: Application) -> str:
    return application_id(vault, application).partition("/")[2]


def _free(folder: str, name: str, *taken: Mapping[str, str]) -> str:
    """A page that is not taken yet."""
    stem = slug(name).encode()[:96].decode(errors="ignore").strip("-") or "note"
    stem = f"{stem}-" if stem in _RESERVED else stem
    path, count = f"{folder}/{stem}.html", 1
    while any(path in some for some in taken):
        count += 1
        path = f"{folder}/{stem}-{count}.html"
    return path


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
