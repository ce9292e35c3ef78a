"""Limits for hostile paragraphs, with so many unclosed brackets that parsing their inline content would take minutes.

Such a paragraph is shown as it was typed, and a check reports it.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from vaultgen.markdown.structure import blocks
from vaultgen.regex import late

_DEEPEST = 200  # brackets open at once
_MOST_WORK = 300_000  # open brackets times the delimiters that the parser examines for each of them
_MARKS = late(r"[!#$&*:<=\[\\\]^_`~]")
_BRACKETS = late(r"[\[\]]")


def limits(parser: MarkdownIt) -> None:
    """Makes a parser keep such paragraphs as text."""
    parser.core.ruler.at("inline", _inline)


def is_too_deep(text: str) -> bool:
    """Whether a paragraph exceeds the limits."""
    if text.count("[") <= 2:
        return False
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or deepest * len(_MARKS.findall(text)) > _MOST_WORK


def deep_lines(body: str) -> list[tuple[int, int]]:
    """The paragraphs of a body that are too deep, each as its first line and the line after its last (from 0)."""
    if not is_too_deep(body):
        return []  # no paragraph is deeper than the whole text
    tokens = (token for token in blocks(body) if token.type == "inline" and token.map)
    return [(token.map[0], token.map[1]) for token in tokens if token.map and is_too_deep(token.content)]


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            if is_too_deep(token.content):
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
