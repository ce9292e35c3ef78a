"""Parses a Markdown file in any state into a `Note`: its properties and its body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultgen import fingerprint
from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.diagnostics.source import Lines, SourceFile, Span
from vaultgen.regex import late
from vaultgen.vault.notes import authorship, frontmatter, yaml_fixes
from vaultgen.vault.notes.properties import Property

_CONFLICT = late(r"^(<{7}|>{7}|\|{7}) .*$", re.MULTILINE)
# Zero bytes, and the Unicode noncharacters (section 23.7) that we use as markers.
_NO_TEXT = late("[\0\ufdd0-\ufdef]")
_UNREADABLE = {
    "VG001": "Allow yourself to read it, or take it back from git or a backup.",
    "VG015": "Put a copy of what it leads to into the vault in its place.",
    "VG016": "Open it on this computer once, or choose “Keep Downloaded” for the vault's folder.",
}
# Hints for files that are not regular files, by a text in the reason.
_HINTS = (
    ("a file that is not there", "Delete the link, or bring back the file that it leads to."),
    ("in a circle", "Delete the link, and write the note in its place."),
    (", not a file", "Move it out of the vault, or give it a name that does not end in “.md”."),
    ("file name is not UTF-8", "Rename the file."),
    ("a folder that cannot be looked into", "Allow yourself to look into it, or move it out of the vault."),
)


@dataclass(frozen=True, slots=True)
class Note:
    """A Markdown file of the vault.

    `properties` are keyed by `key(name)`. `body` is the text after the front matter, `body_line` the line where it
    begins. `digest` is a hash of the file's bytes; notes are equal if path and bytes are. `broken` means that no
    property could be read; `lost` are the keys of properties that could not be read while others could. `untouched`
    means that vaultgen wrote the file and nobody has edited it; `as_written` is the same regardless of `sent`.
    `copy_of` is the path of the original if this is a conflict copy.
    """

    path: str
    properties: Mapping[str, Property] = field(default_factory=dict, compare=False)
    body: str = ""
    body_line: int = 1
    digest: str = ""
    broken: bool = False
    untouched: bool = False
    lost: frozenset[str] = field(default=frozenset(), compare=False)
    copy_of: str = ""
    as_written: bool = False

    @property
    def name(self) -> str:
        """The file's name without `.md`, as links use it."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names of the note (Obsidian's `aliases`)."""
        found = self.properties.get("aliases")
        return tuple(value.text for value in found.values) if found else ()

    def place(self, value: Span, text: str) -> Span:
        """The span of a text within the property value at a span; that of the whole value if it does not contain it."""
        values = (one for prop in self.properties.values() for one in prop.values if one.span == value)
        return next((one.place_of(text) for one in values), value)

    @property
    def folder(self) -> str:
        """The first folder of the path; empty for a note in the root of the vault."""
        return self.path.partition("/")[0] if "/" in self.path else ""


def parse_note(source: SourceFile) -> tuple[Note, tuple[Diagnostic, ...]]:
    """The note in a file, and the problems of its front matter."""
    digest = fingerprint.digest(source.data)
    if source.fault:
        message = f"The file cannot be read: {source.fault}."
        hint = next((hint for fault, hint in _HINTS if fault in source.fault), _UNREADABLE[source.code])
        found = problem(source.code, source.path, Span(), message, hint=hint)
        return Note(source.path, digest=digest, broken=True), (found,)
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(source, error, digest)
    text = text.removeprefix("\ufeff")  # a byte-order mark is not text; editors do not count it
    text = re.sub(r"\r(?!\n)", "\n", text)  # the line break of old Macs
    if merge := _CONFLICT.search(text):
        return _conflict(source.path, text, merge, digest)
    zeros = _zeros(source.path, text) if "\0" in text else ()
    text = _NO_TEXT.sub("\ufffd", text)
    if zeros and not text.strip("\ufffd\r\n\t "):
        return Note(source.path, digest=digest, broken=True), zeros
    front = frontmatter.read(source.path, text)
    is_ours = "generated" in front.properties
    note = Note(
        source.path,
        front.properties,
        front.body,
        front.body_line,
        digest,
        front.broken,
        is_ours and authorship.is_untouched(text),
        front.lost,
        as_written=is_ours and authorship.is_as_written(text),
    )
    return note, (*zeros, *yaml_fixes.with_fixes(source.path, text, front.problems))


def _zeros(path: str, text: str) -> tuple[Diagnostic, ...]:
    start = text.index("\0")
    end = next((at for at in range(start, len(text)) if text[at] != "\0"), len(text))
    diagnostic = problem(
        "VG017",
        path,
        Lines(text).span(start, end),
        "There are zero bytes here instead of text; a crash, a full disk or a sync that broke off leaves such a file.",
        hint="Take the note back from git, a backup or Obsidian's file recovery; if nothing is missing, delete them.",
    )
    return (diagnostic,)


def _undecodable(source: SourceFile, error: UnicodeDecodeError, digest: str) -> tuple[Note, tuple[Diagnostic, ...]]:
    before = source.data[: error.start].decode("utf-8").removeprefix("\ufeff")
    line, column = Lines(before).place(len(before))
    utf16 = source.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    diagnostic = problem(
        "VG002",
        source.path,
        Span(line, column, line, column + 1),
        "The file is not UTF-8" + (" but UTF-16." if utf16 else f": byte 0x{source.data[error.start]:02x} is no text."),
        hint="Save it as UTF-8 (in most editors: Save with encoding).",
    )
    text = source.data.decode("utf-16" if utf16 else "utf-8", errors="replace").removeprefix("\ufeff")
    return Note(source.path, body=text, digest=digest, broken=True), (diagnostic,)


def _conflict(path: str, text: str, merge: re.Match[str], digest: str) -> tuple[Note, tuple[Diagnostic, ...]]:
    diagnostic = problem(
        "VG011",
        path,
        Lines(text).span(*merge.span()),
        "Two versions of this note were merged and not settled: git left its marks in it.",
        hint="Choose between the lines around ======= and delete the lines with <<<<<<<, ======= and >>>>>>>.",
    )
    return Note(path, body=text, digest=digest, broken=True), (diagnostic,)
