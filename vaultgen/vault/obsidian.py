"""Files for Obsidian: bases, and the types of properties. Pure texts.

A base (`.base`) is a file of Obsidian's core plugin Bases: YAML with `filters`, `formulas`, `properties` and `views`.
Properties are written `note.duration`, because `duration` and `date` alone are functions there.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.settings import FollowUpRules
from vaultgen.vault.templates import FOLDER_OF, property_types
from vaultgen.vault.typed import kind_of

BASES = "bases"  # the folder that they are made in
# What the values of a type look like; any text fits the others.
_SHAPES = {
    "number": re.compile(r"[+-]?\d+(?:\.\d+)?"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?"),
}
_LISTS = ("multitext", "aliases", "tags")


def bases(rules: FollowUpRules, *, below: str = "", templates: str = "templates") -> dict[str, str]:
    """The bases by path in the vault.

    `below` is the vault's folder in the Obsidian vault around it, if there is one; `templates` the folder of templates,
    whose notes are none.
    """
    made = {
        "Interviews": _interviews(rules),
        "Follow-ups": _follow_ups(),
        "People": _people(),
        "Questions": _questions(),
    }
    kinds = {"Interviews": "interview", "Follow-ups": "draft", "People": "person", "Questions": "question"}
    return {
        f"{BASES}/{name}.base": _filters(kinds[name], below, templates) + "\n".join(lines) + "\n"
        for name, lines in made.items()
    }


def types_for(notes: Iterable[Note]) -> dict[str, str]:
    """The types of vaultgen's properties, without those that have values of another type in some note.

    A type applies to the whole Obsidian vault. In vaultgen's notes a single text may stand for a list.
    """
    types = property_types()
    for note in notes:
        is_ours = kind_of(note) in KINDS
        for name, prop in note.properties.items():
            if name in types and not _fits(types[name], prop, is_ours=is_ours):
                del types[name]
    return types


def with_types(text: str, types: Mapping[str, str]) -> str | None:
    """Obsidian's `types.json` with missing types added; everything else in it is unchanged, byte for byte.

    None if it is not a JSON object as Obsidian writes it; the same text if there is nothing to add.
    """
    try:
        whole = json.loads(text)
    except ValueError:
        return None
    known = whole.get("types", {}) if isinstance(whole, dict) else None
    if not isinstance(known, dict):
        return None
    named = {name.casefold() for name in known}
    new = {name: kind for name, kind in types.items() if name.casefold() not in named}
    if not new:
        return text
    if "types" not in whole:
        lines = json.dumps(new, indent=2).replace("\n", "\n  ")
        return _inserted(text, _closing(text, ()), f'"types": {lines}', is_first=not whole, indent="  ")
    lines = ",\n    ".join(f"{json.dumps(name)}: {json.dumps(kind)}" for name, kind in new.items())
    return _inserted(text, _closing(text, ("types",)), lines, is_first=not known, indent="    ")


def _fits(kind: str, prop: Property, *, is_ours: bool) -> bool:
    """Whether the values of a property are of a type of Obsidian's."""
    if kind in _LISTS:
        return prop.is_list or is_ours or not prop.values
    if prop.is_list:
        return False
    shape = _SHAPES.get(kind)
    return shape is None or all(shape.fullmatch(value.text.strip()) for value in prop.values)


def _inserted(text: str, at: int, lines: str, *, is_first: bool, indent: str) -> str:
    """A JSON text with something more before a closing brace."""
    before = text[:at].rstrip()
    gap = text[len(before) : at] or f"\n{indent[2:]}"
    return f"{before}{'' if is_first else ','}\n{indent}{lines}{gap}{text[at:]}"


def _closing(text: str, path: Sequence[str]) -> int:
    """The offset of the closing brace of the object at a path of keys, in the text of a JSON object."""
    decoder, at = json.JSONDecoder(), text.index("{") + 1
    while True:
        at = _space(text, at)
        if text[at] == "}":
            return at
        if text[at] == ",":
            at = _space(text, at + 1)
        key, at = decoder.raw_decode(text, at)
        at = _space(text, _space(text, at) + 1)  # past the colon
        end = decoder.raw_decode(text, at)[1]
        if path and key == path[0]:
            return at + _closing(text[at:end], path[1:])
        at = end


def _space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


# The bases. Each condition and formula is a text of Obsidian's own expressions, in single quotes for YAML.


