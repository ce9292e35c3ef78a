"""Work in two processes: this one and a fork of it."""

import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from signal import SIGTERM
from typing import Any, Self, TypeVar

_MANY = 150  # notes to evaluate from which on a second process saves time

T = TypeVar("T")


def in_two_processes(
    mine: Callable[[], T],
    other: Callable[[], list[Any]],
    cancelled: Callable[[int], None],
    received: Callable[[Any], Any] = lambda value: value,
) -> tuple[T, list[Any] | None]:
    """Runs two functions at the same time, `other` in a fork of this process; returns the results of both.

    The values of `other` are pickled one by one, and each that has arrived is replaced by what `received` makes of it,
    so that they need not be held all at once. The result is None if its process was killed or failed: then
    `cancelled` is called with its process id, and the caller must do its work, which raises the same exception.
    """
    with _Child(other) as child:
        result = mine()
        theirs = child.result(received)
    if theirs is None:
        cancelled(child.pid)
    return result, theirs


class _Child:
    """A fork of this process that calls a function, sends the values that it returns, and exits."""

    def __init__(self, work: Callable[[], list[Any]]) -> None:
        self._reading, writing = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()  # or the collector would touch, and so copy, the memory that both processes share
        self.pid = os.fork()
        if self.pid:
            os.close(writing)
            return
        try:
            os.close(self._reading)
            with os.fdopen(writing, "wb") as pipe:
                values = work()
                for value in (len(values), *values):
                    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, SIGTERM)
        os.close(self._reading)
        os.waitpid(self.pid, 0)
        gc.unfreeze()

    def result(self, received: Callable[[Any], Any]) -> list[Any] | None:
        """The values of the function; None if the process ended before it had sent them all."""
        with os.fdopen(self._reading, "rb", closefd=False) as pipe:
            try:
                return [received(pickle.load(pipe)) for _ in range(pickle.load(pipe))]  # noqa: S301 - by this very program
            except (EOFError, pickle.UnpicklingError):
                return None


def is_worth_two(notes: int) -> bool:
    """Whether a second process saves time for so many notes; never if other threads of this one may hold a lock."""
    return notes >= _MANY and sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
