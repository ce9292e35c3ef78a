"""Reading notes that were read before: what a note's bytes were parsed to is kept, and found by them again.

So is its header, which is all that most of a build needs of it, what was made of its text, and what a library took long
to say: the public holidays of the user's country.
"""

import pickle
from collections.abc import Iterable
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from vaultgen.builder.index import Survey
from vaultgen.dates import workdays
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import cache_folder, plan, scan
from vaultgen.vault import header
from vaultgen.vault.header import Header
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.website.html_cache import HtmlCache

Parsed = tuple[Note, tuple[Diagnostic, ...]]

_HOLIDAYS = "holidays"
_HELD = 2_500  # notes that are held as they were parsed; of more there is only room for the bytes
_BATCH = 500  # rows that are written, and held, at once
_STALE = 0.05  # the part of the notes that may be new before all are kept anew


class Reader:
    """Reads the notes of one vault, each once for its bytes; holds what this process has parsed, and made of texts.

    `digests` are those of all notes that were asked for, by path; `surveyed` is what was last known of the vault. Who
    is `sparing` needs few notes at once, and no more than a few thousand are held.
    """

    def __init__(self, root: Path) -> None:
        name = cache_folder.named(str(root.resolve()))
        self._notes, self._listed, self._texts = f"{name}-notes", f"{name}-entries", f"{name}-texts"
        self._parsed: dict[str, tuple[str, Parsed]] = {}
        self.digests: dict[str, str] = {}
        # The digests of what later processes will find: notes, and headers.
        self._left: dict[str, str] = {}
        self._entered: dict[str, str] = {}
        self.surveyed: Survey | None = None
        self.sparing = False
        self._recalled = _load(_HOLIDAYS)
        workdays.recall(self._recalled)

    @cached_property
    def _kept(self) -> dict[str, tuple[str, bytes]]:
        """What was parsed, as bytes, but for what is held: by earlier processes, and by this one where it is much."""
        found = _load(self._notes)
        self._left = {path: digest for path, (digest, _) in found.items()}
        return found

    @cached_property
    def _headers(self) -> dict[str, Header]:
        """The headers of all notes, by path."""
        found = {path: Header(*row) for path, row in _load(self._listed).items()}
        self._entered = {path: header.digest for path, header in found.items()}
        return found

    def parse(self, source: SourceFile) -> Parsed:
        """As `notes.parse`."""
        if source.fault:
            return parse_note(source)
        digest = source.version or plan.digest(source.data)
        known = self._parsed.get(source.path)
        if known is None or known[0] != digest:
            before, kept = self._kept.pop(source.path, ("", b""))
            known = (
                (digest, pickle.loads(kept))  # noqa: S301 - see `cache_folder`
                if before == digest
                else (plan.digest(source.data), parse_note(source))  # it may have been saved since it was looked at
            )
            if self.sparing and len(self._parsed) >= _HELD:
                self._kept |= {path: (digest, _dumped(parsed)) for path, (digest, parsed) in self._parsed.items()}
                self._parsed.clear()
            self._parsed[source.path] = known
        self.digests[source.path] = known[0]
        return known[1]

    def header(self, source: SourceFile, copy_of: str = "") -> Header:
        """What the rest of the vault has to know of a note, which may be a copy of another."""
        if source.fault:
            return header.of_note(parse_note(source)[0])
        digest = self.digests[source.path] = source.version or plan.digest(source.data)
        known = self._headers.get(source.path)
        if known is None or known.digest != digest:
            known = self._headers[source.path] = header.of_note(self.parse(source)[0])
        return known.as_copy(copy_of) if copy_of else known

    def body(self, source: SourceFile) -> str | None:
        """A note's Markdown; None where it cannot be shown."""
        note = self.parse(source)[0]
        return None if note.broken else note.body

    @cached_property
    def texts(self) -> HtmlCache:
        """What was made of the texts of notes."""
        return HtmlCache(partial(_load, self._texts))

    def keep(self) -> None:
        """Leaves what was read for later processes, unless they will find most of it, and the holidays."""
        there = self.digests
        if self._parsed and self._is_stale(sum(self._left.get(path) != digest for path, digest in there.items())):
            kept = {path: row for path, row in self._kept.items() if there.get(path) == row[0]}
            held = {path: row for path, row in self._parsed.items() if there.get(path) == row[0]}
            _save(self._notes, chain(kept.items(), ((path, (row[0], _dumped(row[1]))) for path, row in held.items())))
            self._left = {path: row[0] for path, row in (*kept.items(), *held.items())}
        if (known := self._recalled | workdays.known_years()) != self._recalled:
            _save(_HOLIDAYS, known.items())
            self._recalled = known

    def keep_for_builds(self) -> None:
        """The same with what only builds need: the headers, and what was made of texts."""
        self.keep()
        if self._is_stale(sum(self._entered.get(path) != header.digest for path, header in self._headers.items())):
            listed = {path: header for path, header in self._headers.items() if path in self.digests}
            _save(self._listed, ((path, tuple(header)) for path, header in listed.items()))
            self._entered = {path: header.digest for path, header in listed.items()}
        if self._is_stale(len(self.texts.new)):
            kept = self.texts.kept(set(self.digests.values()))
            _save(self._texts, kept.items())
            self.texts = HtmlCache(lambda: kept)
        if len(self.digests) > _HELD:
            self._let_go()

    def _let_go(self) -> None:
        """Holds nothing any more: what was left is read again where it is asked for."""
        self._parsed.clear()
        vars(self).pop("_kept", None)
        self.texts = HtmlCache(partial(_load, self._texts))

    def _is_stale(self, new: int) -> bool:
        """Whether so many notes are new that all are kept anew."""
        return new > _STALE * len(self.digests)


def _dumped(parsed: Parsed) -> bytes:
    return pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL)


def _load(name: str) -> dict[Any, Any]:
    """What was kept under a name by this very vaultgen."""
    by, *batches = (*cache_folder.load_all(name),) or (None,)
    return dict(chain.from_iterable(batches)) if by is not None and by == scan.scan_package() else {}


def _save(name: str, kept: Iterable[tuple[Any, Any]]) -> None:
    rows = iter(kept)
    cache_folder.save_all(name, chain([scan.scan_package()], iter(lambda: [*islice(rows, _BATCH)], [])))
