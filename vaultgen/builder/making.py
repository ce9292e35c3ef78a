"""Making the files of the site: only those that are not there already, and in two processes where there are many.

What is made is staged, written under another name in the site's folder, so that no more than a page is held in
memory, and nothing has been touched when something goes wrong.
"""

import gc
import marshal
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from signal import SIGTERM
from typing import Any, Self, TypeVar

from vaultgen.builder.outputs import Piece
from vaultgen.dates import time_marks
from vaultgen.disk import plan
from vaultgen.disk.output import Staging
from vaultgen.disk.plan import Output, Staged
from vaultgen.website.urls import references


class Maker:
    """Makes files for a folder in which some lie; `known` is what was made for it before, by path."""

    def __init__(self, there: Mapping[str, str], known: Mapping[str, Output], staging: Staging, now: datetime) -> None:
        self._there = there
        self._known = known
        self._staging = staging
        self._now = now

    def make(self, pieces: Iterable[Piece]) -> list[Output]:
        """Each piece, made if it has to be."""
        return [self._kept(piece) or self._made(piece) for piece in pieces]

    def renewed(self, made: Iterable[Output]) -> list[Output]:
        """What was made before, saying the present time where it says any."""
        return [self._made(Piece(one.path, partial(str, one.marked_text))) if one.marked_text else one for one in made]

    def _kept(self, piece: Piece) -> Output | None:
        known = self._known.get(piece.path)
        same = known is not None and piece.key and piece.key == known.key
        return known if known is not None and same and self._there.get(piece.path) == known.digest else None

    def _made(self, piece: Piece) -> Output:
        made = piece.make()
        text = made if isinstance(made, str) else ""
        data = time_marks.filled(made, self._now).encode() if isinstance(made, str) else made
        digest = plan.digest(data)
        staged = None if self._there.get(piece.path) == digest else self._staging.add(data)
        open_still = text if time_marks.has_marks(text) else ""
        return Output(piece.path, digest, "" if open_still else piece.key, references(text), staged, open_still)


T = TypeVar("T")


def at_once(
    own: Callable[[], T], other: Callable[[], Iterable[Any]], gone: Callable[[int], None]
) -> tuple[T, list[Any] | None]:
    """Two things worked out at the same time, the second in a process of its own, as a list of plain values.

    It is None where that process was stopped; what it has staged is then taken away by `gone`, who is told its number.
    What went wrong in it will go wrong here as well, and be told.
    """
    with _Child(other) as child:
        mine = own()
        theirs = child.result()
    if theirs is None:
        gone(child.pid)
    return mine, theirs


def told(made: Output) -> tuple[Any, ...]:
    """What was made, as plain values."""
    return (*made[:4], tuple(made.staged) if made.staged else None, made.marked_text)


def made_of(
    path: str, digest: str, key: str, references: tuple[str, ...], staged: tuple[str, tuple[int, ...]] | None, text: str
) -> Output:
    """The other way round."""
    return Output(path, digest, key, references, Staged(*staged) if staged else None, text)


class _Child:
    """A copy of this process that works out plain values, tells them when it has all, and is then gone."""

    def __init__(self, work: Callable[[], Iterable[Any]]) -> None:
        self._reading, writing = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()  # what both have is not to be copied for being looked at
        self.pid = os.fork()
        if self.pid:
            os.close(writing)
            return
        try:
            os.close(self._reading)
            with os.fdopen(writing, "wb") as pipe:
                told = [marshal.dumps(value) for value in work()]
                pipe.writelines((marshal.dumps(len(told)), *told))
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

    def result(self) -> list[Any] | None:
        """What it has worked out; None where it could not."""
        with os.fdopen(self._reading, "rb", closefd=False) as pipe:
            try:
                return [marshal.load(pipe) for _ in range(marshal.load(pipe))]  # noqa: S302 - by this very program
            except (EOFError, ValueError, TypeError):  # it was killed before it had told all
                return None


def may_fork() -> bool:
    """Whether a copy of this process can go on by itself: not where other threads hold what it may need."""
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
