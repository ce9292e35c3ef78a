"""Hovers, and where a link leads: `[[Note#Heading|text]]` and `[text](note.md#heading)`."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from vaultgen.diagnostics.source import SourceFile
from vaultgen.lsp.cursor import Cursor, cursor, name_of
from vaultgen.markdown.anchors import line_of
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import Files, beside
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.schema import Spec
from vaultgen.vault.vault import Vault

_WIKILINK = re.compile(r"\[\[(?P<target>[^\[\]|#\n]*?)(?:#(?P<part>[^\[\]|\n]*?))?\\?(?:\|[^\[\]\n]*)?\]\]")
_LINK = re.compile(r"\[[^\[\]\n]*\]\((?:<(?P<in>[^<>\n]*)>|(?P<url>(?:[^()\s<]|\([^()\s]*\))*))(?:\s[^()\n]*)?\)")
_SCHEME = re.compile(r"[^/?#]*:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: a file's path below the vault, and its line from 1."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class _Link:
    """A link of a text: its target, empty for the note itself, and the part behind the `#`."""

    target: str
    part: str


def hover(snapshot: Snapshot, path: str, text: str, at: int) -> str | None:
    """What there is to say about the property or the link at a place (Markdown), or None."""
    here = cursor(path, text, at)
    if link := _link_at(here):
        return _about_target(snapshot, here, link)
    name = name_of(here.line) if here.in_front else ""
    spec = here.spec(name) if name else None
    if spec is None or here.at > here.start + here.line.index(name) + len(name):
        return None
    return _about_property(name, spec)


def definition(snapshot: Snapshot, path: str, text: str, at: int) -> Place | None:
    """Where the link at a place leads: the note, at the heading or block that it names; or the file."""
    here = cursor(path, text, at)
    link = _link_at(here)
    if link is None:
        return None
    found = _found(snapshot, here, link)
    if found is None or isinstance(found, str):
        return Place(found) if found else None
    line = line_of(found.body, link.part) if link.part else None
    return Place(found.path, 1 if line is None else found.body_line + line)


def _link_at(here: Cursor) -> _Link | None:
    column = here.at - here.start
    for found in _WIKILINK.finditer(here.line):
        if found.start() <= column <= found.end():
            return _Link(found["target"].strip(), (found["part"] or "").strip())
    for found in _LINK.finditer(here.line):
        url = found["in"] or found["url"] or ""
        if found.start() <= column <= found.end() and url and not _SCHEME.match(url):
            target, _, part = url.partition("#")
            return _Link(unquote(target), unquote(part))
    return None


def _found(snapshot: Snapshot, here: Cursor, link: _Link) -> Note | str | None:
    """The note that a link leads to, or the path of an image or PDF."""
    if not link.target:
        return parse_note(SourceFile(here.path, here.text.encode("utf-8", "replace")))[0]
    target = beside(here.path, link.target) if link.target.startswith(("./", "../")) else link.target
    if path := Files(snapshot.attachments).find(target):
        return path
    return next(filter(None, map(snapshot.vault.note, snapshot.vault.links.find(target))), None)


def _about_target(snapshot: Snapshot, here: Cursor, link: _Link) -> str | None:
    if not link.target:
        return None
    found = _found(snapshot, here, link)
    if found is None:
        return f"There is no note “{link.target}” yet."
    return f"`{found}`" if isinstance(found, str) else _about_note(snapshot.vault, found)


def _about_note(vault: Vault, note: Note) -> str:
    return f"**{note.name}** ({vault.kinds.get(note.path, 'note')})\n\n`{note.path}`"


def _about_property(name: str, spec: Spec) -> str:
    choices = f"\n\nOne of: {', '.join(f'`{choice}`' for choice in spec.choices)}" if spec.choices else ""
    needed = ", required" if spec.required else ""
    return f"**{name}** ({spec.type}{needed})\n\n{spec.about[:1].upper()}{spec.about[1:]}{choices}"
