"""A build: drafts and site of what a vault says, what was done in words, and what the next run may say again."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

import click

from vaultgen import clock
from vaultgen.builder import pipeline, status
from vaultgen.builder.again import Bound, Look, Lost, Memory, Own, Said
from vaultgen.builder.evaluation import Chapter, Teller
from vaultgen.builder.index import Survey
from vaultgen.builder.making import Maker
from vaultgen.builder.outputs import Piece, Press
from vaultgen.builder.questions import build_key
from vaultgen.builder.schedule import Binder, Book, Shelf, gathered
from vaultgen.builder.workspace import Workspace
from vaultgen.console import colour
from vaultgen.diagnostics import selection
from vaultgen.diagnostics.diagnostic import Diagnostic, in_order
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import plan
from vaultgen.disk.files import digest_file
from vaultgen.disk.output import Staging, apply_plan, read_site, refuse_foreign, write_site
from vaultgen.disk.plan import Output
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.shipped import read_theme, read_wording
from vaultgen.disk.vault import list_attachments, read_attachment, read_vault, unread
from vaultgen.reports import text
from vaultgen.reports.counts import Counts
from vaultgen.terminal import plural, printable
from vaultgen.vault import conflict_copies
from vaultgen.vault.settings import Settings
from vaultgen.website import pages
from vaultgen.website.urls import referenced_attachments

_SLOW = 1.0  # seconds after which a progress bar is welcome
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did to the drafts and to the site, and in words what it could not read.

    All that is said holds from `now` until another moment. `sources` are the files of the vault with the drafts that
    were written, `diagnostics` what is wrong in them, `places` the pages of the notes. `made` are the site's files,
    `files` the images and PDFs of the vault, and `copied` the places in it of those that are shown.
    """

    now: datetime
    until: datetime
    sources: Mapping[str, SourceFile]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    book: Book
    places: Mapping[str, str]
    drafts: WriteReport
    site: WriteReport
    faults: tuple[str, ...]
    made: list[Output]
    files: tuple[str, ...]
    copied: Mapping[str, str]
    bound: Bound


def build(work: Workspace, now: datetime, memory: Memory) -> Built:
    """One build as of `now`, in silence; what is in `memory` is not made anew, and it is put there."""
    with work.alone():
        before = memory.look(work.output)
        try:
            done = write(work, now, memory, before)
        except Lost:
            memory.forget_site()
            done = write(work, now, memory, before)
        _remember(memory, before, work, done)
    return done


