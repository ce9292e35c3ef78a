"""The pipeline, on one screen: evaluates a partition of a vault at one moment.

    sources → notes → vault → follow-ups → drafts → checks → Snapshot

Every command uses it; a whole vault is the partition that holds all notes. Nothing here reads or writes a file, or asks
for the time.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from vaultgen import checks, fingerprint, followups
from vaultgen.builder.index import VaultIndex
from vaultgen.builder.partition import Partition
from vaultgen.builder.trace import Recorder
from vaultgen.checks.unsent_drafts import about_to_be_written
from vaultgen.diagnostics import diagnostic, selection
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import plan
from vaultgen.drafts.compose import Wording
from vaultgen.drafts.write import Draft, orphans, write_drafts
from vaultgen.snapshot import Snapshot
from vaultgen.vault import assembly, typed
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Context, Vault

Parse = Callable[[SourceFile], tuple[Note, tuple[Diagnostic, ...]]]


@dataclass(frozen=True)
class Inputs:
    """The inputs of all evaluations of one vault at one moment.

    `sources` are all files by path, `index` is that of their headers, `parse` returns the note of a file and its
    problems. `now` is aware, in the user's zone. `known_problems` are those of the settings. Without
    `new_drafts`, drafts that are not in `drafts/` yet are not composed.
    """

    sources: Mapping[str, SourceFile]
    index: VaultIndex
    settings: Settings
    wording: Wording
    now: datetime
    parse: Parse
    known_problems: tuple[Diagnostic, ...] = ()
    new_drafts: bool = True

    @cached_property
    def shared(self) -> Mapping[str, Any]:
        """The values of the notes that every partition may use, by path."""
        values = {path: typed.read(self.parse(self.sources[path])[0])[1] for path in self.index.shared}
        return {path: value for path, value in values.items() if value is not None}

    @cached_property
    def everything(self) -> Vault:
        """The vault with all its notes; few checks need it."""
        notes = [self.marked(self.parse(source)[0]) for source in self.sources.values()]
        return assembly.build(notes, self.settings, Context(self.index.links, self.index.kinds, {}))[0]

    @cached_property
    def has_closed_folder(self) -> bool:
        """Whether a folder cannot be read, so that it is not known which drafts its notes call for."""
        faults = (source for source in self.sources.values() if source.fault and source.code == "VG001")
        return any(not source.path.lower().endswith(".md") for source in faults)

    def base_key(self, *more: Any) -> str:
        """A key of all that every evaluation depends on, except the time; `more` are inputs of the caller."""
        headers = [self.index.headers[path] for path in self.index.shared]
        shared = [
            (header.path, header.properties_digest, header.copy_of, [self.index.linked(t) for t, _ in header.links])
            for header in headers
        ]
        texts = sorted(self.wording.texts.items())
        return fingerprint.key(self.settings, texts, shared, self.new_drafts, self.has_closed_folder, *more)

    def marked(self, note: Note) -> Note:
        """The note, marked as a conflict copy if it is one."""
        return replace(note, copy_of=self.index.copies[note.path]) if note.path in self.index.copies else note

    def recorder(self) -> Recorder:
        """A recorder for one evaluation."""
        return Recorder(self.index, lambda: self.everything)


def evaluate(partition: Partition, inputs: Inputs, recorder: Recorder) -> Snapshot:
    """The snapshot of a partition, with its files as they are."""
    files = {path: inputs.sources[path] for path in partition}
    return _checked(_drafted(files, partition, inputs, recorder), inputs)


def evaluate_with_drafts(partition: Partition, inputs: Inputs, recorder: Recorder) -> tuple[Snapshot, plan.Plan]:
    """The snapshot of a partition as it will be once its drafts are written, and the plan for writing them."""
    files = {path: inputs.sources[path] for path in partition}
    drafted = _drafted(files, partition, inputs, recorder)
    steps = draft_plan(drafted)
    if steps.write or steps.delete:
        drafted = _drafted(carried_out(files, steps), partition, inputs, recorder)
    return _checked(drafted, inputs), steps


def _drafted(files: Mapping[str, SourceFile], partition: Partition, inputs: Inputs, recorder: Recorder) -> Snapshot:
    """The first half: all but the checks. `files` are those of the partition, perhaps with other drafts."""
    index = inputs.index
    is_whole = len(partition) == len(index.headers)
    has_shared = not index.shared or index.shared[0] in files
    parsed = [inputs.parse(source) for source in files.values()]
    context = Context(recorder, index.kinds, {} if has_shared else inputs.shared)
    built, of_values = assembly.build([inputs.marked(note) for note, _ in parsed], inputs.settings, context)
    planned = followups.plan(built)
    drafts, of_drafts = write_drafts(
        built, planned, wording=inputs.wording, sources=files, now=inputs.now, new=inputs.new_drafts
    )
    of_notes = [problem for _, problems in parsed for problem in problems]
    return Snapshot(
        built,
        planned,
        drafts,
        inputs.settings,
        inputs.now,
        files,
        () if inputs.has_closed_folder else orphans(built, drafts),
        (*inputs.known_problems, *of_notes, *of_values, *of_drafts),
        attachments=index.attachments,
        whole=partial(recorder.whole_vault, built if is_whole else None),
    )


def _checked(drafted: Snapshot, inputs: Inputs) -> Snapshot:
    """The second half: adds the problems that the checks find, unless the settings hide them."""
    rules = inputs.settings.check
    problems = (*drafted.diagnostics, *checks.run(replace(drafted, diagnostics=())))
    drafted = replace(drafted, drafts=_with_findings(drafted.drafts, problems))
    # What is wrong in a text that is about to be written is shown once it is.
    ahead = about_to_be_written(drafted)
    problems = tuple(one for one in problems if one.path not in ahead or one.code not in checks.RULES_OF_DRAFTS)
    of_copies = {note.path for note in drafted.vault.notes if note.copy_of}
    problems = tuple(one for one in problems if one.path not in of_copies or one.code == "VG012")
    kinds = drafted.vault.kinds
    problems = _milder(problems, {note.path for note in drafted.vault.notes if note.path not in kinds} - of_copies)
    shown = selection.shown(problems, select=rules.select, ignore=rules.ignore, severity=rules.severity)
    return replace(drafted, diagnostics=diagnostic.in_order(shown))


def _with_findings(drafts: Iterable[Draft], problems: Iterable[Diagnostic]) -> tuple[Draft, ...]:
    """The drafts, those of vaultgen's own with the findings of the checks: they are ready only if there are none."""
    codes: dict[str, dict[str, None]] = {}
    for one in problems:
        if one.severity != "hint":
            codes.setdefault(one.path, {})[one.code] = None
    return tuple(
        replace(draft, findings=tuple(codes.get(draft.path, ()))) if draft.text is not None else draft
        for draft in drafts
    )


