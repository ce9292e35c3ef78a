"""`vaultgen build`: check, drafts and site in one go. Exits 1 where a note has an error."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from vaultgen import agenda, clock, disk, options, pipeline, plan, workspace
from vaultgen.commands.draft import drafts_line
from vaultgen.commands.draft import write as write_drafts
from vaultgen.commands.status import headline
from vaultgen.counts import count
from vaultgen.dates import distance_words, moment_words
from vaultgen.diagnostics import Diagnostic
from vaultgen.disk import WriteReport
from vaultgen.model import Interview
from vaultgen.reporters import text
from vaultgen.snapshot import Snapshot
from vaultgen.theme import Page
from vaultgen.workspace import Workspace

_SLOW = 1.0  # seconds after which a progress bar is welcome


@click.command("build")
@options.vault
@options.now
@options.out
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
def command(vault: str | None, now: str | None, out: str | None, open_: bool) -> int:
    """Check the notes, write the drafts of what is due, and build the dashboard."""
    return run(vault, now=now, out=out, open_=open_)


def run(vault: str | None, *, now: str | None, out: str | None, open_: bool) -> int:
    """Builds once; 1 where a note has an error (everything else is built all the same)."""
    work = workspace.open_vault(vault, out=out)
    with work.alone():
        known = build(work, work.snapshot(work.now(now))).known
    if open_:
        # A build for another time is looked at as of that time.
        click.launch((work.output / "index.html").resolve().as_uri() + ("#as-of-build" if now else ""))
    return int(any(diagnostic.severity == "error" for diagnostic in known.diagnostics))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did to the drafts and to the site, and in words what it could not read.

    `known` is what the vault says with the drafts that were written.
    """

    known: Snapshot
    drafts: WriteReport
    site: WriteReport
    faults: tuple[str, ...]


def build(work: Workspace, known: Snapshot) -> Built:
    """Writes drafts and site of a snapshot, and prints what was done and what comes next."""
    done = write(work, known)
    known = done.known
    report_problems(known.diagnostics, known, done.faults)
    counts = count(known.vault.notes, known.diagnostics)
    click.echo(text.summary(known.diagnostics, counts))
    click.echo(drafts_line(known, done.drafts))
    gone = f", {len(done.site.deleted)} deleted" if done.site.deleted else ""
    click.echo(f"{text.plural(len(done.site.written), 'site file')} written, {done.site.kept} unchanged{gone}.")
    click.echo(text.printable(_next_line(known)))
    if work.settings.zone_from_system:
        click.echo(f"Time zone: {work.settings.timezone} (this computer's; vaultgen.toml can fix it).")
    click.echo(text.printable(f"Open {work.output / 'index.html'}"))
    return done


def write(work: Workspace, known: Snapshot) -> Built:
    """Writes drafts and site of a snapshot, in silence."""
    look = disk.read_theme(work.settings.theme, work.root)
    on_disk, manifest = disk.read_site(work.output)
    settled = work.settled(known)
    wanted = pipeline.site(settled, look, watched=_progress)
    attachments, faults = disk.read_attachments(work.root, pipeline.attachments(settled, wanted))
    wanted |= attachments
    steps = plan.site(wanted, on_disk, manifest)
    disk.refuse_foreign(work.output, steps, manifest)
    drafts = write_drafts(work, known)
    return Built(settled, drafts, disk.write_site(work.output, steps, wanted, manifest), faults)


def report_problems(shown: Iterable[Diagnostic], known: Snapshot, faults: Iterable[str] = ()) -> None:
    """Errors and warnings in full; of hints the number, since they are one command away."""
    found = tuple(shown)
    hints = sum(diagnostic.severity == "hint" for diagnostic in found)
    for diagnostic in found:
        if diagnostic.severity != "hint":
            click.echo(text.one(diagnostic, known.sources, colour=options.colour(sys.stderr)), err=True)
    if hints:
        click.echo(f"{text.plural(hints, 'hint')}: vaultgen check shows {'it' if hints == 1 else 'them'}.", err=True)
    for fault in faults:
        click.echo(text.printable(fault), err=True)


def _next_line(known: Snapshot) -> str:
    """What is due first, or what comes next."""
    open_now = agenda.to_do(known.follow_ups, known.now)
    if open_now:
        first = open_now[0]
        more = f"; {len(open_now) - 1} more" if len(open_now) > 1 else ""
        return f"Due {distance_words(first.due, known.now)}: {headline(known, first)}{more}."
    following = agenda.next_up(known.vault, known.follow_ups, known.now)
    if isinstance(following, Interview):
        start = known.vault.start(following)
        employer = known.vault.company(following.company).name
        return f"Nothing is due. Next: {employer}, {moment_words(start)}."
    if following is not None:
        return f"Nothing is due. Next: {headline(known, following)}, from {moment_words(following.opens)}."
    if any(diagnostic.severity == "error" for diagnostic in known.diagnostics):
        return "Nothing is due, as far as the notes without errors say."
    return "Nothing is due."


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
