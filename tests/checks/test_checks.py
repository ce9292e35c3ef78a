"""Each kind of problem with a note that has it, what the user reads about it, and the mended note.

A folder here is one case: `bad.md` (or several notes under `bad/`), `good.md` (or `good/`), and
`expected.txt`. It is called after the code it shows, with a word where a code has several cases. A
lone `bad.md` lies in the vault as an interview. `NAME.md.cp1252` is a note saved in that encoding;
`NAME.md.unreadable` stands for one that the system does not let us read, and holds its reason.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf, known
from vaultgen.counts import count
from vaultgen.diagnostics import RULES
from vaultgen.reporters import text
from vaultgen.snapshot import Snapshot
from vaultgen.source import SourceFile

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.name.startswith("VG"))
ELSEWHERE = {
    "VG010": "test_notes.py (the file would be large)",
    "VG401": "tests of the drafts",
    "VG402": "tests of the drafts",
    "VG423": "tests of the drafts",
    "VG501": "test_settings.py",
    "VG502": "test_settings.py",
    "VG503": "test_settings.py",
}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_the_user_reads_where_what_why_and_how_to_mend_it(case: Path, tmp_path: Path) -> None:
    snapshot = known(_sources(case, "bad"), "2026-03-12T09:00", 'timezone = "UTC"', tmp_path)
    golden = case / "expected.txt"
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        golden.write_bytes(_report(snapshot).encode())
    assert case.name[:5] in {problem.code for problem in snapshot.diagnostics}
    assert _report(snapshot) == golden.read_bytes().decode()


@each_case
def test_the_mended_note_has_no_problem(case: Path, tmp_path: Path) -> None:
    snapshot = known(_sources(case, "good"), "2026-03-12T09:00", 'timezone = "UTC"', tmp_path)
    assert not snapshot.diagnostics, _report(snapshot)


def test_every_code_is_shown() -> None:
    assert {case.name[:5] for case in CASES} | set(ELSEWHERE) == set(RULES)


def test_no_code_is_both_shown_here_and_listed_as_tested_elsewhere() -> None:
    assert not {case.name[:5] for case in CASES} & set(ELSEWHERE)


def test_a_note_that_is_a_link_to_nowhere_costs_one_note(vault_of: VaultOf, run: Run) -> None:
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


def _report(snapshot: Snapshot) -> str:
    counts = count(snapshot.vault.notes, snapshot.diagnostics)
    return text.report(snapshot.diagnostics, snapshot.sources, counts, False) + "\n"


def _sources(case: Path, name: str) -> list[SourceFile]:
    for lone in case.glob(f"{name}.md*"):
        return [_source(lone.name.replace(name, "interviews/2026-03-05 Acme", 1), lone)]
    files = (path for path in sorted((case / name).rglob("*")) if path.is_file())
    return [_source(path.relative_to(case / name).as_posix(), path) for path in files]


def _source(name: str, path: Path) -> SourceFile:
    note, _, special = name.partition(".md.")
    if special == "unreadable":
        return SourceFile(f"{note}.md", b"", path.read_text("utf-8").strip())
    if special:
        return SourceFile(f"{note}.md", path.read_text("utf-8").encode(special))
    return SourceFile(name, path.read_bytes())