def _filters(kind: str, below: str, templates: str) -> str:
    """Notes of a kind: by their type, or without one by their folder; in both, case does not matter."""
    place = f"{below}/" if below else ""
    folder = f"{place}{FOLDER_OF[kind]}/".lower()
    lines = ["filters:", "  and:", _condition(4, 'file.ext == "md"')]
    if below:
        lines.append(_condition(4, f"file.inFolder({_text(below)})"))
    return "\n".join(
        [
            *lines,
            "    - not:",
            _condition(8, f"file.inFolder({_text(place + templates)})"),
            "    - or:",
            _condition(8, f"note.type && note.type.toString().lower() == {_text(kind)}"),
            "        - and:",
            _condition(12, "!note.type"),
            _condition(12, f'(file.folder + "/").lower().startsWith({_text(folder)})'),
            "",
        ]
    )


def _condition(indent: int, expression: str) -> str:
    return f"{' ' * indent}- {_scalar(expression)}"


def _interviews(rules: FollowUpRules) -> list[str]:
    # Nothing is said of an interview in another time zone, without a clock time (midnight, to Obsidian), or with a
    # duration in words.
    timed = "note.date && !note.timezone && date(note.date).hour > 0"
    counted = '!note.duration || note.duration.isType("number")'
    minutes = 'duration("1m") * (if(note.duration, note.duration, 0))'
    formulas = {
        "ends": f"if({timed} && ({counted}), date(note.date) + ({minutes}))",
        "thank_you_by": f'if(formula.ends, formula.ends + "{rules.thank_you_hours}h")',
    }
    of_stage = "file.name note.company note.role note.date formula.thank_you_by note.outcome"
    ahead = "file.name note.company note.stage note.date note.place"
    open_ = "file.name note.company note.date note.decision_date formula.thank_you_by"
    return [
        *_section("formulas", formulas),
        *_names({"note.company": "Employer", "note.decision_date": "Decision", "formula.thank_you_by": "Thank-you by"}),
        "views:",
        *_view("By stage", of_stage, "note.stage"),
        *_view("Ahead", ahead, conditions=["note.date && date(note.date) > now()"]),
        *_view("Open", open_, "note.company", ["!note.outcome"]),
    ]


def _follow_ups() -> list[str]:
    state = 'if(note.sent, "sent", if(note.due && date(note.due) < now(), "overdue", "due"))'
    return [
        *_section("formulas", {"state": state, "when": "if(note.due, date(note.due).relative())"}),
        *_names({"formula.state": "State", "formula.when": "When", "note.kind": "Kind", "note.to": "To"}),
        "views:",
        *_view("To send", "file.name note.kind note.to note.due formula.when", "formula.state", ["!note.sent"]),
        *_view("Sent", "file.name note.kind note.to note.sent", "note.kind", ["note.sent"]),
    ]


def _people() -> list[str]:
    return [
        *_names({"note.title": "Title", "note.company": "Employer", "note.email": "E-mail", "note.phone": "Phone"}),
        "views:",
        *_view("By employer", "file.name note.title note.email note.phone note.linkedin", "note.company"),
    ]


def _questions() -> list[str]:
    practised = "if(note.practised, list(note.practised).length, 0)"
    return [
        *_section("formulas", {"times_practised": practised}),
        *_names({"note.comfort": "Comfort", "formula.times_practised": "Practised", "note.stories": "Stories"}),
        "views:",
        *_view("By comfort", "file.name note.comfort formula.times_practised note.stories", "note.comfort"),
        *_view("Never practised", "file.name note.comfort note.stories", conditions=["formula.times_practised == 0"]),
    ]


def _section(name: str, values: Mapping[str, str]) -> list[str]:
    return [f"{name}:", *(f"  {key}: {_scalar(value)}" for key, value in values.items())]


def _names(names: Mapping[str, str]) -> list[str]:
    lines = ["properties:"]
    for key, name in names.items():
        lines += [f"  {key}:", f"    displayName: {quoted(name)}"]
    return lines


def _view(name: str, order: str, group: str = "", conditions: Sequence[str] = ()) -> list[str]:
    lines = ["  - type: table", f"    name: {quoted(name)}"]
    if group:
        lines += ["    groupBy:", f"      property: {group}", "      direction: ASC"]
    if conditions:
        lines += ["    filters:", "      and:", *(f"        - {_scalar(condition)}" for condition in conditions)]
    return [*lines, "    order:", *(f"      - {column}" for column in order.split())]


def _scalar(expression: str) -> str:
    """An expression as a text of YAML."""
    return "'" + expression.replace("'", "''") + "'"


def _text(value: Any) -> str:
    """A text in an expression."""
    return json.dumps(value, ensure_ascii=False)
