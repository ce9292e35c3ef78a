"""The names that a shell completes: drafts, interviews, codes. Loads little, because it runs at each press of Tab."""

import re
from pathlib import Path

from vaultgen.disk import scan

_PACKAGE = Path(__file__).parents[1]


def draft_names(root: Path, *, unsent: bool = False) -> list[str]:
    """The names of the files in `drafts/`; with `unsent`, without those that are marked as sent."""
    return sorted(path.stem for path in (root / "drafts").glob("*.md") if not (unsent and _is_sent(path)))


def interview_names(root: Path) -> list[str]:
    """The names of the notes below `interviews/`."""
    below = scan.walk(root / "interviews", closed=lambda _: None)
    return sorted(entry.name[:-3] for _, entry in below if entry.name.endswith(".md") and entry.name[0] != ".")


def codes() -> list[str]:
    """The codes of all problems: each has an explanation."""
    return sorted(path.stem for path in (_PACKAGE / "diagnostics/explanations").glob("VG*.md"))


def formats(folder: str) -> list[str]:
    """The formats of an open folder of exports, `draft_files` or `vault_files`: each is a file there."""
    return sorted(path.stem for path in (_PACKAGE / "exports" / folder).glob("[!_]*.py"))


def _is_sent(path: Path) -> bool:
    """Whether a draft has a value for `sent`, by a pattern, without parsing it."""
    from vaultgen.vault import ticks

    try:
        front = path.read_bytes()[:4000].decode("utf-8", "replace").split("\n---", 1)[0]
    except OSError:
        return False
    found = re.search(r"(?mi)^sent[ \t]*:[ \t]*([^\s#]+)", front)
    return found is not None and found[1].casefold() not in ticks.UNTICKED
