"""Problems in the user's files, as values.

`RULES` is the catalogue: every code that vaultgen can give, its severity, and what it is about.
Codes are stable: VG0xx files and front matter, VG1xx values, VG2xx links, VG3xx dates that
contradict each other, VG4xx drafts, VG5xx settings, VG6xx people and
identity, VG7xx leftovers and privacy.
"""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultgen.diagnostics.source import Span
from vaultgen.regex import late

Severity = Literal["error", "warning", "hint"]
SEVERITIES = ("error", "warning", "hint")  # the worst first


class Rule(NamedTuple):
    """One kind of problem: its severity and a title of a few words."""

    severity: Severity
    title: str


RULES: dict[str, Rule] = {
    "VG001": Rule("error", "file cannot be read"),
    "VG002": Rule("error", "not UTF-8"),
    "VG003": Rule("error", "no front matter"),
    "VG004": Rule("error", "front matter not closed"),
    "VG005": Rule("error", "front matter is not YAML"),
    "VG006": Rule("error", "front matter is not a list of properties"),
    "VG007": Rule("error", "property given twice"),
    "VG008": Rule("error", "property holds more than text or a list"),
    "VG009": Rule("error", "YAML anchor, alias or tag"),
    "VG010": Rule("error", "front matter too large"),
    "VG011": Rule("error", "unfinished merge"),
    "VG012": Rule("warning", "copy of a note"),
    "VG013": Rule("warning", "names that are the same but for case"),
    "VG014": Rule("hint", "empty note"),
    "VG015": Rule("error", "link out of the vault"),
    "VG016": Rule("hint", "note not downloaded"),
    "VG017": Rule("error", "zero bytes in the file"),
    "VG101": Rule("warning", "unknown property"),
    "VG102": Rule("error", "required property missing"),
    "VG103": Rule("error", "wrong type of value"),
    "VG104": Rule("error", "not a date"),
    "VG105": Rule("error", "not one of the choices"),
    "VG106": Rule("error", "link without quotes"),
    "VG107": Rule("error", "unknown time zone"),
    "VG108": Rule("error", "unknown kind of note"),
    "VG109": Rule("warning", "length that is hardly meant"),
    "VG110": Rule("warning", "not an e-mail address"),
    "VG111": Rule("warning", "not a telephone number"),
    "VG112": Rule("hint", "time with a zone offset"),
    "VG113": Rule("hint", "sent, but not when"),
    "VG201": Rule("warning", "link to no note"),
    "VG202": Rule("warning", "link that fits several notes"),
    "VG203": Rule("warning", "link to the wrong kind of note"),
    "VG301": Rule("error", "decision date before the interview"),
    "VG302": Rule("error", "sent before the interview ended"),
    "VG303": Rule("error", "heard back before the interview"),
    "VG304": Rule("error", "applied after the interview"),
    "VG305": Rule("warning", "date that is hardly meant"),
    "VG306": Rule("warning", "happened in the future"),
    "VG307": Rule("warning", "outcome before the interview"),
    "VG308": Rule("warning", "promised for a day before the interview"),
    "VG309": Rule("warning", "interviews that overlap"),
    "VG401": Rule("warning", "file in the place of a draft"),
    "VG402": Rule("error", "draft text cannot be filled"),
    "VG411": Rule("warning", "placeholder left"),
    "VG412": Rule("error", "wrong person or company"),
    "VG413": Rule("warning", "name misspelt"),
    "VG414": Rule("warning", "nothing of that talk in it"),
    "VG415": Rule("warning", "too long or too short for its kind"),
    "VG416": Rule("warning", "near-copy within a panel"),
    "VG417": Rule("hint", "cliché"),
    "VG418": Rule("hint", "exclamation marks"),
    "VG419": Rule("warning", "group address"),
    "VG420": Rule("warning", "no way to reach you"),
    "VG421": Rule("warning", "texting"),
    "VG422": Rule("warning", "two drafts for one follow-up"),
    "VG423": Rule("hint", "notes changed since the draft was written"),
    "VG501": Rule("error", "settings are not TOML"),
    "VG502": Rule("warning", "unknown setting"),
    "VG503": Rule("error", "setting has the wrong value"),
    "VG601": Rule("warning", "person without a name"),
    "VG602": Rule("warning", "one person under two names"),
    "VG603": Rule("warning", "two notes for one interview"),
    "VG604": Rule("warning", "two notes for one person"),
    "VG605": Rule("warning", "two notes for one position"),
    "VG701": Rule("hint", "still to be filled in"),
    "VG702": Rule("warning", "private files in git"),
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

    code: str
    severity: Severity
    path: str
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None


def problem(
    code: str,
    path: str,
    span: Span,
    message: str,
    *,
    hint: str = "",
    severity: Severity | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """A diagnostic of the rule `code`, with its severity unless another is given.

    What the words quote of a note is cut where it is long: a value may be a page, a message is a sentence.
    """
    return Diagnostic(code, severity or RULES[code].severity, path, span, _brief(message), _brief(hint), fix)


_QUOTED = late(r"“([^“”]{121,})”")
_LONGEST = 600  # characters of a message, or of a hint


def _brief(said: str) -> str:
    """On one line, and with quotations that can be read at a glance."""
    line = _QUOTED.sub(lambda found: f"“{found[1][:100].rstrip()}…”", re.sub(r"\s*[\r\n]+\s*", " ", said))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sorted by file and place, as every reporter shows them."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.span, d.code, d.message)))
