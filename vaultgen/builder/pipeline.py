"""The map: one screen, one line. Files in, values out; nothing here reads, writes or asks the time.

sources → notes → vault → follow-ups → drafts → Snapshot → checks, pages → plans
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from vaultgen import checks, followups
from vaultgen.diagnostics import diagnostic, selection
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import Exposed, SourceFile
from vaultgen.disk import plan
from vaultgen.drafts.compose import Wording
from vaultgen.drafts.write import orphans, write_drafts
from vaultgen.snapshot import Snapshot
from vaultgen.vault import conflict_copies, typed, vault
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.settings import Settings
from vaultgen.vault.vault import Context


def snapshot(
    sources: Iterable[SourceFile],
    settings: Settings,
    *,
    wording: Wording,
    now: datetime,
    found: Iterable[Diagnostic] = (),
    beside: Iterable[str] = (),
    new_drafts: bool = True,
    exposed: Iterable[Exposed] = (),
    parse: Callable[[SourceFile], tuple[Note, tuple[Diagnostic, ...]]] = parse_note,
    context: Context | None = None,
) -> Snapshot:
    """Everything that the files say at one moment; `found` are problems known before (the settings').

    `beside` are the paths of the vault's images and PDFs. Without `new_drafts` those that do not lie in
    `drafts/` yet are not composed. `exposed` is what git has or would take of what was to stay private. `parse` may
    know what `notes.parse` would give. `context` is what the files lie in where they are a part of a vault.
    """
    files = {source.path: source for source in sources}
    parsed = [parse(source) for source in files.values()]
    copied = context.copies if context else conflict_copies.copies(files)
    built, of_values = vault.build(_marked([note for note, _ in parsed], copied), settings, context)
    planned = followups.plan(built)
    written, of_drafts = write_drafts(built, planned, wording=wording, sources=files, now=now, new=new_drafts)
    is_hidden = context.hidden if context else hides(files.values())
    known = Snapshot(
        built,
        planned,
        written,
        settings,
        now,
        files,
        () if is_hidden else orphans(built, written),
        attachments=tuple(beside),
        exposed=tuple(exposed),
        whole=context.whole if context else None,
    )
    of_notes = [problem for _, problems in parsed for problem in problems]
    every = (*found, *of_notes, *of_values, *of_drafts, *checks.run(known))
    rules = settings.check
    plain = {note.path for note in built.notes if note.copy_of}
    every = tuple(one for one in every if one.path not in plain or one.code == "VG012")
    every = _milder(every, {note.path for note in built.notes if note.path not in built.kinds} - plain)
    kept = selection.shown(every, select=rules.select, ignore=rules.ignore, severity=rules.severity)
    return replace(known, diagnostics=diagnostic.in_order(kept))


def _milder(found: tuple[Diagnostic, ...], foreign: Container[str]) -> tuple[Diagnostic, ...]:
    """The problems; those in notes of no kind are hints, since such notes are the user's own business.

    A slip in `type` keeps its severity: it is why the note has no kind.
    """
    return tuple(replace(one, severity="hint") if one.path in foreign and one.code != "VG108" else one for one in found)


def hides(read: Iterable[SourceFile]) -> bool:
    """Whether a folder could not be looked into: what the notes in it call for is not known."""
    return any(source.fault and source.code == "VG001" and not source.path.lower().endswith(".md") for source in read)


def _marked(read: list[Note], found: Mapping[str, str]) -> list[Note]:
    """The notes, each copy of another marked as one; a draft's copy may hold the edit, and stays a draft."""
    return [
        replace(note, copy_of=found[note.path]) if note.path in found and typed.kind_of(note) != "draft" else note
        for note in read
    ]


def carried_out(files: Mapping[str, SourceFile], steps: plan.Plan) -> dict[str, SourceFile]:
    """Some files by path, as they will be once a plan for drafts is carried out."""
    gone = {path for path, _ in steps.delete}
    kept = {path: source for path, source in files.items() if path not in gone}
    return kept | {file.path: SourceFile(file.path, file.data) for file in steps.write if isinstance(file.data, bytes)}


def draft_plan(known: Snapshot) -> plan.Plan:
    """What to do in `drafts/`."""
    wanted = {draft.path: draft.text for draft in known.drafts if draft.text is not None}
    on_disk = {path: source.data for path, source in known.sources.items()}
    return plan.drafts(wanted, on_disk, known.leaving)