def write(work: Workspace, now: datetime, memory: Memory, before: Look) -> Built:
    """Writes drafts and site of what the vault says at `now`, with no other command at work in it.

    What looks as it did `before`, when it was last read or written, is not read again.
    """
    sources = {source.path: source for source in read_vault(work.root, work.output, memory.notes(before))}
    files = list_attachments(work.root, work.output)
    wording = read_wording(work.settings.language, work.root)
    survey = _survey(work, sources, files)
    there = read_site(work.output, memory.site(), before.site)
    refuse_foreign(work.output, plan.others(there.digests, there.manifest), there.manifest)
    with Staging(work.output) as staging:
        press = Press(work.settings, read_theme(work.settings.theme, work.root))
        maker = Maker(there.digests, memory.made(), staging, now)
        left = memory.bound()
        chapters = {row[0]: Chapter(*row) for row in left.chapters}
        shelf = Shelf(chapters, memory.made(), left.kinds, memory.rows, there.digests)
        teller = Teller(
            survey,
            sources,
            work.settings,
            now,
            wording=wording,
            shown=files,
            parse=work.reader.parse,
            make=maker.make,
            press=press,
            texts=work.reader.texts,
        )
        book = Binder(teller, survey, shelf, staging, work.reader.texts).bind(_progress)
        del teller  # of a large vault there is no room for what was read beside the pages that show all
        diagnostics = _diagnostics(work, book)
        shown = {diagnostic.path: sources[diagnostic.path] for diagnostic in diagnostics if diagnostic.path in sources}
        sources = unread(work.root, sources, work.reader.digests) | shown
        work.reader.keep_for_builds()
        of_all, bound = _of_all(book, shelf, press, maker, work.settings, now.date())
        made = [*book.made, *maker.make(press.of_theme()), *of_all]
        places = referenced_attachments((place for one in made for place in one.references), files)
        copied = {place: read_attachment(work.root, path) for place, path in places.items()}
        read = ((place, data) for place, data in copied.items() if isinstance(data, bytes))
        made += maker.make(Piece(place, partial(bytes, data)) for place, data in read)
        digests = {one.path: one.digest for one in made}
        staged = {one.path: one.staged for one in made if one.staged is not None}
        steps = plan.site(digests, there.digests, there.manifest, data=staged.__getitem__)
        refuse_foreign(work.output, steps, there.manifest)
        drafts = apply_drafts(work, book.steps)
        written = write_site(work.output, steps, digests, there.manifest)
    return Built(
        now,
        datetime.fromtimestamp(min(chapter.until for chapter in book.chapters), UTC),
        pipeline.carried_out(sources, book.steps),
        diagnostics,
        _count(survey, diagnostics),
        book,
        survey.urls.pages,
        drafts,
        written,
        tuple(fault for fault in copied.values() if isinstance(fault, str) and fault),
        made,
        files,
        {path: place for place, path in places.items()},
        bound,
    )


def _of_all(
    book: Book, shelf: Shelf, press: Press, maker: Maker, settings: Settings, today: date
) -> tuple[list[Output], Bound]:
    """The files that show the whole vault, made anew where a row of them is another, and what the site is made of."""
    made: list[Output] = []
    state_of: dict[str, tuple[str, tuple[str, ...]]] = {}
    needed: dict[str, Mapping[str, bytes]] = {}
    for place, kinds in pages.RECORD_GROUPS.items():
        base = f"{press.state} {settings} {today}"
        states = {pages.name_of(kind): book.state(pages.name_of(kind), base) for kind in kinds}
        known = {name: shelf.pages(name, state) for name, state in states.items()}
        if None in known.values():
            needed[place] = book.written(place, shelf)
            rows = gathered(needed[place].values())
        for kind in kinds:
            name = pages.name_of(kind)
            before = known[name]
            files = before if before is not None else maker.make(press.of_all(kind, rows[name], today))
            state_of[name] = states[name], tuple(one.path for one in files)
            made += maker.renewed(files)
    return made, Bound([tuple(chapter) for chapter in book.chapters], state_of, needed)


def _survey(work: Workspace, sources: Mapping[str, SourceFile], files: Iterable[str]) -> Survey:
    reader, copied = work.reader, conflict_copies.copies(sources)
    reader.sparing = True
    headers = (reader.header(source, copied.get(path, "")) for path, source in sources.items())
    reader.surveyed = Survey(headers, files, lambda path: reader.body(sources[path]), reader.surveyed)
    return reader.surveyed


def _diagnostics(work: Workspace, book: Book) -> tuple[Diagnostic, ...]:
    """What is wrong in the settings, and in all chapters."""
    rules = work.settings.check
    found = selection.shown(work.warnings, select=rules.select, ignore=rules.ignore, severity=rules.severity)
    return in_order((*found, *(diagnostic for chapter in book.chapters for diagnostic in chapter.diagnostics)))


def _count(survey: Survey, diagnostics: Iterable[Diagnostic]) -> Counts:
    paths = {header.path for header in survey.headers.values() if header.kind != "draft"}
    return Counts(len(paths), len(paths & {d.path for d in diagnostics if d.severity == "error"}))


def apply_drafts(work: Workspace, steps: plan.Plan) -> WriteReport:
    """Carries out a plan for `drafts/`, and says what changed under our hands."""
    report = apply_plan(work.root, steps)
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return report


