"""The block structure of a text, without inline content: for code that must tell code from prose first."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from vaultgen.markdown.maths import maths

# How deep blocks may nest; a list counts twice. Texts that exceed it are hostile.
NESTING = 60


def blocks(text: str) -> list[Token]:
    """The block tokens of a text; `map` holds their lines."""
    return _parser().parse(text, {})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable("table")
    parser.use(footnote_plugin).use(maths)
    return parser.disable(["inline", "text_join", "footnote_tail"])
