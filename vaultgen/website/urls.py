"""The URLs of the site: paths below its folder, with `/`, and the resolver that turns a note's links into them.

A path is made of letters and digits of any script in lower case, is valid on every file system and is unique: it is
cut at a length and numbered on collision. Attachments are copied to `files/`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache, partial
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from vaultgen.markdown import Anchor, Resolve
from vaultgen.vault.header import Header
from vaultgen.vault.ids import application_id, is_device, slug
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
_LEFT_OUT = "There is no note of this name, or vaultgen.toml leaves it out"
_quoted = cache(quote)  # a few thousand paths are linked again and again
_REFERENCE = re.compile(rf'(?:src|href)="(?:\.\./)*({_FILES}/[^"#]+)"')


class VirtualPage(NamedTuple):
    """A virtual page: the page of a thing without a note. `thing` identifies it; `folder` and `name` make its path."""

    thing: str
    folder: str
    name: str


class Urls:
    """The pages of all notes of a vault but drafts, in `pages` by the notes' paths, and the targets of their links.

    `read` returns the Markdown of a note by its path, or None if it cannot be shown. Of a vault that `is_partial` the
    settings leave notes out: a link may lead to one of these.
    """

    def __init__(
        self,
        headers: Iterable[Header],
        links: Links,
        files: Iterable[str],
        read: Callable[[str], str | None],
        *,
        is_partial: bool = False,
    ) -> None:
        self._nothing = Anchor(None, why=_LEFT_OUT) if is_partial else Anchor(None)
        self._links = links
        self._read = read
        self._files = Files(files)
        self._copies = attachment_copies(files)
        self._headers = {header.path: header for header in headers if header.kind != "draft"}
        self.pages: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        numbers: dict[str, int] = {}
        for path, header in self._headers.items():
            page = _free(_FOLDERS.get(header.kind or "", "notes"), header.name, numbers, self._notes)
            self.pages[path], self._notes[page] = page, path

    def with_headers(self, headers: Iterable[Header], read: Callable[[str], str | None]) -> "Urls":
        """A copy for notes with the same names and kinds, of which some have another text."""
        other = copy(self)
        other._headers = {header.path: header for header in headers if header.kind != "draft"}  # noqa: SLF001 - it is one of us
        other._read = read  # noqa: SLF001
        return other

    def virtual_urls(self, pages_wanted: Iterable[VirtualPage]) -> dict[str, str]:
        """The path of each virtual page by its thing; none is that of a note's page."""
        pages: dict[str, str] = {}
        taken: dict[str, str] = {}
        numbers: dict[str, int] = {}
        for one in sorted(set(pages_wanted)):
            page = _free(one.folder, one.name, numbers, self._notes, taken)
            pages[one.thing], taken[page] = page, one.thing
        return pages

    def resolver(self, page: str) -> Resolve:
        """The `resolve` that `markdown.render` needs for a page."""
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
            return self._anchor(page, found[0].path) if found else self._nothing

        return resolve

    def _anchor(self, page: str, path: str) -> Anchor:
        header = self._headers[path]
        url = relative(page, self.pages[path])
        return Anchor(url, "note", path, header.name, partial(self._read, path), header.digest)


def virtual_pages(vault: Vault, drafts: Iterable[str]) -> list[VirtualPage]:
    """The virtual pages of a vault: of people, companies and applications without a note, and of drafts."""
    people = (VirtualPage(thing_of(vault, p), "people", p.name) for p in vault.people if not p.note)
    companies = (VirtualPage(thing_of(vault, c), "companies", c.name) for c in vault.companies if not c.note)
    without_note = [application for application in vault.applications if not application.note]
    applications = (VirtualPage(thing_of(vault, a), "applications", _title(vault, a)) for a in without_note)
    letters = (VirtualPage(path, "drafts", path.rpartition("/")[2].removesuffix(".md")) for path in drafts)
    return [*people, *companies, *applications, *letters]


def thing_of(vault: Vault, thing: Note | Person | Company | Application | str | Any) -> str:
    """The id of a thing that has a page: the path of its note or draft, else its type and name."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Note):
        return thing.path
    if thing.note is not None:
        return str(thing.note.path)
    if isinstance(thing, Application):
        return f"application:{application_id(vault, thing)}"
    return f"person:{thing.key}" if isinstance(thing, Person) else f"company:{fold(thing.name)}"


def _title(vault: Vault, application: Application) -> str:
    return application_id(vault, application).partition("/")[2]


def _free(folder: str, name: str, numbers: dict[str, int], *taken: Mapping[str, str]) -> str:
    """The path for a name, numbered if it is in one of `taken`, which only grow.

    `numbers` keeps the last number for each path, so that many things may have one name.
    """
    stem = slug(name).encode()[:96].decode(errors="ignore").strip("-") or "note"
    stem = f"{stem}-" if is_device(stem) else stem
    first = path = f"{folder}/{stem}.html"
    while any(path in paths for paths in taken):
        numbers[first] = numbers.get(first, 1) + 1
        path = f"{folder}/{stem}-{numbers[first]}.html"
    return path


def attachment_copies(files: Iterable[str]) -> dict[str, str]:
    """The path in the site for the copy of each attachment, by its path in the vault."""
    copies: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(files):
        name, _, suffix = path.rpartition(".")
        stem = slug(name.rpartition("/")[2]).encode()[:96].decode(errors="ignore").strip("-") or "file"
        stem = f"{stem}-" if is_device(stem) else stem
        target, count = f"{_FILES}/{stem}.{suffix.lower()}", 1
        while target in taken:
            count += 1
            target = f"{_FILES}/{stem}-{count}.{suffix.lower()}"
        taken.add(target)
        copies[path] = target
    return copies


def references(html: str) -> tuple[str, ...]:
    """The paths in the site of the attachments that a page's HTML links to or shows."""
    if f"{_FILES}/" not in html:
        return ()
    return tuple(sorted({unquote(unescape(url)) for url in _REFERENCE.findall(html)}))


def referenced_attachments(references: Iterable[str], files: Iterable[str]) -> Mapping[str, str]:
    """The attachments to copy, given what all pages refer to: paths in the vault by paths in the site."""
    sources = {target: path for path, target in attachment_copies(files).items()}
    return {target: sources[target] for target in sorted(set(references)) if target in sources}


def relative(page: str, target: str) -> str:
    """The URL of a file of the site, relative to a page."""
    return "../" * page.count("/") + _quoted(target)


def web_address(text: str | None) -> str | None:
    """The text if it is a web address, else None; nothing else becomes a link."""
    return text if text and text.lower().startswith(("https://", "http://")) else None


def phone_link(text: str | None) -> str | None:
    """The `tel:` link of a telephone number; None if it is not certainly one."""
    number = re.fullmatch(r"\+?[\d\s()./-]{5,30}", text or "")
    return "tel:" + re.sub(r"[^\d+]", "", number[0]) if number else None


def prep_page(page: str) -> str:
    """The page of the briefing for an interview, by the interview's own page."""
    return f"prep/{page.rpartition('/')[2]}"


def mail_file(page: str) -> str:
    """The path of the e-mail file beside a draft's page."""
    return page.removesuffix(".html") + ".eml"
