"""Completions: notes after `[[`, names of properties, and the choices for their values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vaultgen.builder.pipeline import Inputs
from vaultgen.lsp.cursor import Cursor, cursor_at
from vaultgen.vault import typed
from vaultgen.vault.header import Header
from vaultgen.vault.links import fold
from vaultgen.vault.model import CHECKLIST, KINDS, Interview, Person
from vaultgen.vault.notes.properties import key
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.schema import specs

_OPEN_LINK = re.compile(r"\[\[([^\[\]|#\n]*)$")
# What follows the cursor inside a closed link: the rest of the name, then the end of the link.
_CLOSED = re.compile(r"[^\[\]|#\n]*?(?P<tail>(?:\\?[|#][^\[\]\n]*)?\]\])")
_TYPING_NAME = re.compile(r"(?:[^\W\d_][\w -]*)?")
_REST_OF_NAME = re.compile(r"[\w-]*(?P<colon>[ \t]*:)?")
# A value begins after the name of its property or after the marker of a list item.
_VALUE = re.compile(r"(?P<head>(?:[^\s:#-][^:]*:|[ \t]*-)(?P<gap>[ \t]+|$))(?P<value>.*)")
_WORD = re.compile(r"(?P<quote>[\"']?)(?P<word>[\w-]*)")
_NOT_IN_LINKS = re.compile(r"[\[\]|#^\n]")
# The kind of note that a property most likely links to, apart from people.
_LIKELY = {"company": "company", "role": "application", "interview": "interview", "hard_questions": "question"}


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion: its label, and the text that replaces `start` to `end` (offsets, on one line).

    Editors filter by comparing `typed` with the text from `start` to the cursor. `detail` says in a word what it is,
    `about` in a sentence. A lower `rank` is likelier.
    """

    label: str
    text: str
    start: int
    end: int
    typed: str = ""
    detail: str = ""
    about: str = ""
    rank: int = 0


def completions(inputs: Inputs, path: str, text: str, at: int) -> tuple[Completion, ...]:
    """The completions at an offset of a text."""
    cursor = cursor_at(path, text, at)
    if link := _OPEN_LINK.search(cursor.before):
        return tuple(_links(inputs, cursor, link.start()))
    if not cursor.in_front:
        return ()
    if _TYPING_NAME.fullmatch(cursor.before):
        return tuple(_properties(cursor))
    return tuple(_choices(cursor))


# Properties and their choices.


def _properties(cursor: Cursor) -> Iterator[Completion]:
    """The properties that the note does not have yet; for a list, the text begins the first item on a new line."""
    present = cursor.names()
    rest = _REST_OF_NAME.match(cursor.after)
    if rest is None or (cursor.after[rest.end() :].strip() and not rest["colon"]):
        return
    end = cursor.at + rest.end() - len(rest["colon"] or "")
    for name, spec in specs(cursor.kind).items() if cursor.kind else ():
        if key(name) not in present:
            more = "" if rest["colon"] else ":\n  - " if spec.is_list else ": "
            yield Completion(name, name + more, cursor.start, end, name, spec.type, spec.description)
    if "type" not in present:
        more = "" if rest["colon"] else ": "
        yield Completion("type", f"type{more}", cursor.start, end, "type", "text", "The kind of note", rank=1)


def _choices(cursor: Cursor) -> Iterator[Completion]:
    """The choices for the value of a property; quotation marks are kept."""
    value = _VALUE.fullmatch(cursor.before)
    if value is None:
        return
    name = cursor.owner()
    typing = _WORD.fullmatch(value["value"], _flow_item_start(value["value"]) or 0)
    if typing is None:
        return
    start = cursor.start + value.start("value") + typing.start("word")
    rest = re.match(r"[\w-]*", cursor.after)
    end = cursor.at + (rest.end() if rest else 0)
    gap = "" if value["gap"] else " "
    for option in _words(cursor, name):
        yield Completion(option, gap + option, start, end, option, name)


def _words(cursor: Cursor, name: str) -> tuple[str, ...]:
    if name == "type":
        return tuple(KINDS)
    if cursor.kind is Interview and name == "unknown":
        return CHECKLIST
    spec = cursor.spec(name)
    return spec.choices if spec else ()


# Links.


