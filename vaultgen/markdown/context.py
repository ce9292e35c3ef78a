"""What the rules know of the page that is rendered: where links lead, and what was embedded already.

markdown-it hands one `env` to every rule; under `"context"` it holds a `Context`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

MOST_EMBEDS = 50  # on one page
MOST_CHARACTERS = 300_000  # of embedded notes on one page
DEEPEST = 5  # notes within notes, as in Obsidian


class Anchor(NamedTuple):
    """Where a link leads: a URL relative to the page, or none for a link to nothing.

    `path` tells one note or file of the vault from another; `title` is what a note is called. `read` gives its
    Markdown, None where it cannot be shown, and `version` tells one state of that from another.
    """

    url: str | None
    kind: Literal["note", "image", "file"] = "note"
    path: str = ""
    title: str = ""
    read: Callable[[], str | None] = lambda: None
    version: str = ""

    @property
    def body(self) -> str | None:
        """The note's Markdown, which is only read where something of it is to be shown."""
        return self.read()


class Resolve(Protocol):
    """Finds what a link's target means, as it was typed but for its heading; "" is the page's own note."""

    def __call__(self, target: str, /) -> Anchor:
        """The anchor of a target."""
        ...


@dataclass(slots=True)
class Spent:
    """What has been embedded on a page so far: a note that embeds many cannot make it endless."""

    embeds: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What one rendering is given. `trail` names the notes around an embedded one, outermost first.

    `shift` is the level of the heading above the text; `part` is the heading or block of the note
    that is wanted, like `Heading#Below` or `^block`; `embedded` texts have no anchors of their own.
    """

    resolve: Callable[[str], Anchor]
    own: Anchor
    shift: int = 1
    part: str = ""
    embedded: bool = False
    trail: tuple[tuple[str, str], ...] = ()
    spent: Spent = field(default_factory=Spent)


def page(resolve: Resolve, shift: int = 1) -> dict[str, object]:
    """The `env` for the text of a page's own note."""
    own = resolve("")
    return {"context": Context(resolve, own, shift, trail=((own.path, ""),))}
