"""Fixes for front matter that YAML cannot read as it was meant: (text, problems) → problems with fixes.

Each candidate is tried: it is only offered if the front matter, parsed again with it, no longer has the problem and has
no new one before it. Ambiguous texts get no fix.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix
from vaultgen.diagnostics.fixes import apply_edits
from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.regex import late
from vaultgen.vault.notes import frontmatter
from vaultgen.vault.notes.properties import key

_CLOSING = late(r"\n---[ \t]*(?:\r?\n|\Z)")
_MOST_READ = 3_000_000  # characters to parse again for all problems together, to bound the time
# A line: its indentation and list marker, the name of the property, the value.
_LINE = late(r"(?P<head>\s*(?:- +)?)(?P<name>[^\s:#\"'\[\]{},&*!|>%@`-][^:#\"']*:[ \t]+)?(?P<value>\S.*?)[ \t]*")
# A list that begins on the line of its name, and a value that begins with a quotation mark.
_ITEM_BEHIND = late(r"(?P<name>[^\s:#\"'\[\]{},&*!|>%@`-][^:#\"']*:)(?P<gap>[ \t]+)- +(?P<item>\S.*?)[ \t]*")
_IN_MARKS = late(r"(?P<head>\s*(?:- +)?(?:[\w -]+:[ \t]+)?)(?P<value>(?P<mark>[\"']).*?)[ \t]*")
_LINK = late(r"\[\[[^\[\]]+\]\]")
# The fields of a person as properties of an item are not one text.
_FIELDS = ("name", "title", "email", "phone", "company", "role", "date", "text")
# What a value may begin with and still be a plain text that only lacks quotes.
_MAY_BEGIN = late(r"\[\[[^\[\]]+\]\]|(?!- )[^\s\"'\[\]{}#&*!|>,?]")


def with_fixes(path: str, text: str, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems of a front matter, each with a fix if there is a safe one.

    `text` is the file without a byte-order mark; `path` is that of the problems.
    """
    problems = tuple(diagnostics)
    closing = _CLOSING.search(text)
    front = text[: closing.end()] if closing else text  # the body makes no difference
    tries = max(1, _MOST_READ // (len(front) * len(problems))) if problems else 0
    return tuple(_with_fix(path, front, one, problems) if n < tries else one for n, one in enumerate(problems))


def _with_fix(path: str, text: str, diagnostic: Diagnostic, before: tuple[Diagnostic, ...]) -> Diagnostic:
    make = _FIXES.get(diagnostic.code)
    fix = make(split_lines(text), diagnostic.span) if make else None
    if fix is None or diagnostic.fix is not None or not _is_fixed(path, text, fix, diagnostic, before):
        return diagnostic
    return replace(diagnostic, fix=fix)


def _is_fixed(path: str, text: str, fix: Fix, diagnostic: Diagnostic, before: tuple[Diagnostic, ...]) -> bool:
    """Whether a fix removes the problem without causing one that was not hidden by it."""
    after = frontmatter.read(path, apply_edits(text.encode(), fix.edits).decode()).problems
    if diagnostic.code == "VG007":
        return len(after) == len(before) - 1
    known = {replace(one, fix=None) for one in before if one is not diagnostic}
    return all(
        replace(one, fix=None) in known or one.code == "VG007" or one.span.line > diagnostic.span.line for one in after
    )


def _quote_value(lines: list[str], span: Span) -> Fix | None:
    """Quotes the value of a line if it ends with the line and is unambiguous."""
    line = lines[span.line - 1]
    match = _LINE.fullmatch(line)
    if match is None or _goes_on(lines, span.line):
        return None
    value = match["value"]
    if match["name"] is None and "-" not in match["head"]:
        return None
    if not _MAY_BEGIN.match(value) or re.search(r"[ \t]#", value) or not value.isprintable():
        return None
    if match["name"] is not None and "-" in match["head"]:
        # “- Jane: laughed” is one text, since lists contain only texts.
        if key(match["name"].partition(":")[0]) in _FIELDS:
            return None
        return _quoted(span.line, len(match["head"]), match["name"] + value)
    return _quoted(span.line, match.start("value"), value)


def _list_below(lines: list[str], span: Span) -> Fix | None:
    """Moves the only item of a list from the line of its name to its own line."""
    match = _ITEM_BEHIND.fullmatch(lines[span.line - 1])
    if match is None or _goes_on(lines, span.line) or lines[span.line : span.line + 1] == ["-"]:
        return None
    item, following = match["item"], lines[span.line] if span.line < len(lines) else ""
    if re.match(r"-[ \t]", following) or " - " in item or not item.isprintable() or re.search(r"[ \t]#", item):
        return None
    plain = re.fullmatch(r"[\w(“‘][^:#\"']*", item)
    where = Span(span.line, match.start("gap") + 1, span.line, len(lines[span.line - 1]) + 1)
    return Fix("Put the item on a line of its own", (Edit(where, f"\n  - {item if plain else _in_quotes(item)}"),))


def _quote_quoted(lines: list[str], span: Span) -> Fix | None:
    """Uses the other kind of quotes for a value that goes on after its closing quotation mark."""
    match = _IN_MARKS.fullmatch(lines[span.line - 1])
    if match is None or not match["head"].strip() or _goes_on(lines, span.line):
        return None
    value, mark = match["value"], match["mark"]
    _, closing, rest = value[1:].partition(mark)
    if not closing or not rest.strip() or mark in rest or "\\" in value or re.search(r"[ \t]#", rest):
        return None
    if not value.isprintable() or re.search(r":(?:[ \t]|$)", rest):
        return None
    return _quoted(span.line, match.start("value"), value)


def _single_quotes(lines: list[str], span: Span) -> Fix | None:
    """Uses single quotes for a value in double quotes with a literal backslash."""
    match = re.fullmatch(r".*?(?P<value>\"(?P<text>[^\"']*\\[^\"']*)\")[ \t]*", lines[span.line - 1])
    if match is None or not match["text"].isprintable() or "\\\\" in match["text"]:
        return None
    where = Span(span.line, match.start("value") + 1, span.line, match.end("value") + 1)
    return Fix(f"Put “{match['text']}” in single quotes", (Edit(where, f"'{match['text']}'"),))


def _quote_link(lines: list[str], span: Span) -> Fix | None:
    """Quotes a link and what follows it after a comma, or each link of a list in brackets."""
    line = lines[span.line - 1]
    rows = re.fullmatch(r"(?P<head>[^\[\]\"'#]*?[:-][ \t]+)\[[ \t]*(?P<rows>\[\[.*\]\])[ \t]*\][ \t]*", line)
    if rows and re.fullmatch(rf"{_LINK.pattern}(?:\s*,\s*{_LINK.pattern})*", rows["rows"]):
        edits = [
            Edit(Span(span.line, link.start() + 1, span.line, link.end() + 1), _in_quotes(link.group()))
            for link in _LINK.finditer(line, rows.start("rows"))
        ]
        return Fix("Put quotes around the links", tuple(edits))
    written = re.compile(rf"{_LINK.pattern}(?:,[^\[\]\"'#]*[^\[\]\"'#\s])?(?=[ \t]*(?:[ \t]#.*)?$)")
    match = written.match(line, span.column - 1)
    if match is None or _goes_on(lines, span.line) or not re.fullmatch(r".*[:-][ \t]+", line[: match.start()]):
        return None
    if not match.group().isprintable():
        return None
    return _quoted(span.line, match.start(), match.group())


def _drop_same(lines: list[str], span: Span) -> Fix | None:
    """Deletes the second of two properties with exactly the same value."""
    name, _, rest = lines[span.line - 1].partition(":")
    if span.column != 1:
        return None
    again = _block(lines, span.line)
    for number in range(2, span.line):
        other, colon, _ = lines[number - 1].partition(":")
        if colon and other[:1] not in ("#", "-", " ", "\t") and key(other) == key(name):
            first = _block(lines, number)
            same = [rest.strip(), *lines[span.line : again]] == [
                lines[number - 1].partition(":")[2].strip(),
                *lines[number:first],
            ]
            if same and "#" not in rest:
                where = Span(span.line, 1, again + 1, 1)
                return Fix(f"Take the second “{name.strip()}” away", (Edit(where, ""),))
            return None
    return None


def _block(lines: list[str], number: int) -> int:
    """The last line (from 1) of the property that begins on a line."""
    last = number
    while last < len(lines) and re.match(r"[ \t]+\S|-[ \t]", lines[last]):
        last += 1
    return last


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the value may continue on the next line, because that is indented further."""
    following = next((line for line in lines[number:] if line.strip()), "")
    return _indentation(following) > _indentation(lines[number - 1])


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quoted(line: int, start: int, value: str) -> Fix:
    where = Span(line, start + 1, line, start + 1 + len(value))
    return Fix(f"Put “{value}” in quotes", (Edit(where, _in_quotes(value)),))


def _in_quotes(value: str) -> str:
    """A value in double quotes, or in single quotes if it would need escapes in double ones."""
    if '"' in value or "\\" in value:
        return f"'{value.replace(chr(39), chr(39) * 2)}'"
    return json.dumps(value, ensure_ascii=False)


def _close(lines: list[str], span: Span) -> Fix | None:
    """Writes `---` for a line that was meant to close the front matter."""
    line = lines[span.line - 1]
    return Fix(f"Write “---” for “{line.strip()}”", (Edit(Span(span.line, 1, span.line, len(line) + 1), "---"),))


_OF_VALUES = (_list_below, _quote_value, _quote_quoted, _single_quotes)
_FIXES: dict[str, Callable[[list[str], Span], Fix | None]] = {
    "VG004": lambda lines, span: _close(lines, span) if span.line > 1 else None,
    "VG005": lambda lines, span: next(filter(None, (make(lines, span) for make in _OF_VALUES)), None),
    "VG007": _drop_same,
    "VG008": lambda lines, span: _quote_value(lines, span) or _quote_link(lines, span),
    "VG106": _quote_link,
}
