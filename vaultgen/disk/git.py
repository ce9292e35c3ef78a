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
    if not any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents)):
        return ()
    from vaultgen.diagnostics.source import Exposed  # late: most vaults lie in no repository

    found = []
    for path in private:
        tracked = _git(root, "ls-files", "-z", "--", path)
        if tracked is None or tracked.returncode:
            continue
        count = tracked.stdout.count(b"\0")
        ignored = _git(root, "check-ignore", "-q", "--no-index", "--", f"{path.rstrip('/')}/")
        if count or (ignored is not None and ignored.returncode == 1):
            found.append(Exposed(path, count))
    return tuple(found)


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
