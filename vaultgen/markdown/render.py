"""The renderer: one configured parser for texts, and one for single lines."""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.footnote import footnote_plugin

from vaultgen.markdown.anchors import anchors
from vaultgen.markdown.autolinks import autolinks
from vaultgen.markdown.callouts import callouts
from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.context import Resolve, page
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

# What every text may have, and what needs blocks. Later ones come to see what earlier ones made, but
# for those behind markdown-it's own rule for paragraphs: of these the last one added comes first.
INLINE = (maths, tags, highlights, links, autolinks, images)
RULES = (footnote_plugin, tables, callouts, tasks, anchors, headings, embeds)


def render(text: str, resolve: Resolve, *, shift: int = 1) -> str:
    """The HTML of a note's body; headings are moved down by `shift` levels, under the page's own.

    `resolve` is asked for every wikilink, relative link and image, and with "" for the page's own note.
    """
    env = page(resolve, shift)
    html: str = _texts().render(without_comments(text), env)
    return html


def render_inline(text: str, resolve: Resolve) -> str:
    """The HTML of one line, such as an item of a list property: links and emphasis, no blocks."""
    shown = without_comments(text)
    if not _ASKED.search(shown):
        return escapeHtml(shown)
    html: str = _lines().renderInline(shown, page(resolve))
    return html


@cache
def _texts() -> MarkdownIt:
    parser = _configured(*INLINE, *RULES)
    parser.disable("html_block")
    return parser


@cache
def _lines() -> MarkdownIt:
    return _configured(*INLINE, anchors)


def _configured(*rules: Callable[[MarkdownIt], None]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False, "maxNesting": NESTING})
    for rule in (limits, *rules):
        parser.use(rule)
    parser.inline.terminator_re = _BEGINS
    return parser.enable("strikethrough").disable("html_inline")


# The characters with which something other than text begins, or ends: where none stands, no rule is asked.
_BEGINS = late(r"[\n!#$&*:<=\[\\\]^_`~]")
# Most lines have none of them, nor what is read as something else before any rule is asked.
_ASKED = late(rf"{_BEGINS.pattern}|[\r\0]")
