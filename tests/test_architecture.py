"""The structure is part of the contract: layers, open folders, and one door for each outside thing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from vaultgen.checks import rules
from vaultgen.cli.commands import COMMANDS
from vaultgen.exports.formats import EXPORTS
from vaultgen.followups import kinds
from vaultgen.reports import FORMATS
from vaultgen.website import pages

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "vaultgen"


def test_every_module_keeps_to_its_layer() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(lint)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("folder", "listed", "beside"),
    [
        ("cli/commands", set(COMMANDS), set()),
        ("checks/rules", {module.__name__.rpartition(".")[2] for module in rules.CHECKS}, set()),
        ("website/pages", {module.__name__.rpartition(".")[2] for module in pages.PAGES}, set()),
        ("followups/kinds", {name.replace("-", "_") for name in kinds.KINDS}, set()),
        ("reports", set(FORMATS), {"counts"}),
        ("exports/formats", set(EXPORTS), set()),
    ],
)
def test_an_open_folder_lists_each_of_its_files(folder: str, listed: set[str], beside: set[str]) -> None:
    files = {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"} - beside
    assert files == listed


def test_only_the_clock_asks_for_the_time() -> None:
    asking = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "monotonic")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
    ]
    assert set(asking) == {"clock.py"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with what it does"
    assert len(text.splitlines()) <= 400
