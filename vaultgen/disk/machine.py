"""What is installed and set up on this computer, for `vaultgen doctor`. Changes nothing."""

import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from vaultgen.disk import scan

_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
_PATIENCE = 5  # seconds


def most_watches() -> int | None:
    """How many folders the programs of a user may watch; None if the system has no such limit."""
    try:
        return int(_WATCHES.read_text("ascii"))
    except (OSError, ValueError):
        return None


def has_browser() -> bool:
    """Whether a page can be opened in a browser."""
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def has_mail_program() -> bool | None:
    """Whether a program opens `mailto:` links; None if the system cannot tell."""
    if sys.platform in ("win32", "darwin"):
        return None
    asked = _output("xdg-mime", "query", "default", "x-scheme-handler/mailto")
    return None if asked is None else bool(asked)


def git_version() -> str:
    """The version of git; empty if there is none."""
    return (_output("git", "--version") or "").removeprefix("git version ").partition(" ")[0]


def installed(module: str, package: str) -> str:
    """The version of a package that can be imported; empty if it cannot."""
    return installed_version(package) if find_spec(module) else ""


def installer() -> str:
    """The tool that installed this vaultgen: `pipx`, `uv` (as a tool), or `pip` for any other."""
    marks = {"pipx": "pipx_metadata.json", "uv": "uv-receipt.toml"}
    return next((name for name, mark in marks.items() if Path(sys.prefix, mark).is_file()), "pip")


def installed_version(package: str) -> str:
    """The version of a package; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def folders_below(root: Path) -> int:
    """The number of folders of a vault that a watch would listen to; an unreadable one counts as one."""
    found = scan.walk(root, enter=lambda path: not path.rpartition("/")[2].startswith("."), closed=lambda _: None)
    return 1 + sum(path.endswith("/") for path, _ in found)


def _output(*words: str) -> str | None:
    """What a program prints; None if there is no such program, or it does not answer."""
    program = shutil.which(words[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *words[1:]], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip()
