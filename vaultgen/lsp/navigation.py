"""Hovers, and the targets of links: `[[Note#Heading|text]]` and `[text](note.md#heading)`."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from vaultgen.builder.pipeline import Inputs
from vaultgen.diagnostics.source import SourceFile
from vaultgen.lsp.cursor import Cursor, cursor_at, name_of
from vaultgen.markdown.anchors import line_of
from vaultgen.vault.links import Files, beside
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.schema import Spec

_WIKILINK = re.compile(r"\[\[(?P<target>[^\[\]|#\n]*?)(?:#(?P<part>[^\[\]|\n]*?))?\\?(?:\|[^\[\]\n]*)?\]\]")
_LINK = re.compile(r"\[[^\[\]\n]*\]\((?:<(?P<in>[^<>\n]*)>|(?P<url>(?:[^()\s<]|\([^()\s]*\))*))(?:\s[^()\n]*)?\)")
_SCHEME = re.compile(r"[^/?#]*:")


@dataclass(frozen=True, slots=True)
class Location:
    """The target of a link: the path of a file in the vault, and a line from 1."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class _Link:
    """A link: its target, empty for the note itself, and what follows the `#`."""

    target: str
    part: str


def hover(inputs: Inputs, path: str, text: str, at: int) -> str | None:
    """Markdown about the property or link at an offset, or None."""
    cursor = cursor_at(path, text, at)
    if link := _link_at(cursor):
        return _about_target(inputs, cursor, link)
    name = name_of(cursor.line) if cursor.in_front else ""
    spec = cursor.spec(name) if name else None
    if spec is None or cursor.at > cursor.start + cursor.line.index(name) + len(name):
        return None
    return _about_property(name, spec)


def definition(inputs: Inputs, path: str, text: str, at: int) -> Location | None:
    """The target of the link at an offset: a note, at the heading or block that it names, or an attachment."""
    cursor = cursor_at(path, text, at)
    link = _link_at(cursor)
    if link is None:
        return None
    target = _target_of(inputs, cursor, link)
    if target is None or isinstance(target, str):
        return Location(target) if target else None
    line = line_of(target.body, link.part) if link.part else None
    return Location(target.path, 1 if line is None else target.body_line + line)


def _link_at(cursor: Cursor) -> _Link | None:
    column = cursor.at - cursor.start
    for match in _WIKILINK.finditer(cursor.line):
        if match.start() <= column <= match.end():
            return _Link(match["target"].strip(), (match["part"] or "").strip())
    for match in _LINK.finditer(cursor.line):
        url = match["in"] or match["url"] or ""
        if match.start() <= column <= match.end() and url and not _SCHEME.match(url):
            target, _, part = url.partition("#")
            return _Link(unquote(target), unquote(part))
    return None


def _target_of(inputs: Inputs, cursor: Cursor, link: _Link) -> Note | str | None:
    """The note that a link leads to, or the path of an attachment."""
    if not link.target:
        return parse_note(SourceFile(cursor.path, cursor.text.encode("utf-8", "replace")))[0]
    target = beside(cursor.path, link.target) if link.target.startswith(("./", "../")) else link.target
    if path := Files(inputs.index.attachments).find(target):
        return path
    found = next(iter(inputs.index.links.find(target)), None)
    return inputs.parse(inputs.sources[found.path])[0] if found else None


def _about_target(inputs: Inputs, cursor: Cursor, link: _Link) -> str | None:
    if not link.target:
        return None
    found = _target_of(inputs, cursor, link)
    if found is None:
        return f"There is no note “{link.target}” yet."
    return f"`{found}`" if isinstance(found, str) else _about_note(inputs, found)


def _about_note(inputs: Inputs, note: Note) -> str:
    return f"**{note.name}** ({inputs.index.kinds.get(note.path, 'note')})\n\n`{note.path}`"


def _about_property(name: str, spec: Spec) -> str:
    choices = f"\n\nOne of: {', '.join(f'`{choice}`' for choice in spec.choices)}" if spec.choices else ""
    needed = ", required" if spec.required else ""
    return f"**{name}** ({spec.type}{needed})\n\n{spec.about[:1].upper()}{spec.about[1:]}{choices}"
