"""The architecture: layers, open folders, and one package for each kind of access to the outside."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultgen.checks import rules
from vaultgen.cli.commands import COMMANDS
from vaultgen.exports.draft_files import DRAFT_FILES
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.followups import kinds
from vaultgen.reports import FORMATS
from vaultgen.website import pages

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "vaultgen"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def test_every_module_keeps_to_its_layer() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(lint)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_there_are_few_layers_and_few_modules_in_the_root() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert [len(contract["layers"]) <= 11 for contract in contracts if contract["type"] == "layers"] == [True]
    assert not [contract["name"] for contract in contracts if "ignore_imports" in contract]
    assert len(list(PACKAGE.glob("*.py"))) <= 10


@pytest.mark.parametrize(
    ("folder", "listed", "beside"),
    [
        ("cli/commands", set(COMMANDS), set()),
        ("checks/rules", {module.__name__.rpartition(".")[2] for module in rules.CHECKS}, set()),
        ("website/pages", {module.__name__.rpartition(".")[2] for module in pages.PAGES}, set()),
        ("followups/kinds", {name.replace("-", "_") for name in kinds.KINDS}, set()),
        ("reports", set(FORMATS), {"counts", "report"}),
        ("exports/draft_files", set(DRAFT_FILES), set()),
        ("exports/vault_files", set(VAULT_FILES), set()),
    ],
)
def test_an_open_folder_lists_each_of_its_files(folder: str, listed: set[str], beside: set[str]) -> None:
    files = {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"} - beside
    assert files == listed


def test_only_the_clock_asks_for_the_time() -> None:
    asking = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id in ("datetime", "date") and node.attr in ("now", "today", "utcnow"))
        or (node.value.id == "time" and node.attr in ("time", "time_ns", "monotonic", "perf_counter", "localtime"))
    }
    assert asking == {"vaultgen.clock"}


def test_only_disk_opens_files() -> None:
    opening = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node.func) in OPENING
    }
    assert {name for name in opening if name.split(".")[1] != "disk"} == set()


def test_folders_are_walked_in_one_place() -> None:
    """Build, replay and watch see the same files because they walk by one function; `_forget_old` lists one folder."""
    walking = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("walk", "scandir", "rglob")
        if (isinstance(node.value, ast.Name) and node.value.id == "os") or node.attr == "rglob"
    }
    assert walking == {"vaultgen.disk.scan", "vaultgen.disk.cache_folder"}


OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "scandir", "listdir", "unlink", "mkdir"}


def _called(function: ast.expr) -> str:
    """The name of what is called: `open`, or `read_text` of anything."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_no_module_imports_one_that_imports_it() -> None:
    imports = {name: set(_imported(tree)) - {name} for name, tree in MODULES.items()}
    while free := {name for name, needed in imports.items() if not needed}:
        imports = {name: needed - free for name, needed in imports.items() if name not in free}
    assert not imports, "these form circles, or need those that do"


def _imported(tree: ast.Module) -> Iterator[str]:
    """The modules of the package that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (found for name in names if (found := name if name in MODULES else node.module) in MODULES)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)


def test_the_name_of_a_public_class_is_used_once() -> None:
    homes: dict[str, list[str]] = {}
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with what it does"
    assert len(text.splitlines()) <= 400
