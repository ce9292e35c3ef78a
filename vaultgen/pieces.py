"""The files of the site: what each is called, how it is made, and by what it is known to be the same as before.

A page is a pure function of its data and the theme, and its key is the hash of both: while the key is the same, so
is the page, and it needs not be rendered to know that.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from vaultgen import pages, theme, timely
from vaultgen.addresses import Addresses, relative
from vaultgen.cards import Cards, mail_file
from vaultgen.drafts import Draft
from vaultgen.snapshot import Snapshot
from vaultgen.texts import Texts
from vaultgen.theme import Theme

# The pages that take about as long, with what the search needs, as all others do.
_HALF = (pages.interviews, pages.companies)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the site by its path there. What has no key is made each time; a text may say when it is read."""

    path: str
    make: Callable[[], bytes | str]
    key: str = ""


def shares(known: Snapshot, look: Theme, texts: Texts) -> list[Iterator[Piece]]:
    """Every file of the site but for those that are copied from the vault; `texts` are known from before.

    In shares that take about as long: two processes make them at once, where there are many.
    """
    cards = Cards(known, addresses(known), texts)
    return [_others(cards, look), _half_and_data(cards, look)]


def addresses(known: Snapshot) -> Addresses:
    """Where in the site the page of each thing lies."""
    drafts_there = {draft.path for draft in known.drafts} | {draft.note.path for draft in known.vault.drafts}
    return Addresses(known.vault, drafts_there, known.files)


def _half_and_data(cards: Cards, look: Theme) -> Iterator[Piece]:
    yield from _rendered(cards, look, _HALF)
    for path, make in pages.DATA.items():
        yield Piece(path, partial(make, cards))


def _others(cards: Cards, look: Theme) -> Iterator[Piece]:
    known = cards.snapshot
    yield from _rendered(cards, look, tuple(kind for kind in pages.PAGES if kind not in _HALF))
    for draft in known.drafts:
        path = mail_file(cards.page_of(draft.path))
        yield Piece(path, partial(_mail, known, draft), _mail_key(known, draft))
    for name, data in look.assets.items():
        yield Piece(f"assets/{name}", partial(bytes, data))
    yield Piece("data/built.js", lambda: _built(known))


def _mail(known: Snapshot, draft: Draft) -> bytes:
    from vaultgen.exports import eml  # late: most builds have no e-mail to make anew, and its library is large

    return eml.export(draft, known.vault, known.now).data


def _mail_key(known: Snapshot, draft: Draft) -> str:
    """Everything that an e-mail is made from."""
    follow_up, to = draft.follow_up, draft.follow_up.to
    whom = (to.name, to.email) if to else None
    said = repr((draft.subject, draft.body, follow_up.kind, follow_up.sent, whom, known.settings.me))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _rendered(cards: Cards, look: Theme, kinds: tuple[pages.Kind, ...]) -> Iterator[Piece]:
    settings = cards.snapshot.settings
    about = {"owner": settings.me.name, "language": settings.language, "assets": sorted(look.assets)}
    render = theme.renderer(look, about, relative=relative)
    key = theme.keys(look, about)
    for kind in kinds:
        for page in kind.pages(cards):
            yield Piece(page.path, partial(render, page), key(page))


def _built(known: Snapshot) -> str:
    """The one script that holds the time of the build, so that a later build writes little else.

    It also knows the site's place in the vault, by which a page finds the notes beside it.
    """
    about = {"built": timely.NOW_SHORT, "place": known.settings.output.replace("\\", "/").strip("./")}
    return f"window.vaultgen = {json.dumps(about, ensure_ascii=False)};\n"
