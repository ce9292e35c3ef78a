"""Waiting for changes in the vault, with `watchfiles`.

A change is what the build reads: notes, drafts, settings, overrides. What the build writes into the
site is none, so that a build never starts the next one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from vaultgen.settings import SETTINGS_FILE

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
    def is_read(change: Change, name: str) -> bool:
        path = Path(name)
        if not path.is_relative_to(root) or path.is_relative_to(output):
            return False
        parts = path.relative_to(root).parts
        if not parts or any(part.startswith(".") for part in parts):
            return False
        return path.suffix.lower() == ".md" or parts[0] == "overrides" or parts == (SETTINGS_FILE,)

    return is_read
