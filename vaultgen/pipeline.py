"""The map: one screen, one line. Files in, values out; nothing here reads, writes or asks the time.

sources → notes → vault → follow-ups → drafts → Snapshot → checks, pages → plans
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from vaultgen import checks, copies, diagnostics, drafts, followups, notes, plan, selection, vault
from vaultgen.composing import Wording
from vaultgen.diagnostics import Diagnostic
from vaultgen.notes import Note
from vaultgen.settings import Settings
from vaultgen.snapshot import Snapshot
from vaultgen.source import Exposed, SourceFile


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
    parse: Callable[[SourceFile], tuple[Note, tuple[Diagnostic, ...]]] = notes.parse,
) -> Snapshot:
    """Everything that the files say at one moment; `found` are problems known before (the settings').

    `beside` are the paths of the vault's images and PDFs. Without `new_drafts` those that do not lie in
    `drafts/` yet are not composed. `exposed` is what git has or would take of what was to stay private. `parse` may
    know what `notes.parse` would give.
    """
    files = {source.path: source for source in sources}
    parsed = [parse(source) for source in files.values()]
    built, of_values = vault.build(_marked([note for note, _ in parsed], files), settings)
    planned = followups.plan(built)
    written, of_drafts = drafts.write(built, planned, wording=wording, sources=files, now=now, new=new_drafts)
    leaving = () if _in_part(files.values()) else drafts.orphans(built, written)
    known = Snapshot(
        built, planned, written, settings, now, files, leaving, files=tuple(beside), exposed=tuple(exposed)
    )
    of_notes = [problem for _, problems in parsed for problem in problems]
    every = (*found, *of_notes, *of_values, *of_drafts, *checks.run(known))
    rules = settings.check
    copied = {note.path for note in built.notes if note.copy_of}
    every = tuple(one for one in every if one.path not in copied or one.code == "VG012")
    kept = selection.shown(every, select=rules.select, ignore=rules.ignore, severity=rules.severity)
    return replace(known, diagnostics=diagnostics.in_order(kept))


def _in_part(read: Iterable[SourceFile]) -> bool:
    """Whether a folder could not be looked into: what the notes in it call for is not known."""
    return any(source.fault and source.code == "VG001" and not source.path.lower().endswith(".md") for source in read)


def _marked(read: list[Note], files: Mapping[str, SourceFile]) -> list[Note]:
    """The notes, each copy of another marked as one; a draft's copy may hold the edit, and stays a draft."""
    found = copies.copies(files)
    return [
        replace(note, copy_of=found[note.path]) if note.path in found and vault.kind_of(note) != "draft" else note
        for note in read
    ]


def draft_plan(known: Snapshot) -> plan.Plan:
    """What to do in `drafts/`."""
    wanted = {draft.path: draft.text for draft in known.drafts if draft.text is not None}
    on_disk = {path: source.data for path, source in known.sources.items()}
    return plan.drafts(wanted, on_disk, known.leaving)