def said(work: Workspace, done: Built) -> Said:
    """What a build says of what it found, and of what comes next."""
    return _said(work, done, done.drafts)


def _said(work: Workspace, done: Built, drafts: WriteReport) -> Said:
    chapters = done.book.chapters
    has_errors = any(diagnostic.severity == "error" for diagnostic in done.diagnostics)
    due = (brief for chapter in chapters for brief in chapter.due)
    coming = (brief for chapter in chapters for brief in chapter.coming)
    yours = sum(chapter.yours for chapter in chapters)
    return Said(
        f"{text.summary(done.diagnostics, done.counts)}\n{drafts_line(yours, drafts)}\n",
        problems(done.diagnostics, done.sources, done.faults),
        int(has_errors),
        f"{printable(status.in_short(due, coming, errors=has_errors))}\n{status.zone_line(work.settings)}",
    )


def drafts_line(yours: int, report: WriteReport) -> str:
    """`3 drafts written, 2 unchanged, 1 of yours kept, 0 deleted.`"""
    parts = [f"{plural(len(report.written), 'draft')} written", f"{report.kept} unchanged", f"{yours} of yours kept"]
    if report.deleted:
        parts.append(f"{len(report.deleted)} no longer called for and deleted")
    return ", ".join(parts) + "."


def problems(shown: Iterable[Diagnostic], sources: Mapping[str, SourceFile], faults: Iterable[str] = ()) -> str:
    """Errors and warnings in full; of hints the number, since they are one command away."""
    found = tuple(shown)
    hints = sum(diagnostic.severity == "hint" for diagnostic in found)
    lines = [
        text.one(diagnostic, sources, colour=colour(sys.stderr))
        for diagnostic in found
        if diagnostic.severity != "hint"
    ]
    if hints:
        lines.append(f"{plural(hints, 'hint')}: vaultgen check shows {'it' if hints == 1 else 'them'}.")
    return "".join(f"{line}\n" for line in (*lines, *map(printable, faults)))


def _remember(memory: Memory, before: Look, work: Workspace, done: Built) -> None:
    """Keeps what the next build would say and do, if nothing but the minute changes until then."""
    chapters = done.book.chapters
    if done.faults or done.drafts.changed_meanwhile or not all(chapter.final for chapter in chapters):
        return
    digests = {one.path: one.digest for one in done.made}
    vault = work.as_read(done.sources, done.drafts)

    def of_site(path: str) -> str | None:
        return digest_file(work.output / path) if path == plan.MANIFEST else digests.get(path)

    def of_vault(path: str) -> str | None:
        """That of an image as it was copied, or as it lies there where none was: nobody has read it then."""
        if path in done.files:
            return digests.get(done.copied[path]) if path in done.copied else digest_file(work.root / path)
        return vault.vault.digest(path)

    worked = vault._replace(
        vault=vault.vault._replace(digest=of_vault),
        site=Own(of_site, done.site.looks, done.site.deleted),
        made=[one._replace(staged=None) for one in done.made],
        bound=done.bound,
        notes={path: vault.vault.digest(path) or "" for path, source in done.sources.items() if not source.fault},
    )
    kept = WriteReport(kept=sum(chapter.kept for chapter in chapters))
    memory.remember(build_key(), _said(work, done, kept), (done.now, done.until), before, worked)


def _progress(things: Sequence[_T]) -> Iterable[_T]:
    """The things, with a bar on the terminal from the moment that they take long."""
    return _with_bar(things) if sys.stderr.isatty() else things


def _with_bar(things: Sequence[_T]) -> Iterator[_T]:
    start = clock.ticks()
    left = iter(things)
    for index, thing in enumerate(left):
        yield thing
        if clock.ticks() - start > _SLOW:
            with click.progressbar(left, length=len(things), label="Pages", file=sys.stderr) as bar:
                bar.update(index + 1)
                yield from bar
            return
