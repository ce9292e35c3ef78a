"""Waiting for changes in the vault, with `watchfiles`.

What happens in the site's folder and in hidden ones is not listened to; whether anything that the build
reads is really another than before is for the command to see, so that a build never starts the next one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

_SETTLE = 400  # milliseconds in which changes are gathered: editors write in several steps
_WAKE = 1000  # milliseconds after which the first, empty batch comes


def changes(root: Path, output: Path) -> Iterator[None]:
    """Yields once when the watching has begun, and then whenever something may have changed.

    Ends with `KeyboardInterrupt` when the user presses Ctrl-C.
    """
    seen = _filter(root.resolve(), output.resolve())
    begun = False
    for batch in watch(root, watch_filter=seen, debounce=_SETTLE, rust_timeout=_WAKE, yield_on_timeout=True):
        if batch or not begun:
            begun = True
            yield


def _filter(root: Path, output: Path) -> Callable[[Change, str], bool]:
    """Lets through whatever might matter; what really changed is told by comparing the files.

    A new folder counts, too: its notes may be there before the system watches it.
    """

    def may_matter(change: Change, name: str) -> bool:
        path = Path(name)
        if not path.is_relative_to(root) or path.is_relative_to(output):
            return False
        return not any(part.startswith(".") for part in path.relative_to(root).parts)

    return may_matter
