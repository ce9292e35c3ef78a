"""The map: one screen, one line. Files in, values out; nothing here reads, writes or asks the time.

sources → notes → vault → follow-ups → drafts → Snapshot → checks, pages → plans
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from vaultgen import checks, copies, diagnostics, drafts, followups, notes, pages, plan, selection, theme, timely, vault
from vaultgen.addresses import Addresses, referred, relative
from vaultgen.cards import mail_file
from vaultgen.diagnostics import Diagnostic
from vaultgen.exports import eml
from vaultgen.notes import Note
from vaultgen.settings import Settings
from vaultgen.snapshot import Snapshot
from vaultgen.source import Exposed, SourceFile
from vaultgen.theme import Page, Theme


def snapshot(
    sources: Iterable[SourceFile],
    settings: Settings,
    *,
    wording: Mapping[str, str],
    now: datetime,
    found: Iterable[Diagnostic] = (),
    beside: Iterable[str] = (),
    new_drafts: bool = True,
    exposed: Iterable[Exposed] = (),
) -> Snapshot:
    """Everything that the files say at one moment; `found` are problems known before (the settings').

    `beside` are the paths of the vault's images and PDFs. Without `new_drafts` those that do not lie in
    `drafts/` yet are not composed. `exposed` is what git has or would take of what was to stay private.
    """
    files = {source.path: source for source in sources}
    parsed = [notes.parse(source) for source in files.values()]
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


@dataclass(frozen=True, slots=True)
class Site:
    """The site's files by path; `timely` are those that say when it was built, as texts with marks."""

    files: Mapping[str, bytes]
    timely: Mapping[str, str]


def site(known: Snapshot, look: Theme, *, watched: Callable[[tuple[Page, ...]], Iterable[Page]] = iter) -> Site:
    """The site; `watched` may show the progress over the pages."""
    where = addresses(known)
    every = pages.all_pages(known, where)
    about = {
        "owner": known.settings.me.name,
        "language": known.settings.language,
        "assets": sorted(look.assets),
    }
    render = theme.renderer(look, about, relative=relative)
    files = {page.path: render(page) for page in watched(every)} | {"data/built.js": _built(known)}
    open_still = {path: text for path, text in files.items() if timely.is_timely(text)}
    pages_ = {path: timely.filled(text, known.now).encode() for path, text in files.items()}
    assets = {f"assets/{name}": data for name, data in look.assets.items()}
    mails = {mail_file(where.of(draft.path)): eml.export(draft, known.vault, known.now).data for draft in known.drafts}
    return Site(pages_ | mails | assets | pages.data(known, where), open_still)


def addresses(known: Snapshot) -> Addresses:
    """Where in the site the page of each thing lies."""
    drafts_there = {draft.path for draft in known.drafts} | {draft.note.path for draft in known.vault.drafts}
    return Addresses(known.vault, drafts_there, known.files)


def attachments(known: Snapshot, site: Mapping[str, bytes]) -> Mapping[str, str]:
    """The images and PDFs that the site's pages refer to: place in the site → path in the vault."""
    html = (data.decode() for path, data in site.items() if path.endswith(".html"))
    return referred(html, known.files)


def _built(known: Snapshot) -> str:
    """The one script that holds the time of the build, so that a later build writes little else.

    It also knows the site's place in the vault, by which a page finds the notes beside it.
    """
    about = {"built": timely.NOW_SHORT, "place": known.settings.output.replace("\\", "/").strip("./")}
    return f"window.vaultgen = {json.dumps(about, ensure_ascii=False)};\n"


def draft_plan(known: Snapshot) -> plan.Plan:
    """What to do in `drafts/`."""
    wanted = {draft.path: draft.text for draft in known.drafts if draft.text is not None}
    on_disk = {path: source.data for path, source in known.sources.items()}
    return plan.drafts(wanted, on_disk, known.leaving)
