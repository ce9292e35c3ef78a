"""The pages of a vault as given to the theme, with the whole vault as one partition."""

from collections.abc import Iterator

from vaultgen.builder.index import Survey
from vaultgen.snapshot import Snapshot
from vaultgen.vault.header import of_note
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.theme import Page
from vaultgen.website.urls import virtual_pages
from vaultgen.website.views import Views


def survey_of(known: Snapshot) -> Survey:
    notes = {note.path: note for note in (*known.vault.notes, *(draft.note for draft in known.vault.drafts))}
    return Survey(map(of_note, notes.values()), known.attachments, lambda path: notes[path].body)


def views_of(known: Snapshot, survey: Survey | None = None) -> Views:
    survey = survey or survey_of(known)
    drafts = {draft.path for draft in known.drafts} | {draft.note.path for draft in known.vault.drafts}
    virtual_urls = survey.urls.virtual_urls(virtual_pages(known.vault, drafts))
    return Views(known, survey.urls, virtual_urls, survey.backlinks, {}, HtmlCache())


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
