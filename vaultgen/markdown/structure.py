"""The blocks of a text, without what stands in them: for what must know code from prose before it is read."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from vaultgen.markdown.maths import maths

# How many blocks may stand in one another. Lists count twice; past this, a text is hostile.
NESTING = 60


def blocks(text: str) -> list[Token]:
    """The tokens of a text's blocks, with the lines that they stand on."""
    return _parser().parse(text, {})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable("table")
    parser.use(footnote_plugin).use(maths)
    return parser.disable(["inline", "text_join", "footnote_tail"])
