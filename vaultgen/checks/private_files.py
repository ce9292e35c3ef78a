"""Private files that git tracks or would add (VG702): the one problem that is not in the notes."""

from collections.abc import Iterable, Iterator

from vaultgen.diagnostics.diagnostic import READING_RULES, Diagnostic, problem
from vaultgen.diagnostics.source import Exposed, Span
from vaultgen.vault.layout import SETTINGS_FILE


def problems(exposed: Iterable[Exposed]) -> Iterator[Diagnostic]:
    """A problem for each file or folder of `[check] private` that git tracks or would add (see `disk.git.exposed`)."""
    for private in exposed:
        path = private.path.rstrip("/")
        sent = ": a push would send it" if private.has_remote else ""
        if private.tracked:
            files = "1 file" if private.tracked == 1 else f"{private.tracked} files"
            message = f"“{path}” is to stay private, and git has {files} of it already{sent}."
            hint = f"Write /{path} into .gitignore, then: git rm -r --cached {_shell(path)}"
        else:
            message = f"“{path}” is to stay private, and git does not ignore it{sent}."
            hint = f"Write /{path} into .gitignore; or, if git may have it, take it from “private” in {SETTINGS_FILE}."
        yield problem(READING_RULES["VG702"], SETTINGS_FILE, Span(), message, hint=hint)


def _shell(path: str) -> str:
    """A path, quoted for a shell."""
    return path if path.replace("/", "").replace("-", "").replace("_", "").isalnum() else f'"{path}"'
