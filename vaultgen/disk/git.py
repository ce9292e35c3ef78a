"""Asks git what it tracks or would add, if the vault is in a repository.

Nothing here fails: without git, outside a repository, or if git does not answer, nothing is exposed.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

    from vaultgen.diagnostics.source import Exposed

_PATIENCE = 5  # seconds


def exposed(root: Path, private: Iterable[str]) -> "tuple[Exposed, ...]":
    """The files and folders of a vault, out of some, that git tracks or would add with the next `git add`."""
    if not is_repository(root):
        return ()
    from vaultgen.diagnostics.source import Exposed  # late: most vaults lie in no repository

    listed = []
    for path in private:
        tracked = _git(root, "ls-files", "-z", "--", path)
        if tracked is None or tracked.returncode:
            continue
        count = tracked.stdout.count(b"\0")
        ignored = _git(root, "check-ignore", "-q", "--no-index", "--", f"{path.rstrip('/')}/")
        if count or (ignored is not None and ignored.returncode == 1):
            listed.append(Exposed(path, count))
    if not listed or not _has_remote(root):
        return tuple(listed)
    return tuple(one._replace(has_remote=True) for one in listed)


def is_ignored(root: Path, path: str) -> bool:
    """Whether git ignores a path of a vault; False outside a repository."""
    asked = _git(root, "check-ignore", "-q", "--no-index", "--", path) if is_repository(root) else None
    return asked is not None and asked.returncode == 0


def is_repository(root: Path) -> bool:
    """Whether a vault is in a git repository."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def _has_remote(root: Path) -> bool:
    """Whether the repository has somewhere to push to."""
    remotes = _git(root, "remote")
    return remotes is not None and bool(remotes.stdout.strip())


def _git(root: Path, *asked: str) -> "subprocess.CompletedProcess[bytes] | None":
    """The output of a git command, run so that the repository's settings cannot make git run a program."""
    import subprocess

    try:
        return subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *asked],
            cwd=root,
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
