"""A build, on one screen: reads the vault, evaluates it, writes drafts and site, and remembers its answer."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

import click

from vaultgen import clock
from vaultgen.builder import pipeline, replay, summary
from vaultgen.builder.answers import Answers, CommandAnswer, KnownFiles, Scan
from vaultgen.builder.evaluation import Evaluation, Evaluator
from vaultgen.builder.jinja_templates import read_theme
from vaultgen.builder.last_build import Lost, Parts
from vaultgen.builder.outputs import OutputMaker, PlannedOutput, SitePlanner
from vaultgen.builder.schedule import Results, Reusable, Scheduler, merged
from vaultgen.builder.workspace import Workspace
from vaultgen.diagnostics import selection
from vaultgen.diagnostics.diagnostic import Diagnostic, in_order
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import plan
from vaultgen.disk.files import digest_file
from vaultgen.disk.output import Staging, apply_plan, read_site, refuse_foreign, write_site
from vaultgen.disk.plan import Output
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.vault import read_attachment
from vaultgen.errors import NoteGone
from vaultgen.reports import text
from vaultgen.reports.counts import Counts, count
from vaultgen.terminal import printable
from vaultgen.vault.settings import Settings
from vaultgen.website import pages
from vaultgen.website.records import Records
from vaultgen.website.urls import referenced_attachments

_MANY = 500  # partitions from which on the collector is called before each group of records
_SLOW = 1.0  # seconds after which a progress bar is welcome
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build; it is true from `now` until `until`.

    `sources` are the vault's files with the drafts that were written, `diagnostics` what is wrong in them, `pages` the
    pages of notes by path. `drafts` and `site` say what was written; `outputs` are the site's files, and `parts` what
    they were made of. `attachments` are the images and PDFs of the vault, `copied` those that pages show with their
    places in the site. `faults` say which of them could not be read.
    """

    now: datetime
    until: datetime
    sources: Mapping[str, SourceFile]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    pages: Mapping[str, str]
    drafts: WriteReport
    site: WriteReport
    outputs: list[Output]
    parts: Parts
    attachments: tuple[str, ...]
    copied: Mapping[str, str]
    faults: tuple[str, ...]

    @property
    def evaluations(self) -> Sequence[Evaluation]:
        """The evaluations of all partitions."""
        return self.parts.evaluations


def build(
    work: Workspace,
    now: datetime,
    answers: Answers,
    written: Callable[[Built], None] = lambda _: None,
    *,
    tidy: bool = True,
) -> Built:
    """Builds as of `now`, and prints nothing. What the last build left in `answers` is reused, and then replaced.

    `written` is called as soon as everything is written, before what later builds reuse is saved. With `tidy`,
    temporary files of killed commands are deleted.

    Raises `FileProblem`, and `UsageProblem` for an error in a theme or a draft text.
    """
    with work.locked(tidy=tidy):
        before = answers.scan(work.output)
        try:
            built = _write(work, now, answers, before)
        except NoteGone:  # nothing is written yet
            work.reader.files.forget()
            before = answers.scan(work.output)
            built = _write(work, now, answers, before)
        written(built)
        _remember(answers, before, work, built)
    return built


def _write(work: Workspace, now: datetime, answers: Answers, before: Scan) -> Built:
    """Like `write`; without the last build, if that is lost."""
    try:
        return write(work, now, answers, before)
    except Lost:
        answers.last_build.forget()
        work.reader.files.forget()
        return write(work, now, answers, before)


def write(work: Workspace, now: datetime, answers: Answers, before: Scan) -> Built:
    """Writes drafts and site as of `now`; the vault is locked. Raises as `build`, `Lost`, and `NoteGone`.

    Files whose stats in `before` are those of the last build are not read again.
    """
    last, reader = answers.last_build, work.reader
    reader.sparing = True
    sources = reader.files.read(work.output, before.vault, before.at, last.unchanged_notes(before.vault))
    inputs = work.inputs(sources, now, attachments=reader.files.attachments)
    reader.let_go(sources)
    on_disk = read_site(work.output, answers.site_digests(), before.site)
    refuse_foreign(work.output, plan.others(on_disk.digests, on_disk.manifest), on_disk.manifest)
    with Staging(work.output) as staging:
        site = SitePlanner(work.settings, read_theme(work.settings.theme, work.root))
        maker = OutputMaker(on_disk.digests, last.outputs, staging, now)
        reusable = Reusable(last.evaluations, last.outputs, last.kinds, last.records, on_disk.digests)
        evaluator = Evaluator(inputs, site, reader.html_cache)
        results = Scheduler(evaluator, maker, reusable, staging, reader.html_cache).run(_progress)
        index = inputs.index
        del evaluator, inputs  # a large vault has no room for its notes beside the records of all pages
        diagnostics = _diagnostics(work, results.evaluations)
        sources = reader.files.let_go(reader.digests) | _shown(sources, diagnostics)
        reader.save_after_build()
        of_vault, parts = _of_vault(results, reusable, site, maker, work.settings, now.date())
        outputs = [*results.outputs, *maker.make(site.of_theme()), *of_vault]
        places = referenced_attachments((place for output in outputs for place in output.references), index.attachments)
        read = {place: read_attachment(work.root, path) for place, path in places.items()}
        copies = ((place, data) for place, data in read.items() if isinstance(data, bytes))
        outputs += maker.make(PlannedOutput(place, partial(bytes, data)) for place, data in copies)
        digests = {output.path: output.digest for output in outputs}
        staged = {output.path: output.staged for output in outputs if output.staged is not None}
        steps = plan.site(digests, on_disk.digests, on_disk.manifest, data=staged.__getitem__)
        refuse_foreign(work.output, steps, on_disk.manifest)
        drafts = apply_drafts(work, results.drafts)
        written = write_site(work.output, steps, digests, on_disk.manifest)
    notes = (header for header in index.headers.values() if header.kind != "draft")
    return Built(
        now,
        min(datetime.fromtimestamp(results.until, UTC), summary.next_day(work.settings, now)),
        pipeline.carried_out(sources, results.drafts),
        diagnostics,
        count(notes, diagnostics),
        index.urls.pages,
        drafts,
        written,
        outputs,
        parts,
        index.attachments,
        {path: place for place, path in places.items()},
        tuple(fault for fault in read.values() if isinstance(fault, str) and fault),
    )


