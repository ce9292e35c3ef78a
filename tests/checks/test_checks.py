"""Each kind of problem, with a note that has it, the reports of it, and a note without it.

A folder here is one case: `bad.md` (or several files under `bad/`), `good.md` (or `good/`), the text report in
`expected.txt`, and the other reports in `expected.formats.txt` (one line per problem and
format). It is named after its code, with a word if a code has several cases. A lone
`bad.md` is an interview. `NAME.md.cp1252` is a note saved in that encoding, and
`NAME.md.utf-8` one that a clone on Windows could not have as `NAME.md`;
`NAME.md.unreadable` stands for one that cannot be read, and contains the reason
(with the code of the rule before it); in
`NAME.md.long` each `…` is a very long text. `vaultgen.toml` are the settings, and `in-git` says what git tracks: a
number of files and a path on each line.
"""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import Run, SnapshotOf, VaultOf, known
from vaultgen.checks import RULES
from vaultgen.checks.rules import CHECKS
from vaultgen.diagnostics.diagnostic import READING_RULES, Diagnostic
from vaultgen.diagnostics.fixes import apply_fixes
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.reports import reporter
from vaultgen.reports.counts import count
from vaultgen.reports.report import Report
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import SETTINGS_FILE

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.name.startswith("VG"))
LONG = "word " * 20_000
Snapshots = Callable[[Path, str], Snapshot]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_the_text_report_of_each_code(case: Path, snapshots: Snapshots) -> None:
    snapshot = snapshots(case, "bad")
    assert case.name[:5] in {problem.code for problem in snapshot.diagnostics}
    _is_golden(case / "expected.txt", _report(snapshot))


@each_case
def test_each_problem_says_in_a_sentence_what_is_wrong_and_how_to_mend_it(case: Path, snapshots: Snapshots) -> None:
    for problem in snapshots(case, "bad").diagnostics:
        assert problem.message.endswith((".", "]")), problem.message
        assert problem.hint
        assert "\n" not in problem.message + problem.hint


@each_case
def test_the_other_reports_of_each_code(case: Path, snapshots: Snapshots) -> None:
    snapshot = snapshots(case, "bad")
    json_rows = json.loads(_report(snapshot, "json"))["diagnostics"]
    sarif_run = json.loads(_report(snapshot, "sarif"))["runs"][0]
    parts = {
        "concise": _report(snapshot, "concise").rstrip("\n").split("\n"),
        "github": _report(snapshot, "github").rstrip("\n").split("\n"),
        "json": [json.dumps(row, ensure_ascii=False) for row in json_rows],
        "sarif": [json.dumps(row, ensure_ascii=False) for row in sarif_run["results"]],
    }
    assert {len(lines) for lines in parts.values()} == {len(snapshot.diagnostics)}
    shown = "\n".join("\n".join([f"== {form}", *lines, ""]) for form, lines in parts.items())
    _is_golden(case / "expected.formats.txt", shown)


@each_case
def test_a_fix_removes_its_problem(case: Path, snapshots: Snapshots, tmp_path: Path) -> None:
    snapshot = snapshots(case, "bad")
    fixable = [problem for problem in snapshot.diagnostics if problem.fix]
    files = {path: source for path, source in snapshot.sources.items() if path != SETTINGS_FILE}
    for path, source in files.items():
        data, made = apply_fixes(source.data, [one for one in fixable if one.path == path])
        assert made == tuple(one for one in fixable if one.path == path)
        files[path] = replace(source, data=data)
    after = known(list(files.values()), "2026-03-12T09:00", 'timezone = "UTC"', tmp_path).diagnostics
    gone = {one.code for one in fixable if one.path != SETTINGS_FILE}
    assert not gone & {one.code for one in after}
    assert _errors(after) <= _errors(snapshot.diagnostics)


@each_case
def test_the_good_note_has_no_problem(case: Path, snapshots: Snapshots) -> None:
    snapshot = snapshots(case, "good")
    assert not snapshot.diagnostics, _report(snapshot)


def test_every_code_has_an_example() -> None:
    assert {case.name[:5] for case in CASES} == set(RULES)


def test_a_rule_belongs_to_one_check_or_to_what_is_read() -> None:
    codes = [*READING_RULES, *(rule.code for check in CHECKS for rule in check.RULES)]
    assert sorted(codes) == list(RULES), "no code twice"
    assert all(check.RULES for check in CHECKS)


