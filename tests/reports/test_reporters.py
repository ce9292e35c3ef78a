"""The report of one vault's problems in each format."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen import __version__
from vaultgen.checks import RULES
from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.diagnostics.source import SourceFile, Span
from vaultgen.disk.shipped import read_explanations
from vaultgen.reports import FORMATS, reporter, text
from vaultgen.reports.counts import Counts, count
from vaultgen.reports.report import Report
from vaultgen.snapshot import Snapshot

HERE = Path(__file__).parent
VAULT = {
    "interviews/2026-03-05 Acme.md": """---
company: Acme
role: Data Engineer
date: 2026-03-05T14:30
stage: techincal
decision_date: next Friday
---
She laughed about the pager story.
""",
    "interviews/2026-03-09 東京電力.md": """---
company: "東京電力"
date: 2026-03-09
closing: "Zoë sagte: „bald“"
intervewers: ["[[Jane Doe]]"]
---
""",
    "people/Ann Lee.md": "---\ntitle: CTO\nmood: sunny\n---\n",
    "companies/Acme.md": "---\nindustry: Logistics\n---\n",
}

PLACE = {name: {"type": "integer", "minimum": 1} for name in ("line", "column", "end_line", "end_column")}
SCHEMA: dict[str, Any] = {
    "$defs": {
        "fix": {
            "type": "object",
            "required": ["title", "edits"],
            "additionalProperties": False,
            "properties": {
                "title": {"type": "string", "minLength": 1},
                "edits": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": [*PLACE, "text"],
                        "additionalProperties": False,
                        "properties": PLACE | {"text": {"type": "string"}},
                    },
                },
            },
        }
    },
    "type": "object",
    "required": ["version", "diagnostics", "notes"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": 1},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    *("code", "severity", "path", "message", "hint", "fix"),
                    *("line", "column", "end_line", "end_column"),
                ],
                "additionalProperties": False,
                "properties": {
                    "code": {"enum": list(RULES)},
                    "severity": {"enum": ["error", "warning", "hint"]},
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^/|\\"}},
                    **PLACE,
                    "message": {"type": "string", "minLength": 1},
                    "hint": {"type": ["string", "null"], "minLength": 1},
                    "fix": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/fix"}]},
                },
            },
        },
        "notes": {
            "type": "object",
            "required": ["read", "valid", "with_problems"],
            "additionalProperties": False,
            "properties": {name: {"type": "integer", "minimum": 0} for name in ("read", "valid", "with_problems")},
        },
    },
}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_shows_the_same_problems(snapshot_of: SnapshotOf, form: str) -> None:
    golden = HERE / f"{form}.txt"
    shown = _report(snapshot_of(VAULT), form) + "\n"
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        golden.write_bytes(shown.encode())
    assert shown == golden.read_bytes().decode()


@pytest.mark.parametrize(("form", "shown"), [("text", "1 note read, 1 valid, 0 with errors."), ("concise", "")])
def test_a_report_without_problems_is_short(snapshot_of: SnapshotOf, form: str, shown: str) -> None:
    assert _report(snapshot_of({"people/Ann Lee.md": ""}), form) == shown


def test_the_json_report_has_its_documented_shape(snapshot_of: SnapshotOf) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(_report(snapshot_of(VAULT), "json"))
    Draft202012Validator(SCHEMA).validate(report)
    assert report["notes"] == {"read": 4, "valid": 3, "with_problems": 1}
    assert [row["code"] for row in report["diagnostics"]] == ["VG105", "VG104", "VG101", "VG201", "VG101"]


@given(st.text(), st.text(), st.integers(1, 9), st.integers(1, 9))
def test_any_message_gives_valid_json(message: str, hint: str, line: int, column: int) -> None:
    found = Diagnostic(RULES["VG105"], "error", "a.md", Span(line, column, line, column + 1), f"x{message}", hint)
    report = json.loads(reporter("json")(Report([found], {}, Counts(1, 1))).encode("utf-8", "surrogatepass"))
    Draft202012Validator(SCHEMA).validate(report)
    assert report["diagnostics"][0]["message"] == f"x{message}"


# SARIF: the parts of the 2.1.0 schema that vaultgen writes, word for word as strict.


def closed(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}


def listed(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


TEXT = closed("text", text={"type": "string", "minLength": 1})
HELP = closed("text", text={"type": "string", "minLength": 1}, markdown={"type": "string", "minLength": 1})
NUMBER = {"type": "integer", "minimum": 1}
REGION = closed(*(names := ("startLine", "startColumn", "endLine", "endColumn")), **dict.fromkeys(names, NUMBER))
ARTIFACT = closed("uri", uri={"type": "string", "pattern": r"^[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*$"})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(
    *("id", "shortDescription", "defaultConfiguration"),
    id={"enum": list(RULES)},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=HELP,
    defaultConfiguration=closed("level", level=LEVEL),
)
REPLACEMENT = closed(
    *("deletedRegion", "insertedContent"),
    deletedRegion=REGION,
    insertedContent=closed("text", text={"type": "string"}),
)
CHANGE = closed(
    *("artifactLocation", "replacements"),
    artifactLocation=ARTIFACT,
    replacements=listed(REPLACEMENT),
)
RESULT = closed(
    *("ruleId", "ruleIndex", "level", "message", "locations"),
    ruleId={"enum": list(RULES)},
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations=listed(
        closed(
            "physicalLocation",
            physicalLocation=closed("artifactLocation", "region", artifactLocation=ARTIFACT, region=REGION),
        )
    ),
    fixes=listed(closed("description", "artifactChanges", description=TEXT, artifactChanges=listed(CHANGE))),
)
DRIVER = closed(
    *("name", "version", "rules"),
    name={"const": "vaultgen"},
    version={"type": "string"},
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)
SARIF = closed(
    *("$schema", "version", "runs"),
    version={"const": "2.1.0"},
    runs=listed(
        closed(
            *("tool", "results", "columnKind"),
            tool=closed("driver", driver=DRIVER),
            results={"type": "array", "items": RESULT},
            columnKind={"const": "unicodeCodePoints"},
        )
    ),
    **{"$schema": {"type": "string", "format": "uri"}},
)


def test_the_sarif_report_is_valid(snapshot_of: SnapshotOf) -> None:
    Draft202012Validator.check_schema(SARIF)
    snapshot = snapshot_of(VAULT)
    log = json.loads(_report(snapshot, "sarif", read_explanations()))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, diagnostic in zip(run["results"], snapshot.diagnostics, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == diagnostic.path
    assert "## Wrong" in rules[0]["help"]["markdown"]


def test_sarif_without_problems_is_a_run_without_results(snapshot_of: SnapshotOf) -> None:
    log = json.loads(_report(snapshot_of({"people/Ann Lee.md": ""}), "sarif"))
    Draft202012Validator(SARIF).validate(log)
    assert log["runs"][0]["results"] == []


@given(st.text(), st.text(), st.text())
def test_any_message_and_path_give_valid_sarif(message: str, hint: str, path: str) -> None:
    fix = Fix("x", (Edit(Span(), message),))
    found = Diagnostic(RULES["VG105"], "hint", f"a{path}", Span(2, 1, 3, 4), f"x{message}", hint, fix)
    log = json.loads(reporter("sarif")(Report([found], {}, Counts(1, 1))).encode())
    Draft202012Validator(SARIF).validate(log)


# GitHub: one line each, which notes cannot inject commands into.


def test_notes_cannot_send_commands_to_the_runner() -> None:
    found = Diagnostic(RULES["VG105"], "error", "a:b,c%0A.md", Span(1, 2, 1, 3), "50%\r\n::error::x", "a:b,c")
    assert reporter("github")(Report([found], {}, Counts(1, 1))) == (
        "::error file=a%3Ab%2Cc%250A.md,line=1,endLine=1,col=2,endColumn=3,title=VG105 not one of the choices"
        "::50%25\ufffd\ufffd::error::x%0Aa:b,c"
    )


# All line ends of `str.splitlines`, some of which editors and runners also use.
LINE_ENDS = "a\nb\rc\vd\fe\x1cf\x1dg\x1eh\x85i\u2028j\u2029k"


@given(st.text(), st.text(), st.text())
@example(LINE_ENDS, LINE_ENDS, LINE_ENDS)
def test_every_problem_is_one_line_for_the_runner(message: str, hint: str, path: str) -> None:
    found = Diagnostic(RULES["VG105"], "warning", path, Span(1, 1, 2, 1), message, hint)
    shown = reporter("github")(Report([found], {}, Counts(1, 1)))
    assert len(shown.splitlines()) == 1
    assert re.fullmatch(r"::warning file=[^:,]*,line=1,endLine=2,title=[^:,]+::.*", shown)


# The terminal.


@pytest.mark.parametrize(("form", "lines"), [("concise", 1), ("text", 6)])
def test_line_breaks_in_a_message_do_not_break_the_report(form: str, lines: int) -> None:
    source = SourceFile(f"{LINE_ENDS}.md", "stage: a\u2028b\x85c\u2029d\n".encode())
    found = Diagnostic(RULES["VG105"], "error", source.path, Span(1, 8, 1, 13), LINE_ENDS, LINE_ENDS)
    shown = reporter(form)(Report([found], {source.path: source}, Counts(1, 1)))
    assert len(shown.splitlines()) == lines == shown.count("\n") + 1


@given(st.text(), st.text(), st.sampled_from(["text", "concise"]))
def test_notes_cannot_control_the_terminal(typed: str, message: str, form: str) -> None:
    source = SourceFile("a\x1b]0;b.md", f"x\x1b[2J\x07\x9b{typed}".encode("utf-8", "replace"))
    found = Diagnostic(RULES["VG105"], "error", source.path, Span(1, 1, 1, 5), f"“\x1b[31m{message}”", f"\x08{message}")
    shown = reporter(form)(Report([found], {source.path: source}, Counts(1, 1)))
    assert not [char for char in shown if ord(char) < 32 and char not in "\n\t"]
    assert not [char for char in shown if 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066\u200b\ufeff"]


def test_only_colours_are_escape_sequences() -> None:
    source = SourceFile("a\x1b[2Jb.md", b"stage: \x1b[2Jx")
    found = Diagnostic(
        RULES["VG105"], "error", source.path, Span(1, 8, 1, 13), "“\x1b[2Jx” is no stage", "Write \x1b[2J"
    )
    shown = text.render(Report([found], {source.path: source}, Counts(1, 1), has_colour=True))
    assert "\x1b[2J" not in shown
    assert "\x1b[31merror VG105\x1b[0m" in shown


@pytest.mark.parametrize(
    ("line", "marked", "carets"),
    [
        ("stage: techincal", "techincal", "       ^^^^^^^^^"),
        ("role: 東京 now", "now", "           ^^^"),
        ("role: 東京", "東京", "      ^^^^"),
        ("role: e\u0301te\u0301 x", "x", "          ^"),
        ("role: ที่ x", "x", "        ^"),
        ("\trole: x", "x", "       ^"),
        ("role: ＡＢ c", "c", "           ^"),
    ],
)
def test_the_caret_is_under_the_span(line: str, marked: str, carets: str) -> None:
    start = line.index(marked) + 1
    source = SourceFile("a.md", f"---\n{line}\n---\n".encode())
    found = Diagnostic(RULES["VG105"], "error", "a.md", Span(2, start, 2, start + len(marked)), "no", "")
    under = text.one(found, {"a.md": source}, colour=False).split("\n")[2]
    assert under == f"      | {carets}"


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "a" * 300 + "HERE" + "b" * 300
    source = SourceFile("a.md", line.encode())
    found = Diagnostic(RULES["VG105"], "error", "a.md", Span(1, 301, 1, 305), "no", "")
    _, shown, under, _ = text.one(found, {"a.md": source}, colour=False).split("\n")
    assert len(shown) < 120
    assert under.count("^") == 4
    assert shown[under.index("^") :].startswith("HERE")


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    source = SourceFile("a.md", b"---\nclosing:\n  - one\n  - two\n---\n")
    found = Diagnostic(RULES["VG103"], "error", "a.md", Span(3, 5, 4, 8), "no", "")
    assert (
        text.one(found, {"a.md": source}, colour=False)
        == "a.md:3:5: error VG103 no\n    3 |   - one\n      |     ^^^\n"
    )


def test_a_span_after_the_end_of_the_file_shows_no_line() -> None:
    source = SourceFile("a.md", b"one line")
    found = Diagnostic(RULES["VG105"], "error", "a.md", Span(9, 1, 9, 2), "no", "")
    assert text.one(found, {"a.md": source}, colour=False) == "a.md:9:1: error VG105 no\n"


# As the command prints them.


def test_check_prints_the_same_and_exits_with_one(vault_of: VaultOf, run: Run, snapshot_of: SnapshotOf) -> None:
    root = vault_of(VAULT)
    for form in FORMATS:
        result = run("check", str(root), "--format", form, "--now", "2026-03-12T09:00")
        assert (result.returncode, result.stderr) == (1, "")
        assert _unversioned(result.stdout) == _report(snapshot_of(VAULT), form, read_explanations()) + "\n"


def test_check_writes_nothing(vault_of: VaultOf, run: Run) -> None:
    root = vault_of(VAULT)
    before = sorted(path.relative_to(root) for path in root.rglob("*"))
    run("check", str(root))
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before


def _report(snapshot: Snapshot, form: str, explanations: Mapping[str, Explanation] = MappingProxyType({})) -> str:
    counts = count(snapshot.vault.notes, snapshot.diagnostics)
    shown = reporter(form)(Report(snapshot.diagnostics, snapshot.sources, counts, explanations=explanations))
    return _unversioned(shown)


def _unversioned(shown: str) -> str:
    return shown.replace(f'"version": "{__version__}"', '"version": "…"')


def test_many_problems_are_grouped_and_the_rest_of_each_code_is_counted(run: Run, vault_of: VaultOf) -> None:
    notes = {
        f"interviews/{n:02}.md": f"---\ncompany: A{n}\ndate: 2026-01-{n % 28 + 1:02}\noutcome: hopeful\n---\n"
        for n in range(60)
    }
    foreign = {f"Notes/{n:03}.md": "---\nfields:\n  - name: Address\n    type: Input\n---\nx\n" for n in range(100)}
    root = vault_of(notes | foreign)
    shown = run("check", root, "--now", "2026-03-12T09:00").stdout
    assert len(shown.splitlines()) < 60
    assert "more VG105: vaultgen check --select VG105" in shown
    assert "60 errors" in shown
    number = sum(line.startswith("interviews/") for line in shown.splitlines() if "VG105" in line)
    assert f"… and {60 - number} more VG105" in shown
    every = run("check", root, "--select", "VG105", "--now", "2026-03-12T09:00").stdout
    assert sum("error VG105" in line for line in every.splitlines()) == 60


def test_a_vault_of_foreign_notes_builds_without_an_error_and_in_a_few_lines(run: Run, vault_of: VaultOf) -> None:
    kinds = (
        "type: daily\ntags: [x]",
        'type: ["[[Movies]]"]',
        "fields:\n  - name: A\n    type: B",
        "up: [[Index]]",
        "a: b: c",
    )
    root = vault_of(
        {f"Notes/{n:03}.md": f"---\n{kinds[n % len(kinds)]}\n---\nSome [[Note {n}]].\n" for n in range(100)}
    )
    built = run("build", root, "--now", "2026-03-12T09:00")
    assert built.returncode == 0
    assert len((built.stdout + built.stderr).splitlines()) <= 10
    assert "error" not in built.stderr
