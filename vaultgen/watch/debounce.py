"""Whether what has changed in a vault may be believed yet.

Editors write in steps: a file is emptied before it is filled, it goes away and comes back under its name,
its front matter is saved before it is closed; a sync changes hundreds one after the other. A build between
two steps shows what nobody wrote. So each change waits until it looks finished, which a file that is whole
does at once, and none waits for ever.

Pure: takes what the files looked like, and when (seconds on a clock that only goes forward).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaultgen.disk.file_state import FileStates, Shape

# Seconds for which a path must have stayed as it is before that is believed.
_HALF = 1.0  # front matter that has not been closed yet
_OPAQUE = 0.25  # an image or a PDF, of which no look tells whether it is all there
_EMPTY = 1.0  # an empty file is most often one that is being written
_GONE = 0.3  # between the two renames of an editor a note is not there
_MANY = 0.25  # one of many: a checkout or a sync is under way, and more will come
_LONGEST = 4.0  # after the first change, whatever still comes: some program may never stop writing
# More changes than an editor makes at once.
_BULK = 5


@dataclass(frozen=True, slots=True)
class Pending:
    """Changes that no build has seen: `since` when there are any, and each path's digest with the time it is from.

    The digest is None where the file is gone; what looks unfinished names its shape in `shapes`.
    """

    since: float = 0.0
    seen: Mapping[str, tuple[str | None, float]] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict)


def changed_paths(before: FileStates, after: FileStates) -> tuple[str, ...]:
    """The paths whose content is another than it was, or that came or went, in order."""
    return tuple(sorted(path for path in before.keys() | after.keys() if _digest(before, path) != _digest(after, path)))


def observe(pending: Pending, built: FileStates, found: FileStates, at: float) -> Pending:
    """What waits after a look at the files: `built` is what the last build knew, `found` what lies there now."""
    paths = changed_paths(built, found)
    seen = {}
    for path in paths:
        digest = _digest(found, path)
        known = pending.seen.get(path)
        seen[path] = known if known is not None and known[0] == digest else (digest, at)
    shapes = {path: found[path].shape for path in paths if path in found}
    return Pending(pending.since if pending.seen else at, seen, shapes)


def remaining(pending: Pending, at: float) -> float:
    """For how many seconds more to wait for what is to come; 0 or less where all may be believed."""
    if not pending.seen:
        return 0.0
    many = _MANY if len(pending.seen) > _BULK else 0.0
    settled = max(since + max(many, _steps(pending, path)) for path, (_, since) in pending.seen.items())
    return min(settled, pending.since + _LONGEST) - at


def _steps(pending: Pending, path: str) -> float:
    """How long a path must stay as it is, after what it looks like."""
    if path not in pending.shapes:
        return _GONE
    return {"whole": 0.0, "half": _HALF, "empty": _EMPTY, "opaque": _OPAQUE}[pending.shapes[path]]


def _digest(state: FileStates, path: str) -> str | None:
    version = state.get(path)
    return None if version is None else version.digest
