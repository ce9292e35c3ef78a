"""Problems in the user's files, as values.

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
SEVERITIES = ("error", "warning", "hint")  # the worst first


class Rule(NamedTuple):
    """One kind of problem: its code, its severity and a title of a few words."""

    code: str
    severity: Severity
    title: str


# What is found while files, values, settings and drafts are read and written. A check has its rules in its own file.
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
    )
}


class Edit(NamedTuple):
    """One replacement in the file that a problem is about: the text of `span` becomes `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A mend that is safe to make without asking what was meant: what it does in words, and its edits.

    The edits do not overlap, and made twice they change nothing more.
    """

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, what, and how to mend it.

    `path` is relative to the vault with `/`; `message` is one plain sentence; `hint` says how to
    mend it and may be empty; `severity` is that of the rule unless the case is milder; `fix` is the
    mend that vaultgen could make itself, if there is a safe one.
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
        """The code of its rule."""
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
    """A diagnostic of a rule, with its severity unless another is given; a code stands for one of `READING_RULES`.

    What the words quote of a note is cut where it is long: a value may be a page, a message is a sentence.
    """
    of = READING_RULES[rule] if isinstance(rule, str) else rule
    return Diagnostic(of, severity or of.severity, path, span, _brief(message), _brief(hint), fix)


_QUOTED = late(r"“([^“”]{121,})”")
_LONGEST = 600  # characters of a message, or of a hint


def _brief(said: str) -> str:
    """On one line, and with quotations that can be read at a glance."""
    line = _QUOTED.sub(lambda found: f"“{found[1][:100].rstrip()}…”", re.sub(r"\s*[\r\n]+\s*", " ", said))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sorted by file and place, as every reporter shows them."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.span, d.code, d.message)))
