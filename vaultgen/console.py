"""Printing to the terminal, for code that does not import click."""

import os
import sys
from typing import Any


def say(text: str, *, err: bool = False) -> None:
    """Prints a text as is and flushes, to standard output or standard error."""
    stream = sys.stderr if err else sys.stdout
    if text and stream is not None:
        stream.write(text)
        stream.flush()


def colour(stream: Any = None) -> bool:
    """Whether to colour output to a stream (standard output by default): on a terminal without NO_COLOR."""
    return not os.environ.get("NO_COLOR") and bool((stream or sys.stdout).isatty())
