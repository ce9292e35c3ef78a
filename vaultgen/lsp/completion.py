"""Completions: notes inside `[[`, the names of properties, and the choices of their values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vaultgen.lsp.cursor import Cursor, cursor
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import CHECKLIST, KINDS, Interview, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import key
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.schema import specs
from vaultgen.vault.vault import Vault

_OPEN_LINK = re.compile(r"\[\[([^\[\]|#\n]*)$")
# What stands behind the cursor inside of a link that is closed: the rest of the name, and from there to the end.
_CLOSED = re.compile(r"[^\[\]|#\n]*?(?P<tail>(?:\\?[|#][^\[\]\n]*)?\]\])")
_TYPING_NAME = re.compile(r"(?:[^\W\d_][\w -]*)?")
_REST_OF_NAME = re.compile(r"[\w-]*(?P<colon>[ \t]*:)?")
# Where a value begins: behind the name, or behind a list's mark.
_VALUE = re.compile(r"(?P<head>(?:[^\s:#-][^:]*:|[ \t]*-)(?P<gap>[ \t]+|$))(?P<value>.*)")
_WORD = re.compile(r"(?P<quote>[\"']?)(?P<word>[\w-]*)")
_NOT_IN_LINKS = re.compile(r"[\[\]|#^\n]")
# The kind of note that a property most likely links to, apart from people.
_LIKELY = {"company": "company", "role": "application", "interview": "interview", "hard_questions": "question"}


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: what is shown, and the text that takes the place from `start` to `end` (offsets, on one line).

    `typed` is what an editor compares with the text from `start` to the cursor; `detail` says in a word what
    it is, `about` in a sentence; a lower `rank` is likelier.
    """

    label: str
    text: str
    start: int
    end: int
    typed: str = ""
    detail: str = ""
    about: str = ""
    rank: int = 0


def completions(snapshot: Snapshot, path: str, text: str, at: int) -> tuple[Completion, ...]:
    """What may be typed at a place."""
    here = cursor(path, text, at)
    if link := _OPEN_LINK.search(here.before):
        return tuple(_links(snapshot.vault, here, link.start()))
    if not here.in_front:
        return ()
    if _TYPING_NAME.fullmatch(here.before):
        return tuple(_properties(here))
    return tuple(_choices(here))


# Properties and their choices.


def _properties(here: Cursor) -> Iterator[Completion]:
    """The properties that the note has not yet; a list begins its first item on a line of its own."""
    there = here.names()
    rest = _REST_OF_NAME.match(here.after)
    if rest is None or (here.after[rest.end() :].strip() and not rest["colon"]):
        return
    end = here.at + rest.end() - len(rest["colon"] or "")
    for name, spec in specs(here.kind).items() if here.kind else ():
        if key(name) not in there:
            more = "" if rest["colon"] else ":\n  - " if spec.is_list else ": "
            about = spec.about[:1].upper() + spec.about[1:]
            yield Completion(name, name + more, here.start, end, name, spec.type, about)
    if "type" not in there:
        more = "" if rest["colon"] else ": "
        yield Completion("type", f"type{more}", here.start, end, "type", "text", "The kind of note", rank=1)


def _choices(here: Cursor) -> Iterator[Completion]:
    """The words that the value of a property may be, in the quotation marks that stand there."""
    value = _VALUE.fullmatch(here.before)
    if value is None:
        return
    name = here.owner()
    typing = _WORD.fullmatch(value["value"], _row(value["value"]) or 0)
    if typing is None:
        return
    start = here.start + value.start("value") + typing.start("word")
    rest = re.match(r"[\w-]*", here.after)
    end = here.at + (rest.end() if rest else 0)
    gap = "" if value["gap"] else " "
    for option in _words(here, name):
        yield Completion(option, gap + option, start, end, option, name)


def _words(here: Cursor, name: str) -> tuple[str, ...]:
    if name == "type":
        return tuple(KINDS)
    if here.kind is Interview and name == "unknown":
        return CHECKLIST
    spec = here.spec(name)
    return spec.choices if spec else ()


# Links.


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a link is set into: the stretch that it replaces, with what stands before and behind it there."""

    start: int
    end: int
    head: str = ""
    tail: str = "]]"
    quote: str = ""  # the quotation mark that the value stands in
    add_quotes: bool = False
    has_label: bool = False

    def around(self, link: str) -> str:
        """The stretch with a link in it; `link` is without the closing brackets."""
        if self.add_quotes:
            return quoted(f"{self.head}{link}{self.tail}")
        if self.quote == '"':
            link = quoted(link)[1:-1]
        return self.head + (link.replace("'", "''") if self.quote == "'" else link) + self.tail


def _links(vault: Vault, here: Cursor, opening: int) -> Iterator[Completion]:
    """Every note by its name and its other names, the likely ones first."""
    frame = _frame(here, opening)
    name = here.owner() if here.in_front else ""
    spec = here.spec(name) if name else None
    likely = "person" if spec and ("person" in spec.type or "people" in spec.type) else _LIKELY.get(name)
    for note in sorted(vault.notes, key=lambda note: (fold(note.name), note.path)):
        target = note.name if vault.links.find(note.name) == (note,) else note.path.removesuffix(".md")
        if note.path == here.path or _NOT_IN_LINKS.search(target):
            continue
        kind = vault.kinds.get(note.path, "note")
        rank = int(likely is not None and kind != likely)
        for label in _labels(vault, note):
            own = label == note.name or frame.has_label
            link = f"[[{target}" if own else f"[[{target}|{label}"
            detail = kind if label == note.name else f"{kind}: {note.name}"
            typed = f"{frame.head}[[{label}"
            yield Completion(label, frame.around(link), frame.start, frame.end, typed, detail, note.path, rank)


def _labels(vault: Vault, note: Note) -> Iterator[str]:
    """The names that a note goes by, each once: the file's, a person's own, the aliases."""
    value = vault.of(note)
    names = (note.name, *((value.name,) if isinstance(value, Person) else ()), *note.aliases)
    yield from (name for name in dict.fromkeys(names) if name == note.name or not _NOT_IN_LINKS.search(name))


def _frame(here: Cursor, opening: int) -> _Frame:
    """How a link that begins at a column of the line is to be written: YAML takes none without quotes.

    Where quotes are missing they go around the whole value, since nothing else of it may stand outside.
    """
    closed = _CLOSED.match(here.after)
    tail = closed["tail"] if closed else "]]"
    behind = here.after[closed.end() if closed else 0 :]
    end = here.start + len(here.line) - len(behind) if closed else here.at
    bare = _Frame(here.start + opening, end, tail=tail, has_label=tail != "]]")
    value = _VALUE.fullmatch(here.before) if here.in_front else None
    if value is None:
        return bare
    row = _row(here.line[value.start("value") : opening])
    first = value.start("value") + (row or 0)
    before = here.line[first:opening]
    if before[:1] in ("'", '"'):
        return replace(bare, quote=before[0])
    if before and row is None and ": " not in before:
        return bare  # inside of a plain text YAML minds no brackets
    more = re.match(r"(?:(?![ \t]#).)*" if row is None else r"[^,\]]*", behind)
    rest = more.group().rstrip() if more else ""
    return replace(bare, start=here.start + first, end=end + len(rest), head=before, tail=tail + rest, add_quotes=True)


def _row(value: str) -> int | None:
    """Where the last item of a list in brackets begins; None where a value is no such list."""
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
