"""Where each thing's page lies: paths below the site's folder, with `/`.

Every name gives a path that any file system takes, and two names never share one: letters and
digits of any script in lower case, cut at a length, numbered where they meet.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from vaultgen.followups.rules import application_id, slug
from vaultgen.links import fold
from vaultgen.markdown import Anchor
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
_RESERVED = frozenset(["con", "prn", "aux", "nul"]) | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


class Addresses:
    """The page of every note, and of every person, company and application without a note."""

    def __init__(self, vault: Vault, draft_paths: Iterable[str]) -> None:
        self._vault = vault
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

    def of(self, thing: Note | Person | Company | Application | str | Any) -> str:
        """The page of a note or draft (also by its path), of a person, a company or an application."""
        if isinstance(thing, str):
            return self._pages[thing]
        if isinstance(thing, Application):
            return self._pages[self._application_key(thing)]
        return self._pages[_key(thing)]

    def resolver(self, page: str) -> Any:
        """What the Markdown renderer asks for links on a page."""

        def resolve(target: str) -> Anchor:
            found = self._vault.links.find(target)
            return Anchor(relative(page, self._pages[_key(found[0])]) if found else None)

        return resolve

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


def relative(page: str, target: str) -> str:
    """The URL that leads from one page of the site to another file of it."""
    return "../" * page.count("/") + quote(target)


def _key(thing: Any) -> str:
    if isinstance(thing, Note):
        return thing.path
    if thing.note is not None:
        return str(thing.note.path)
    return f"{type(thing).__name__.lower()}:{fold(thing.name)}"
