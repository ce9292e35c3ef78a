"""A build: drafts and site of what a vault says, what was done in words, and what the next run may say again."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import click

from vaultgen import again, clock, disk, options, overview, pieces, pipeline, plan
from vaultgen.addresses import referred
from vaultgen.again import Look, Memory, Own, Said
from vaultgen.counts import count
from vaultgen.diagnostics import Diagnostic
from vaultgen.disk import WriteReport
from vaultgen.making import Maker
from vaultgen.pieces import Piece
from vaultgen.plan import Made
from vaultgen.reporters import text
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.workspace import Workspace

_MANY = 300  # from so many notes on a second process is worth its while
_SLOW = 1.0  # seconds after which a progress bar is welcome


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did to the drafts and to the site, and in words what it could not read.

    `known` is what the vault says with the drafts that were written; `made` are the site's files, `copied` the places
    in it of files of the vault.
    """

    known: Snapshot
    drafts: WriteReport
    site: WriteReport
    faults: tuple[str, ...]
    made: list[Made]
    copied: dict[str, str]


def build(work: Workspace, now: datetime, memory: Memory) -> Built:
    """One build as of `now`, in silence; what is in `memory` is not made anew, and it is put there."""
    with work.alone():
        before = again.look(work.root, work.output, site=True)
        done = write(work, work.snapshot(now), memory)
        _remember(memory, before, work, done)
        work.reader.keep_texts()
    return done


def write(work: Workspace, known: Snapshot, memory: Memory) -> Built:
    """Writes drafts and site of a snapshot, with no other command at work in the vault."""
    look = disk.read_theme(work.settings.theme, work.root)
    there = disk.read_site(work.output, memory.site())
    disk.refuse_foreign(work.output, plan.others(there.digests, there.manifest), there.manifest)
    now, drafts_to_write = known.now, pipeline.draft_plan(known)
    settled = work.settled(known)
    del known  # of a large vault there is room for one
    with disk.Staging(work.output) as staging:
        maker = Maker(there.digests, memory.made(), staging, now)
        shares = [_progress(share, settled) for share in pieces.shares(settled, look, work.reader.texts)]
        made = maker.make_all(shares, work.reader.texts, many=len(settled.vault.notes) >= _MANY)
        places = referred((place for one in made for place in one.references), settled.files)
        copies = {place: disk.read_attachment(work.root, path) for place, path in places.items()}
        read = ((place, data) for place, data in copies.items() if isinstance(data, bytes))
        made += maker.make(Piece(place, partial(bytes, data)) for place, data in read)
        digests = {one.path: one.digest for one in made}
        staged = {one.path: one.staged for one in made if one.staged is not None}
        steps = plan.site(digests, there.digests, there.manifest, data=staged.__getitem__)
        disk.refuse_foreign(work.output, steps, there.manifest)
        drafts = write_drafts(work, drafts_to_write)
        written = disk.write_site(work.output, steps, digests, there.manifest)
    faults = tuple(fault for fault in copies.values() if isinstance(fault, str) and fault)
    return Built(settled, drafts, written, faults, made, {path: place for place, path in places.items()})


def write_drafts(work: Workspace, steps: plan.Plan) -> WriteReport:
    """Carries out a plan for `drafts/`, and says what changed under our hands."""
    report = disk.apply(work.root, steps)
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


def _remember(memory: Memory, before: Look, work: Workspace, done: Built) -> None:
    """Keeps what the next build would say and do, if nothing but the minute changes until then."""
    known = done.known
    left = pipeline.draft_plan(known)
    if done.faults or left.write or left.delete or done.drafts.changed_meanwhile:
        return
    digests = {one.path: one.digest for one in done.made}
    vault = work.as_read(known, done.drafts)

    def of_site(path: str) -> str | None:
        return disk.digest(work.output / path) if path == plan.MANIFEST else digests.get(path)

    def of_vault(path: str) -> str | None:
        """That of an image as it was copied, or as it lies there where none was: nobody has read it then."""
        if path in known.files:
            return digests.get(done.copied[path]) if path in done.copied else disk.digest(work.root / path)
        return vault.vault.digest(path)

    worked = vault._replace(
        vault=vault.vault._replace(digest=of_vault),
        site=Own(of_site, done.site.looks, done.site.deleted),
        made=[one._replace(staged=None) for one in done.made],
    )
    memory.remember(
        options.build_key(), _said(work, known, WriteReport(kept=left.keep)), overview.span(known), before, worked
    )


def _progress(made: Iterator[Piece], known: Snapshot) -> Iterable[Piece]:
    """The pieces, with a bar on the terminal from the moment that they take long."""
    return _with_bar(made, len(known.vault.notes)) if sys.stderr.isatty() else made


def _with_bar(made: Iterator[Piece], about: int) -> Iterator[Piece]:
    """How many they are is known when they are done: `about` so many."""
    start = clock.ticks()
    for index, piece in enumerate(made):
        yield piece
        if clock.ticks() - start > _SLOW:
            with click.progressbar(made, length=max(about, index + 1), label="Pages", file=sys.stderr) as bar:
                bar.update(index + 1)
                yield from bar
            return