def _of_vault(
    results: Results, reusable: Reusable, site: SitePlanner, maker: OutputMaker, settings: Settings, today: date
) -> tuple[list[Output], Parts]:
    """The files that show the whole vault, rendered if one of their records is new, and the parts of the site."""
    outputs: list[Output] = []
    kinds_made: dict[str, tuple[str, tuple[str, ...]]] = {}
    records_read: dict[str, Mapping[str, bytes]] = {}
    base = f"{site.key} {settings} {today}"
    for group, kinds in pages.RECORD_GROUPS.items():
        keys = {pages.name_of(kind): results.key_of_kind(pages.name_of(kind), base) for kind in kinds}
        reused = {name: reusable.outputs_of_kind(name, key) for name, key in keys.items()}
        records: dict[str, Records] = {}
        if None in reused.values():
            if len(results.results) >= _MANY:
                gc.collect()  # Jinja's contexts hold the records of the pages before in circles
            records_read[group] = results.records(group, reusable)
            records = merged(records_read[group].values())
        for kind in kinds:
            name = pages.name_of(kind)
            made = reused[name]
            if made is None:  # the records are dropped one kind after another, or a large vault would not fit
                made = maker.make(site.of_vault(kind, records.pop(name), today))
            kinds_made[name] = keys[name], tuple(output.path for output in made)
            outputs += maker.refreshed(made)
    return outputs, Parts(results.evaluations, kinds_made, records_read)


def _diagnostics(work: Workspace, evaluations: Iterable[Evaluation]) -> tuple[Diagnostic, ...]:
    """The problems of the settings and of all partitions."""
    rules = work.settings.check
    found = selection.shown(work.warnings, select=rules.select, ignore=rules.ignore, severity=rules.severity)
    return in_order((*found, *(diagnostic for evaluation in evaluations for diagnostic in evaluation.diagnostics)))


def _shown(sources: Mapping[str, SourceFile], diagnostics: Iterable[Diagnostic]) -> dict[str, SourceFile]:
    """The notes of which a line is shown, with their bytes: later, one of them might be gone. Raises `NoteGone`."""
    shown = {one.path for one in diagnostics if one.severity != "hint"} & sources.keys()
    found = {path: sources[path] for path in shown}
    return {
        path: one if one.fault else SourceFile(path, one.data, known_digest=one.digest) for path, one in found.items()
    }


def apply_drafts(work: Workspace, steps: plan.Plan) -> WriteReport:
    """Executes a plan for `drafts/`; prints the files that another program changed meanwhile to standard error."""
    report = apply_plan(work.root, steps)
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return report


def answer(work: Workspace, built: Built) -> CommandAnswer:
    """The answer of a build: its problems, and what comes next."""
    return _answer(work, built, built.drafts)


def _answer(work: Workspace, built: Built, drafts: WriteReport) -> CommandAnswer:
    evaluations = built.evaluations
    has_errors = any(diagnostic.severity == "error" for diagnostic in built.diagnostics)
    due = (line for evaluation in evaluations for line in evaluation.due)
    coming = (line for evaluation in evaluations for line in evaluation.coming)
    edited = sum(evaluation.edited_drafts for evaluation in evaluations)
    next_line = printable(summary.in_short(due, coming, has_errors=has_errors))
    return CommandAnswer(
        f"{text.summary(built.diagnostics, built.counts)}\n{summary.drafts_line(edited, drafts)}\n",
        summary.problems(built.diagnostics, built.sources, built.faults),
        int(has_errors),
        f"{next_line}\n{summary.zone_line(work.settings)}",
    )


def _remember(answers: Answers, before: Scan, work: Workspace, built: Built) -> None:
    """Saves the answer and the last build, for the next run."""
    final = all(evaluation.is_final for evaluation in built.evaluations)
    if built.faults or built.drafts.changed_meanwhile or not final:
        return
    digests = {output.path: output.digest for output in built.outputs}
    known = work.run_of(built.sources, built.drafts)

    def of_site(path: str) -> str | None:
        return digest_file(work.output / path) if path == plan.MANIFEST else digests.get(path)

    def of_vault(path: str) -> str | None:
        """That of an attachment is taken from its copy in the site; nobody has read one that has none."""
        if path in built.attachments:
            return digests.get(built.copied[path]) if path in built.copied else digest_file(work.root / path)
        return known.vault.digest(path)

    run = known._replace(
        vault=known.vault._replace(digest=of_vault),
        site=KnownFiles(of_site, built.site.stats, built.site.deleted),
        outputs=[output._replace(staged=None) if output.staged else output for output in built.outputs],
        parts=built.parts,
        notes={path: source.digest for path, source in built.sources.items() if not source.fault},
    )
    unchanged = WriteReport(kept=sum(evaluation.kept_drafts for evaluation in built.evaluations))
    answers.remember(replay.build_key(), _answer(work, built, unchanged), (built.now, built.until), before, run)


def _progress(things: Sequence[_T]) -> Iterable[_T]:
    """Iterates over things; if that takes long, with a progress bar on the terminal."""
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
