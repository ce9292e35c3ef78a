"""`vaultgen check`: validates settings and notes, and with `--fix` mends what is certain.

Exits 1 where a note has an error, 2 where the settings have one; with `--fix`, by what remains.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from vaultgen import diffs, disk, edits, options, workspace
from vaultgen.counts import Counts, count
from vaultgen.diagnostics import SEVERITIES, Diagnostic, in_order
from vaultgen.edits import Mended
from vaultgen.errors import UsageProblem
from vaultgen.plan import OutputFile, Plan, digest
from vaultgen.reporters import REPORTERS
from vaultgen.reporters.text import plural, printable
from vaultgen.selection import UnknownCode, codes
from vaultgen.settings import SETTINGS_FILE, CheckRules
from vaultgen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks: the time, and which problems to show instead of what the settings say."""

    now: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str | None = None

    def rules(self, settings: CheckRules) -> CheckRules:
        """The settings' rules under what was asked: whoever names codes sees them, and no others."""
        ignore = self.ignore if self.select else (*settings.ignore, *self.ignore)
        severity = self.severity or settings.severity
        return replace(settings, select=self.select or settings.select, ignore=ignore, severity=severity)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the vault found; `settings_wrong` means that the notes were not checked."""

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    settings_wrong: bool = False

    @property
    def exit_code(self) -> int:
        """2 for the settings, 1 for the notes, 0 without an error."""
        return 2 if self.settings_wrong else int(any(one.severity == "error" for one in self.diagnostics))


@click.command("check")
@options.vault
@options.now
@options.format_(*REPORTERS)
@click.option("--severity", type=click.Choice(SEVERITIES), help="Show only problems as grave as this, or worse.")
@click.option("--select", metavar="CODES", multiple=True, help="Show only these, like VG101,VG2 (VG2: all of VG2xx).")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not show these.")
@click.option("--fix", is_flag=True, help="Mend what can only mean one thing; shows each change and asks.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
def command(
    vault: str | None,
    now: str | None,
    form: str,
    severity: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    yes: bool,
) -> int:
    """Say what is wrong in the notes, where, why, and how to mend it. Writes nothing but with --fix."""
    if yes and not fix:
        raise UsageProblem("--yes goes with --fix.", "Write vaultgen check --fix --yes")
    return run(vault, Asked(now, _codes(select), _codes(ignore), severity), form=form, fix=fix, yes=yes)


def run(vault: str | None, asked: Asked, *, form: str = "text", fix: bool = False, yes: bool = False) -> int:
    """Prints the report of every problem, and mends before where `fix` is set; the exit code is as above."""
    root = disk.find_vault(vault)
    sources = _read(root)
    if fix:
        mended = edits.mend(sources, lambda files: _look(root, files, asked).diagnostics)
        if _offer(root, sources, mended, aside=form != "text", yes=yes):
            sources = _read(root)
    seen = _look(root, sources, asked)
    explanations = disk.read_explanations() if form == "sarif" else None
    report = REPORTERS[form](seen.diagnostics, sources, seen.counts, options.colour(), explanations)
    if report:
        click.echo(report)
    if seen.settings_wrong:
        click.echo("The notes were not checked, because the settings have errors.", err=True)
    return seen.exit_code


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes that were typed with commas, in several options, or both; raises `UsageProblem` for none such."""
    typed = tuple(code.strip() for text in given for code in text.split(",") if code.strip())
    try:
        return tuple(code for code in typed if codes(code))
    except UnknownCode as unknown:
        raise UsageProblem(f"There is no code “{unknown.typed}”.", unknown.hint) from None


def _read(root: Path) -> dict[str, SourceFile]:
    """The settings and every note, by path."""
    work = workspace.of_settings(root, disk.read_settings(root))
    notes = {source.path: source for source in disk.read_vault(root, work.output)}
    return {SETTINGS_FILE: work.written} | notes


def _look(root: Path, sources: Mapping[str, SourceFile], asked: Asked) -> Seen:
    """What is wrong in files as they were read, or as they would be; settings that are wrong stop the look."""
    work = workspace.of_settings(root, sources[SETTINGS_FILE])
    if any(one.severity == "error" for one in work.warnings):
        return Seen(in_order(work.warnings), Counts(0, 0), settings_wrong=True)
    rules = asked.rules(work.settings.check)
    work = replace(work, settings=replace(work.settings, check=rules))
    notes = (source for path, source in sources.items() if path != SETTINGS_FILE)
    known = work.snapshot_of(notes, work.now(asked.now), new_drafts=False, exposed=disk.exposed(root, rules.private))
    return Seen(known.diagnostics, count(known.vault.notes, known.diagnostics))


def _offer(root: Path, sources: Mapping[str, SourceFile], mended: Mended, *, aside: bool, yes: bool) -> bool:
    """Shows each change, asks, and makes what is agreed to; tells whether a file was changed.

    `aside` keeps the standard output free for a report that a program reads.
    """
    if not mended.files:
        click.echo("There is nothing that could be fixed without asking what you meant.", err=aside)
        return False
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    agreed = []
    for path, new in mended.files.items():
        before, after = (file.data.decode("utf-8") for file in (sources[path], new))
        colour = options.colour(sys.stderr if aside else sys.stdout)
        click.echo(diffs.unified(path, before, after, colour=colour) + "\n", err=aside)
        if yes or (on_terminal and click.confirm(printable(f"Change {path} so?"), err=aside)):
            agreed.append(OutputFile(path, new.data, expects=digest(sources[path].data)))
    if not yes and not on_terminal:
        click.echo("Nothing was changed. To make these changes: vaultgen check --fix --yes", err=True)
    with workspace.alone(root):
        report = disk.apply(root, Plan(write=tuple(agreed)))
    for path in report.written:
        number = sum(one.path == path for one in mended.fixed)
        click.echo(printable(f"fixed {path}: {plural(number, 'problem')}"), err=aside)
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return bool(report.written)
