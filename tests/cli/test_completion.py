"""What the shell's Tab key completes, and that it loads little for that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, VaultOf
from vaultgen.cli.commands import COMMANDS

NOTES = {
    "interviews/2026-03-11 Acme panel.md": "",
    "interviews/acme/2026-03-17 Acme final.md": "",
    "drafts/2026-03-11 Acme thank-you to Jane Doe.md": "",
    "drafts/2026-03-11 Acme letter to Bo Roe.md": "---\nsent: 2026-03-12T09:00\n---\n",
}
# Runs the console script, and says which heavy modules it has loaded.
TYPED = """\
import sys
from vaultgen.cli import entry
try:
    entry.main()
except SystemExit:
    pass
print("loaded", *(name for name in ("vaultgen.builder", "vaultgen.checks", "yaml", "jinja2") if name in sys.modules))
"""


def completed(root: Path, typed: str) -> tuple[list[str], str]:
    """The completions of a line, and the heavy modules that were loaded for them."""
    words = typed.split(" ")
    asked = {"_VAULTGEN_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", TYPED],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | asked,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *lines, loaded = done.stdout.splitlines()
    return [line.removeprefix("plain,") for line in lines if line], loaded.removeprefix("loaded").strip()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("vaultgen sent ", ["2026-03-11 Acme thank-you to Jane Doe"]),
        ("vaultgen export text Bo", ["2026-03-11 Acme letter to Bo Roe"]),
        ("vaultgen export le", ["letter"]),
        ("vaultgen debrief ", ["2026-03-11 Acme panel", "2026-03-17 Acme final"]),
        ("vaultgen prep final", ["2026-03-17 Acme final"]),
        ("vaultgen new q", ["question"]),
        ("vaultgen new question ", []),
        ("vaultgen explain vg70", ["VG701", "VG702"]),
    ],
)
def test_words_are_completed_without_the_command(vault_of: VaultOf, typed: str, expected: list[str]) -> None:
    found, loaded = completed(vault_of(NOTES), typed)
    assert found == expected
    assert loaded == ""


@pytest.mark.parametrize("command", ["init", "check", "status", "draft", "build", "watch", "obsidian", "doctor"])
def test_the_shell_is_told_to_complete_folders(vault_of: VaultOf, command: str) -> None:
    assert completed(vault_of(NOTES), f"vaultgen {command} int") == (["dir,int"], "")
    assert completed(vault_of(NOTES), f"vaultgen {command} interviews int")[0] == []


def test_a_folder_is_completed_behind_an_option_too(vault_of: VaultOf) -> None:
    assert completed(vault_of(NOTES), "vaultgen check --now 2026-03-12T09:00 int")[0] == ["dir,int"]


def test_commands_are_completed_without_any_of_them(vault_of: VaultOf) -> None:
    root = vault_of(NOTES)
    assert completed(root, "vaultgen ") == (list(COMMANDS), "")
    assert completed(root, "vaultgen d") == (["debrief", "draft", "doctor"], "")
    assert "--version" in completed(root, "vaultgen --")[0]


def test_options_are_completed_by_the_command(vault_of: VaultOf) -> None:
    assert completed(vault_of(NOTES), "vaultgen new --st")[0] == ["--stage"]


def test_outside_a_vault_nothing_is_completed(tmp_path: Path) -> None:
    assert completed(tmp_path, "vaultgen sent ")[0] == []