@pytest.mark.parametrize("code", RULES)
def test_a_code_is_given_by_the_check_that_has_its_rule(code: str, snapshots: Snapshots) -> None:
    owner = [check for check in CHECKS if code in {rule.code for rule in check.RULES}]
    for case in (case for case in CASES if case.name[:5] == code):
        snapshot = snapshots(case, "bad")
        assert [check for check in CHECKS if code in {one.code for one in check.check(snapshot)}] == owner


def test_a_broken_symlink_affects_only_its_note(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-05\n---\n"})
    (root / "interviews/Globex.md").symlink_to("gone.md")
    try:
        result = run("check", str(root), "--now", "2026-03-12T09:00")
    finally:
        (root / "interviews/Globex.md").unlink()
    assert result.returncode == 1
    assert "interviews/Globex.md:1:1: error VG001 The file cannot be read: it is a link to a file" in result.stdout
    assert "2 notes read, 1 valid, 1 with errors; 1 error." in result.stdout


def test_a_code_that_the_settings_ignore_is_not_reported(tmp_path: Path) -> None:
    sources = _sources(HERE / "VG101", "bad")
    snapshot = known(sources, "2026-03-12T09:00", 'timezone = "UTC"\n[check]\nignore = ["VG101"]', tmp_path)
    assert not snapshot.diagnostics


def _report(snapshot: Snapshot, form: str = "text") -> str:
    counts = count(snapshot.vault.notes, snapshot.diagnostics)
    return reporter(form)(Report(snapshot.diagnostics, snapshot.sources, counts)) + "\n"


def _errors(diagnostics: tuple[Diagnostic, ...]) -> set[tuple[str, str]]:
    return {(one.path, one.message) for one in diagnostics if one.severity == "error"}


def _is_golden(golden: Path, shown: str) -> None:
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        golden.write_bytes(shown.encode())
    assert shown == golden.read_bytes().decode()


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Snapshots:
    """The snapshot of a case's files, `bad` or `good`; a case is evaluated once for all its tests."""
    return cache(lambda case, name: _snapshot(case, name, tmp_path_factory.mktemp(case.name)))


def _snapshot(case: Path, name: str, root: Path) -> Snapshot:
    """The snapshot of a case's files, with the problems of its settings."""
    files = {source.path: source for source in _sources(case, name)}
    written = files.pop(SETTINGS_FILE, SourceFile(SETTINGS_FILE, b'timezone = "UTC"'))
    for path in [path for path in files if path.startswith("overrides/")]:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(files.pop(path).data)
    said = (line.split() for line in files.pop("in-git", SourceFile("in-git", b"")).data.decode().splitlines())
    in_git = tuple(Exposed(path, int(count)) for count, path in said)
    snapshot = known(list(files.values()), "2026-03-12T09:00", written.data.decode(), root, exposed=in_git)
    return replace(snapshot, sources={SETTINGS_FILE: written} | dict(snapshot.sources))


def _sources(case: Path, name: str) -> list[SourceFile]:
    for lone in case.glob(f"{name}.md*"):
        return [_source(lone.name.replace(name, "interviews/2026-03-05 Acme", 1), lone)]
    files = (path for path in sorted((case / name).rglob("*")) if path.is_file())
    return [_source(path.relative_to(case / name).as_posix(), path) for path in files]


def _source(name: str, path: Path) -> SourceFile:
    note, _, special = name.partition(".md.")
    if special == "unreadable":
        code, _, reason = path.read_text("utf-8").strip().rpartition(": ")
        return SourceFile(f"{note}.md", b"", reason, code or "VG001")
    if special == "long":
        return SourceFile(f"{note}.md", path.read_text("utf-8").replace("…", LONG).encode())
    if special:
        return SourceFile(f"{note}.md", path.read_text("utf-8").encode(special))
    return SourceFile(name, path.read_bytes())


def test_rounds_of_one_position_overlap_also_with_another_meeting_between_them(snapshot_of: SnapshotOf) -> None:
    def interview(company: str, at: str, minutes: int) -> str:
        return f"---\ncompany: {company}\nrole: Engineer\ndate: 2026-03-11T{at}\nduration: {minutes}\n---\n"

    snapshot = snapshot_of(
        {
            "interviews/a.md": interview("Acme", "10:00", 120),
            "interviews/b.md": interview("Globex", "10:30", 15),
            "interviews/c.md": interview("Acme", "11:00", 30),
        }
    )
    assert [(one.code, one.path) for one in snapshot.diagnostics if one.severity != "hint"] == [
        ("VG309", "interviews/c.md")
    ]
