"""A build: drafts and site of what a vault says, what was done in words, and what the next run may say again."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from vaultgen import clock, disk, options, overview, pipeline, plan
from vaultgen.again import Look, Memory, Own, Said
from vaultgen.counts import count
from vaultgen.diagnostics import Diagnostic
from vaultgen.disk import WriteReport
from vaultgen.reporters import text
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.theme import Page
from vaultgen.workspace import Workspace

_SLOW = 1.0  # seconds after which a progress bar is welcome


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did to the drafts and to the site, and in words what it could not read.

    `known` is what the vault says with the drafts that were written; `digests` are those of the site's files,
    `timely` those of its texts that say when it was built, `copied` the places of what it took from the vault.
    """

    known: Snapshot
    drafts: WriteReport
    site: WriteReport
    faults: tuple[str, ...]
    digests: dict[str, str]
    timely: dict[str, str]
    copied: dict[str, str]


def write(work: Workspace, known: Snapshot) -> Built:
    """Writes drafts and site of a snapshot, in silence."""
    look = disk.read_theme(work.settings.theme, work.root)
    on_disk, manifest = disk.read_site(work.output)
    settled = work.settled(known)
    wanted = pipeline.site(settled, look, watched=_progress)
    places = pipeline.attachments(settled, wanted.files)
    attachments, faults = disk.read_attachments(work.root, places)
    files = {**wanted.files, **attachments}
    digests = {path: plan.digest(data) for path, data in files.items()}
    steps = plan.site(digests, on_disk, manifest, data=files.__getitem__)
    disk.refuse_foreign(work.output, steps, manifest)
    drafts = write_drafts(work, known)
    written = disk.write_site(work.output, steps, digests, manifest)
    return Built(
        settled, drafts, written, faults, digests, dict(wanted.timely), {path: place for place, path in places.items()}
    )


def write_drafts(work: Workspace, known: Snapshot) -> WriteReport:
    """Carries out the plan for `drafts/`, and says what changed under our hands."""
    report = disk.apply(work.root, pipeline.draft_plan(known))
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return report


def said(work: Workspace, done: Built) -> Said:
    """What a build says of what it found, and of what comes next."""
    return _said(work, done.known, done.drafts, done.faults)


def _said(work: Workspace, known: Snapshot, drafts: WriteReport, faults: Iterable[str] = ()) -> Said:
    counts = count(known.vault.notes, known.diagnostics)
    return Said(
        f"{text.summary(known.diagnostics, counts)}\n{drafts_line(known, drafts)}\n",
        problems(known.diagnostics, known, faults),
        int(any(diagnostic.severity == "error" for diagnostic in known.diagnostics)),
        f"{printable(overview.in_short(known))}\n{overview.zone_line(work.settings)}",
    )


def drafts_line(known: Snapshot, report: WriteReport) -> str:
    """`3 drafts written, 2 unchanged, 1 of yours kept, 0 deleted.`"""
    yours = sum(draft.text is None for draft in known.drafts)
    parts = [f"{plural(len(report.written), 'draft')} written", f"{report.kept} unchanged", f"{yours} of yours kept"]
    if report.deleted:
        parts.append(f"{len(report.deleted)} no longer called for and deleted")
    return ", ".join(parts) + "."


def problems(shown: Iterable[Diagnostic], known: Snapshot, faults: Iterable[str] = ()) -> str:
    """Errors and warnings in full; of hints the number, since they are one command away."""
    found = tuple(shown)
    hints = sum(diagnostic.severity == "hint" for diagnostic in found)
    lines = [
        text.one(diagnostic, known.sources, colour=options.colour(sys.stderr))
        for diagnostic in found
        if diagnostic.severity != "hint"
    ]
    if hints:
        lines.append(f"{plural(hints, 'hint')}: vaultgen check shows {'it' if hints == 1 else 'them'}.")
    return "".join(f"{line}\n" for line in (*lines, *map(printable, faults)))


def remember(memory: Memory, key: tuple[str, ...], before: Look, work: Workspace, done: Built) -> None:
    """Keeps what the next build would say and do, if nothing but the minute changes until then."""
    known = done.known
    left = pipeline.draft_plan(known)
    if done.faults or left.write or left.delete or done.drafts.changed_meanwhile:
        return
    site = Own(
        lambda path: disk.digest(work.output / path) if path == plan.MANIFEST else done.digests.get(path),
        done.site.looks,
        done.site.deleted,
    )
    vault = work.as_read(known, done.drafts)

    def digest(path: str) -> str | None:
        """That of an image as it was copied, or as it lies there where none was: nobody has read it then."""
        if path in known.files:
            return done.digests[done.copied[path]] if path in done.copied else disk.digest(work.root / path)
        return vault.vault.digest(path)

    worked = vault._replace(
        vault=vault.vault._replace(digest=digest), site=site, timely=done.timely, size=len(done.digests)
    )
    memory.remember(key, _said(work, known, WriteReport(kept=left.keep)), overview.span(known), before, worked)


def _progress(pages: tuple[Page, ...]) -> Iterable[Page]:
    """The pages, with a bar on the terminal from the moment that they take long."""
    return _with_bar(pages) if sys.stderr.isatty() else pages


def _with_bar(pages: tuple[Page, ...]) -> Iterator[Page]:
    start = clock.ticks()
    for index, page in enumerate(pages):
        if clock.ticks() - start > _SLOW:
            with click.progressbar(pages[index:], length=len(pages), label="Pages", file=sys.stderr) as bar:
                bar.update(index)
                yield from bar
            return
        yield page
