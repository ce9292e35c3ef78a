"""Parses `vaultgen.toml`: the settings, and a diagnostic for each mistake. An empty file is valid.

The commands stop at errors in the settings, not at warnings.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from vaultgen.dates.workdays import holidays_of
from vaultgen.diagnostics.diagnostic import SEVERITIES, Diagnostic, Edit, Fix, problem
from vaultgen.diagnostics.fixes import apply_edits
from vaultgen.diagnostics.selection import UnknownCode, codes
from vaultgen.diagnostics.source import Lines, Span
from vaultgen.regex import late
from vaultgen.spelling import certain, suggestion
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.scope import tidy
from vaultgen.vault.settings import TONES, WEEK_STARTS, CheckRules, FollowUpRules, Settings, WorkingHours, zone


class _Wrong(ValueError):
    """A wrong value of a setting; `str()` completes the sentence `… takes`, `hint` says what to write."""

    def __init__(self, takes: str, hint: str = "") -> None:
        super().__init__(takes)
        self.hint = hint


def _zone(value: object) -> ZoneInfo:
    try:
        return zone(_text(value))
    except LookupError:
        raise _Wrong("the name of a time zone, like “Europe/Berlin” or “America/Chicago”") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("text in quotes")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10_000:
        raise _Wrong("a whole number, 0 or more")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false, without quotes")
    return value


def _tone(value: object) -> str:
    if value not in TONES:
        raise _Wrong("one of " + ", ".join(f"“{tone}”" for tone in TONES))
    return str(value)


def _week_start(value: object) -> str:
    day = value.casefold() if isinstance(value, str) else value
    if day not in WEEK_STARTS:
        raise _Wrong("one of " + ", ".join(f"“{start}”" for start in WEEK_STARTS))
    return str(day)


def _opens_as_of(value: object) -> str:
    if value not in ("now", "build"):
        raise _Wrong("“now” or “build”")
    return str(value)


def _working_hours(value: object) -> WorkingHours:
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", _text(value))
    wrong = _Wrong("two times of a day, like “08:30-17:30”")
    if match is None:
        raise wrong
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in match.groups())
    try:
        hours = WorkingHours(time(from_hour, from_minute), time(to_hour, to_minute))
    except ValueError:
        raise wrong from None
    if hours.start >= hours.end:
        raise wrong
    return hours


def _codes(value: object, known: Collection[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise _Wrong("a list of codes, like [“VG101”]")
    try:
        return tuple(code for code in value if not known or codes(code, known))
    except UnknownCode as unknown:
        raise _Wrong("a list of codes, like [“VG101”]", f"There is no “{unknown.typed}”. {unknown.hint}") from None


def _paths(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(path, str) and path.strip("/. ") for path in value):
        raise _Wrong("a list of files and folders of the vault, like [“site”, “drafts”]")
    return tuple(path.replace("\\", "/").removeprefix("./").strip("/") for path in value)


def _globs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(glob, str) and tidy(glob) for glob in value):
        raise _Wrong("a list of globs, like [“Job/**”, “*.md”]")
    return tuple(map(tidy, value))


def _severity(value: object) -> str:
    if value not in SEVERITIES:
        raise _Wrong("one of " + ", ".join(f"“{severity}”" for severity in SEVERITIES))
    return str(value)


_READERS: Mapping[str, Callable[[object], Any]] = {
    "timezone": _zone,
    "tone": _tone,
    "week_starts": _week_start,
    "today_note": _flag,
    "opens_as_of": _opens_as_of,
    "working_hours": _working_hours,
    "severity": _severity,
    "private": _paths,
    "include": _globs,
    "exclude": _globs,
} | {rule.name: _number for rule in fields(FollowUpRules) if rule.name != "working_hours"}
# An example value of each setting, for hints.
_EXAMPLES: Mapping[str, object] = {
    "timezone": '"Europe/Berlin"',
    "country": '"DE"',
    "region": '"BY"',
    "language": '"en"',
    "tone": '"warm"',
    "theme": '"desk"',
    "output": '"site"',
    "week_starts": '"monday"',
    "today_note": "true",
    "opens_as_of": '"now"',
    "working_hours": '"08:30-17:30"',
    "select": '["VG1"]',
    "ignore": '["VG101"]',
    "private": '["site"]',
    "include": '["Job/**"]',
    "exclude": '["Daily/**"]',
    "severity": '"warning"',
} | {rule.name: rule.default for rule in fields(FollowUpRules) if rule.name != "working_hours"}
_TEXT = '"…"'
_VALUE = late(
    r"[\"']?\]?[ \t]*=[ \t]*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|\[[^\n#]*\]|\[[^\]]*\]|[^#\s](?:[^#\n]*[^#\s])?)"
)


def names_zone(text: str) -> bool:
    """Whether the text of `vaultgen.toml` sets the time zone; true also if it is not valid TOML."""
    try:
        return "timezone" in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True


def parse(text: str, *, system_zone: ZoneInfo, codes: Collection[str] = ()) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in the text of `vaultgen.toml`, and its problems.

    `codes` are those of all rules, which `select` and `ignore` may name; without `codes` any name is accepted.
    """
    read = partial(_read, system_zone=system_zone, codes=codes)
    settings, problems = read(text)
    return settings, tuple(_only_safe(diagnostic, text, problems, read) for diagnostic in problems)


