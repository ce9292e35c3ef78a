"""The properties as JSON Schema (draft 2020-12), for editors that know YAML.

Made of the same `Spec`s as the parser. It accepts all that the parser accepts, except for choices: editors offer the
plain words, while the parser ignores case. What a short pattern cannot express (whether a day, zone or note exists) is
left to `vaultgen check`.
`patternErrorMessage` is what editors show in place of a pattern.
"""

from typing import Any

from vaultgen.vault.model import KINDS
from vaultgen.vault.schema import SKIPS, Spec, specs

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_SCALAR = ["string", "number", "boolean"]
# The year first, or the month in words: `2026-03-05T14:30`, `5 March 2026 at 2:30 pm`, `[[2026-03-05]]`.
_YEAR = r"(?:19|20|21)\d\d"
_DATE = rf"^.*(?:{_YEAR}[-/.]\d\d?[-/.]\d|{_YEAR}\d{{4}}|[A-Za-z]{{3}}.*{_YEAR}|{_YEAR}.*[A-Za-z]{{3}})"
_OR_EMPTY = r"|^\s*$"
_ONE: dict[str, Any] = {"maxItems": 1}  # a list of one is that one
_DAY: dict[str, Any] = {
    "type": ["string", "array", "null"],
    "pattern": _DATE + _OR_EMPTY,
    "patternErrorMessage": "Write year-month-day, like 2026-03-05 or 2026-03-05T14:30.",
    **_ONE,
}
_DEFINITIONS: dict[str, dict[str, Any]] = {
    "text": {"type": [*_SCALAR, "array", "null"], **_ONE},
    "list": {"type": ["array", *_SCALAR, "null"], "items": {"type": [*_SCALAR, "null"]}},
    "date": _DAY,
    "minutes": {
        "type": ["integer", "string", "array", "null"],
        "minimum": 0,
        "maximum": 7 * 24 * 60,
        "pattern": r"\d" + _OR_EMPTY,
        "patternErrorMessage": "Write minutes, like 45, or 1h 30m.",
        **_ONE,
    },
    "scale": {
        "type": ["integer", "string", "array", "null"],
        "minimum": 1,
        "maximum": 5,
        "pattern": r"^\s*[1-5]?\s*$",
        "patternErrorMessage": "Write one digit from 1 to 5.",
        **_ONE,
    },
    "zone": {
        "type": ["string", "array", "null"],
        "pattern": r"^\s*[A-Za-z][\w+-]*(?:/[\w+-]+)*\s*$" + _OR_EMPTY,
        "patternErrorMessage": "Write a name like Europe/Berlin or America/Chicago.",
        **_ONE,
    },
    "needed-text": {"type": [*_SCALAR, "array"], "pattern": r"\S", "minItems": 1, **_ONE},
    "needed-date": {**_DAY, "type": ["string", "array"], "pattern": _DATE, "minItems": 1},
}
_OF_TYPE = {
    "date": "date",
    "date-time": "date",
    "number, minutes": "minutes",
    "number 1–5": "scale",
    "text (IANA name)": "zone",
}


def of_kind(kind: str) -> dict[str, Any]:
    """The schema for the front matter of one kind of note; `kind` is a key of `KINDS`."""
    return {"$schema": DRAFT, "title": f"vaultgen: {kind}", **_body(kind), "$defs": _used(_body(kind))}


def of_any() -> dict[str, Any]:
    """One schema for any note: `type` decides which kind's properties apply; without it anything is allowed."""
    bodies = {kind: _body(kind) for kind in KINDS}
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
        "$defs": bodies | _used(bodies),
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
    about = {"description": spec.description}
    if spec.choices and spec.is_list:
        if spec.type == SKIPS:
            more = {"type": "string", "pattern": f"^({'|'.join(spec.choices)}) to "}
            return about | {
                "type": ["array", "string", "null"],
                "items": {"anyOf": [{"enum": [*spec.choices, "none", None]}, more]},
            }
        return about | {"type": ["array", "string", "null"], "items": {"enum": [*spec.choices, "none", None]}}
    if spec.choices:
        return about | {"enum": [*spec.choices, *([] if spec.required else ["", None])]}
    name = "list" if spec.is_list else _OF_TYPE.get(spec.type, "text")
    return about | {"$ref": f"#/$defs/{'needed-' if spec.required else ''}{name}"}


def _used(schema: Any) -> dict[str, Any]:
    """The definitions that a schema refers to."""
    text = str(schema)
    return {name: known for name, known in _DEFINITIONS.items() if f"#/$defs/{name}'" in text}


def _any_case(word: str) -> str:
    """A pattern for a word in small or capital letters."""
    return "^\\s*" + "".join(f"[{char.upper()}{char}]" for char in word) + "\\s*$"
