"""A redacted build: a site of a vault with invented names, and without addresses, numbers, links and pay.

    sources → redacted sources → pipeline → pages, in memory → search for anything left → written, or refused

The notes are redacted in memory before they are evaluated, so that no page can know the originals. Nothing is taken
from earlier builds, and nothing is cached for later ones.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from vaultgen import fingerprint
from vaultgen.builder import pipeline
from vaultgen.builder.index import VaultIndex
from vaultgen.builder.jinja_templates import read_theme, read_wording
from vaultgen.builder.outputs import PlannedOutput, SitePlanner
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.trace import Recorder
from vaultgen.builder.workspace import Workspace
from vaultgen.dates import time_marks
from vaultgen.dates.words import MONTHS, WEEKDAYS
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import plan
from vaultgen.disk.output import read_site, refuse_foreign, write_site
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.vault import read_vault
from vaultgen.exports import leaks
from vaultgen.exports.false_names import Renamer, bare, real_names, split_humps
from vaultgen.exports.leaks import Leak, Secret
from vaultgen.exports.redaction import Redactor, without_body
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.stages import STAGES
from vaultgen.followups.words import OUTCOME_WORDS, STAGE_WORDS
from vaultgen.snapshot import Snapshot
from vaultgen.vault import conflict_copies, header
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.settings import Me, Settings
from vaultgen.vault.vault import Vault
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.theme import Theme
from vaultgen.website.urls import virtual_pages
from vaultgen.website.views import Views

# A place like `77 Wharf Road` or `Hauptstr. 5`, and not `Room 4`.
_STREET = re.compile(r"^\d+[a-zA-Z]? +[^\W\d_]{3,}|(?i:str\.|stra(?:ß|ss)e|weg|platz|road|street|lane|avenue) +\d")

_PAY = re.compile(r"(?mi)^[\"']?(?:salary(?:[_ ]stated)?|pay|compensation)[\"']?[ \t]*:(.*(?:\n[ \t]+.*)*)")


class Redacted(NamedTuple):
    """The result of a redacted build: what it wrote, or the `leaks` because of which it wrote nothing.

    `left_out` are the notes that are missing because they cannot be read with certainty. `unsearched` are names that
    are also words of the pages: they were replaced in the notes, but could not be searched for.
    """

    site: WriteReport
    leaks: tuple[Leak, ...]
    left_out: tuple[str, ...]
    unsearched: tuple[str, ...]


def build(work: Workspace, now: datetime, *, seed: str = "", with_drafts: bool = False) -> Redacted:
    """Builds the site in `work.output`, unless there are leaks. Raises `FileProblem` for a foreign folder."""
    sources = {source.path: source for source in read_vault(work.root, work.output)}
    look = read_theme(work.settings.theme, work.root)
    real = _evaluated(work, {path: one for path, one in sources.items() if not one.fault}, work.settings, now)
    names = real_names(real.vault, seed)
    addresses, numbers, domains = _reach(real.vault, sources.values())
    pay = leaks.of_pay(_pay(sources.values()))
    redactor = Redactor(Renamer(names), (*addresses, *numbers, *domains), [sum_.pattern for sum_ in pay])
    bare_ones = set() if with_drafts else {draft.note.path for draft in real.vault.drafts}
    kept, left_out = _redacted(sources, redactor, bare_ones)
    settings = replace(
        work.settings, me=Me(redactor.name(work.settings.me.name), sign_off=redactor.name(work.settings.me.sign_off))
    )
    snapshot = _evaluated(work, kept, settings, now)
    if not with_drafts:
        snapshot = replace(snapshot, drafts=(), vault=replace(snapshot.vault, drafts=()))
    files = {planned.path: _bytes(planned, now) for planned in _site(snapshot, look)}
    of_names, unsearched = leaks.of_names(names, _own_words(read_theme(work.settings.theme, None)))
    secrets: tuple[Secret, ...] = (*of_names, *leaks.of_reach(addresses, numbers, domains), *pay)
    found = tuple(leak for path, data in files.items() for leak in leaks.search(path, data, secrets))
    written = WriteReport() if found else _write(work, files)
    return Redacted(written, found, left_out, tuple(unsearched))


def _redacted(
    sources: Mapping[str, SourceFile], redactor: Redactor, drafts: set[str]
) -> tuple[dict[str, SourceFile], tuple[str, ...]]:
    """The files of the redacted vault by their new paths, and the paths of those that are left out.

    Of `drafts` only the properties are kept: they show what was sent.
    """
    kept: dict[str, SourceFile] = {}
    left_out: list[str] = []
    for path, source in sources.items():
        note = parse_note(source)[0]
        is_unread = source.fault or note.broken or note.lost  # whom it names is not known
        text = None if is_unread else redactor.note(source.data.decode("utf-8", "replace"))
        if text is None:
            left_out.append(path)
            continue
        text = without_body(text) if path in drafts else text
        name = _free(redactor.name(path), kept)
        kept[name] = SourceFile(name, text.encode())
    return kept, tuple(left_out)


def _free(path: str, taken: Mapping[str, object]) -> str:
    """A free path, since two names may have become one."""
    stem = path.removesuffix(".md")
    numbered = (f"{stem} {number}.md" for number in range(2, len(taken) + 3))
    return path if path not in taken else next(name for name in numbered if name not in taken)


def _evaluated(work: Workspace, sources: Mapping[str, SourceFile], settings: Settings, now: datetime) -> Snapshot:
    """The snapshot of some files, without their problems."""
    index = _index(sources)
    wording = read_wording(settings.language, work.root)
    inputs = Inputs(sources, index, settings, wording, now, parse_note, new_drafts=False)
    return replace(pipeline.evaluate(tuple(sources), inputs, inputs.recorder()), diagnostics=())


def _index(sources: Mapping[str, SourceFile]) -> VaultIndex:
    notes, copies = {path: parse_note(source)[0] for path, source in sources.items()}, conflict_copies.copies(sources)
    headers = (header.of_note(note) for note in notes.values())
    marked = [one.as_copy(copies[one.path]) if one.path in copies else one for one in headers]
    return VaultIndex(marked, (), lambda path: None if notes[path].broken else notes[path].body)


def _site(snapshot: Snapshot, look: Theme) -> list[PlannedOutput]:
    """The files of the site, as of one partition that holds all."""
    planner = SitePlanner(snapshot.settings, look, is_redacted=True)
    index = _index(snapshot.sources)
    virtual = virtual_pages(snapshot.vault, sorted(draft.path for draft in snapshot.drafts))
    urls = index.urls.virtual_urls(virtual)
    on_page = Recorder(index, lambda: snapshot.vault).on_page
    views = Views(snapshot, index.urls, urls, index.backlinks, {}, HtmlCache(), on_page)
    outputs = list(planner.of_partition(views))
    for kind in pages.PAGES:
        outputs += planner.of_vault(kind, kind.records(views), snapshot.now.date())
    return [*outputs, *planner.of_theme()]


def _bytes(planned: PlannedOutput, now: datetime) -> bytes:
    rendered = planned.render()
    return time_marks.filled(rendered, now).encode() if isinstance(rendered, str) else rendered


def _write(work: Workspace, files: Mapping[str, bytes]) -> WriteReport:
    with work.locked():
        on_disk = read_site(work.output)
        digests = {path: fingerprint.digest(data) for path, data in files.items()}
        steps = plan.site(digests, on_disk.digests, on_disk.manifest, data=files.__getitem__)
        refuse_foreign(work.output, steps, on_disk.manifest)
        return write_site(work.output, steps, digests, on_disk.manifest)


def _reach(vault: Vault, sources: Iterable[SourceFile]) -> tuple[set[str], set[str], set[str]]:
    """The addresses (postal ones line by line), telephone numbers and domains in a vault."""
    me = vault.settings.me
    postal = [me.address, *(p.address for p in vault.people), *(c.address for c in vault.companies)]
    numbers = [me.phone, *(p.phone for p in vault.people), *(c.phone for c in vault.companies)]
    texts = [me.email, *(source.data.decode("utf-8", "replace") for source in sources if not source.fault)]
    mails, domains = leaks.reach_in("\n".join(texts))
    lines = {line.strip() for address in postal if address for line in re.split(r"[,\n]", address)}
    with_number = {line for line in lines if re.search(r"\d", line) and re.search(r"[^\W\d_]", line)}
    places = {part.strip() for one in vault.interviews for part in re.split(r"[,\n]", one.place or "")}
    with_number |= {place for place in places if _STREET.search(place)}
    return mails | with_number, {number for number in numbers if number}, domains


def _pay(sources: Iterable[SourceFile]) -> Iterator[str]:
    """The values of the properties that say what is paid."""
    for source in sources:
        if not source.fault:
            yield from _PAY.findall(source.data.decode("utf-8", "replace"))


def _own_words(look: Theme) -> frozenset[str]:
    """The words that pages have of their own: of the theme, the calendar, the rounds and the kinds of follow-up."""
    texts = [*look.templates.values(), *(data.decode("utf-8", "replace") for data in look.assets.values())]
    texts += [*MONTHS, *WEEKDAYS, *STAGES.values(), *STAGE_WORDS.values(), *OUTCOME_WORDS.values()]
    texts += [kind.TITLE for kind in KINDS.values()]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return frozenset(bare(own) for word in words for own in (word, *split_humps(word)))
