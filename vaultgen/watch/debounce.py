"""Debouncing: when changes in a vault have settled and may be built.

Editors write in steps: they empty a file before they fill it, rename it away and back, or save front matter that is not
closed yet. A sync changes hundreds of files one by one. A build in between would show something nobody wrote. So each
change waits until it looks complete, which a complete file does at once, and no change waits for ever.

Pure: takes the states of the files and the time, in seconds of a monotonic clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultgen.disk.file_state import FileStates, Shape

# Seconds without a further change after which a path has settled.
_HALF = 1.0  # front matter that is not closed yet
_OPAQUE = 0.25  # an image or a PDF, which may be incomplete
_EMPTY = 1.0  # an empty file, which is most likely being written
_GONE = 0.3  # a missing file, which an editor may be about to rename into place
_MANY = 0.25  # one of many changes: a checkout or a sync is in progress
_LONGEST = 4.0  # after the first change, whatever follows: a program may never stop writing
_BULK = 5  # more changes than an editor makes at once


@dataclass(frozen=True, slots=True)
class Pending:
    """The changes since the last build: when the first was seen, and for each path its digest and the time of it.

    The digest is None if the file is gone. `shapes` says how complete each file looks.
    """

    since: float = 0.0
    seen: Mapping[str, tuple[str | None, float]] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict)


def changed_paths(before: FileStates, after: FileStates) -> tuple[str, ...]:
    """The paths that were changed, added or deleted, sorted."""
    return tuple(sorted(path for path in before.keys() | after.keys() if _digest(before, path) != _digest(after, path)))


def observe(pending: Pending, built: FileStates, found: FileStates, at: float) -> Pending:
    """The pending changes after a scan at time `at`: from the files as `built` last to those `found` now."""
    paths = changed_paths(built, found)
    seen = {}
    for path in paths:
        digest = _digest(found, path)
        before = pending.seen.get(path)
        seen[path] = before if before is not None and before[0] == digest else (digest, at)
    shapes = {path: found[path].shape for path in paths if path in found}
    return Pending(pending.since if pending.seen else at, seen, shapes)


def remaining(pending: Pending, at: float) -> float:
    """The seconds until all pending changes have settled; 0 or less if they have."""
    if not pending.seen:
        return 0.0
    many = _MANY if len(pending.seen) > _BULK else 0.0
    settled = max(since + max(many, _delay(pending, path)) for path, (_, since) in pending.seen.items())
    return min(settled, pending.since + _LONGEST) - at


def _delay(pending: Pending, path: str) -> float:
    """The seconds for which a path must stay unchanged, by its shape."""
    if path not in pending.shapes:
        return _GONE
    return {"whole": 0.0, "half": _HALF, "empty": _EMPTY, "opaque": _OPAQUE}[pending.shapes[path]]


def _digest(states: FileStates, path: str) -> str | None:
    state = states.get(path)
    return None if state is None else state.digest
