"""`vaultgen check` on the command line: what it shows and counts, and the fixes that it applies."""

import contextlib
import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, VaultOf
from vaultgen.diagnostics.fixes import fix_files
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.fingerprint import digest

NOW = ("--now", "2026-03-12T09:00")
ACME, GLOBEX = "interviews/Acme.md", "interviews/Globex.md"
BAD = "---\ncompany: Acme\ndate: 2026-03-05T14:30\nstage: techincal # ?\ndurration: 45\nmood: sunny\n---\nNice.\n"
MENDED = BAD.replace("techincal", "technical").replace("durration", "duration")


@pytest.fixture
def bad(vault_of: VaultOf) -> Path:
    return vault_of({ACME: BAD})


# What is shown, and what counts.


@pytest.mark.parametrize(
    ("args", "codes", "exit_code"),
    [
        ((), ["VG105", "VG101", "VG101"], 1),
        (("--severity", "hint"), ["VG105", "VG101", "VG101"], 1),
        (("--severity", "warning"), ["VG105", "VG101"], 1),
        (("--severity", "error"), ["VG105"], 1),
        (("--select", "VG101"), ["VG101", "VG101"], 0),
        (("--select", "vg1"), ["VG105", "VG101", "VG101"], 1),
        (("--select", "VG2,VG101", "--severity", "warning"), ["VG101"], 0),
        (("--select", "VG2", "--select", "VG105"), ["VG105"], 1),
        (("--ignore", "VG105"), ["VG101", "VG101"], 0),
        (("--ignore", "VG101, VG105"), [], 0),
        (("--select", "VG1", "--ignore", "VG105"), ["VG101", "VG101"], 0),
    ],
)
def test_hidden_problems_do_not_count(
    bad: Path, run: Run, args: tuple[str, ...], codes: list[str], exit_code: int
) -> None:
    result = run("check", bad, *NOW, *args, "--format", "json")
    report = json.loads(result.stdout)
    assert [row["code"] for row in report["diagnostics"]] == codes
    assert result.returncode == exit_code
    assert report["notes"] == {"read": 1, "valid": 1 - exit_code, "with_problems": exit_code}


@pytest.mark.parametrize(
    ("rules", "args", "codes"),
    [
        ('ignore = ["VG101"]', (), ["VG105"]),
        ('severity = "warning"', (), ["VG105", "VG101"]),
        ('select = ["VG101"]', (), ["VG101", "VG101"]),
        ('ignore = ["VG101"]', ("--ignore", "VG105"), []),
        ('ignore = ["VG101"]', ("--select", "VG101"), ["VG101", "VG101"]),
        ('select = ["VG2"]', ("--select", "VG105"), ["VG105"]),
        ('severity = "error"', ("--severity", "hint"), ["VG105", "VG101", "VG101"]),
    ],
)
def test_options_override_the_check_settings(
    vault_of: VaultOf, run: Run, rules: str, args: tuple[str, ...], codes: list[str]
) -> None:
    root = vault_of({ACME: BAD, "vaultgen.toml": f'timezone = "UTC"\n[check]\n{rules}\n'})
    report = json.loads(run("check", root, *NOW, *args, "--format", "json").stdout)
    assert [row["code"] for row in report["diagnostics"]] == codes


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_suggests_similar_ones(bad: Path, run: Run, option: str) -> None:
    result = run("check", bad, option, "VG1,VG1017")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("vaultgen: There is no code “VG1017”.\n  Did you mean VG017 or VG101")


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif"])
def test_every_report_format_can_be_selected(bad: Path, run: Run, form: str) -> None:
    result = run("check", bad, *NOW, "--format", form)
    assert (result.returncode, result.stderr) == (1, "")
    assert "VG105" in result.stdout


# --fix.


def test_fix_without_a_terminal_only_shows_the_changes(bad: Path, run: Run) -> None:
    result = run("check", bad, *NOW, "--fix")
    assert result.returncode == 1
    assert result.stdout.startswith(
        f"--- {ACME}\n+++ {ACME}\n@@ -1,8 +1,8 @@\n ---\n company: Acme\n date: 2026-03-05T14:30\n"
        "-stage: techincal # ?\n-durration: 45\n+stage: technical # ?\n+duration: 45\n mood: sunny\n ---\n Nice.\n\n"
    )
    assert "1 note read, 0 valid, 1 with errors; 1 error, 1 warning, 1 hint." in result.stdout
    assert result.stderr == "Nothing was changed. To make these changes: vaultgen check --fix --yes\n"


@pytest.mark.changes_notes
def test_fix_with_yes_applies_the_fixes_and_reports_the_rest(bad: Path, run: Run) -> None:
    result = run("check", bad, *NOW, "--fix", "--yes")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"\nfixed {ACME}: 2 problems\n" in result.stdout
    assert result.stdout.endswith("1 note read, 1 valid, 0 with errors; 1 hint.\n")
    assert (bad / ACME).read_bytes() == MENDED.encode()
    again = run("check", bad, *NOW, "--fix", "--yes")
    assert again.stdout.startswith("There is nothing that could be fixed without asking what you meant.\n")
    assert (bad / ACME).read_bytes() == MENDED.encode()


