"""Chapters: what a part of a vault comes to, as plain values: its pages, its problems, its drafts, and its rows.

`Teller.tell` works one out from the part's notes. A chapter that an earlier build left stands for as long as its notes
are as they were, and what of the rest of the vault it asked for.
"""

import hashlib
import marshal
import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from vaultgen.builder import pipeline, status
from vaultgen.builder.index import Overheard, Survey, state_of
from vaultgen.builder.outputs import Piece, Press
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.plan import Output, Plan, digest
from vaultgen.drafts.compose import Wording
from vaultgen.snapshot import Snapshot
from vaultgen.vault import vault
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.vault.typed import read
from vaultgen.vault.vault import Context, Vault
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache, links_hold
from vaultgen.website.records import Records
from vaultgen.website.urls import virtual_pages
from vaultgen.website.views import Views


class Chapter(NamedTuple):
    """What a part of a vault comes to from one moment until another (seconds since 1970), in plain values.

    `key` tells the state of its notes and of what every part depends on. What else it asked for is in `outside`: the
    state of all names; where links led, from its notes and its pages, as `marshal` writes it (nothing where all names
    were asked for); of the latter those to notes that were read; which notes speak of its own, and where their pages
    are; and the state of all notes where they were asked for. `virtual_urls` are the paths of its `virtual_pages`;
    `titles` are those of its interviews. It gives `files` to the site, by path, and rows to the
    pages that show all, of which the digests are in `rows`, by kind. `problems` are its diagnostics, `due` and
    `coming` what is said of it in short. `yours` are so many drafts that are the user's, `kept` so many that are ours;
    `final` says that nothing is left to be written.
    """

    key: str
    since: float
    until: float
    outside: tuple[Any, ...]
    virtual_urls: dict[str, str]
    virtual_pages: tuple[tuple[str, str, str], ...]
    titles: dict[str, str]
    files: tuple[str, ...]
    rows: dict[str, str]
    problems: bytes
    due: list[Any]
    coming: list[Any]
    yours: int
    kept: int
    final: bool

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the part."""
        found: tuple[Diagnostic, ...] = pickle.loads(self.problems) if self.problems else ()  # noqa: S301 - see `disk.memory`
        return found


class Told(NamedTuple):
    """A chapter, its files, and what is to be done in `drafts/` for it to be true.

    `rows` are its rows by shelf, packed (see `unpacked`); there are none where the chapter stands.
    """

    chapter: Chapter
    made: list[Output]
    steps: Plan
    rows: Mapping[str, bytes]


class Teller:
    """Tells the chapters of one vault as of one moment, or for how long they stand.

    `sources` are all files by path, `shown` the paths of images and PDFs; `parse` gives the note of a file, `make` the
    files of the site, `press` their texts.
    """

    def __init__(
        self,
        survey: Survey,
        sources: Mapping[str, SourceFile],
        settings: Settings,
        now: datetime,
        *,
        wording: Wording,
        shown: tuple[str, ...],
        parse: Callable[[SourceFile], tuple[Note, tuple[Diagnostic, ...]]],
        make: Callable[[Iterable[Piece]], list[Output]],
        press: Press,
        texts: HtmlCache,
    ) -> None:
        self._survey = survey
        self._sources = sources
        self._settings = settings
        self._now = now
        self._wording = wording
        self._shown = shown
        self._parse = parse
        self._make = make
        self._press = press
        self._texts = texts
        self._hidden = pipeline.hides(sources.values())
        self._copies = {header.path: header.copy_of for header in survey.headers.values() if header.copy_of}
        self._whole: Vault | None = None
        self._common_typed: Mapping[str, Any] | None = None
        common = [survey.headers[path] for path in survey.parts.common]
        told = [
            (one.path, one.properties_digest, one.copy_of, [survey.met(target) for target, _ in one.links])
            for one in common
        ]
        # All that every chapter depends on.
        base = settings, sorted(wording.texts.items()), press.state, told, self._hidden
        self._base = digest(repr(base).encode("utf-8", "surrogatepass"))

    def key(self, paths: Iterable[str]) -> str:
        """What tells the state of a part, and of what every part depends on."""
        return self._survey.digest_of(paths, self._base)

    def standing(self, chapter: Chapter, paths: Iterable[str], titles: Mapping[str, str]) -> Chapter | None:
        """The chapter of a part, if it is what would be told now."""
        if not chapter.since <= self._now.timestamp() < chapter.until:
            return None
        names, links, read, beside, everything = chapter.outside
        survey = self._survey
        if names != survey.names and not self._lead_there(links):
            return None
        stands = (
            everything in ("", survey.digest)
            and beside == self._beside(paths, titles)
            and all(links_hold(told, survey.urls.resolver(page)) for page, told in read)
        )
        return chapter._replace(outside=(survey.names, *chapter.outside[1:])) if stands else None

    def _lead_there(self, links: bytes) -> bool:
        """Whether the links of a part lead where they led. Not where it asked for names that nearly fit."""
        found, asked = marshal.loads(links) if links else (None, ())  # noqa: S302 - see `disk.memory`
        return (
            found is not None
            and all(self._survey.met(target) == led for target, led in found)
            and all(links_hold(told, self._survey.urls.resolver(page)) for page, told in asked)
        )

    def tell(
        self, paths: tuple[str, ...], titles: Mapping[str, str], virtual_urls: Mapping[str, str] | None = None
    ) -> Told:
        """Works out the chapter of a part; `virtual_urls` are given where others want the same pages."""
        asked_whole: list[bool] = []
        links = Overheard(self._survey)

        def whole() -> Vault:
            asked_whole.append(True)
            return self._everything()

        common = {} if paths == self._survey.parts.common else self._common()
        context = Context(links, self._survey.kinds, common, self._copies, self._hidden, whole)
        snapshot = self._snapshot([self._sources[path] for path in paths], context)
        steps = pipeline.draft_plan(snapshot)
        if steps.write or steps.delete:
            snapshot = self._snapshot(pipeline.carried_out(snapshot.sources, steps).values(), context)
        left = pipeline.draft_plan(snapshot)
        drafts = {draft.path for draft in snapshot.drafts} | {draft.note.path for draft in snapshot.vault.drafts}
        wants = virtual_pages(snapshot.vault, sorted(drafts))
        virtual_urls = (
            {one.thing: virtual_urls[one.thing] for one in wants}
            if virtual_urls
            else self._survey.urls.virtual_urls(wants)
        )
        views = Views(snapshot, self._survey.urls, virtual_urls, self._survey.backlinks, titles, self._texts)
        made = self._make(self._press.of_part(views))
        rows = {pages.name_of(kind): kind.records(views) for kind in pages.PAGES}
        since, until = status.span(snapshot)
        due, coming = status.outlook(snapshot)
        asked = [(page, tuple(told.items())) for page, told in views.link_targets.items()]
        read_there = [(page, tuple(one for one in told if one[1][-1] is not None)) for page, told in asked]
        outside = (
            self._survey.names,
            b"" if links.asked_for_all else marshal.dumps((tuple(links.met.items()), asked)),
            tuple(row for row in read_there if row[1]),
            self._beside(paths, titles),
            self._survey.digest if asked_whole else "",
        )
        chapter = Chapter(
            self._key_of(snapshot.sources.values()),
            since.timestamp(),
            until.timestamp(),
            outside,
            dict(virtual_urls),
            tuple((*one,) for one in wants),
            {interview.note.path: views.interview(interview)["title"] for interview in snapshot.vault.interviews},
            tuple(one.path for one in made),
            {kind: state_of_rows(of_kind) for kind, of_kind in rows.items()},
            pickle.dumps(snapshot.diagnostics) if snapshot.diagnostics else b"",
            due,
            coming,
            sum(draft.text is None for draft in snapshot.drafts),
            left.keep,
            not left.write and not left.delete,
        )
        return Told(chapter, made, steps, _on_shelves(rows))

    def _key_of(self, files: Iterable[SourceFile]) -> str:
        """As `key`, with the drafts that are to be written."""
        notes = ((file.path, file.version or digest(file.data), self._copies.get(file.path, "")) for file in files)
        return state_of(notes, self._base)

    def _snapshot(self, files: Iterable[SourceFile], context: Context) -> Snapshot:
        return pipeline.snapshot(
            files,
            self._settings,
            wording=self._wording,
            now=self._now,
            beside=self._shown,
            parse=self._parse,
            context=context,
        )

    def _beside(self, paths: Iterable[str], titles: Mapping[str, str]) -> tuple[Any, ...]:
        """Where the pages of some notes are, and which notes speak of them, with their pages."""
        found, pages_of = self._survey.backlinks, self._survey.urls.pages
        return tuple(
            (
                path,
                pages_of.get(path),
                tuple((*backlink, pages_of[backlink.by], titles.get(backlink.by)) for backlink in found.get(path, ())),
            )
            for path in paths
            if path in pages_of
        )

    def _common(self) -> Mapping[str, Any]:
        """The accomplishments and questions, by path."""
        if self._common_typed is None:
            notes = [self._parse(self._sources[path])[0] for path in self._survey.parts.common]
            typed = {note.path: read(note)[1] for note in notes}
            self._common_typed = {path: value for path, value in typed.items() if value is not None}
        return self._common_typed

    def _everything(self) -> Vault:
        """The whole vault, which few checks ask for."""
        if self._whole is None:
            notes = (self._parse(source)[0] for source in self._sources.values())
            marked = (replace(n, copy_of=self._copies[n.path]) if n.path in self._copies else n for n in notes)
            self._whole = vault.build(marked, self._settings)[0]
        return self._whole


def state_of_rows(rows: Records) -> str:
    """What tells some rows from others: in this form of marshal the same values give the same bytes."""
    return hashlib.blake2b(marshal.dumps(rows, 2), digest_size=16).hexdigest()


def _on_shelves(rows: Mapping[str, Records]) -> dict[str, bytes]:
    shelves = {shelf: map(pages.name_of, kinds) for shelf, kinds in pages.RECORD_GROUPS.items()}
    return {shelf: _packed({name: rows[name] for name in names}) for shelf, names in shelves.items()}


def _packed(rows: Mapping[str, Records]) -> bytes:
    return zlib.compress(marshal.dumps(dict(rows)), 1)


def unpacked(rows: bytes) -> Mapping[str, Records]:
    """Records by kind of page, as a chapter gave them to a shelf."""
    found: Mapping[str, Records] = marshal.loads(zlib.decompress(rows))  # noqa: S302 - see `disk.memory`
    return found
