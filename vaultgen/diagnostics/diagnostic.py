"""Problems in the user's files as values.

A `Rule` is one kind of problem; `checks.RULES` has all. Codes are stable: VG0xx files and front matter,
VG1xx values, VG2xx links, VG3xx dates that contradict each other, VG4xx drafts, VG5xx settings, VG6xx
people and identity, VG7xx leftovers and privacy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultgen.diagnostics.source import Span
from vaultgen.regex import late

Severity = Literal["error", "warning", "hint"]
SEVERITIES = ("error", "warning", "hint")  # worst first


class Rule(NamedTuple):
    """A kind of problem: its code, severity and short title."""

    code: str
    severity: Severity
    title: str


# The rules for reading and writing files, values, settings and drafts. Those of a check are in its own file.
READING_RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("VG001", "error", "file cannot be read"),
        Rule("VG002", "error", "not UTF-8"),
        Rule("VG004", "error", "front matter not closed"),
        Rule("VG005", "error", "front matter is not YAML"),
        Rule("VG006", "error", "front matter is not a list of properties"),
        Rule("VG007", "error", "property given twice"),
        Rule("VG008", "error", "property holds more than text or a list"),
        Rule("VG009", "error", "YAML anchor, alias or tag"),
        Rule("VG010", "error", "front matter too large"),
        Rule("VG011", "error", "unfinished merge"),
        Rule("VG015", "error", "link out of the vault"),
        Rule("VG016", "hint", "note not downloaded"),
        Rule("VG017", "error", "zero bytes in the file"),
        Rule("VG019", "warning", "text that YAML drops"),
        Rule("VG103", "error", "wrong type of value"),
        Rule("VG104", "error", "not a date"),
        Rule("VG105", "error", "not one of the choices"),
        Rule("VG106", "error", "link without quotes"),
        Rule("VG107", "error", "unknown time zone"),
        Rule("VG108", "warning", "unknown kind of note"),
        Rule("VG113", "hint", "sent, but not when"),
        Rule("VG401", "warning", "file in the place of a draft"),
        Rule("VG402", "error", "draft text cannot be filled"),
        Rule("VG501", "error", "settings are not TOML"),
        Rule("VG502", "warning", "unknown setting"),
        Rule("VG503", "error", "setting has the wrong value"),
        Rule("VG606", "warning", "who is meant is not certain"),
        Rule("VG702", "warning", "private files in git"),
    )
}


class Edit(NamedTuple):
    """A replacement in the file of a problem: the text in `span` becomes `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A fix that is safe to apply without asking: a title that says what it does, and its edits.

    The edits do not overlap, and applying them twice changes nothing more.
    """

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem.

    `path` is relative to the vault, with `/`. `message` is one sentence; `hint` says what to do and may be empty.
    `severity` is the rule's, or milder. `fix` is what vaultgen can do itself, if it is safe.
    """

    rule: Rule
    severity: Severity
    path: str
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code


def problem(
    rule: Rule | str,
    path: str,
    span: Span,
    message: str,
    *,
    hint: str = "",
    severity: Severity | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic with the severity of its rule unless another is given. A code means one of `READING_RULES`.

    Long quotations in the message and hint are shortened.
    """
    its_rule = READING_RULES[rule] if isinstance(rule, str) else rule
    return Diagnostic(its_rule, severity or its_rule.severity, path, span, _brief(message), _brief(hint), fix)


_QUOTED = late(r"“([^“”]{121,})”")
_LONGEST = 600  # characters of a message, or of a hint


def _brief(text: str) -> str:
    """A text on one line, with long quotations shortened."""
    line = _QUOTED.sub(lambda quoted: f"“{quoted[1][:100].rstrip()}…”", re.sub(r"\s*[\r\n]+\s*", " ", text))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics without duplicates, sorted by file and place."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.span, d.code, d.message)))