def _only_safe(
    diagnostic: Diagnostic,
    text: str,
    problems: tuple[Diagnostic, ...],
    read: Callable[[str], tuple[Settings, tuple[Diagnostic, ...]]],
) -> Diagnostic:
    """A problem, without its fix if that would not remove it or would cause an error."""
    if diagnostic.fix is None:
        return diagnostic
    _, after = read(apply_edits(text.encode(), diagnostic.fix.edits).decode())
    known = {(other.code, other.message) for other in problems if other != diagnostic}
    new = [other for other in after if (other.code, other.message) not in known]
    is_safe = all(other.severity != "error" and other.message != diagnostic.message for other in new)
    return diagnostic if is_safe else replace(diagnostic, fix=None)


def _read(text: str, *, system_zone: ZoneInfo, codes: Collection[str]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(timezone=system_zone), (_not_toml(error),)
    reader = _Reader(text, codes)
    settings: Settings = reader.fill(Settings, table, ())
    if settings.country or settings.region:
        reader.check_country(settings.country, settings.region)
    settings = replace(settings, check=replace(settings.check, private=_private(settings)))
    if "timezone" not in table:
        settings = replace(settings, timezone=system_zone, zone_from_system=True)
    return settings, tuple(reader.problems)


def _private(settings: Settings) -> tuple[str, ...]:
    """What git must not take: the site, whatever it is called, and what the user names."""
    site = settings.output.replace("\\", "/").removeprefix("./").rstrip("/") or settings.output
    named = settings.check.private
    return tuple(dict.fromkeys((site, *(named if named != CheckRules().private else ()))))


class _Reader:
    """Fills the dataclasses from a TOML table and collects problems in `found`."""

    def __init__(self, text: str, codes: Collection[str]) -> None:
        self._text = text
        self._readers: Mapping[str, Callable[[object], Any]] = {
            **_READERS,
            **dict.fromkeys(("select", "ignore"), partial(_codes, known=codes)),
        }
        self._lines = Lines(text)
        self.problems: list[Diagnostic] = []

    def fill(self, kind: type[Any], table: Mapping[str, object], section: tuple[str, ...]) -> Any:
        known = {item.name: item for item in fields(kind) if item.name != "zone_from_system"}
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name not in known:
                self._unknown(section, name, list(known))
                continue
            nested = known[name].type
            if is_dataclass(nested) and nested is not WorkingHours and isinstance(nested, type):
                if isinstance(value, dict):
                    values[name] = self.fill(nested, value, (*section, name))
                else:
                    takes = f"a section: write [{name}] on a line of its own"
                    self._wrong(section, name, takes, "Then write each of its settings on a line below.")
                continue
            try:
                values[name] = self._readers.get(name, _text)(value)
            except _Wrong as wrong:
                self._wrong(section, name, str(wrong), wrong.hint)
        return kind(**values)

    def check_country(self, country: str, region: str) -> None:
        try:
            holidays_of(country, region)
        except LookupError:
            name = "region" if region else "country"
            self._wrong((), name, "a country as two letters, like “DE”, and one of its regions, like “BY”")

    def _unknown(self, section: tuple[str, ...], name: str, known: list[str]) -> None:
        near = suggestion(name, known, cutoff=0.6)
        hint = f"Did you mean “{near}”?" if near else "Known here: " + ", ".join(known) + "."
        where = f" in [{'.'.join(section)}]" if section else ""
        place = self._place(section, name)
        meant = certain(name, known)
        fix = Fix(f"Write “{meant}” for “{name}”", (Edit(place, meant),)) if meant and place != Span() else None
        said = f"There is no setting “{name}”{where}."
        self.problems.append(problem("VG502", SETTINGS_FILE, place, said, hint=hint, fix=fix))

    def _wrong(self, section: tuple[str, ...], name: str, takes: str, hint: str = "") -> None:
        place = self._value(self._place(section, name))
        advice = hint or f"Write for example {name} = {_EXAMPLES.get(name, _TEXT)}"
        self.problems.append(problem("VG503", SETTINGS_FILE, place, f"“{name}” takes {takes}.", hint=advice))

    def _value(self, key: Span) -> Span:
        """The span of the value of a key; that of the key if the value is not found."""
        start = self._lines.offset(key.end_line, key.end_column) if key != Span() else len(self._text)
        found = _VALUE.match(self._text, start)
        return self._lines.span(*found.span("value")) if found else key

    def _place(self, section: tuple[str, ...], name: str) -> Span:
        """The span of a key, found by pattern, since `tomllib` does not keep positions."""
        start = 0
        if section:
            header = re.search(rf"^\s*\[\s*{re.escape('.'.join(section))}\s*\]", self._text, re.MULTILINE)
            start = header.end() if header else 0
        match = re.compile(rf"^[ \t]*\[?[ \t]*([\"']?{re.escape(name)}[\"']?)[ \t]*[=\].]", re.MULTILINE).search(
            self._text, start
        )
        return self._lines.span(match.start(1), match.end(1)) if match else Span()


def _not_toml(error: tomllib.TOMLDecodeError) -> Diagnostic:
    text = str(error)
    match = re.search(r"\(at line (\d+), column (\d+)\)", text)
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    reason = re.sub(r"\s*\(at .*?\)$", "", text)
    return problem(
        "VG501",
        SETTINGS_FILE,
        Span(line, column, line, column + 1),
        f"The settings cannot be read: {reason[:1].lower()}{reason[1:]}.",
        hint='Text stands in quotes, like theme = "desk"; sections in brackets, like [me].',
    )
