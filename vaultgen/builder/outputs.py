"""The files of the site: what each is called, how it is made, and by what it is snapshot to be the same as before.

A page is a pure function of its data and the theme, and its key is the hash of both: while the key is the same, so
is the page, and it needs not be rendered to know that.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from vaultgen.dates import time_marks
from vaultgen.drafts.write import Draft
from vaultgen.snapshot import Snapshot
from vaultgen.vault.settings import Settings
from vaultgen.website import pages, theme
from vaultgen.website.records import Records
from vaultgen.website.theme import Page, Theme
from vaultgen.website.urls import relative
from vaultgen.website.views import Views, mail_file


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the site by its path there. What has no key is made each time; a text may say when it is read."""

    path: str
    make: Callable[[], bytes | str]
    key: str = ""


class Press:
    """Makes the pieces of a site under some settings and a theme; `state` tells what the pages have from these."""

    def __init__(self, settings: Settings, look: Theme) -> None:
        about: dict[str, Any] = {
            "owner": settings.me.name,
            "language": settings.language,
            "assets": sorted(look.assets),
            "navigation": pages.NAVIGATION,
        }
        self._settings = settings
        self._look = look
        self.state = theme.theme_digest(look, about)
        self._render = theme.renderer(look, about, relative=relative)
        self._key = theme.page_keys(look, about)

    def of_part(self, views: Views) -> Iterator[Piece]:
        """The files of a part of the vault: the pages of the things in it, and its e-mails."""
        for kind in pages.DETAIL_PAGES:
            yield from map(self._page, kind.detail_pages(views))
        snapshot = views.snapshot
        for draft in snapshot.drafts:
            path = mail_file(views.page_of(draft.path))
            yield Piece(path, partial(_mail, snapshot, draft), _mail_key(snapshot, draft))

    def of_all(self, kind: pages.PageKind, rows: Records, today: date) -> Iterator[Piece]:
        """The files of a kind that show the whole vault, of the rows of all its parts."""
        yield from map(self._page, kind.pages(rows, self._settings, today))
        for path, (shown, make) in pages.DATA.items():
            if shown is kind:
                yield Piece(path, partial(make, rows))

    def of_theme(self) -> Iterator[Piece]:
        """The theme's own files, and the one that tells when the site was built."""
        for name, data in self._look.assets.items():
            yield Piece(f"assets/{name}", partial(bytes, data))
        yield Piece("data/built.js", partial(_built, self._settings))

    def _page(self, page: Page) -> Piece:
        return Piece(page.path, partial(self._render, page), self._key(page))


def _mail(snapshot: Snapshot, draft: Draft) -> bytes:
    from vaultgen.exports.formats import eml  # late: most builds have no e-mail to make anew, and its library is large

    return eml.export(draft, snapshot.vault, snapshot.now).data


def _mail_key(snapshot: Snapshot, draft: Draft) -> str:
    """Everything that an e-mail is made from."""
    follow_up, to = draft.follow_up, draft.follow_up.to
    whom = (to.name, to.email) if to else None
    said = repr((draft.subject, draft.body, follow_up.kind, follow_up.sent, whom, snapshot.settings.me))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _built(settings: Settings) -> str:
    """The one script that holds the time of the build, so that a later build writes little else.

    It also knows the site's place in the vault, by which a page finds the notes beside it.
    """
    about = {"built": time_marks.NOW_SHORT, "place": settings.output.replace("\\", "/").strip("./")}
    return f"window.vaultgen = {json.dumps(about, ensure_ascii=False)};\n"
