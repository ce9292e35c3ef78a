"""The front matter of a note: text → `FrontMatter`, with raw values and their spans.

python-frontmatter splits the text, with a handler of our own that reads YAML events from PyYAML's C scanner. Scalars
are not converted, so that `14:30`, `0123` and `no` stay the text that was typed, and each value has its span. Reading
events instead of nodes also means that aliases are not expanded and nothing recurses.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import BaseHandler

from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.diagnostics.source import Lines, Span, split_lines
from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late
from vaultgen.vault.notes import item_lists, yaml_comments
from vaultgen.vault.notes.item_fields import person_in_fields
from vaultgen.vault.notes.properties import Property, Value, key
from vaultgen.vault.notes.recovery import Stretch, stretches
from vaultgen.vault.notes.unclosed import unclosed
from vaultgen.vault.notes.yaml_events import events, text_of
from vaultgen.vault.notes.yaml_messages import NO_ANCHORS, in_words, quoted

_MOST_FRONT_MATTER = 64 * 1024


class FrontMatter(NamedTuple):
    """The properties of a note by `key(name)`, its body, and the line where the body begins.

    `problems` are what is wrong. `broken` means that no property could be read; `lost` are the keys of properties that
    could not be read, or not with all their items, while others could.
    """

    properties: Mapping[str, Property]
    body: str
    body_line: int
    problems: tuple[Diagnostic, ...] = ()
    broken: bool = False
    lost: frozenset[str] = frozenset()


def read(path: str, text: str) -> FrontMatter:
    """Parses the text of a note; `path` is for its diagnostics."""
    return _Parser(path, text).read()


_DETAIL = late(r"name:[ \t]+[\"']?([^\"'\r\n]+)", re.IGNORECASE)  # the first field of a person


class _FrontMatter(BaseHandler):
    """Splits front matter as Obsidian does: it begins with `---` on the first line, and ends with such a line."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        """The events of the front matter, wrapped in a dictionary as the library requires."""
        return {"events": events(fm)}


_HANDLER = _FrontMatter()


class _Fault(Exception):
    """The front matter cannot be read any further, because of `diagnostic`."""

    def __init__(self, diagnostic: Diagnostic, *, is_item: bool = False) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.is_item = is_item


class _Parser:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = Lines(text)
        self.problems: list[Diagnostic] = []
        self.dropped: dict[yaml_comments.Dropped, None] = {}  # an ordered set: a property may be read twice
        self.offset = 0  # of the front matter in the text

    def read(self) -> FrontMatter:
        if not _HANDLER.detect(self.text):
            return FrontMatter({}, self.text, 1)
        try:
            front, body = _HANDLER.split(self.text)
        except ValueError:
            return FrontMatter({}, self.text, 1, (unclosed(self.path, self.text, self.lines),), broken=True)
        body_start = len(self.text) - len(body)
        body = re.sub(r"\A\r?\n", "", body)
        body_line = self.lines.place(len(self.text) - len(body))[0]
        self.offset = body_start - len(front) - len(_closing(self.text, body_start))
        lost: frozenset[str] = frozenset()
        try:
            typed = self._properties(front)
        except _Fault as fault:
            typed, lost = self._recovered(front, fault)
        properties = self._by_key(typed)
        broken = bool(lost or self.problems) and not properties
        self.problems += (yaml_comments.diagnose(self.path, self.text, self.lines, one) for one in self.dropped)
        return FrontMatter(properties, body, body_line, tuple(self.problems), broken, lost)

    def _recovered(self, front: str, first: _Fault) -> tuple[list[Property], frozenset[str]]:
        """Reads each property by itself: those that can be read, and the keys of those that cannot.

        Reports the first fault, and the faults of other properties.
        """
        typed: list[Property] = []
        faulty: list[tuple[Stretch, list[_Fault]]] = []
        self.dropped.clear()
        base = self.offset
        parts = stretches(front) if len(front) <= _MOST_FRONT_MATTER else []
        while parts:
            part = parts.pop(0)
            self.offset = base + part.start
            try:
                typed += self._alone(part)
            except _Fault as fault:
                of_items = self._item_by_item(part, front, typed)
                if of_items:
                    faulty.append((part, of_items))
                    continue
                part, parts = part.up_to_closing(front, parts)
                try:
                    typed += self._alone(part)
                except _Fault:
                    faulty.append((part, [fault]))
        self.offset = base
        place = self.lines.offset(first.diagnostic.span.line, first.diagnostic.span.column) - base
        around = next((faults for part, faults in faulty if part.start <= place < part.end), [first])
        own = [f.diagnostic for part, faults in faulty if part.name and faults is not around for f in faults]
        behind = any(part.end <= place and part.name for part, _ in faulty)  # the cause precedes its effect
        here = [fault.diagnostic for fault in around] if len(around) > 1 or around[0].is_item else [first.diagnostic]
        self.problems += own if behind else [*here, *own]
        return typed, frozenset(key(name) for part, _ in faulty for name in part.names)

    def _item_by_item(self, part: Stretch, front: str, typed: list[Property]) -> list[_Fault]:
        """Reads a list item by item and adds it to `typed`; returns the faults of the items that cannot be read.

        Adds and returns nothing if it is not a list, or no item can be read.
        """
        values: list[Value] = []
        faults: list[_Fault] = []
        read: Property | None = None
        for item in item_lists.items(part, front):
            try:
                read = next(iter(self._whole(item.text)), None)
                values += read.values if read else ()
            except _Fault as fault:
                faults.append(_Fault(fault.diagnostic, is_item=True))
                values += item_lists.as_typed(self.text, self.lines, fault.diagnostic)
        if read is None and values:
            read = next(iter(self._whole(part.text.partition("\n")[0])), None)
        if read is None or not faults:
            return []
        typed.append(Property(read.name, read.span, tuple(values), is_list=True))
        return faults

    def _alone(self, part: Stretch) -> list[Property]:
        """The property of a stretch; an empty list if it is only a comment."""
        typed = self._whole(part.text)
        return typed if len(typed) == 1 and part.name else []

    def _by_key(self, typed: list[Property]) -> dict[str, Property]:
        properties: dict[str, Property] = {}
        for prop in typed:
            seen = properties.setdefault(key(prop.name), prop)
            if seen is not prop:
                self._twice(seen, prop)
        return properties

    def _whole(self, front: str) -> list[Property]:
        """The properties of a text; if it cannot be read, the comments found in it are forgotten."""
        before = dict(self.dropped)
        try:
            return self._properties(front)
        except _Fault:
            self.dropped = before
            raise

    # From here on: events → properties. The accepted grammar is flat.

    def _properties(self, front: str) -> list[Property]:
        if len(front.encode()) > _MOST_FRONT_MATTER:
            raise self._fault(
                "VG010",
                Span(1, 1, 1, 4),
                f"The properties take {len(front.encode()) // 1024} KiB; vaultgen reads up to 64.",
                "Move the long texts into the body of the note.",
            )
        events = self._events(front)
        first = next(events, None)
        if first is None or (isinstance(first, yaml.ScalarEvent) and not first.value):
            return []
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._fault(
                "VG006",
                self._to_line_end(first),
                "The front matter must be properties, one “name: value” on each line.",
                "Write for example company: Acme on a line of its own.",
            )
        properties: list[Property] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self._nested(event, "A property's name must be text.")
            properties.append(self._property(event, events))
        for _ in events:
            pass  # there may be a fault after the last property
        return properties

    def _property(self, name: Any, events: Iterator[Any]) -> Property:
        value = next(events)
        if isinstance(value, yaml.ScalarEvent):
            return Property(name.value, self._at(name), self._values(value), is_list=False)
        if not isinstance(value, yaml.SequenceStartEvent):
            if self._line_from(value).startswith("{{"):
                raise self._unfilled(name.value, value)
            raise self._nested(
                value, f"“{name.value}” holds properties of its own; it can hold text or a list of texts."
            )
        values_list: list[Value] = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            if isinstance(item, yaml.SequenceStartEvent):
                raise self._link_or_nested(name.value, item)
            if not isinstance(item, yaml.ScalarEvent):
                raise self._item_of_its_own(name.value, item)
            values_list += self._values(item)
        return Property(name.value, self._at(name), tuple(values_list), is_list=True)

    def _item_of_its_own(self, name: str, item: Any) -> _Fault:
        """The fault for `- Jane: laughed`, or for the fields of a person below an item."""
        line = self._line_from(item)
        if line == "?" or line.startswith("? "):
            said = f"An item of “{name}” cannot begin with a question mark and a space unless it is in quotes."
            return self._nested(item, said, f"Put the whole item in quotes: {quoted(line)}")
        if not _DETAIL.match(line):
            said = f"An item of “{name}” reads as a property of its own, because of a colon in it."
            return self._nested(item, said, f"Put the whole item in quotes: {quoted(line)}")
        person = person_in_fields(split_lines(self.text), self._to_line_end(item).line)
        said = f"An item of “{name}” is one text, and this one has fields of its own."
        return self._nested(item, said, f"Write all of it as one text{f': {quoted(person)}' if person else ''}.")

    def _line_from(self, event: Any) -> str:
        """The text from the start of an event to the end of its line."""
        rest = re.compile(r"[^\r\n]*").match(self.text, self._offset(event.start_mark))
        return rest.group().strip() if rest else ""

    def _to_line_end(self, event: Any) -> Span:
        """The span from the start of an event to the end of its line."""
        start = self._offset(event.start_mark)
        return self.lines.span(start, start + max(1, len(self._line_from(event))))

    def _sign(self, start: int) -> Span:
        """The span of an anchor, alias or tag."""
        found = re.compile(r"[&*!][^\s,\[\]{}]*").search(self.text, start)
        return self.lines.span(*found.span()) if found else self.lines.span(start, start + 1)

    def _unfilled(self, name: str, event: Any) -> _Fault:
        """The fault for `{{date}}`: a placeholder that Obsidian fills in when it inserts a template."""
        place = self._line_from(event)
        start = self._offset(event.start_mark)
        return self._fault(
            "VG008",
            self.lines.span(start, start + len(place)),
            f"“{name}” holds {place}, a place in a template that was never filled.",
            "Write what belongs here. In Obsidian the command “Insert template” fills it, elsewhere vaultgen new.",
        )

    def _link_or_nested(self, name: str, event: Any) -> _Fault:
        """The fault for a list in a list, which is what YAML sees in `[[Jane Doe]]` without quotes."""
        start = self._offset(event.start_mark)
        start -= self.text[start - 1] == "["  # the outer bracket, if the event is the inner list
        link = re.compile(r"\[\[[^\[\]\r\n]*\]\]").match(self.text, start)
        if link:
            more = re.compile(r"(?:,[^\[\]\"#\r\n]*[^\[\]\"#\s])?").match(self.text, link.end())
            written = link.group() + (more.group() if more else "")
            return self._fault(
                "VG106",
                self.lines.span(*link.span()),
                f"The link in “{name}” needs quotes around it.",
                f'Write "{written}".',
            )
        half = re.compile(r"\[\[([^\[\]\r\n]+)\]?[ \t]*\r?$", re.MULTILINE).match(self.text, start)
        if half:
            return self._fault(
                "VG106",
                self.lines.span(start, start + len(half.group().rstrip())),
                f"The link in “{name}” is not closed, and needs quotes around it.",
                f'Write "[[{half[1].strip()}]]".',
            )
        return self._nested(event, f"“{name}” holds a list in a list; it can hold a list of texts.")

    def _events(self, front: str) -> Iterator[Any]:
        documents = 0
        try:
            for event in _HANDLER.load(front)["events"]:
                if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
                    raise self._fault("VG009", self._sign(self._offset(event.start_mark)), *NO_ANCHORS)
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self._second_document(event)
                elif not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent)):
                    yield event
        except yaml.reader.ReaderError as error:
            at = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", front)
            start = at.start() if at else 0
            raise self._fault(
                "VG005",
                self._span(start, start + 1),
                f"There is a character that no text can hold: {error.reason}.",
                "Delete the character; it is often left by a copy and paste.",
            ) from None
        except yaml.MarkedYAMLError as error:
            raise self._not_yaml(error, front) from None

    def _second_document(self, event: Any) -> _Fault:
        return self._fault(
            "VG005",
            self._at(event),
            "A line with “...” ends the properties before this one.",
            "Delete that line; only --- ends the properties.",
        )

    def _not_yaml(self, error: yaml.MarkedYAMLError, front: str) -> _Fault:
        context, message = str(error.context), f"{error.context or ''} {error.problem or ''}"
        mark = error.problem_mark or error.context_mark
        # What is never closed is reported where it is opened.
        if error.context_mark and re.search("flow|quoted scalar.*end of stream|alias|anchor|tag", message):
            mark = error.context_mark
        start = min(mark.index, max(0, len(front.rstrip("\r\n")) - 1)) if mark else 0
        if re.search("alias|anchor|tag", context):
            return self._fault("VG009", self._sign(self.offset + start), *NO_ANCHORS)
        line_start = max(front.rfind("\n", 0, start), front.rfind("\r", 0, start)) + 1
        indented = re.fullmatch(r"([ \t]+)[^\s:-][^:]*", front[line_start:start])
        if "mapping values" in message and indented:
            start, message = line_start + len(indented[1]), "could not find expected ':'"
        return self._fault("VG005", self._span(start, start + 1), *in_words(message, front[start:].partition("\n")[0]))

    def _twice(self, seen: Property, again: Property) -> None:
        self.problems.append(
            problem(
                "VG007",
                self.path,
                again.span,
                f"“{again.name}” stands here and on line {seen.span.line}; the first one counts.",
                hint="Keep one of the two, or join them into one list.",
            )
        )

    def _nested(self, event: Any, message: str, hint: str = "") -> _Fault:
        return self._fault(
            "VG008",
            self._to_line_end(event),
            message,
            hint or "Obsidian cannot edit nested properties; keep them flat.",
        )

    def _fault(self, code: str, span: Span, message: str, hint: str) -> _Fault:
        return _Fault(problem(code, self.path, span, message, hint=hint))

    def _values(self, event: Any) -> tuple[Value, ...]:
        """The value of a scalar, without comments; empty if nothing is left."""
        text = text_of(event)
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        if not event.style and (dropped := yaml_comments.behind(self.text, start, end)):
            self.dropped[dropped] = None
        if "%%" in text:
            text = re.sub("[ \t]{2,}", " ", without_comments(text)).strip()
        return () if _is_empty(event) or not text.strip() else (Value(text, self._at(event)),)

    def _at(self, event: Any) -> Span:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        shown = self.text[start:end].rstrip()  # the end mark of a block scalar is at the next key
        return self.lines.span(start, start + max(1, len(shown)))

    def _offset(self, mark: Any) -> int:
        return self.offset + int(mark.index)

    def _span(self, start: int, end: int) -> Span:
        return self.lines.span(self.offset + start, self.offset + end)


def _is_empty(event: Any) -> bool:
    """Whether a scalar is empty, or an unquoted null of YAML 1.2's core schema."""
    return not event.value.strip() or (not event.style and event.value in ("~", "null", "Null", "NULL"))


def _closing(text: str, body_start: int) -> str:
    """The closing boundary, which ends where the body begins."""
    line_start = max(text.rfind("\n", 0, body_start), text.rfind("\r", 0, body_start - 1)) + 1
    return text[line_start:body_start]
