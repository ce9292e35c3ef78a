"""What the rules know of the page being rendered: how to resolve links, and what has been embedded so far.

markdown-it passes one `env` to all rules; its `"context"` is a `RenderContext`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

MOST_EMBEDS = 50  # on one page
MOST_CHARACTERS = 300_000  # of embedded notes on one page
DEEPEST = 5  # levels of embedded notes, as in Obsidian


class Anchor(NamedTuple):
    """The target of a link: its URL relative to the page, or None if there is no such target.

    `path` is the path of the note or file in the vault, `title` the name of a note. `read` returns the note's Markdown,
    or None if it cannot be shown; `version` is the digest of the note. `why` says why there is no such note.
    """

    url: str | None
    kind: Literal["note", "image", "file"] = "note"
    path: str = ""
    title: str = ""
    read: Callable[[], str | None] = lambda: None
    version: str = ""
    why: str = "There is no note of this name"

    @property
    def body(self) -> str | None:
        """The note's Markdown, read on demand."""
        return self.read()


class Resolve(Protocol):
    """Resolves the target of a link, as typed, without its heading; "" is the page's own note."""

    def __call__(self, target: str, /) -> Anchor:
        """The anchor for a target."""
        ...


@dataclass(slots=True)
class EmbedBudget:
    """How much has been embedded on a page so far, to limit it."""

    embeds: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the rules are given for one text: the page's own, or an embedded note.

    `own` is the note's anchor and `shift` the level of the heading above the text. `part` selects a heading or block of
    the note, like `Heading#Below` or `^block`. The headings of an `embedded` note get no ids. `trail` holds the path
    and part of each note that encloses this one, outermost first.
    """

    resolve: Callable[[str], Anchor]
    own: Anchor
    shift: int = 1
    part: str = ""
    embedded: bool = False
    trail: tuple[tuple[str, str], ...] = ()
    spent: EmbedBudget = field(default_factory=EmbedBudget)


def page_env(resolve: Resolve, shift: int = 1) -> dict[str, object]:
    """The `env` for the page's own note."""
    own = resolve("")
    return {"context": RenderContext(resolve, own, shift, trail=((own.path, ""),))}
