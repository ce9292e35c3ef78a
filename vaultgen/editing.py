"""What an editor is told while a note is typed: completions, hovers, and where a link leads.

Takes the vault as it stands on the disk, and the path, the text and the place (an offset in characters)
of what is being edited; gives plain values. Nothing here knows of any editor or protocol.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vaultgen.frontmatter import key
from vaultgen.links import fold
from vaultgen.model import FOLDERS, KINDS
from vaultgen.notes import Note
from vaultgen.schema import Spec, specs
from vaultgen.vault import Vault

_LINK = re.compile(r"\[\[([^\[\]|#\n]*)(?:#([^\[\]|\n]*))?(?:\|[^\[\]\n]*)?\]\]")
_OPEN_LINK = re.compile(r"\[\[([^\[\]|#\n]*)$")
_PROPERTY = re.compile(r"([^\W\d][\w -]*?)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: what is shown, the text that takes the place from `start` to `end` (offsets), what it is."""

    label: str
    text: str
    start: int
    end: int
    detail: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: the note's path below the vault, and its line from 1."""

    path: str
    line: int = 1


def completions(vault: Vault, path: str, text: str, at: int) -> tuple[Completion, ...]:
    """What may be typed at a place: notes inside `[[`, properties and their choices in the front matter."""
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    in_front = _in_front_matter(text, at)
    if link := _OPEN_LINK.search(before):
        return tuple(_links(vault, text, start + link.start(), at, quoted=in_front))
    kind = KINDS.get(kind_of(path, text))
    if not in_front or kind is None:
        return ()
    if re.fullmatch(r"[\w -]*", before) and not _ITEM.fullmatch(before):
        return tuple(_properties(kind, text, start, at))
    name, typed = _value_before(text, start, before)
    spec = _spec(kind, name)
    options = tuple(KINDS) if name == "type" else spec.choices if spec else ()
    return tuple(Completion(option, option, at - len(typed), at, name) for option in options)


def hover(vault: Vault, path: str, text: str, at: int) -> str | None:
    """What there is to say about the property or the link at a place (Markdown), or None."""
    if link := _link_at(text, at):
        found = vault.links.find(link[1].strip())
        return _about_note(vault, found[0]) if found else f"No note is called “{link[1].strip()}” yet."
    kind = KINDS.get(kind_of(path, text))
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    named = _PROPERTY.match(line)
    if kind is None or named is None or at > start + len(named[1]) or not _in_front_matter(text, at):
        return None
    spec = _spec(kind, named[1])
    return _about_property(named[1], spec) if spec else None


def definition(vault: Vault, text: str, at: int) -> Place | None:
    """Where the link at a place leads: the note, at the heading that it names."""
    link = _link_at(text, at)
    found = vault.links.find(link[1].strip()) if link else ()
    if not link or not found:
        return None
    note = found[0]
    wanted = fold((link[2] or "").rpartition("#")[2])
    for number, line in enumerate(note.body.split("\n")):
        if wanted and re.match(r"#{1,6}\s", line) and fold(line.lstrip("#")) == wanted:
            return Place(note.path, note.body_line + number)
    return Place(note.path)


def kind_of(path: str, text: str) -> str:
    """The kind of note that is being typed: its `type`, else that of its folder."""
    typed = re.search(
        r"(?mi)^type[ \t]*:[ \t]*[\"']?([^\W_][\w -]*?)[\"']?[ \t]*\r?$", text[: _end_of_front_matter(text)]
    )
    return fold(typed[1]) if typed else FOLDERS.get(fold(path.partition("/")[0]), "")


def _end_of_front_matter(text: str) -> int:
    """The offset of the line that closes the front matter; of the end where it is not closed yet."""
    if not re.match(r"\ufeff?---[ \t]*\r?\n", text):
        return 0
    closing = re.compile(r"^---[ \t]*\r?$", re.MULTILINE).search(text, text.index("\n") + 1)
    return closing.start() if closing else len(text)


def _in_front_matter(text: str, at: int) -> bool:
    return "\n" in text[:at] and at <= _end_of_front_matter(text) and _end_of_front_matter(text) > 0


def _properties(kind: type[Any], text: str, start: int, at: int) -> Iterator[Completion]:
    """The properties that the note has not yet; a list begins its first item on a line of its own."""
    front = text[: _end_of_front_matter(text)]
    there = {key(match[1]) for line in front.split("\n") if (match := _PROPERTY.match(line))}
    for name, spec in specs(kind).items():
        if key(name) not in there:
            rest = ":\n  - " if spec.is_list else ": "
            yield Completion(name, name + rest, start, at, spec.type, spec.about)


def _value_before(text: str, start: int, before: str) -> tuple[str, str]:
    """The property whose value is being typed, and what is typed of it so far."""
    if item := _ITEM.fullmatch(before):
        for line in reversed(text[:start].split("\n")[:-1]):
            if (named := _PROPERTY.fullmatch(line.rstrip("\r"))) and not line.startswith((" ", "\t", "-")):
                return key(named[1]), item[1].strip()
        return "", ""
    named = _PROPERTY.fullmatch(before)
    return (key(named[1]), re.split(r"[\[,]\s*", named[2])[-1]) if named else ("", "")


def _links(vault: Vault, text: str, start: int, at: int, *, quoted: bool) -> Iterator[Completion]:
    """Every note by its name and its other names; quotation marks where YAML needs them."""
    end = at + 2 if text[at : at + 2] == "]]" else at
    bare = quoted and text[start - 1 : start] not in ('"', "'")
    mark = '"' if bare else ""
    for note in sorted(vault.notes, key=lambda note: fold(note.name)):
        target = note.name if len(vault.links.find(note.name)) == 1 else note.path.removesuffix(".md")
        about = vault.kinds.get(note.path, "note")
        yield Completion(note.name, f"{mark}[[{target}]]{mark}", start, end, about)
        for alias in note.aliases:
            yield Completion(alias, f"{mark}[[{target}|{alias}]]{mark}", start, end, f"{about}: {note.name}")


def _spec(kind: type[Any], name: str) -> Spec | None:
    return next((spec for known, spec in specs(kind).items() if key(known) == key(name)), None)


def _link_at(text: str, at: int) -> re.Match[str] | None:
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    return next((m for m in _LINK.finditer(line) if m.start() <= at - start <= m.end()), None)


def _about_property(name: str, spec: Spec) -> str:
    choices = f"\n\nOne of: {', '.join(f'`{choice}`' for choice in spec.choices)}" if spec.choices else ""
    return f"**{name}** ({spec.type})\n\n{spec.about[:1].upper()}{spec.about[1:]}{choices}"


def _about_note(vault: Vault, note: Note) -> str:
    return f"**{note.name}** ({vault.kinds.get(note.path, 'note')})\n\n`{note.path}`"
