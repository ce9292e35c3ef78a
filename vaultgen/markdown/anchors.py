"""What links may lead to within a note: its headings, and blocks that are marked with `^name`.

The marks are taken out of the text. A heading's anchor is `h-` and its words, numbered where they
come again; a block's is `b-` and its name: no anchor of a note meets one of the page's own.
Source: Obsidian's help on links to headings and blocks.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.context import Context
from vaultgen.markdown.structure import blocks
from vaultgen.regex import late

_NAME = late(r"[A-Za-z0-9-]+")
_NOT_IN_LINKS = late(r"[\s#^|:%*_`~=\[\]\\]+")


class Heading(NamedTuple):
    """A heading: its level and words as links compare them, its anchor, and the place of its token."""

    level: int
    words: str
    id: str
    place: int


@dataclass(slots=True)
class Outline:
    """A note's headings in order, and its marked blocks: the place of each one's token by its anchor."""

    headings: list[Heading] = field(default_factory=list)
    marked: dict[str, int] = field(default_factory=dict)


def anchors(parser: MarkdownIt) -> None:
    """Adds the rule to a parser: it goes over the blocks, before what stands in them is read."""
    parser.core.ruler.before("inline", "anchors", _anchors)


def fragment(outline: Outline, part: str) -> str | None:
    """The anchor that a link's part behind the `#` leads to, or None: `Heading`, `Heading#Below`, `^block`."""
    if part.startswith("^"):
        name = _block_id(part[1:])
        return name if name in outline.marked else None
    heading = _heading(outline, part)
    return heading.id if heading else None


@lru_cache(maxsize=256)
def outline_of(body: str) -> Outline:
    """The outline of a note's body."""
    return _outline(_marked(blocks(without_comments(body))))


def line_of(body: str, part: str) -> int | None:
    """The line (from 0) of a body that a link's part behind the `#` leads to, or None."""
    tokens = _marked(blocks(without_comments(body, keep_lines=True)))
    outline = _outline(tokens)
    heading = None if part.startswith("^") else _heading(outline, part)
    place = heading.place if heading else outline.marked.get(_block_id(part.removeprefix("^")))
    lines = tokens[place].map if place is not None else None
    return lines[0] if lines else None


def _anchors(state: StateCore) -> None:
    context: Context = state.env["context"]
    if state.inlineMode:
        state.env["outline"] = Outline()
        return
    if "^" in state.src:
        state.tokens = _marked(state.tokens)
    outline = _outline(state.tokens)
    state.env["outline"] = outline
    if context.part:
        state.tokens = _part(state.tokens, outline, context.part)
        state.env["found"] = bool(state.tokens)
    for heading in outline.headings if not context.embedded else ():
        state.tokens[heading.place].attrSet("id", heading.id)
    if context.embedded:
        for token in state.tokens:
            token.attrs.pop("id", None)


def _marked(tokens: list[Token]) -> list[Token]:
    """The tokens without the marks of blocks; each marked block has its anchor instead."""
    kept: list[Token] = []
    seen: set[str] = set()
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        name = _mark(token.content) if token.type == "inline" and "^" in token.content else None
        if name is None or tokens[index - 1].type not in ("paragraph_open", "heading_open"):
            kept.append(token)
            continue
        token.content = token.content[: token.content.rindex("^")].rstrip()
        block: Token | None = _around(kept)
        if token.content:
            kept.append(token)
        else:  # the mark alone: it stands for the block before
            kept.pop()
            skipped = 1
            block = _before(kept, token.level - 1)
        if block is not None and _block_id(name) not in seen:
            seen.add(_block_id(name))
            block.attrSet("id", _block_id(name))
    return kept


def _mark(text: str) -> str | None:
    """The name in the mark at the end of a block's text, or None."""
    before, _, name = text.rpartition("^")
    stands_apart = not before or before[-1].isspace()
    return name.rstrip() if stands_apart and _NAME.fullmatch(name.rstrip()) else None


