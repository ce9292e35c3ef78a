"""Obsidian's Bases, as its help describes them: which keys a base may have, and what its expressions come to.

Only what our bases use is known; everything else raises, so that a base cannot use what is not described.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

TOP = {"filters", "formulas", "properties", "summaries", "views"}
VIEW = {"type", "name", "limit", "filters", "order", "groupBy", "summaries"}
FILE = {
    *("name", "basename", "path", "folder", "ext", "size", "properties", "tags", "links"),
    *("backlinks", "ctime", "embeds", "file", "mtime"),
}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond"}
_TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"([^"]*)"|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[-+*/%<>!().,]))')
_UNITS = {"h": "hours", "m": "minutes", "d": "days", "w": "weeks"}
_BINDING = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}


class File(NamedTuple):
    """A note as a base sees it."""

    path: str
    properties: Mapping[str, Any]

    def field(self, name: str) -> Any:
        assert name in FILE
        folder, _, file = self.path.rpartition("/")
        known = {"name": file, "ext": file.rpartition(".")[2], "path": self.path, "folder": folder}
        return known[name]

    def in_folder(self, folder: str) -> bool:
        return self.path.startswith(f"{folder}/")


def checked(base: Any) -> None:
    """Raises `AssertionError` where a base has a key or a form that Obsidian's help does not describe."""
    assert set(base) <= TOP
    _check_filter(base["filters"])
    for formula in base.get("formulas", {}).values():
        assert isinstance(formula, str)
        _Parser(formula).whole()
    shown = {name for view in base["views"] for name in view["order"]}
    for name in [*shown, *base.get("properties", {})]:
        kind, _, rest = name.partition(".")
        assert kind in ("note", "file", "formula"), "spelt out: alone, `date` and `duration` are functions"
        assert kind != "formula" or rest in base["formulas"]
        assert kind != "file" or rest in FILE
    for view in base["views"]:
        assert set(view) <= VIEW
        assert view["type"] in ("table", "cards", "list")
        _check_filter(view.get("filters", {"and": []}))
        if "groupBy" in view:
            assert set(view["groupBy"]) == {"property", "direction"}
            assert view["groupBy"]["direction"] in ("ASC", "DESC")
    for settings in base.get("properties", {}).values():
        assert set(settings) == {"displayName"}


def _check_filter(found: Any) -> None:
    if isinstance(found, str):
        _Parser(found).whole()
        return
    ((key, parts),) = found.items()
    assert key in ("and", "or", "not")
    for part in parts:
        _check_filter(part)


def holds(found: Any, file: File, base: Any, now: datetime) -> bool:
    """Whether a filter takes a note."""
    if isinstance(found, str):
        return truthy(value_of(found, file, base, now))
    ((key, parts),) = found.items()
    held = [holds(part, file, base, now) for part in parts]
    return {"and": all(held), "or": any(held), "not": not any(held)}[key]


def value_of(expression: str, file: File, base: Any, now: datetime) -> Any:
    """What an expression comes to for a note."""
    return _evaluate(_Parser(expression).whole(), file, base, now)


