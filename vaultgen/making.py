"""Making the files of the site: only those that are not there already, and in two processes where there are many.

What is made is staged, written under another name in the site's folder, so that no more than a page is held in
memory, and nothing has been touched when something goes wrong.
"""

import gc
import marshal
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from signal import SIGTERM
from typing import Any, Self

from vaultgen import disk, plan, timely
from vaultgen.addresses import references
from vaultgen.errors import FileProblem, UsageProblem, VaultgenError
from vaultgen.pieces import Piece
from vaultgen.plan import Made, Staged


class Maker:
    """Makes files for a folder in which some lie; `known` is what was made for it before, by path."""

    def __init__(
        self, there: Mapping[str, str], known: Mapping[str, Made], staging: disk.Staging, now: datetime
    ) -> None:
        self._there = there
        self._known = known
        self._staging = staging
        self._now = now

    def make(self, pieces: Iterable[Piece]) -> list[Made]:
        """Each piece, made if it has to be."""
        return [self._kept(piece) or self._made(piece) for piece in pieces]

    def _kept(self, piece: Piece) -> Made | None:
        known = self._known.get(piece.path)
        same = known is not None and piece.key and piece.key == known.key
        return known if known is not None and same and self._there.get(piece.path) == known.digest else None

    def _made(self, piece: Piece) -> Made:
        made = piece.make()
        text = made if isinstance(made, str) else ""
        data = timely.filled(made, self._now).encode() if isinstance(made, str) else made
        digest = plan.digest(data)
        staged = None if self._there.get(piece.path) == digest else self._staging.add(data)
        open_still = text if timely.is_timely(text) else ""
        return Made(piece.path, digest, "" if open_still else piece.key, references(text), staged, open_still)

    def make_all(self, shares: Sequence[Iterable[Piece]], *, many: bool) -> list[Made]:
        """The pieces of every share, of which there may be `many`. Raises what making them raises."""
        if not many or not _may_fork():
            return [made for pieces in shares for made in self.make(pieces)]
        own, *others = shares
        with _Child(lambda: [_told(made) for pieces in others for made in self.make(pieces)]) as child:
            made = self.make(own)
            theirs = [_made(*row) for row in child.result()]
        for one in theirs:
            if one.staged is not None:
                self._staging.adopt(one.staged)
        return made + theirs


def _told(made: Made) -> tuple[Any, ...]:
    """What was made, as plain values."""
    return (*made[:4], tuple(made.staged) if made.staged else None, made.timely)


def _made(
    path: str, digest: str, key: str, references: tuple[str, ...], staged: tuple[str, tuple[int, ...]] | None, text: str
) -> Made:
    return Made(path, digest, key, references, Staged(*staged) if staged else None, text)


class _Child:
    """A copy of this process that works out a plain value and is then gone; what goes wrong in it goes wrong here."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._reading, writing = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.freeze()  # what both have is not to be copied for being looked at
        self._pid = os.fork()
        if self._pid:
            os.close(writing)
            return
        code = 1
        try:
            os.close(self._reading)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(marshal.dumps(_answer(work)))
            code = 0
        finally:
            os._exit(code)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, SIGTERM)
        os.close(self._reading)
        os.waitpid(self._pid, 0)
        gc.unfreeze()

    def result(self) -> Any:
        """What it has worked out; raises the `VaultgenError` that it met."""
        with os.fdopen(self._reading, "rb", closefd=False) as pipe:
            told = pipe.read()
        if not told:
            raise FileProblem("The second process of the build ended before its time.", "Build once more.")
        value, error = marshal.loads(told)  # noqa: S302 - written by this very program
        if error is None:
            return value
        raise _ERRORS[error[0]](*error[1:])


_ERRORS = {kind.__name__: kind for kind in (FileProblem, UsageProblem)}


def _answer(work: Callable[[], Any]) -> tuple[Any, tuple[str, ...] | None]:
    """The value and no error, or an error as its name and its words."""
    try:
        return work(), None
    except VaultgenError as error:
        return None, (type(error).__name__, error.message, error.hint)


def _may_fork() -> bool:
    """Whether a copy of this process can go on by itself: not where other threads hold what it may need."""
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