def _around(tokens: Sequence[Token]) -> Token:
    """The block that a mark at its end stands for: the list item, where its first paragraph bears it."""
    return tokens[-2] if len(tokens) > 1 and tokens[-2].type == "list_item_open" else tokens[-1]


def _before(tokens: Sequence[Token], level: int) -> Token | None:
    """The block before, on the same level."""
    for token in reversed(tokens):
        if token.level == level and token.nesting >= 0:
            return token
        if token.level < level:
            return None
    return None


def _outline(tokens: Sequence[Token]) -> Outline:
    outline = Outline()
    taken: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _words(tokens[place + 1].content)
            stem = re.sub(r"[\W_]+", "-", words).strip("-") or "heading"
            taken[stem] = taken.get(stem, 0) + 1
            number = f"--{taken[stem]}" if taken[stem] > 1 else ""
            outline.headings.append(Heading(int(token.tag[1]), words, f"h-{stem}{number}", place))
        name = token.attrs.get("id")
        if name is not None:
            outline.marked[str(name)] = place
    return outline


def _words(text: str) -> str:
    """A heading as links name it: without the signs that a link cannot hold, nor those of emphasis."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return _NOT_IN_LINKS.sub(" ", plain).strip()


def _block_id(name: str) -> str:
    return f"b-{name.lower()}"


def _heading(outline: Outline, part: str) -> Heading | None:
    """The first heading of that name; of `A#B` the B below an A."""
    names = [words for name in part.split("#") if (words := _words(name))]
    if not names:
        return None
    for start, first in enumerate(outline.headings):
        if first.words == names[0] and (found := _below(outline.headings, start, names[1:])):
            return found
    return None


def _below(headings: Sequence[Heading], start: int, names: Sequence[str]) -> Heading | None:
    at = headings[start]
    for index in range(start + 1, len(headings)):
        if not names:
            break
        if headings[index].level <= at.level:
            return None
        if headings[index].words == names[0]:
            at, names = headings[index], names[1:]
    return None if names else at


def _part(tokens: list[Token], outline: Outline, part: str) -> list[Token]:
    """The tokens of a heading with what is below it, or of a block; the notes at the foot stay."""
    if part.startswith("^"):
        place = outline.marked.get(_block_id(part[1:]))
        wanted = _block(tokens, place) if place is not None else []
    else:
        heading = _heading(outline, part)
        wanted = _section(tokens, heading) if heading else []
    return _footnotes(wanted, inside=False) + _footnotes(tokens, inside=True) if wanted else []


def _section(tokens: list[Token], heading: Heading) -> list[Token]:
    level = tokens[heading.place].level
    for end in range(heading.place + 1, len(tokens)):
        token = tokens[end]
        above = token.type == "heading_open" and token.level == level and int(token.tag[1]) <= heading.level
        if above or token.level < level:
            return tokens[heading.place : end]
    return tokens[heading.place :]


def _block(tokens: list[Token], place: int) -> list[Token]:
    opened = tokens[place]
    if opened.nesting == 0:
        return [opened]
    end = next(i for i in range(place + 1, len(tokens)) if tokens[i].level == opened.level and tokens[i].nesting < 0)
    inside = tokens[place : end + 1]
    if opened.type != "list_item_open":
        return inside
    kind = "ordered_list" if opened.info else "bullet_list"
    tag = "ol" if opened.info else "ul"
    return [Token(f"{kind}_open", tag, 1, block=True), *inside, Token(f"{kind}_close", tag, -1, block=True)]


def _footnotes(tokens: Sequence[Token], *, inside: bool) -> list[Token]:
    """The tokens that stand inside of footnotes, or those that do not."""
    kept, depth = [], 0
    for token in tokens:
        depth += token.type == "footnote_reference_open"
        if inside == (depth > 0):
            kept.append(token)
        depth -= token.type == "footnote_reference_close"
    return kept
