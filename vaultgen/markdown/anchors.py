"""Anchors within a note: its headings, and blocks marked with `^name`. The marks are removed from the text.

The id of a heading is `h-` and its words, numbered if they repeat; that of a block is `b-` and its name. The prefixes
keep them apart from the ids of the page itself.
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
from vaultgen.markdown.context import RenderContext
from vaultgen.markdown.structure import blocks
from vaultgen.regex import late

_NAME = late(r"[A-Za-z0-9-]+")
_NOT_IN_LINKS = late(r"[\s#^|:%*_`~=\[\]\\]+")


class Heading(NamedTuple):
    """A heading: its level, its words as links are compared with them, its id, and the position of its token."""

    level: int
    words: str
    id: str
    position: int


@dataclass(slots=True)
class Outline:
    """A note's headings in order, and the positions of its marked blocks' tokens by id."""

    headings: list[Heading] = field(default_factory=list)
    block_ids: dict[str, int] = field(default_factory=dict)


def anchors(parser: MarkdownIt) -> None:
    """Adds the rule to a parser. It runs on blocks, before their inline content is parsed."""
    parser.core.ruler.before("inline", "anchors", _anchors)


def fragment(outline: Outline, part: str) -> str | None:
    """The id for what follows the `#` in a link, or None: `Heading`, `Heading#Below`, `^block`."""
    if part.startswith("^"):
        name = _block_id(part[1:])
        return name if name in outline.block_ids else None
    heading = _heading(outline, part)
    return heading.id if heading else None


@lru_cache(maxsize=256)
def outline_of(body: str) -> Outline:
    """The outline of a note's body."""
    return _outline(_take_marks(blocks(without_comments(body))))


def line_of(body: str, part: str) -> int | None:
    """The line (from 0) of a body that a link leads to by what follows its `#`, or None."""
    tokens = _take_marks(blocks(without_comments(body, keep_lines=True)))
    outline = _outline(tokens)
    heading = None if part.startswith("^") else _heading(outline, part)
    position = heading.position if heading else outline.block_ids.get(_block_id(part.removeprefix("^")))
    lines = tokens[position].map if position is not None else None
    return lines[0] if lines else None


def _anchors(state: StateCore) -> None:
    context: RenderContext = state.env["context"]
    if state.inlineMode:
        state.env["outline"] = Outline()
        return
    if "^" in state.src:
        state.tokens = _take_marks(state.tokens)
    outline = _outline(state.tokens)
    state.env["outline"] = outline
    if context.part:
        state.tokens = _part_tokens(state.tokens, outline, context.part)
        state.env["found"] = bool(state.tokens)
    for heading in outline.headings if not context.embedded else ():
        state.tokens[heading.position].attrSet("id", heading.id)
    if context.embedded:
        for token in state.tokens:
            token.attrs.pop("id", None)


def _take_marks(tokens: list[Token]) -> list[Token]:
    """The tokens without the marks of blocks; each marked block gets its id as an attribute."""
    kept: list[Token] = []
    seen: set[str] = set()
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        name = _mark_name(token.content) if token.type == "inline" and "^" in token.content else None
        if name is None or tokens[index - 1].type not in ("paragraph_open", "heading_open"):
            kept.append(token)
            continue
        token.content = token.content[: token.content.rindex("^")].rstrip()
        block: Token | None = _marked_block(kept)
        if token.content:
            kept.append(token)
        else:  # a mark on its own line marks the block before it
            kept.pop()
            skipped = 1
            block = _block_before(kept, token.level - 1)
        if block is not None and _block_id(name) not in seen:
            seen.add(_block_id(name))
            block.attrSet("id", _block_id(name))
    return kept


def _mark_name(text: str) -> str | None:
    """The name in the `^name` mark at the end of a block's text, or None."""
    before, _, name = text.rpartition("^")
    stands_apart = not before or before[-1].isspace()
    return name.rstrip() if stands_apart and _NAME.fullmatch(name.rstrip()) else None


def _marked_block(tokens: Sequence[Token]) -> Token:
    """The block that a mark at its end names: the list item if the mark ends its first paragraph."""
    return tokens[-2] if len(tokens) > 1 and tokens[-2].type == "list_item_open" else tokens[-1]


def _block_before(tokens: Sequence[Token], level: int) -> Token | None:
    """The previous block on the same level."""
    for token in reversed(tokens):
        if token.level == level and token.nesting >= 0:
            return token
        if token.level < level:
            return None
    return None


def _outline(tokens: Sequence[Token]) -> Outline:
    outline = Outline()
    taken: dict[str, int] = {}
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _link_text(tokens[position + 1].content)
            stem = re.sub(r"[\W_]+", "-", words).strip("-") or "heading"
            taken[stem] = taken.get(stem, 0) + 1
            number = f"--{taken[stem]}" if taken[stem] > 1 else ""
            outline.headings.append(Heading(int(token.tag[1]), words, f"h-{stem}{number}", position))
        name = token.attrs.get("id")
        if name is not None:
            outline.block_ids[str(name)] = position
    return outline


def _link_text(text: str) -> str:
    """A heading as links write it: without emphasis and the characters that a link cannot contain."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return _NOT_IN_LINKS.sub(" ", plain).strip()


def _block_id(name: str) -> str:
    return f"b-{name.lower()}"


def _heading(outline: Outline, part: str) -> Heading | None:
    """The first heading with that text; for `A#B`, the first B below an A."""
    names = [words for name in part.split("#") if (words := _link_text(name))]
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


def _part_tokens(tokens: list[Token], outline: Outline, part: str) -> list[Token]:
    """The tokens of a heading's section or of a block, followed by the note's footnotes."""
    if part.startswith("^"):
        position = outline.block_ids.get(_block_id(part[1:]))
        wanted = _block(tokens, position) if position is not None else []
    else:
        heading = _heading(outline, part)
        wanted = _section(tokens, heading) if heading else []
    return _footnotes(wanted, inside=False) + _footnotes(tokens, inside=True) if wanted else []


def _section(tokens: list[Token], heading: Heading) -> list[Token]:
    level = tokens[heading.position].level
    for end in range(heading.position + 1, len(tokens)):
        token = tokens[end]
        above = token.type == "heading_open" and token.level == level and int(token.tag[1]) <= heading.level
        if above or token.level < level:
            return tokens[heading.position : end]
    return tokens[heading.position :]


def _block(tokens: list[Token], position: int) -> list[Token]:
    opened = tokens[position]
    if opened.nesting == 0:
        return [opened]
    end = next(i for i in range(position + 1, len(tokens)) if tokens[i].level == opened.level and tokens[i].nesting < 0)
    inside = tokens[position : end + 1]
    if opened.type != "list_item_open":
        return inside
    kind = "ordered_list" if opened.info else "bullet_list"
    tag = "ol" if opened.info else "ul"
    return [Token(f"{kind}_open", tag, 1, block=True), *inside, Token(f"{kind}_close", tag, -1, block=True)]


def _footnotes(tokens: Sequence[Token], *, inside: bool) -> list[Token]:
    """The tokens inside footnotes, or those outside."""
    kept, depth = [], 0
    for token in tokens:
        depth += token.type == "footnote_reference_open"
        if inside == (depth > 0):
            kept.append(token)
        depth -= token.type == "footnote_reference_close"
    return kept
