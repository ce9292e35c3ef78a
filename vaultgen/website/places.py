"""Places: links from pages of the whole vault to the notes where something was said."""

from collections.abc import Iterable, Sequence
from typing import Any

from vaultgen.followups.kinds import KINDS
from vaultgen.website.views import View, Views

_MOST = 12  # links in one cell
_LAST = 6  # lines in one cell that have more words under them

Place = tuple[str, str, str]  # a path, the words for it, its page


def places(views: Views) -> list[Place]:
    """The interviews, and the drafts that were sent."""
    vault = views.vault
    rows = []
    for interview in vault.interviews:
        view = views.interview(interview)
        rows.append((interview.note.path, str(view["title"]), str(view["page"])))
    for draft in vault.drafts:
        if draft.sent is not None and not draft.note.copy_of:
            to = vault.addressee(draft)
            words = f"{KINDS[draft.kind].TITLE}{f' to {to.name}' if to else ''}"
            rows.append((draft.note.path, words, views.page_of(draft.note.path)))
    return rows


def accomplishment_places(views: Views) -> list[Place]:
    """The accomplishments of the partition."""
    own = (one.note for one in views.vault.accomplishments if views.vault.note(one.note) is not None)
    return [(note.path, note.name, views.page_of(note)) for note in own]


def note_link(views: Views, path: str, page: str, *, more: str = "") -> View:
    """A link on a page to a note that may lie in another partition, as HTML that the page's trace records."""
    name = path.rpartition("/")[2].removesuffix(".md")
    is_plain = not set("[]|#^") & set(path)
    return {"html": views.inline(f"[[{path.removesuffix('.md')}|{name}]]", page) if is_plain else name, "more": more}


class Places:
    """Links to places by their paths."""

    def __init__(self, found: Iterable[Sequence[str]]) -> None:
        self._found = {path: (words, page) for path, words, page in found}

    def link(self, path: str, *, more: str = "") -> View:
        """A link to a place, followed by more words; text only if it has no page."""
        words, page = self._found.get(path, (path.rpartition("/")[2].removesuffix(".md"), None))
        return {"text": words, "page": page, "more": more}

    def links(self, paths: Iterable[str]) -> list[View]:
        """Links to the first of several places, without duplicates, and the number of the others."""
        every = list(dict.fromkeys(paths))
        rest = len(every) - _MOST
        shown = [self.link(path) for path in every[:_MOST]]
        return shown + ([{"text": f"and {rest} more", "page": None, "more": ""}] if rest > 0 else [])


def last(lines: Sequence[View]) -> list[View]:
    """The last of several lines, after how many were left out before them."""
    rest = len(lines) - _LAST
    return [
        *([{"text": f"{rest} earlier", "page": None, "more": "", "result": None}] if rest > 0 else []),
        *lines[-_LAST:],
    ]


def plain(value: Any) -> Any:
    """A record in its stored form: named tuples as tuples, nested ones, too."""
    return tuple(plain(one) for one in value) if isinstance(value, tuple) else value
