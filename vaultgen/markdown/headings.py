"""Heading levels: shifted below the page's own headings, without skipping a level."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from vaultgen.markdown.context import RenderContext


def headings(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.core.ruler.before("inline", "headings", _level)


def _level(state: StateCore) -> None:
    context: RenderContext = state.env["context"]
    last = context.shift
    for token in state.tokens:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + context.shift, last + 1, 6)
            token.tag = f"h{last}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"
