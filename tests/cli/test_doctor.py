"""`vaultgen doctor`: each thing has a state, nothing is changed, and nothing private is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import VaultOf
from vaultgen.cli import diagnosis
from vaultgen.cli.commands.doctor import run
from vaultgen.disk import machine
from vaultgen.vault.templates import property_types

PRIVATE = {
    "vaultgen.toml": 'timezone = "Asia/Tokyo"\ncountry = "JP"\noutput = "secret-site"\n'
    '[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n[check]\nprivate = ["diary"]\n',
    "companies/Hidden Corp.md": "---\ntype: company\n---\n",
    "diary/Today.md": "Dear diary\n",
}


def states(root: Path | None) -> dict[str, str]:
    return {one.name: one.status for one in diagnosis.findings(str(root) if root else None)}


def everything_below(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_a_vault_that_is_set_up_is_fine(vault_of: VaultOf) -> None:
    files = {
        ".obsidian/types.json": json.dumps({"types": property_types()}),
        "templates/Interview.md": "",
    }
    found = states(vault_of(PRIVATE | files))
    for name in ("vault", "settings", "zone data", "time zone", "country", "me", "Obsidian", "versions"):
        assert found[name] == "ok", name
    assert (found["git"], found["private"]) == ("skipped", "skipped")


@pytest.mark.parametrize(
    ("files", "name", "state"),
    [
        ({"vaultgen.toml": "tone = 3\n"}, "settings", "fail"),
        ({"vaultgen.toml": "colour = 3\n"}, "settings", "warn"),
        ({"vaultgen.toml": "\xff".encode("latin-1")}, "vault", "fail"),
        ({}, "country", "warn"),
        ({}, "me", "warn"),
        ({"vaultgen.toml": ""}, "time zone", "warn"),
        ({".obsidian/app.json": "{}"}, "Obsidian", "warn"),
        ({}, "Obsidian", "skipped"),
    ],
)
def test_what_is_missing_is_told(vault_of: VaultOf, files: dict[str, str | bytes], name: str, state: str) -> None:
    assert states(vault_of(files))[name] == state


def test_without_a_vault_the_computer_is_looked_at(tmp_path: Path) -> None:
    found = states(tmp_path / "nothing")
    assert (found["vault"], found["settings"], found["me"]) == ("fail", "skipped", "skipped")
    assert found["zone data"] == "ok"


def test_what_git_would_take_is_told(vault_of: VaultOf) -> None:
    root = vault_of(PRIVATE)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    (found,) = (one for one in diagnosis.findings(str(root)) if one.name == "private")
    assert (found.status, found.message) == ("warn", "git has or would take 2 of 2 places")
    subprocess.run(["git", "remote", "add", "origin", "https://git.example/x"], cwd=root, check=True)
    (found,) = (one for one in diagnosis.findings(str(root)) if one.name == "private")
    assert found.message == "git has or would take 2 of 2 places, and a push would send it"


def test_nothing_is_changed_and_nothing_private_is_said(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root, cache = vault_of(PRIVATE), tmp_path / "cache"
    monkeypatch.setenv("VAULTGEN_CACHE", str(cache))
    before = everything_below(tmp_path)
    run(str(root), form="text")
    text = capsys.readouterr().out
    assert run(str(root), form="json") == 0
    told = json.loads(said := capsys.readouterr().out)
    assert everything_below(tmp_path) == before, "the cache's folder is not made either"
    assert told["version"] == 1
    assert {frozenset(one) for one in told["checks"]} == {frozenset(("name", "status", "message", "hint"))}
    assert {one["status"] for one in told["checks"]} <= {"ok", "warn", "fail", "skipped"}
    for word in ("Robin", "Hale", "hale.example", "Tokyo", "JP", "secret", "diary", "Hidden", str(tmp_path)):
        assert word not in text + said.replace('"vault"', ""), word


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("nothing", "pip install 'vaultgen[sheets]'"),
        ("pipx_metadata.json", "pipx inject vaultgen python-calamine"),
        ("uv-receipt.toml", 'uv pip install --python "$(uv tool dir)/vaultgen" python-calamine'),
    ],
)
def test_the_line_that_installs_an_extra_is_that_of_the_program_that_installed_vaultgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, line: str
) -> None:
    (tmp_path / mark).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(machine, "installed", lambda *_: "")
    hints = {one.name: one.hint for one in diagnosis.findings(str(tmp_path))}
    assert hints["extra sheets"] == line
