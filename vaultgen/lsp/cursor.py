"""The cursor in a note that is being edited: (path, text, offset) → `Cursor`.

It scans lines instead of parsing YAML, since front matter is seldom valid while it is typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaultgen.vault.layout import FOLDERS
from vaultgen.vault.links import fold
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.properties import key
from vaultgen.vault.schema import Spec, specs

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(r"[\"']?([^\W\d_][\w -]*?)[\"']?[ \t]*:(?=[ \t\r\n]|$)", re.MULTILINE)
_TYPE = re.compile(r"type[ \t]*:[ \t]*[\"']?([^\W_][\w -]*?)[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a note that is being edited.

    `text` is the whole text, `at` the offset; `before` and `after` are its line to the left and right of it. `front` is
    the front matter, closed or not, and `in_front` says whether the cursor is in it.
    """

    path: str
    text: str
    at: int
    before: str
    after: str
    front: str
    in_front: bool

    @property
    def start(self) -> int:
        """The offset of the line's first character."""
        return self.at - len(self.before)

    @property
    def line(self) -> str:
        """The line without its line break."""
        return self.before + self.after

    @property
    def kind(self) -> type[Any] | None:
        """The kind of the note, by its `type` or else its folder; None for a plain note."""
        typed = next((found for line in self.front.split("\n") if (found := _TYPE.match(line))), None)
        return KINDS.get(fold(typed[1]) if typed else FOLDERS.get(fold(self.path.partition("/")[0]), ""))

    def spec(self, name: str) -> Spec | None:
        """The property of this kind of note with a name, in any spelling."""
        return next((spec for known, spec in self._specs.items() if key(known) == key(name)), None)

    def names(self) -> set[str]:
        """The names of the note's properties, normalized by `key`, without that of this line."""
        front = f"\n{self.front}\n"
        others = front.replace(f"\n{self.line}\n", "\n", 1) if self.in_front else front
        return {key(name) for line in others.split("\n") if (name := name_of(line))}

    def owner(self) -> str:
        """The name of the property that the cursor's line belongs to, or an empty string."""
        for line in (self.line, *reversed(self.text[: self.start].split("\n")[:-1])):
            if name := name_of(line):
                return key(name)
            if line.strip() and not line.startswith((" ", "\t", "-", "#")):
                return ""
        return ""

    @property
    def _specs(self) -> Mapping[str, Spec]:
        return specs(self.kind) if self.kind else {}


def cursor_at(path: str, text: str, at: int) -> Cursor:
    """The cursor at an offset of a note's text; `path` is the note's path in the vault."""
    text = re.sub(r"\r(?!\n)", "\n", text)  # line breaks of old Macs, as in the parser
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0].removesuffix("\r")
    at = min(at, start + len(line))
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    first = opening.end() if opening else 0
    last = closing.start() if closing else len(text) if opening else 0
    return Cursor(
        path=path,
        text=text,
        at=at,
        before=text[start:at],
        after=line[at - start :],
        front=text[first:last].replace("\r\n", "\n"),
        in_front=bool(opening) and first <= start and (start < last or closing is None),
    )


def name_of(line: str) -> str:
    """The name of the property that begins on a line, or an empty string."""
    found = _NAME.match(line)
    return found[1] if found else ""
