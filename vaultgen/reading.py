"""Reading notes that were read before: what a note's bytes were parsed to is kept, and found by them again.

So is what a library took long to say: the public holidays of the user's country.
"""

import pickle
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from vaultgen import notes, plan, workdays
from vaultgen.diagnostics import Diagnostic
from vaultgen.disk import memory, stamps
from vaultgen.notes import Note
from vaultgen.source import SourceFile
from vaultgen.texts import Texts

Parsed = tuple[Note, tuple[Diagnostic, ...]]

_HOLIDAYS = "holidays"
_STALE = 0.05  # the part of the notes that may be new before all are kept anew


class Reader:
    """Parses the notes of one vault, each once for its bytes; holds what this process has parsed, and made of texts."""

    def __init__(self, root: Path) -> None:
        name = memory.named(str(root.resolve()))
        self._notes, self._texts = f"{name}-notes", f"{name}-texts"
        self._parsed: dict[str, tuple[str, Parsed]] = {}
        self._recalled = _load(_HOLIDAYS)
        workdays.recall(self._recalled)

    @cached_property
    def _kept(self) -> dict[str, tuple[str, bytes]]:
        """What earlier processes have left, by path, until it is asked for: it is not held twice."""
        return _load(self._notes)

    @cached_property
    def _left(self) -> dict[str, str]:
        """The digests of the notes that later processes will find."""
        return {path: digest for path, (digest, _) in self._kept.items()}

    def parse(self, source: SourceFile) -> Parsed:
        """As `notes.parse`."""
        if source.fault:
            return notes.parse(source)
        digest = plan.digest(source.data)
        known = self._parsed.get(source.path)
        if known is None or known[0] != digest:
            is_kept = self._left.get(source.path) == digest
            kept = self._kept.pop(source.path, None)
            known = digest, pickle.loads(kept[1]) if kept and is_kept else notes.parse(source)  # noqa: S301 - see `memory`
            self._parsed[source.path] = known
        return known[1]

    @cached_property
    def texts(self) -> Texts:
        """What was made of the texts of notes."""
        return Texts(_load(self._texts))

    def keep(self) -> None:
        """Leaves what was parsed for later processes, unless they will find most of it, and the holidays."""
        new = sum(self._left.get(path) != digest for path, (digest, _) in self._parsed.items())
        if new > _STALE * len(self._parsed):
            _save(self._notes, ((path, (known[0], _dumped(known[1]))) for path, known in self._parsed.items()))
            self._left = {path: digest for path, (digest, _) in self._parsed.items()}
        if (known := self._recalled | workdays.known_years()) != self._recalled:
            _save(_HOLIDAYS, known.items())
            self._recalled = known

    def keep_texts(self) -> None:
        """The same for what was made of texts; what nobody asked for is let go."""
        kept, new = self.texts.kept(), self.texts.new
        self.texts = Texts(kept)
        if len(new) > _STALE * len(kept):
            _save(self._texts, kept.items())


def _dumped(parsed: Parsed) -> bytes:
    return pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL)


def _load(name: str) -> dict[Any, Any]:
    """What was kept under a name by this very vaultgen."""
    found = memory.load_all(name)
    by = next(found, None)
    return dict(found) if by is not None and by == stamps.of_vaultgen() else {}


def _save(name: str, kept: Iterable[tuple[Any, Any]]) -> None:
    memory.save_all(name, chain([stamps.of_vaultgen()], kept))
