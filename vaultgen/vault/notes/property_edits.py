"""Sets a property of a note: the file's bytes → its bytes with the property changed, and nothing else.

Comments, the order of properties, line breaks and a byte-order mark are kept. The result is parsed again to verify that
the property has the new value and all others are unchanged.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from vaultgen.diagnostics.diagnostic import Edit
from vaultgen.diagnostics.fixes import apply_edits
from vaultgen.diagnostics.source import Lines, SourceFile
from vaultgen.regex import late
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.notes.properties import key
from vaultgen.vault.notes.yaml_events import events, text_of
from vaultgen.vault.notes.yaml_messages import quoted

_BOUNDARY = late(r"^---[ \t]*\r?$", re.MULTILINE)
_LINE_END = late(r"\r\n|\n|\r")
# A text that both YAML 1.1 and 1.2 read as that text.
_PLAIN = late(r"[^\W\d_](?:[\w ,.()/'’–+-]*[\w.)])?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?|[1-9]\d{0,5}")
_WORDS_OF_YAML = frozenset("null true false yes no on off y n".split())


class CannotEdit(ValueError):
    """The property cannot be set; `str()` is the reason."""


def set_property(
    data: bytes, name: str, values: Sequence[str], *, is_list: bool = False, after: Sequence[str] = ()
) -> bytes:
    """The file with a property set to `values`, or left empty if there are none.

    A new property is added after the last of the properties `after` that exists, else at the end. Raises `CannotEdit`
    if the file has no front matter, or none that can be read to its end.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
        front = _front(re.sub(r"\r(?!\n)", "\n", text))
        entries = {key(entry.name): entry for entry in _entries(*front)}
    except (UnicodeDecodeError, yaml.YAMLError, _Odd) as error:
        raise CannotEdit(str(error)) from None
    written = [scalar(value) for value in values]
    present = entries.get(key(name))
    page = _Page(text)
    if present is None:
        before = [entries[other] for other in map(key, after) if other in entries] or list(entries.values())
        edits = _added(page, front[1], before[-1] if before else None, name, written, is_list)
    elif is_list and present.items and written:
        edits = _list_edits(page, present, values, written)
    else:
        edits = _value_edits(page, present, written, is_list)
    changed = apply_edits(data, [Edit(page.lines.span(start, end), new) for start, end, new in edits])
    _verify(data, changed, name, written, is_list)
    return changed


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line: in double quotes unless it can only be read as text."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if is_plain else quoted(text)


# Locating the properties.


class _Odd(ValueError):
    """The front matter has a form that is not supported."""


class _Entry(NamedTuple):
    """A property: the offsets of its name, of the end of its colon, and of the end of its value.

    `items` are those of a block list.
    """

    name: str
    start: int
    colon: int
    end: int
    items: tuple["_Item", ...] = ()


class _Item(NamedTuple):
    """An item of a block list: its text, and the offsets of its hyphen and its end."""

    text: str
    hyphen: int
    end: int


def _front(text: str) -> tuple[str, int]:
    """The front matter between its boundaries, and the offset of the closing one."""
    opening = _BOUNDARY.match(text)
    closing = _BOUNDARY.search(text, opening.end() + 1) if opening else None
    if opening is None or closing is None:
        raise _Odd("the note has no properties")
    return text[opening.end() : closing.start()], closing.start()


def _entries(front: str, closing: int) -> Iterator[_Entry]:
    base = closing - len(front)
    stream = events(front)
    for event in stream:
        if isinstance(event, yaml.MappingStartEvent):
            if event.flow_style:
                raise _Odd("the properties stand in braces")
            break
        if isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.ScalarEvent) and not event.value:
                return
            raise _Odd("the note has no properties")
    for event in stream:
        if isinstance(event, yaml.MappingEndEvent):
            return
        if not isinstance(event, yaml.ScalarEvent):
            raise _Odd("a property's name is no text")
        yield _entry(front, base, event, stream)


def _entry(front: str, base: int, name: Any, rest: Iterator[Any]) -> _Entry:
    value = next(rest)
    found = re.compile(r"[ \t]*:").match(front, _stop(name))
    if found is None:
        raise _Odd(f"“{name.value}” is written in an unusual way")
    colon = found.end()
    if isinstance(value, yaml.ScalarEvent):
        return _Entry(name.value, base + _start(name), base + colon, base + max(colon, _end(front, value)))
    if not isinstance(value, yaml.SequenceStartEvent):
        raise _Odd(f"“{name.value}” holds properties of its own")
    items: list[_Item] = []
    done = _start(value)
    last = value
    for item in rest:
        last = item
        if isinstance(item, yaml.SequenceEndEvent):
            break
        if not isinstance(item, yaml.ScalarEvent):
            raise _Odd(f"“{name.value}” holds more than texts")
        hyphen = re.compile(r"-[ \t]*\Z").search(front, done, _start(item))
        if not value.flow_style and hyphen is None:
            raise _Odd(f"“{name.value}” is written in an unusual way")
        done = _end(front, item)
        at = hyphen.start() if hyphen else 0
        items.append(_Item(text_of(item), base + at, base + max(at + 1, done)))
    where = base + _start(name), base + colon
    if value.flow_style:
        return _Entry(name.value, *where, base + _stop(last))
    return _Entry(name.value, *where, items[-1].end, tuple(items))


