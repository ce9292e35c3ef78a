"""The hooks of the README: git refuses a commit while a note has an error."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, VaultOf
from vaultgen.cli.commands import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
GOOD = "---\ncompany: Acme\ndate: 2026-03-05T14:30\nstage: technical\n---\n"


@pytest.mark.changes_notes
@pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and a shell")
def test_the_git_hook_refuses_a_bad_note_and_accepts_a_good_one(vault_of: VaultOf, tmp_path: Path) -> None:
    root = vault_of({"interviews/Acme.md": GOOD.replace("technical", "techincal")})
    commands = tmp_path / "commands"
    commands.mkdir()
    executable(commands / "vaultgen", f'#!/bin/sh\nexec "{sys.executable}" -m vaultgen "$@"\n')
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "VAULTGEN_"))}
    env = surroundings | {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(tmp_path),
    }

    def git(*args: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=Robin Hale", "-c", "user.email=robin@hale.example")
        return subprocess.run(
            ["git", *who, *args], cwd=root, env=env, capture_output=True, encoding="utf-8", check=False
        )

    assert git("init", "--quiet", ".").returncode == 0
    (hook,) = re.findall(r"<!-- hook -->\n```sh\n(.*?)```", README, re.DOTALL)
    (root / ".git/hooks").mkdir(exist_ok=True)
    executable(root / ".git/hooks/pre-commit", hook)
    git("add", "--all")
    refused = git("commit", "-m", "A note")
    assert refused.returncode == 1
    assert "interviews/Acme.md:4:8: error VG105" in refused.stdout + refused.stderr
    assert git("rev-parse", "HEAD").returncode != 0
    (root / "interviews/Acme.md").write_text(GOOD, "utf-8")
    git("add", "--all")
    accepted = git("commit", "-m", "A note")
    assert accepted.returncode == 0, accepted.stderr
    assert git("rev-parse", "HEAD").returncode == 0


def executable(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def test_the_pre_commit_hook_calls_an_existing_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    program, verb, *options = hook["entry"].split()
    assert program in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert verb in COMMANDS
    assert not options
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    matched = ["interviews/2026-03-05 Acme.md", "vaultgen.toml", "search/vaultgen.toml"]
    others = ["site/index.html", "my-vaultgen.toml"]
    assert [path for path in [*matched, *others] if re.search(hook["files"], path)] == matched


def test_the_readme_names_the_hook() -> None:
    (shown,) = re.findall(r"<!-- pre-commit -->\n```yaml\n(.*?)```", README, re.DOTALL)
    (repository,) = yaml.safe_load(shown)["repos"]
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [one["id"] for one in repository["hooks"]] == [hook["id"]]
