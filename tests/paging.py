"""The pages of a vault as the theme is given them, with the whole vault as one part."""

from collections.abc import Iterator

from vaultgen.builder.index import Survey
from vaultgen.snapshot import Snapshot
from vaultgen.vault.header import entry
from vaultgen.website import pages
from vaultgen.website.html_cache import Texts
from vaultgen.website.theme import Page
from vaultgen.website.urls import wanted
from vaultgen.website.views import Cards


def survey_of(known: Snapshot) -> Survey:
    notes = {note.path: note for note in (*known.vault.notes, *(draft.note for draft in known.vault.drafts))}
    return Survey(map(entry, notes.values()), known.files, lambda path: notes[path].body)


def cards_of(known: Snapshot, survey: Survey | None = None) -> Cards:
    survey = survey or survey_of(known)
    drafts = {draft.path for draft in known.drafts} | {draft.note.path for draft in known.vault.drafts}
    lodged = survey.addresses.lodged(wanted(known.vault, drafts))
    return Cards(known, survey.addresses, lodged, survey.mentions, {}, Texts())


def pages_of(known: Snapshot) -> Iterator[Page]:
    cards = cards_of(known)
    for kind in pages.PAGES:
        yield from kind.pages(kind.rows(cards), known.settings, known.now.date())
        yield from (page for own in pages.OWN if own.__name__ == kind.__name__ for page in own.own(cards))
