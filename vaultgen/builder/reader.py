"""Reads notes, each version of a note once: parsed notes are cached by the digest of their bytes.

Also cached are the headers of notes, which are all that most of a build needs, the HTML of notes, and two things that
take long to compute: the public holidays of the user's country, and the catalogue of themes.
"""

import pickle
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from vaultgen import fingerprint
from vaultgen.builder.cache import Cache, batches
from vaultgen.builder.index import VaultIndex
from vaultgen.dates import workdays
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.spool import Kept, Spool
from vaultgen.disk.vault_files import VaultFiles
from vaultgen.learning import catalogue
from vaultgen.vault import header
from vaultgen.vault.header import Header
from vaultgen.vault.links import fold
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.website.html_cache import HtmlCache

Parsed = tuple[Note, tuple[Diagnostic, ...]]

_NOTES, _HEADERS, _HTML, _HOLIDAYS, _CATALOGUE = "notes", "headers", "html", "holidays", "catalogue"
_HELD = 2_500  # notes that are held parsed; beyond that there is room for their bytes only
_STALE = 0.05  # the share of notes that may be new before a namespace is written again


class Reader:
    """Reads the notes of the vault at `root`.

    `cache` is that of the vault. `digests` are those of all notes that were asked for, by path; `index` is the last one
    that was made, and `files` what was last read. A `sparing` reader holds no more than a few thousand notes parsed.
    """

    def __init__(self, root: Path) -> None:
        self.cache, self._common = Cache(str(root.resolve())), Cache()
        self._parsed: dict[str, tuple[str, Parsed]] = {}
        self._spool = Spool()
        self.digests: dict[str, str] = {}
        # The digests in the cache, which later processes will find.
        self._saved_notes: dict[str, str] = {}
        self._saved_headers: dict[str, str] = {}
        self.index: VaultIndex | None = None
        self.files = VaultFiles(root)
        self.sparing = False
        self._holidays = _load(self._common, _HOLIDAYS)
        workdays.recall(self._holidays)
        catalogue.keep(self._kept_catalogue, self._keep_catalogue)

    def _kept_catalogue(self) -> tuple[Any, ...] | None:
        return next(self._common.load(_CATALOGUE), None)

    def _keep_catalogue(self, values: tuple[Any, ...]) -> None:
        self._common.save(_CATALOGUE, [values])

    @cached_property
    def _pickled(self) -> dict[str, tuple[str, Kept]]:
        """Parsed notes, pickled: those of earlier processes, and those of this one if they are too many to hold."""
        found = _load(self.cache, _NOTES)
        self._saved_notes = {path: digest for path, (digest, _) in found.items()}
        return found

    @cached_property
    def _headers(self) -> dict[str, Header]:
        found = {path: Header(*row) for path, row in _load(self.cache, _HEADERS).items()}
        self._saved_headers = {path: known.digest for path, known in found.items()}
        return found

    def parse(self, source: SourceFile) -> Parsed:
        """The note of a file and its problems, like `parse_note`."""
        if source.fault:
            return parse_note(source)
        known = self._parsed.get(source.path)
        if known is None or known[0] != source.digest:
            digest, pickled = self._pickled.get(source.path, ("", b""))
            known = (
                (digest, pickle.loads(self._spool.get(pickled)))  # noqa: S301 - see `cache_folder`
                if digest == source.digest
                else (fingerprint.digest(source.data), parse_note(source))  # it may have been saved since its stat
            )
            if self.sparing and len(self._parsed) >= _HELD:
                self._put_away()
            self._parsed[source.path] = known
        self.digests[source.path] = known[0]
        return known[1]

    def let_go(self, sources: dict[str, SourceFile]) -> None:
        """Lets go of the bytes of notes in `sources`, and of the parsed notes, if there are too many to hold them.

        Drafts keep their bytes: a draft is replaced only while it is as it was read.
        """
        if len(sources) > _HELD:
            self._put_away()
            known = {path: d for path, d in self.digests.items() if not fold(path).startswith("drafts/")}
            sources |= {path: one for path, one in self.files.let_go(self.digests).items() if path in known}

    def _put_away(self) -> None:
        """Keeps the parsed notes pickled instead."""
        for path, (digest, parsed) in self._parsed.items():
            if self._pickled.get(path, ("", b""))[0] != digest:
                self._pickled[path] = digest, self._spool.add(_dumped(parsed))
        self._parsed.clear()

    def header(self, source: SourceFile, copy_of: str = "") -> Header:
        """The header of a note, which may be a conflict copy of another."""
        if source.fault:
            return header.of_note(parse_note(source)[0])
        digest = self.digests[source.path] = source.digest
        known = self._headers.get(source.path)
        if known is None or known.digest != digest:
            known = self._headers[source.path] = header.of_note(self.parse(source)[0])
        return known.as_copy(copy_of) if copy_of else known

    def body(self, source: SourceFile) -> str | None:
        """A note's Markdown; None if it cannot be shown."""
        note = self.parse(source)[0]
        return None if note.broken else note.body

    @cached_property
    def html_cache(self) -> HtmlCache:
        """The cache of HTML and search words of notes."""
        return HtmlCache(lambda: _load(self.cache, _HTML))

    def save(self) -> None:
        """Saves parsed notes, headers and holidays for later processes, unless they will find most of them anyway."""
        digests = self.digests
        if self._parsed and self._is_stale(sum(self._saved_notes.get(p) != digest for p, digest in digests.items())):
            kept = {path: row for path, row in self._pickled.items() if digests.get(path) == row[0]}
            held = {path: row for path, row in self._parsed.items() if digests.get(path) == row[0]}
            rows = ((path, (digest, self._spool.get(pickled))) for path, (digest, pickled) in kept.items())
            new = ((path, (row[0], _dumped(row[1]))) for path, row in held.items() if path not in kept)
            _save(self.cache, _NOTES, chain(rows, new))
            self._saved_notes = {path: row[0] for path, row in (*kept.items(), *held.items())}
        if self._is_stale(sum(self._saved_headers.get(p) != known.digest for p, known in self._headers.items())):
            headers = {path: known for path, known in self._headers.items() if path in digests}
            _save(self.cache, _HEADERS, ((path, tuple(known)) for path, known in headers.items()))
            self._saved_headers = {path: known.digest for path, known in headers.items()}
        if (known := self._holidays | workdays.known_years()) != self._holidays:
            _save(self._common, _HOLIDAYS, known.items())
            self._holidays = known

    def save_after_build(self) -> None:
        """Like `save`, and saves the HTML cache. Then drops what it holds of a large vault; it can be loaded again."""
        self.save()
        if self._is_stale(len(self.html_cache.new)):
            kept = self.html_cache.kept(set(self.digests.values()))
            _save(self.cache, _HTML, kept.items())
            self.html_cache = HtmlCache(lambda: kept)
        if len(self.digests) > _HELD:
            self._parsed.clear()
            vars(self).pop("_pickled", None)
            self._spool.close()
            self._spool = Spool()
            self.html_cache = HtmlCache(lambda: _load(self.cache, _HTML))

    def _is_stale(self, new: int) -> bool:
        return new > _STALE * len(self.digests)


def _dumped(parsed: Parsed) -> bytes:
    return pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL)


def _load(cache: Cache, namespace: str) -> dict[Any, Any]:
    return dict(chain.from_iterable(cache.load(namespace)))


def _save(cache: Cache, namespace: str, rows: Iterable[tuple[Any, Any]]) -> None:
    cache.save(namespace, batches(rows))
