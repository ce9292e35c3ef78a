"""How notes looked before they were marked, so that an undo restores them byte for byte.

Setting a property to its former value is not enough for that: a property that was not there would stay as an empty
line. So for each note the front matters before its marks and after the last one are kept in the cache. If the user has
edited the front matter since, only the lines that the marks changed are restored.
"""

from collections.abc import Callable, Sequence
from typing import Any

from vaultgen.builder.cache import Cache

_NAMESPACE = "marks"
_STATES = 20  # front matters kept of a note
_NOTES = 200  # notes of which they are kept


class MarkHistory:
    """The history of the marked notes of a vault."""

    def __init__(self, root: str) -> None:
        self._cache = Cache(root)
        self._kept: dict[str, Any] = next(self._cache.load(_NAMESPACE), {})

    def former(self, path: str, data: bytes, front_lines: int, is_wanted: Callable[[bytes], bool]) -> bytes | None:
        """The note as it was before one of its marks, with what the user has edited since; None if it is not known.

        `front_lines` is the number of lines of the front matter in `data`. Of several the latest that `is_wanted`.
        """
        states = self._kept.get(path, [])
        front, body = _split(data, front_lines)
        for number in reversed(range(len(states) - 1)):
            restored = _reverted(front, _lines(states[number]), _lines(states[-1]))
            if restored is not None and is_wanted(found := b"".join((*restored, body))):
                return found
        return None

    def remember(self, path: str, before: bytes, after: bytes) -> None:
        """Keeps how the front matter of a note was before and after a mark; forgets what an undo has restored."""
        states = self._kept.pop(path, [])
        if not states or states[-1] != before:
            states = [before]
        states = states[: states.index(after) + 1] if after in states else [*states[1 - _STATES :], after]
        self._kept[path] = states
        self._cache.save(_NAMESPACE, [dict(list(self._kept.items())[-_NOTES:])])


def front_of(data: bytes, front_lines: int) -> bytes:
    """The lines of the front matter."""
    return b"".join(_split(data, front_lines)[0])


def _split(data: bytes, front_lines: int) -> tuple[list[bytes], bytes]:
    lines = _lines(data)
    return lines[:front_lines], b"".join(lines[front_lines:])


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _reverted(now: Sequence[bytes], before: Sequence[bytes], after: Sequence[bytes]) -> list[bytes] | None:
    """Lines in which the change `before` → `after` is undone; None if it is not certain where it is."""
    if now == after:
        return list(before)
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
    added, removed = after[start : len(after) - end], before[start : len(before) - end]
    places = [at for at in range(len(now)) if added and now[at : at + len(added)] == added]
    if len(places) != 1:
        return None
    return [*now[: places[0]], *removed, *now[places[0] + len(added) :]]
