"""The properties as JSON Schema (draft 2020-12), for editors that validate YAML.

It is made from the same `Spec`s as the parser and accepts the same variants: a choice in capitals, a list of one item
as a text, a number in quotes. The user's own properties are allowed. What a schema cannot check, such as whether a zone
or a linked note exists, is left to `vaultgen check`.
"""

import re
from typing import Any

from vaultgen.dates.words import MONTHS
from vaultgen.vault.model import KINDS
from vaultgen.vault.schema import Spec, specs

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def of_kind(kind: str) -> dict[str, Any]:
    """The schema of the front matter of one kind of note; `kind` is one of `KINDS`."""
    return {"$schema": DRAFT, "title": f"vaultgen: {kind}", **_body(kind)}


def of_any() -> dict[str, Any]:
    """One schema for all notes: `type` selects the properties; a note without `type` may have any."""
    return {
        "$schema": DRAFT,
        "title": "vaultgen: a note",
        "type": ["object", "null"],
        "properties": {"type": {"description": "The kind of note.", "examples": list(KINDS)}},
        "allOf": [
            {
                "if": {"type": "object", "properties": {"type": {"pattern": _any_case(kind)}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{kind}"},
            }
            for kind in KINDS
        ],
        "$defs": {kind: _body(kind) for kind in KINDS},
    }


def _body(kind: str) -> dict[str, Any]:
    table = specs(KINDS[kind])
    required = [name for name, spec in table.items() if spec.required]
    return {
        "type": "object" if required else ["object", "null"],
        "properties": {name: _property(spec) for name, spec in table.items()},
        **({"required": required} if required else {}),
    }


def _property(spec: Spec) -> dict[str, Any]:
    single = _value(spec)
    many: dict[str, Any] = {"type": "array", "items": {"anyOf": [single, {"type": "null"}]}}
    if spec.is_list:
        none = {"type": "string", "pattern": _any_case("none")}
        shapes = [many, single, *([none, {**many, "items": none, "maxItems": 1}] if spec.choices else [])]
    else:
        shapes = [single, {**many, "maxItems": 1}]
    if spec.required:
        # An empty list is an empty property.
        shapes = [{**shape, "minItems": 1, "items": single} if "items" in shape else shape for shape in shapes]
    else:
        shapes = [*shapes, {"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]
    return {"description": spec.about[:1].upper() + spec.about[1:], "anyOf": shapes}


def _value(spec: Spec) -> dict[str, Any]:
    """The schema of a single value that is not empty."""
    if spec.choices:
        spelled = "|".join(_any_case(word).removeprefix("^").removesuffix("$") for word in spec.choices)
        return {"anyOf": [{"enum": list(spec.choices)}, {"type": "string", "pattern": f"^(?:{spelled})$"}]}
    if spec.type in _VALUES:
        return _VALUES[spec.type]
    # The parser reads numbers and booleans as the text that was typed.
    return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _any_case(word: str) -> str:
    """A pattern for a word in any case, with `-`, `_` or spaces between its parts."""
    parts = r"[-_\s]+".join(_letters(part) for part in word.split("-"))
    return rf"^\s*{parts}\s*$"


def _letters(word: str) -> str:
    return "".join(f"[{char.upper()}{char}]" if char.isalpha() else re.escape(char) for char in word)


def _in_any_case(pattern: str) -> str:
    """A lower-case pattern, extended to any case, since JSON Schema has no flag for that."""
    return _LETTERS.sub(lambda match: _capitals_too(match[0]), pattern)


_LETTERS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[a-z]")


def _capitals_too(part: str) -> str:
    """A letter, character class or escape of a pattern, in any case; escapes stay."""
    if part.startswith("["):
        return re.sub(r"\\.|[a-z]", lambda match: match[0] + match[0].upper() * (len(match[0]) == 1), part)
    return _letters(part) if len(part) == 1 else part


# Valid days from 1900 to 2199 (29 February in any year), and times of day.
_YEAR = r"(?:19|20|21)\d\d"


def _in_numbers(separator: str, zero: str = "0?") -> str:
    """A pattern for year, month and day; `zero` matches before a single digit."""
    end = rf"{separator}(?:3[01]|[12]\d|{zero}[1-9])"
    return (
        rf"{_YEAR}{separator}(?:(?:{zero}[13578]|1[02]){end}|(?:{zero}[469]|11)(?!{separator}31){end}"
        rf"|{zero}2{separator}(?:[12]\d|{zero}[1-9]))"
    )


_IN_NUMBERS = "|".join(map(_in_numbers, ("-", "/", r"\.")))
_IN_ONE = _in_numbers("", "0")
_MONTH = (
    "(?:"
    + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in map(str.lower, MONTHS)).replace(
        "sep(?:tember)?", "sept?(?:ember)?"
    )
    + r")\.?"
)
_NAMED = r"(?:3[01]|[12]\d|0?[1-9])"
_IN_WORDS = (
    rf"{_NAMED}(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}"
    rf"|{_MONTH}[\s-]+{_NAMED}(?:st|nd|rd|th)?,?[\s-]+{_YEAR}|{_YEAR}[\s-]+{_MONTH}[\s-]+{_NAMED}"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_ZONE = r"(?:z|utc|gmt|[+-](?:0\d|1[01]):?[0-5]\d|[+-](?:0\d|1[0-2])|[+-]12:?00|\+1[23]:?[0-5]\d|\+1[34]|\+14:?00)"
_CLOCK = (
    r"(?:t|,?\s+(?:at\s+|@\s*)?)(?:"
    r"(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?|h)\s*(?:uhr|h)?"
    r"|(?:1[0-2]|0?[1-9])(?:[:.h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?|h)?\s*[ap]\.?m\.?"
    rf")\s*{_ZONE}?"
)
_SPELLED = (
    rf"(?:{_WEEKDAY}\.?,?\s+)?(?:{_IN_NUMBERS}|{_IN_WORDS})(?:,?\s+\(?{_WEEKDAY}\.?\)?)?(?:{_CLOCK})?"
    rf"|{_IN_ONE}(?:t(?:[01]\d|2[0-3])(?:[0-5]\d)(?:[0-5]\d)?z?)?"
)
_DATE = {
    "type": "string",
    "pattern": _in_any_case(rf"^\s*(?:{_SPELLED}|\[\[(?:[^\[\]|#]*/)?(?:{_SPELLED})(?:\|[^\[\]]*)?\]\])\s*$"),
    "examples": ["2026-03-05"],
}
_MINUTES = _in_any_case(
    r"^\s*(?:(?:~|≈|about|around|ca\.?|circa|approx\.?)\s*)?(?=\S*\d)"
    r"(?:\d{1,2}\s*w(?:ks?|eeks?)?,?\s*(?:and\s+)?)?(?:\d{1,2}\s*d(?:ays?)?,?\s*(?:and\s+)?)?"
    r"(?:\d{1,5}(?:[.,]\d{1,5})?\s*h(?:rs?|ours?)?\.?,?)?"
    r"\s*(?:and\s+)?(?:\d{1,6}(?:\.0+)?\s*(?:m(?:ins?|inutes?)?|'|′|’)?)?\.?\s*$"
)
_VALUES: dict[str, dict[str, Any]] = {
    "date": _DATE,
    "list of dates": _DATE,
    "date-time": {**_DATE, "examples": ["2026-03-05T14:30"]},
    # Bounds apply to numbers only, patterns to texts only.
    "number, minutes": {"type": ["integer", "string"], "minimum": 0, "maximum": 7 * 24 * 60, "pattern": _MINUTES},
    "number 1–5": {"type": ["integer", "string"], "minimum": 1, "maximum": 5, "pattern": r"^\s*[1-5]\s*$"},
    "text (IANA name)": {"type": "string", "pattern": r"^\s*[A-Za-z][A-Za-z0-9+_-]*(?:/[A-Za-z0-9+_-]+)*\s*$"},
}
