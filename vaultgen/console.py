"""The terminal that a command prints to, for what does not load click."""

import os
import sys
from typing import Any


def say(text: str, *, err: bool = False) -> None:
    """Prints a text as it is, at once; on standard error, if asked."""
    stream = sys.stderr if err else sys.stdout
    if text and stream is not None:
        stream.write(text)
        stream.flush()


def colour(stream: Any = None) -> bool:
    """Whether to colour what goes to a stream: only on a terminal, never with NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool((stream or sys.stdout).isatty())
