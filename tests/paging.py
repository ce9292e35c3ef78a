"""The pages of a vault as given to the theme, with the whole vault as one partition."""

from collections.abc import Iterator

from vaultgen.builder.index import VaultIndex
from vaultgen.builder.trace import Recorder
from vaultgen.snapshot import Snapshot
from vaultgen.vault.header import of_note
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.theme import Page
from vaultgen.website.urls import virtual_pages
from vaultgen.website.views import Views


def index_of(known: Snapshot) -> VaultIndex:
    notes = {note.path: note for note in (*known.vault.notes, *(draft.note for draft in known.vault.drafts))}
    return VaultIndex(map(of_note, notes.values()), known.attachments, lambda path: notes[path].body)


def views_of(known: Snapshot, index: VaultIndex | None = None) -> Views:
    index = index or index_of(known)
    drafts = {draft.path for draft in known.drafts} | {draft.note.path for draft in known.vault.drafts}
    virtual_urls = index.urls.virtual_urls(virtual_pages(known.vault, drafts))
    recorder = Recorder(index, lambda: known.vault)
    return Views(known, index.urls, virtual_urls, index.backlinks, {}, HtmlCache(), recorder.on_page)


def pages_of(known: Snapshot) -> Iterator[Page]:
    views = views_of(known)
    for kind in pages.PAGES:
        yield from kind.pages(kind.records(views), known.settings, known.now.date())
        yield from (
            page
            for detail_pages in pages.DETAIL_PAGES
            if detail_pages.__name__ == kind.__name__
            for page in detail_pages.detail_pages(views)
        )
