"""Checks a vault and applies safe fixes: the work of `commands/check` if no cached answer can be replayed."""

import pickle
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from vaultgen.builder import workspace
from vaultgen.builder.answers import Answers, CommandAnswer, scan_files
from vaultgen.builder.extracts import extracts
from vaultgen.builder.replay import CheckOptions
from vaultgen.builder.workspace import Workspace
from vaultgen.checks import RULES, private_files
from vaultgen.cli import diff, options
from vaultgen.diagnostics import selection
from vaultgen.diagnostics.diagnostic import Diagnostic, in_order
from vaultgen.diagnostics.fixes import FixedFiles, fix_files
from vaultgen.diagnostics.selection import UnknownCode, codes
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.disk.git import exposed
from vaultgen.disk.lock import exclusive
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.disk.shipped import read_explanations
from vaultgen.disk.vault import read_settings, read_vault
from vaultgen.errors import UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.reports import reporter
from vaultgen.reports.counts import Counts, count
from vaultgen.reports.report import Report
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.settings import CheckRules


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a vault, and the moments from which and until which that is so.

    `exposed` are the private files that git has or would take. With `settings_wrong` the notes were not checked.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    span: tuple[datetime, datetime] | None
    exposed: tuple[Exposed, ...]
    work: Workspace

    @property
    def settings_wrong(self) -> bool:
        """Whether the settings have errors."""
        return self.span is None

    @property
    def exit_code(self) -> int:
        """2 for an error in the settings, 1 for one in the notes, else 0."""
        return 2 if self.settings_wrong else int(any(one.severity == "error" for one in self.diagnostics))


def run(root: Path, asked: CheckOptions, answers: Answers) -> CommandAnswer:
    """The report of every problem, after fixing where that is asked for; the exit code is as above.

    It is remembered under what git said of private files: git is asked each time.
    """
    work = workspace.of_settings(root, read_settings(root))
    before = scan_files(root, work.output, site=False)
    sources = _read(root)
    if asked.fix:
        fixed = fix_files(sources, lambda files: _check(root, files, asked).diagnostics)
        if _offer(root, sources, fixed, aside=asked.form != "text", yes=asked.yes):
            sources = _read(root)
    checked = _check(root, sources, asked)
    report = reporter(asked.form)(
        Report(
            checked.diagnostics,
            sources,
            checked.counts,
            has_colour=options.colour(),
            explanations=read_explanations() if asked.form == "sarif" else {},
            is_in_full=bool(asked.select),  # a user who names codes wants to see all of them
        )
    )
    wrong = "The notes were not checked, because the settings have errors.\n" if checked.settings_wrong else ""
    answer = CommandAnswer(f"{report}\n" if report else "", wrong, checked.exit_code)
    if checked.span is not None and not asked.fix:
        checked.work.reader.save()
        run_ = checked.work.run_of(sources)
        answers.remember(asked.key(checked.exposed), answer, checked.span, before, run_)
    return answer


def _rules(settings: CheckRules, asked: CheckOptions) -> CheckRules:
    """The rules of the settings, overridden by the options: if codes are given, only these are shown."""
    select, ignored = _codes(asked.select), _codes(asked.ignore)
    ignore = ignored if select else (*settings.ignore, *ignored)
    return replace(
        settings, select=select or settings.select, ignore=ignore, severity=asked.severity or settings.severity
    )


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes given with commas, in several options, or both. Raises `UsageProblem` for an unknown code."""
    typed = tuple(code.strip() for text in given for code in text.split(",") if code.strip())
    try:
        return tuple(code for code in typed if codes(code, RULES))
    except UnknownCode as unknown:
        raise UsageProblem(f"There is no code “{unknown.typed}”.", unknown.hint) from None


def _read(root: Path) -> dict[str, SourceFile]:
    """The settings and every note, by path."""
    work = workspace.of_settings(root, read_settings(root))
    notes = {source.path: source for source in read_vault(root, work.output)}
    return {SETTINGS_FILE: work.settings_file} | notes


def _check(root: Path, sources: Mapping[str, SourceFile], asked: CheckOptions) -> Checked:
    """Checks files as they were read, or as they would be after fixing. After errors in the settings it stops."""
    work = workspace.of_settings(root, sources[SETTINGS_FILE])
    if any(one.severity == "error" for one in work.warnings):
        return Checked(in_order(work.warnings), Counts(0, 0), None, (), work)
    rules = _rules(work.settings.check, asked)
    notes = (source for path, source in sources.items() if path != SETTINGS_FILE)
    now, in_git = work.now(asked.now), exposed(root, rules.private)
    # What is known of a partition holds whatever is shown of it.
    everything = replace(work, settings=replace(work.settings, check=CheckRules()))
    inputs = everything.inputs({note.path: note for note in notes}, now, new_drafts=False)
    known = extracts(inputs, work.reader.cache, "problems", _problems)
    of_notes = (problem for packed in known.values for problem in pickle.loads(packed))  # noqa: S301 - by this program
    found = (*work.warnings, *private_files.problems(in_git), *of_notes)
    shown = in_order(selection.shown(found, select=rules.select, ignore=rules.ignore, severity=rules.severity))
    headers = (header for header in inputs.index.headers.values() if header.kind != "draft")
    return Checked(shown, count(headers, shown), (now, known.until), in_git, work)


def _problems(snapshot: Snapshot) -> bytes:
    """The problems of a partition, packed; nothing where there are none."""
    return pickle.dumps(snapshot.diagnostics, pickle.HIGHEST_PROTOCOL)


def _offer(root: Path, sources: Mapping[str, SourceFile], fixed: FixedFiles, *, aside: bool, yes: bool) -> bool:
    """Shows each change, asks, and applies the confirmed ones. Returns whether a file was changed.

    With `aside` all this goes to standard error, because a program reads the report on standard output.
    """
    if not fixed.files:
        click.echo("There is nothing that could be fixed without asking what you meant.", err=aside)
        return False
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    agreed = []
    for path, new in fixed.files.items():
        before, after = (file.data.decode("utf-8") for file in (sources[path], new))
        colour = options.colour(sys.stderr if aside else sys.stdout)
        click.echo(diff.unified(path, before, after, colour=colour) + "\n", err=aside)
        if yes or (on_terminal and click.confirm(printable(f"Change {path} so?"), err=aside)):
            agreed.append(FileWrite(path, new.data, expects=digest(sources[path].data)))
    if not yes and not on_terminal:
        click.echo("Nothing was changed. To make these changes: vaultgen check --fix --yes", err=True)
    with exclusive(root):
        report = apply_plan(root, Plan(write=tuple(agreed)))
    for path in report.written:
        number = sum(one.path == path for one in fixed.fixed)
        click.echo(printable(f"fixed {path}: {plural(number, 'problem')}"), err=aside)
    for path in report.changed_meanwhile:
        click.echo(printable(f"{path} was edited at this very moment, and stays as you wrote it."), err=True)
    return bool(report.written)
