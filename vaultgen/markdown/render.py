"""The renderer, with two configured parsers: one for texts, one for single lines."""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.footnote import footnote_plugin

from vaultgen.markdown.anchors import anchors
from vaultgen.markdown.autolinks import autolinks
from vaultgen.markdown.callouts import callouts
from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.context import Resolve, page_env
from vaultgen.markdown.embeds import embeds
from vaultgen.markdown.headings import headings
from vaultgen.markdown.highlights import highlights
from vaultgen.markdown.images import images
from vaultgen.markdown.limits import limits
from vaultgen.markdown.links import links
from vaultgen.markdown.maths import maths
from vaultgen.markdown.structure import NESTING
from vaultgen.markdown.tables import tables
from vaultgen.markdown.tags import tags
from vaultgen.markdown.tasks import tasks
from vaultgen.regex import late

# Rules for inline content, and rules that need blocks. Rules run in the order in which they are added, except that
# core rules added after markdown-it's "block" run in reverse order.
INLINE = (maths, tags, highlights, links, autolinks, images)
RULES = (footnote_plugin, tables, callouts, tasks, anchors, headings, embeds)


def render(text: str, resolve: Resolve, *, shift: int = 1) -> str:
    """The HTML of a note's body, with headings moved down by `shift` levels, below the page's own.

    `resolve` is called for each wikilink, relative link and image, and with "" for the page's own note.
    """
    env = page_env(resolve, shift)
    html: str = _text_parser().render(without_comments(text), env)
    return html


def render_inline(text: str, resolve: Resolve) -> str:
    """The HTML of one line, such as an item of a list property: inline content only."""
    shown = without_comments(text)
    if not _SPECIAL.search(shown):
        return escapeHtml(shown)
    html: str = _line_parser().renderInline(shown, page_env(resolve))
    return html


@cache
def _text_parser() -> MarkdownIt:
    parser = _parser(*INLINE, *RULES)
    parser.disable("html_block")
    return parser


@cache
def _line_parser() -> MarkdownIt:
    return _parser(*INLINE, anchors)


def _parser(*rules: Callable[[MarkdownIt], None]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False, "maxNesting": NESTING})
    for rule in (limits, *rules):
        parser.use(rule)
    parser.inline.terminator_re = _TERMINATORS
    return parser.enable("strikethrough").disable("html_inline")


# The characters that may begin or end something other than text: the inline rules run only at these.
_TERMINATORS = late(r"[\n!#$&*:<=\[\\\]^_`~]")
# Most lines contain none of them, nor the characters that markdown-it normalizes, and need no parser.
_SPECIAL = late(rf"{_TERMINATORS.pattern}|[\r\0]")
