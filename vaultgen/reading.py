"""Reading notes that were read before: what a note's bytes were parsed to is kept, and found by them again."""

import pickle
from functools import cached_property
from pathlib import Path
from typing import Any

from vaultgen import notes, plan
from vaultgen.diagnostics import Diagnostic
from vaultgen.disk import memory, stamps
from vaultgen.notes import Note
from vaultgen.source import SourceFile
from vaultgen.texts import Texts

Parsed = tuple[Note, tuple[Diagnostic, ...]]

_STALE = 0.05  # the part of the notes that may be new before all are kept anew


class Reader:
    """Parses the notes of one vault, each once for its bytes; holds what this process has parsed, and made of texts."""

    def __init__(self, root: Path) -> None:
        name = memory.named(str(root.resolve()))
        self._notes, self._texts = f"{name}-notes", f"{name}-texts"
        self._kept: dict[str, tuple[str, bytes]] | None = None
        self._parsed: dict[str, tuple[str, Parsed]] = {}

    def parse(self, source: SourceFile) -> Parsed:
        """As `notes.parse`."""
        if source.fault:
            return notes.parse(source)
        digest = plan.digest(source.data)
        known = self._parsed.get(source.path)
        if known is None or known[0] != digest:
            kept = self._load().get(source.path)
            again = kept is not None and kept[0] == digest
            known = digest, pickle.loads(kept[1]) if kept and again else notes.parse(source)  # noqa: S301 - see `memory`
            self._parsed[source.path] = known
        return known[1]

    @cached_property
    def texts(self) -> Texts:
        """What was made of the texts of notes."""
        return Texts(_load(self._texts))

    def keep(self) -> None:
        """Leaves what was parsed for later processes, unless they will find most of it."""
        kept = self._load()
        new = {path: known for path, known in self._parsed.items() if kept.get(path, ("",))[0] != known[0]}
        if len(new) > _STALE * len(self._parsed):
            dumped = {path: (known[0], pickle.dumps(known[1], pickle.HIGHEST_PROTOCOL)) for path, known in new.items()}
            self._kept = {path: kept[path] for path in self._parsed if path not in new} | dumped
            _save(self._notes, self._kept)

    def keep_texts(self) -> None:
        """The same for what was made of texts; what nobody asked for is let go."""
        kept, new = self.texts.kept(), self.texts.new
        self.texts = Texts(kept)
        if len(new) > _STALE * len(kept):
            _save(self._texts, kept)

    def _load(self) -> dict[str, tuple[str, bytes]]:
        if self._kept is None:
            self._kept = _load(self._notes)
        return self._kept


def _load(name: str) -> dict[str, Any]:
    """What was kept under a name by this very vaultgen."""
    found: Any = memory.load(name)
    is_ours = isinstance(found, dict) and found["vaultgen"] == stamps.of_vaultgen()
    return dict(found["kept"]) if is_ours else {}


def _save(name: str, kept: dict[str, Any]) -> None:
    memory.save(name, {"vaultgen": stamps.of_vaultgen(), "kept": kept})