def _end(front: str, event: Any) -> int:
    """Where the text of a scalar ends; the end mark of a block scalar is at the next name."""
    return _start(event) + len(front[_start(event) : _stop(event)].rstrip())


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def _stop(event: Any) -> int:
    return int(event.end_mark.index)


# The edits: (start, end, new text), with offsets of the text.

_Edits = list[tuple[int, int, str]]


class _Page:
    """A text with its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)

    def line_end(self, offset: int) -> tuple[int, int]:
        """The offsets before and after the line break that ends the line of an offset."""
        found = _LINE_END.search(self.text, offset)
        return found.span() if found else (len(self.text), len(self.text))

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def indent(self, offset: int) -> str:
        """The text between the start of the line and an offset."""
        return self.text[self.line_start(offset) : offset]


def _added(page: _Page, closing: int, before: _Entry | None, name: str, written: list[str], is_list: bool) -> _Edits:
    at = page.line_end(before.end)[1] if before else closing
    new_line = _new_line(page, 0)
    indent = page.indent(before.start) if before else ""
    return [(at, at, f"{indent}{name}:{_lines(written, new_line, is_list, indent)}{new_line}")]


def _value_edits(page: _Page, entry: _Entry, written: list[str], is_list: bool) -> _Edits:
    """Replaces a value by another or by a list; a comment on the line of the name is kept."""
    new_line = _new_line(page, entry.colon)
    gone: _Edits = []
    end = entry.end
    if entry.items:
        gone = [(page.line_start(entry.items[0].hyphen), page.line_end(entry.end)[1], "")]
        end = entry.colon
    line_end = page.line_end(end)[0]
    rest = page.text[end:line_end]
    indent = page.indent(entry.start)
    if not rest.strip():
        return [(entry.colon, line_end, _lines(written, new_line, is_list, indent)), *gone]
    if not is_list or not written:
        return [(entry.colon, end, f" {written[0]}" if written else ""), *gone]
    return [(entry.colon, end, ""), (line_end, line_end, _lines(written, new_line, True, indent)), *gone]


def _list_edits(page: _Page, entry: _Entry, values: Sequence[str], written: list[str]) -> _Edits:
    """Replaces a list item by item; unchanged items and comments beside items are kept."""
    edits: _Edits = []
    for item, value, new in zip(entry.items, values, written, strict=False):
        if item.text != value:
            line_end = page.line_end(item.end)[0]
            end = item.end if page.text[item.end : line_end].strip() else line_end
            edits.append((item.hyphen, end, f"- {new}"))
    for item in entry.items[len(written) :]:
        edits.append((page.line_start(item.hyphen), page.line_end(item.end)[1], ""))
    more = written[len(entry.items) :]
    if more:
        last = entry.items[-1]
        at = page.line_end(last.end)[0]
        new_line, indent = _new_line(page, last.hyphen), page.indent(last.hyphen)
        edits.append((at, at, "".join(f"{new_line}{indent}- {new}" for new in more)))
    return edits


def _lines(written: list[str], new_line: str, is_list: bool, indent: str) -> str:
    """The text after the colon of a name."""
    if not written:
        return ""
    if is_list:
        return "".join(f"{new_line}{indent}  - {new}" for new in written)
    return f" {written[0]}"


def _new_line(page: _Page, offset: int) -> str:
    start, end = page.line_end(offset)
    return page.text[start:end] or "\n"


# Verification.


def _verify(before: bytes, after: bytes, name: str, written: list[str], is_list: bool) -> None:
    """Raises `CannotEdit` if the property does not have the new value, or anything else has changed."""
    was, now = _read(before), _read(after)
    alone = _read(f"---\n{name}:{_lines(written, chr(10), is_list, '')}\n---\n".encode())
    wanted, actual = _texts(alone), _texts(now)
    others = {other: words for other, words in _texts(was).items() if other != key(name)}
    if actual != others | wanted or now.body != was.body:
        raise CannotEdit(f"“{name}” cannot be changed without changing something else")


def _texts(note: Note) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value.text for value in prop.values) for name, prop in note.properties.items()}


def _read(data: bytes) -> Note:
    return parse_note(SourceFile("", data))[0]
