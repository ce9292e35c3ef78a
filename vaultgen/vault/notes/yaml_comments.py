"""Text that YAML reads as a comment, though it was typed as part of a value: `role: C #dotnet engineer` (VG019)."""

import json
import re
from typing import NamedTuple

from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix, problem
from vaultgen.diagnostics.source import Lines
from vaultgen.regex import late

_DROPPED = late(r"[ \t]*(?P<said>#[^\r\n]*?)[ \t]*(?=\r|\n|\Z)")

_WORD = late(r"#(?:\S| ?\d)")  # `#dotnet`, `# 42`; other text after `# ` may be a remark


class Dropped(NamedTuple):
    """A value as YAML reads it, which may be empty, and the comment after it, as offsets in the file's text."""

    start: int
    end: int
    said_start: int
    said_end: int


def behind(text: str, start: int, end: int) -> Dropped | None:
    """The comment after the plain value between two offsets; None if there is none.

    A comment in place of a value only counts if no space follows the `#`: `- #dotnet`.
    """
    value = text[start:end].rstrip()
    at = start + len(value)
    match = _DROPPED.match(text, at)
    if match is None or (match.start("said") == at and value) or not re.search(r"\w", match["said"]):
        return None
    if not value and match["said"][1:2].isspace():
        return None
    return Dropped(start if value else match.start("said"), at, *match.span("said"))


def diagnose(path: str, text: str, lines: Lines, dropped: Dropped) -> Diagnostic:
    """The problem; its fix quotes the value with the comment if the `#` begins a word instead of a remark."""
    whole, comment = text[dropped.start : dropped.said_end], text[dropped.said_start : dropped.said_end]
    is_word = bool(_WORD.match(comment))
    fix = None
    if is_word and "\n" not in whole and whole.isprintable():
        span = lines.span(dropped.start, dropped.said_end)
        fix = Fix(f"Put “{whole}” in quotes", (Edit(span, json.dumps(whole, ensure_ascii=False)),))
    return problem(
        "VG019",
        path,
        lines.span(dropped.said_start, dropped.said_end),
        f"“{comment}” is a comment here, and is not read: “{whole}”.",
        hint=f"If it belongs to the value, put all of it in quotes: {json.dumps(whole, ensure_ascii=False)}",
        severity="warning" if is_word else "hint",
        fix=fix,
    )
