"""The files of the site: planned with a key, rendered and staged only if the key is new, written at the end.

A page is a pure function of its data and the theme, and its key is a fingerprint of both. A page with the same key is
the same, and is not rendered again. Rendered files are staged, that is, written under temporary names in the site's
folder, so that only one page is held in memory, and a build that fails changes nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from vaultgen import fingerprint
from vaultgen.dates import time_marks
from vaultgen.disk.output import Staging
from vaultgen.disk.plan import Output
from vaultgen.drafts.write import Draft
from vaultgen.snapshot import Snapshot
from vaultgen.vault.settings import Settings
from vaultgen.website import pages, theme
from vaultgen.website.records import Records
from vaultgen.website.theme import Page, Theme
from vaultgen.website.urls import mail_file, references, relative
from vaultgen.website.views import Views


@dataclass(frozen=True, slots=True)
class PlannedOutput:
    """A file of the site before it is rendered: its path, and a function that returns its bytes or its text.

    A text may hold time marks. A file without a key is rendered in each build.
    """

    path: str
    render: Callable[[], bytes | str]
    key: str = ""


class SitePlanner:
    """Plans the files of a site with some settings and a theme; `key` is the key of all that pages take from these.

    With `is_redacted`, the pages say that they are redacted.
    """

    def __init__(self, settings: Settings, look: Theme, *, is_redacted: bool = False) -> None:
        about: dict[str, Any] = {
            "owner": settings.me.name,
            "language": settings.language,
            "assets": sorted(look.assets),
            "navigation": pages.NAVIGATION,
            "redacted": is_redacted,
        }
        self._settings = settings
        self._look = look
        self.key = theme.theme_digest(look, about)
        self._render = theme.renderer(look, about, relative=relative)
        self._page_key = theme.page_keys(look, about)

    def of_partition(self, views: Views) -> Iterator[PlannedOutput]:
        """The files of one partition: the pages of its things, and its e-mails."""
        for kind in pages.DETAIL_PAGES:
            yield from map(self._page, kind.detail_pages(views))
        snapshot = views.snapshot
        for draft in snapshot.drafts:
            path = mail_file(views.page_of(draft.path))
            yield PlannedOutput(path, partial(_mail, snapshot, draft), _mail_key(snapshot, draft))

    def of_vault(self, kind: pages.PageKind, records: Records, today: date) -> Iterator[PlannedOutput]:
        """The files of one kind that show the whole vault, from the records of all partitions."""
        yield from map(self._page, kind.pages(records, self._settings, today))
        for one in pages.FILE_KINDS:
            if one.__name__ == kind.__name__:
                files = one.files(records, self._settings, today)
                yield from (PlannedOutput(file.path, file.make, file.key) for file in files)

    def of_theme(self) -> Iterator[PlannedOutput]:
        """The theme's own files, and the script with the time of the build."""
        for name, data in self._look.assets.items():
            yield PlannedOutput(f"assets/{name}", partial(bytes, data))
        yield PlannedOutput("data/built.js", partial(_built, self._settings))

    def _page(self, page: Page) -> PlannedOutput:
        return PlannedOutput(page.path, partial(self._render, page), self._page_key(page))


class OutputMaker:
    """Renders and stages those files of a site whose key is new.

    `on_disk` are the digests of the files in the site's folder, `before` the outputs of the last build, both by path.
    """

    def __init__(
        self, on_disk: Mapping[str, str], before: Mapping[str, Output], staging: Staging, now: datetime
    ) -> None:
        self._on_disk = on_disk
        self._before = before
        self._staging = staging
        self._now = now

    def make(self, planned: Iterable[PlannedOutput]) -> list[Output]:
        """The outputs for planned files: reused if the key is the same and nobody changed the file, else rendered."""
        return [self._reused(output) or self._rendered(output) for output in planned]

    def refreshed(self, outputs: Iterable[Output]) -> list[Output]:
        """The outputs of an earlier build, with their time marks filled for now."""
        return [
            self._rendered(PlannedOutput(output.path, partial(str, output.marked_text)))
            if output.marked_text
            else output
            for output in outputs
        ]

    def _reused(self, planned: PlannedOutput) -> Output | None:
        before = self._before.get(planned.path)
        if before is None or not planned.key or planned.key != before.key:
            return None
        return before if self._on_disk.get(planned.path) == before.digest else None

    def _rendered(self, planned: PlannedOutput) -> Output:
        rendered = planned.render()
        text = rendered if isinstance(rendered, str) else ""
        data = time_marks.filled(rendered, self._now).encode() if isinstance(rendered, str) else rendered
        digest = fingerprint.digest(data)
        staged = None if self._on_disk.get(planned.path) == digest else self._staging.add(data)
        marked_text = text if time_marks.has_marks(text) else ""
        key = "" if marked_text else planned.key
        return Output(planned.path, digest, key, references(text), staged, marked_text)


def _mail(snapshot: Snapshot, draft: Draft) -> bytes:
    from vaultgen.exports.draft_files import eml  # late: most builds make no e-mail, and its library is large

    return eml.export(draft, snapshot.vault, snapshot.now).data


def _mail_key(snapshot: Snapshot, draft: Draft) -> str:
    """A key of all inputs of an e-mail."""
    follow_up, to = draft.follow_up, draft.follow_up.to
    whom = (to.name, to.email) if to else None
    return fingerprint.key(draft.subject, draft.body, follow_up.kind, follow_up.sent, whom, snapshot.settings.me)


def _built(settings: Settings) -> str:
    """The script with the time of the build: the only file that every build writes.

    It also has the path of the site in the vault, from which pages make links to notes.
    """
    about = {"built": time_marks.NOW_SHORT, "place": settings.output.replace("\\", "/").strip("./")}
    if settings.opens_as_of == "build":
        about["asOf"] = "build"
    return f"window.vaultgen = {json.dumps(about, ensure_ascii=False)};\n"
