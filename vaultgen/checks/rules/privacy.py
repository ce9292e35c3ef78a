"""Private files that git tracks or would add (VG702)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import SETTINGS_FILE

PRIVATE_FILES = Rule("VG702", "warning", "private files in git")
RULES = (PRIVATE_FILES,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Reports the files and folders of `[check] private` that are in `Snapshot.exposed`."""
    for found in snapshot.exposed:
        path = found.path.rstrip("/")
        sent = ": a push would send it" if found.has_remote else ""
        if found.tracked:
            files = "1 file" if found.tracked == 1 else f"{found.tracked} files"
            message = f"“{path}” is to stay private, and git has {files} of it already{sent}."
            hint = f"Write /{path} into .gitignore, then: git rm -r --cached {_shell(path)}"
        else:
            message = f"“{path}” is to stay private, and git does not ignore it{sent}."
            hint = f"Write /{path} into .gitignore; or, if git may have it, take it from “private” in {SETTINGS_FILE}."
        yield problem(PRIVATE_FILES, SETTINGS_FILE, Span(), message, hint=hint)


def _shell(path: str) -> str:
    """A path, quoted for a shell."""
    return path if path.replace("/", "").replace("-", "").replace("_", "").isalnum() else f'"{path}"'
