"""`vaultgen schema`: editors accept what our own parser accepts, and reject what can be told by its look."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import Run
from vaultgen.dates.durations import parse_minutes
from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.shipped import packaged
from vaultgen.vault import json_schema, schema
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.typed import kind_of

EXAMPLE = packaged("example-vault")


def accepted(kind: str, front_matter: dict[str, Any] | None) -> bool:
    return bool(Draft202012Validator(json_schema.of_kind(kind)).is_valid(front_matter))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_has_every_property(kind: str) -> None:
    made = json_schema.of_kind(kind)
    Draft202012Validator.check_schema(made)
    table = schema.specs(KINDS[kind])
    assert list(made["properties"]) == list(table)
    assert made.get("required", []) == [name for name, spec in table.items() if spec.required]
    for name, spec in table.items():
        assert made["properties"][name]["description"].casefold() == spec.about.casefold()
        assert all(word in json.dumps(made["properties"][name]) for word in spec.choices)
    assert len(json.dumps(made, indent=2, ensure_ascii=False)) < 8_000
    assert all(len(pattern) < 200 for pattern in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(made)))


def test_the_schema_of_any_note_depends_on_its_type() -> None:
    Draft202012Validator.check_schema(json_schema.of_any())
    any_note = Draft202012Validator(json_schema.of_any())
    assert any_note.is_valid({"type": "interview", "company": "Acme", "date": "2026-03-05"})
    assert not any_note.is_valid({"type": "Interview", "company": "Acme"})
    assert any_note.is_valid({"tags": ["plain"]})
    assert any_note.is_valid(None)


# As our own parser.


def front_matter(path: Path) -> tuple[str | None, dict[str, Any] | None]:
    """A note's kind and properties, as YAML 1.2 reads them."""
    note, _ = parse_note(SourceFile(path.relative_to(EXAMPLE).as_posix(), path.read_bytes()))
    values = {prop.name: _loaded(prop) for prop in note.properties.values()}
    return kind_of(note), values or None


def _loaded(prop: Any) -> Any:
    values = [int(value.text) if re.fullmatch(r"-?\d+", value.text) else value.text for value in prop.values]
    return values if prop.is_list else values[0] if values else None


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.md")), ids=lambda path: path.stem)
def test_every_note_of_the_example_is_accepted(path: Path) -> None:
    kind, values = front_matter(path)
    if kind is not None and path.relative_to(EXAMPLE).parts[0] != "templates":
        Draft202012Validator(json_schema.of_kind(kind)).validate(values)


INTERVIEW = {"company": "[[Acme]]", "date": "2026-03-05T14:30"}
GOOD: list[tuple[str, Any]] = [
    ("date", "2026-03-05"),
    ("date", "2026-3-5 9:05"),
    ("date", "2026-03-05T14:30:00+02:00"),
    ("date", ["2026-03-05"]),
    ("date", "2026/3/5 14.30"),
    ("date", "Thursday, March 5th, 2026 at 2:30 pm"),
    ("date", "5-Mar-2026, 14h30"),
    ("date", "20260305T143000Z"),
    ("date", "[[2026-03-05]]"),
    ("date", "2026-03-05 (Thu) @ 14:30 UTC"),
    ("company", "Acme"),
    ("company", 42),
    ("stage", "technical"),
    ("stage", None),
    ("stage", ""),
    ("duration", 45),
    ("duration", "45 min"),
    ("duration", "1h 30m"),
    ("duration", "1.5 hours"),
    ("duration", "~45 min"),
    ("duration", "1 hr., 30 min."),
    ("duration", "1 hour and 30 minutes"),
    ("timezone", "America/New_York"),
    ("interviewers", ["[[Jane Doe]]", "Bob, CTO"]),
    ("interviewers", "Jane"),
    ("interviewers", [None, "Jane"]),
    ("interviewers", []),
    ("problems", "none"),
    ("skip", ["letter", "check-in"]),
    ("skip", "letter"),
    ("skip", ["none"]),
    ("culture", False),
    ("position_open", 3.5),
    ("mood", {"of": "my own"}),
]
BAD: list[tuple[str, Any]] = [
    ("date", None),
    ("date", "next Friday"),
    ("date", "03/04/2026"),
    ("date", "1826-01-01"),
    ("date", ["2026-03-05", "2026-03-06"]),
    ("date", []),
    ("company", None),
    ("company", "  "),
    ("stage", "techincal"),
    ("stage", ["screen", "phone"]),
    ("duration", "a while"),
    ("duration", 50_000),
    ("duration", -1),
    ("timezone", "Central Time (US)"),
    ("interviewers", [["Jane"]]),
    ("interviewers", {"name": "Jane"}),
    ("skip", ["leter"]),
    ("outcome", "maybe"),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_what_the_parser_accepts_is_accepted(name: str, value: Any) -> None:
    assert accepted("interview", INTERVIEW | {name: value})
    assert parser_accepts(INTERVIEW | {name: value})


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_the_parser_rejects_is_rejected(name: str, value: Any) -> None:
    assert not accepted("interview", INTERVIEW | {name: value})
    assert not parser_accepts(INTERVIEW | {name: value})


def parser_accepts(values: dict[str, Any]) -> bool:
    lines = [f"{name}: {json.dumps(value)}" for name, value in values.items() if name != "mood"]
    note, found = parse_note(SourceFile("interviews/a.md", "\n".join(["---", *lines, "---", ""]).encode()))
    read, faults = schema.read(KINDS["interview"], note)
    return not found and not faults and read.get("company") is not None and read.get("date") is not None


def test_what_is_required_is_required() -> None:
    assert not accepted("interview", {"company": "Acme"})
    assert not accepted("interview", None)
    assert accepted("person", None)
    assert not accepted("question", {"comfort": 6})
    assert accepted("question", {"comfort": "3"})


@given(st.text("0123456789-/T: Z+.", max_size=22) | st.datetimes().map(str) | st.dates().map(str))
def test_the_schema_accepts_the_dates_of_the_parser(typed: str) -> None:
    try:
        parse_when(typed)
    except BadDate:
        return  # whether there is such a day is left to check
    assert accepted("application", APPLICATION | {"applied": typed})


APPLICATION = {"company": "Acme", "role": "Engineer"}


@given(st.text("0123456789hm. inoursHM,~'", min_size=1, max_size=9))
def test_the_schema_accepts_the_minutes_of_the_parser(typed: str) -> None:
    assert parse_minutes(typed) is None or accepted("interview", INTERVIEW | {"duration": typed})


def test_an_editor_says_in_words_how_a_value_is_written() -> None:
    made = json_schema.of_kind("interview")["$defs"]
    said = [
        known["patternErrorMessage"] for name, known in made.items() if "pattern" in known and name != "needed-text"
    ]
    assert len(said) >= 3
    assert all(message.startswith("Write ") for message in said)


# The command.


def test_the_command_prints_one_kind_or_all(run: Run) -> None:
    one, every = run("schema", "question"), run("schema")
    assert (one.returncode, one.stderr, every.returncode, every.stderr) == (0, "", 0, "")
    assert json.loads(one.stdout) == json_schema.of_kind("question")
    assert json.loads(every.stdout) == json_schema.of_any()
    assert run("schema", "meeting").returncode == 2