def truthy(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", 0, [])


class _Parser:
    """Expressions as nested tuples: ("number", 1), ("binary", "+", left, right), ("call", target, name, arguments) …"""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            assert found, f"not understood: {text[at:]}"
            kinds = zip(("number", "string", "name", "sign"), found.groups(), strict=True)
            self._tokens += [(kind, group) for kind, group in kinds if group is not None]
            at = found.end()

    def whole(self) -> Any:
        made = self._binary(0)
        assert not self._tokens, "something is left over"
        return made

    def _take(self, *signs: str) -> str | None:
        if self._tokens and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs:
            return self._tokens.pop(0)[1]
        return None

    def _need(self, sign: str) -> None:
        assert self._take(sign), f"“{sign}” is missing"

    def _binary(self, least: int) -> Any:
        left = self._unary()
        while self._tokens and self._tokens[0][0] == "sign" and _BINDING.get(self._tokens[0][1], 0) > least:
            sign = self._tokens.pop(0)[1]
            left = ("binary", sign, left, self._binary(_BINDING[sign]))
        return left

    def _unary(self) -> Any:
        if sign := self._take("!", "-"):
            return ("unary", sign, self._unary())
        made = self._primary()
        while self._take("."):
            kind, name = self._tokens.pop(0)
            assert kind == "name"
            made = ("call", made, name, self._arguments()) if self._take("(") else ("field", made, name)
        return made

    def _primary(self) -> Any:
        if self._take("("):
            made = self._binary(0)
            self._need(")")
            return made
        kind, text = self._tokens.pop(0)
        if kind == "name":
            return ("call", None, text, self._arguments()) if self._take("(") else ("name", text)
        assert kind in ("number", "string")
        return (kind, float(text) if kind == "number" else text)

    def _arguments(self) -> list[Any]:
        found: list[Any] = []
        while not self._take(")"):
            found.append(self._binary(0))
            self._take(",")
        return found


def _evaluate(node: Any, file: File, base: Any, now: datetime) -> Any:  # noqa: C901, PLR0911, PLR0912 - a form each
    def of(inner: Any) -> Any:
        return _evaluate(inner, file, base, now)

    match node:
        case ("number" | "string", value):
            return value
        case ("field", ("name", "note"), name):
            return file.properties.get(name)
        case ("field", ("name", "file"), name):
            return file.field(name)
        case ("field", ("name", "formula"), name):
            return value_of(base["formulas"][name], file, base, now)
        case ("field", inner, "length"):
            return len(of(inner))
        case ("field", inner, name) if name in DATE:
            assert isinstance(of(inner), datetime)
            return getattr(of(inner), name)
        case ("unary", "!", inner):
            return not truthy(of(inner))
        case ("binary", "&&", left, right):
            return of(left) if not truthy(of(left)) else of(right)
        case ("binary", "||", left, right):
            return of(left) if truthy(of(left)) else of(right)
        case ("binary", sign, left, right):
            return _combined(sign, of(left), of(right))
        case ("call", None, "if", [condition, true, *false]):
            return of(true) if truthy(of(condition)) else of(false[0]) if false else None
        case ("call", ("name", "file"), "inFolder", [folder]):
            return file.in_folder(of(folder))
        case ("call", target, name, arguments):
            return _called(of(target) if target else None, name, [of(argument) for argument in arguments], now)
    raise AssertionError(f"not in the help: {node}")


def _called(target: Any, name: str, given: list[Any], now: datetime) -> Any:  # noqa: PLR0911 - a function each
    match name, given:
        case "now", []:
            return now
        case "date", [value]:
            assert value is not None, "an empty property has to be guarded"
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        case "duration", [value]:
            return _duration(value)
        case "list", [value]:
            return value if isinstance(value, list) else [value]
        case "isType", ["number"]:
            assert target is not None, "an empty property has to be guarded"
            return isinstance(target, int | float)
        case "toString", []:
            assert target is not None, "an empty property has to be guarded"
            return str(target)
        case "lower", []:
            assert isinstance(target, str)
            return target.lower()
        case "startsWith", [str(start)]:
            assert isinstance(target, str)
            return target.startswith(start)
        case "relative", []:
            assert isinstance(target, datetime)
            return f"{(target - now).days} days"
    raise AssertionError(f"not in the help: {name}({given})")


def _combined(sign: str, left: Any, right: Any) -> Any:
    if isinstance(left, datetime) and isinstance(right, str):
        right = _duration(right)
    match sign:
        case "+":
            return left + right
        case "*":
            assert isinstance(left, timedelta), "the duration stands on the left"
            return left * right
        case "==":
            return left == right
        case "<":
            return left < right
        case ">":
            return left > right
    raise AssertionError(f"not used: {sign}")


def _duration(text: str) -> timedelta:
    found = re.fullmatch(r"(\d+)\s*([hmdw])", text)
    assert found
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