@pytest.mark.changes_notes
def test_fix_also_fixes_problems_that_a_fix_reveals(vault_of: VaultOf, run: Run) -> None:
    text = "\ufeff---\r\ncompany: [[Acme]]  # them\r\ndate: 2026-03-05T14:30\r\nstage: 'techincal'\r\n---\r\n\r\n"
    root = vault_of({ACME: text, "companies/Acme.md": "", "vaultgen.toml": 'timezon = "UTC"\n'})
    assert run("check", root, *NOW, "--fix", "--yes").returncode == 0
    fixed_files = text.replace("[[Acme]]", '"[[Acme]]"').replace("techincal", "technical")
    assert (root / ACME).read_bytes() == fixed_files.encode()
    assert (root / "vaultgen.toml").read_bytes() == b'timezone = "UTC"\n'


@pytest.mark.changes_notes
def test_fix_only_fixes_selected_problems(bad: Path, run: Run) -> None:
    assert run("check", bad, *NOW, "--fix", "--yes", "--select", "VG101").returncode == 0
    assert (bad / ACME).read_text("utf-8") == BAD.replace("durration", "duration")


@pytest.mark.changes_notes
def test_machine_readable_reports_are_alone_on_standard_output(bad: Path, run: Run) -> None:
    result = run("check", bad, *NOW, "--fix", "--yes", "--format", "json")
    assert [row["code"] for row in json.loads(result.stdout)["diagnostics"]] == ["VG101"]
    assert "+stage: technical # ?" in result.stderr
    assert f"fixed {ACME}: 2 problems" in result.stderr


def test_yes_without_fix_is_refused(bad: Path, run: Run) -> None:
    result = run("check", bad, "--yes")
    assert result.returncode == 2
    assert "--yes goes with --fix" in result.stderr


@pytest.mark.changes_notes
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_fixing_keeps_file_modes_and_symlinks(bad: Path, run: Run) -> None:
    elsewhere = bad / ".kept" / "elsewhere.md"
    elsewhere.parent.mkdir()
    (bad / ACME).rename(elsewhere)
    elsewhere.chmod(0o600)
    (bad / ACME).symlink_to(elsewhere)
    assert run("check", bad, *NOW, "--fix", "--yes").returncode == 0
    assert (bad / ACME).is_symlink()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600
    assert elsewhere.read_text("utf-8") == MENDED


@pytest.mark.changes_notes
def test_fix_does_not_overwrite_a_note_that_was_edited_meanwhile(bad: Path) -> None:
    before = (bad / ACME).read_bytes()
    (bad / ACME).write_bytes(before + b"More.\n")
    plan = Plan(write=(FileWrite(ACME, MENDED.encode(), expects=digest(before)),))
    report = apply_plan(bad, plan)
    assert (report.written, report.changed_meanwhile) == ((), (ACME,))
    assert (bad / ACME).read_bytes() == before + b"More.\n"


@pytest.mark.changes_notes
@pytest.mark.parametrize(
    ("answers", "changed", "exit_code"),
    [(b"y\nn\n", [ACME], 1), (b"n\ny\n", [GLOBEX], 1), (b"y\ny\n", [ACME, GLOBEX], 0)],
)
def test_fix_asks_for_each_file_on_a_terminal(
    vault_of: VaultOf, answers: bytes, changed: list[str], exit_code: int
) -> None:
    root = vault_of({ACME: BAD, GLOBEX: BAD})
    shown, code = on_a_terminal(["check", str(root), *NOW, "--fix"], answers)
    assert code == exit_code
    assert f"Change {ACME} so? [y/N]: " in shown
    assert "\x1b[31m-stage: techincal # ?\x1b[0m" in shown
    assert "\x1b[32m+stage: technical # ?\x1b[0m" in shown
    now = {path: (root / path).read_text("utf-8") for path in (ACME, GLOBEX)}
    assert now == {path: MENDED if path in changed else BAD for path in now}


def on_a_terminal(args: list[str], answers: bytes) -> tuple[str, int]:
    """Runs a command in a pseudo-terminal; returns its output and exit code."""
    terminal, inside = pty.openpty()
    surroundings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    child = subprocess.Popen(
        [sys.executable, "-m", "vaultgen", *args],
        stdin=inside, stdout=inside, stderr=inside, env=surroundings | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(inside)
    os.write(terminal, answers)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(terminal, 4096):
            shown += part
    os.close(terminal)
    return shown.decode().replace("\r\n", "\n"), child.wait()


def test_a_fix_that_does_not_help_is_not_applied() -> None:
    from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix, problem
    from vaultgen.diagnostics.source import SourceFile, Span

    def longer(_: object) -> tuple[Diagnostic, ...]:
        return (problem("VG105", "a.md", Span(), "", fix=Fix("x", (Edit(Span(), "x"),))),)

    fixed_files = fix_files({"a.md": SourceFile("a.md", b"")}, longer)
    assert (fixed_files.files, fixed_files.fixed) == ({}, ())
