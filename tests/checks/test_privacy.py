"""Private files, checked with a real git."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf

NOTE = "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n---\n"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(tmp_path)}


def git(root: Path, env: dict[str, str], *asked: str) -> None:
    subprocess.run(["git", *asked], cwd=root, env=os.environ | env, check=True, capture_output=True)


def private(run: Run, root: Path, env: dict[str, str]) -> list[str]:
    done = run("check", root, "--format", "concise", "--now", "2026-03-12T09:00", env=env)
    return [line for line in done.stdout.splitlines() if "VG702" in line]


def test_a_site_that_git_would_add_is_reported(vault_of: VaultOf, run: Run, env: dict[str, str]) -> None:
    root = vault_of({"notes/vault/interviews/Acme.md": NOTE, "notes/vault/vaultgen.toml": 'timezone = "UTC"\n'})
    vault = root / "notes/vault"
    assert private(run, vault, env) == [], "outside a repository there is nothing to ask"
    git(root, env, "init", "-q")
    (found,) = private(run, vault, env)
    assert "“site” is to stay private, and git does not ignore it" in found
    (root / ".gitignore").write_text("site/\n")
    assert private(run, vault, env) == []


def test_files_that_git_tracks_are_counted(vault_of: VaultOf, run: Run, env: dict[str, str]) -> None:
    settings = 'timezone = "UTC"\n[check]\nprivate = ["drafts/"]\n'
    drafts = {"drafts/a.md": "a", "drafts/b.md": "b", ".gitignore": "/site\n"}
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": settings, **drafts})
    git(root, env, "init", "-q")
    git(root, env, "add", ".")
    (found,) = private(run, root, env)
    assert "“drafts” is to stay private, and git has 2 files of it already" in found
    (root / ".gitignore").write_text("/drafts\n/site\n")
    assert private(run, root, env), "what is tracked stays so, whatever is ignored"


def test_a_repository_cannot_make_git_run_a_program(vault_of: VaultOf, run: Run, env: dict[str, str]) -> None:
    root = vault_of({"interviews/Acme.md": NOTE})
    git(root, env, "init", "-q")
    git(root, env, "config", "core.fsmonitor", f"touch {root}/ran; false")
    assert private(run, root, env)
    assert not (root / "ran").exists()


def test_a_push_that_would_send_them_is_told(vault_of: VaultOf, run: Run, env: dict[str, str]) -> None:
    root = vault_of({"interviews/Acme.md": NOTE})
    git(root, env, "init", "-q")
    assert "push" not in "".join(private(run, root, env))
    git(root, env, "remote", "add", "origin", "https://git.example/my-search")
    assert "git does not ignore it: a push would send it." in "".join(private(run, root, env))