@dataclass(frozen=True, slots=True)
class _LinkSlot:
    """Where a link is inserted: the range that it replaces, and the text of that range around it."""

    start: int
    end: int
    head: str = ""
    tail: str = "]]"
    quote: str = ""  # the quotation mark around the value
    add_quotes: bool = False
    has_label: bool = False

    def around(self, link: str) -> str:
        """The replacement for the range; `link` lacks the closing brackets."""
        if self.add_quotes:
            return quoted(f"{self.head}{link}{self.tail}")
        if self.quote == '"':
            link = quoted(link)[1:-1]
        return self.head + (link.replace("'", "''") if self.quote == "'" else link) + self.tail


def _links(inputs: Inputs, cursor: Cursor, opening: int) -> Iterator[Completion]:
    """A completion for each name and alias of each note."""
    slot = _link_slot(cursor, opening)
    name = cursor.owner() if cursor.in_front else ""
    spec = cursor.spec(name) if name else None
    likely = "person" if spec and ("person" in spec.type or "people" in spec.type) else _LIKELY.get(name)
    index = inputs.index
    notes = (header for header in index.headers.values() if header.kind != "draft")
    for note in sorted(notes, key=lambda note: (fold(note.name), note.path)):
        is_unique = [named.path for named in index.links.find(note.name)] == [note.path]
        target = note.name if is_unique else note.path.removesuffix(".md")
        if note.path == cursor.path or _NOT_IN_LINKS.search(target):
            continue
        kind = note.kind or "note"
        rank = int(likely is not None and kind != likely)
        for label in _labels(inputs, note):
            own = label == note.name or slot.has_label
            link = f"[[{target}" if own else f"[[{target}|{label}"
            detail = kind if label == note.name else f"{kind}: {note.name}"
            typed = f"{slot.head}[[{label}"
            yield Completion(label, slot.around(link), slot.start, slot.end, typed, detail, note.path, rank)


def _labels(inputs: Inputs, note: Header) -> Iterator[str]:
    """The names of a note without duplicates: the file's, a person's, the aliases."""
    names = (note.name, *_own_name(inputs, note), *note.aliases)
    yield from (name for name in dict.fromkeys(names) if name == note.name or not _NOT_IN_LINKS.search(name))


def _own_name(inputs: Inputs, note: Header) -> tuple[str, ...]:
    """The name that a person's note gives, if it gives one."""
    if note.kind != "person":
        return ()
    parsed = inputs.parse(inputs.sources[note.path])[0]
    value = typed.read(parsed)[1] if "name" in parsed.properties else None
    return (value.name,) if isinstance(value, Person) else ()


def _link_slot(cursor: Cursor, opening: int) -> _LinkSlot:
    """The slot for a link that begins at a column of the line. In YAML a link must be quoted.

    If quotes are missing, they go around the whole value, as YAML requires.
    """
    closed = _CLOSED.match(cursor.after)
    tail = closed["tail"] if closed else "]]"
    rest_of_line = cursor.after[closed.end() if closed else 0 :]
    end = cursor.start + len(cursor.line) - len(rest_of_line) if closed else cursor.at
    unquoted = _LinkSlot(cursor.start + opening, end, tail=tail, has_label=tail != "]]")
    value = _VALUE.fullmatch(cursor.before) if cursor.in_front else None
    if value is None:
        return unquoted
    item_start = _flow_item_start(cursor.line[value.start("value") : opening])
    first = value.start("value") + (item_start or 0)
    before = cursor.line[first:opening]
    if before[:1] in ("'", '"'):
        return replace(unquoted, quote=before[0])
    if before and item_start is None and ": " not in before:
        return unquoted  # within plain text YAML allows brackets
    more = re.match(r"(?:(?![ \t]#).)*" if item_start is None else r"[^,\]]*", rest_of_line)
    rest = more.group().rstrip() if more else ""
    return replace(
        unquoted, start=cursor.start + first, end=end + len(rest), head=before, tail=tail + rest, add_quotes=True
    )


def _flow_item_start(value: str) -> int | None:
    """The index at which the last item of a list in brackets begins; None if the value is not such a list."""
    if not value.startswith("[") or re.match(r"\[\[(?!\[)", value):
        return None
    start, mark = 1, ""
    for place, char in enumerate(value[1:], start=1):
        if mark:
            mark = "" if char == mark else mark
        elif char in "\"'" and not value[start:place].strip():
            mark = char
        elif char == ",":
            start = place + 1
    return len(value) - len(value[start:].lstrip())