def _milder(problems: tuple[Diagnostic, ...], foreign: Container[str]) -> tuple[Diagnostic, ...]:
    """The problems; those in notes of no kind are hints, since such notes are the user's own business.

    A slip in `type` keeps its severity: it is why the note has no kind. So does what keeps a file from being read:
    of which kind it is, nobody knows.
    """
    return tuple(
        replace(one, severity="hint") if one.path in foreign and one.code not in _KEPT else one for one in problems
    )


_KEPT = ("VG001", "VG015", "VG017", "VG108")


def carried_out(files: Mapping[str, SourceFile], steps: plan.Plan) -> dict[str, SourceFile]:
    """Files by path, as they will be after a plan for drafts is executed."""
    gone = {path for path, _ in steps.delete}
    kept = {path: source for path, source in files.items() if path not in gone}
    return kept | {file.path: SourceFile(file.path, file.data) for file in steps.write if isinstance(file.data, bytes)}


def draft_plan(snapshot: Snapshot) -> plan.Plan:
    """The plan for `drafts/`."""
    wanted = {draft.path: draft.text for draft in snapshot.drafts if draft.text is not None}
    paths = snapshot.sources.keys() & {*wanted, *snapshot.leaving}
    on_disk = {path: snapshot.sources[path] for path in paths}
    return plan.drafts(wanted, on_disk, snapshot.leaving)
