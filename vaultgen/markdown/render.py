"""The renderer: one configured parser, and what it does with links and images."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.rules import callout_rule, highlight_rule, wikilink_rule

_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "obsidian:")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a link leads: a URL relative to the page, or none for a link to no note."""

    url: str | None


Resolve = Callable[[str], Anchor]


def render(text: str, resolve: Resolve, *, shift: int = 1) -> str:
    """The HTML of a note's body; headings are moved down by `shift` levels, under the page's own.

    `resolve` is asked for every wikilink and every relative link to a `.md` file.
    """
    env: dict[str, Any] = {"resolve": resolve, "shift": shift}
    tokens = _parser().parse(without_comments(text), env)
    _level_headings(tokens, shift)
    for token in tokens:
        _name_checkboxes(token.children or ())
    html: str = _parser().renderer.render(tokens, _parser().options, env)
    return html


def render_inline(text: str, resolve: Resolve) -> str:
    """The HTML of one line, such as an item of a list property: links and emphasis, no blocks."""
    env: dict[str, Any] = {"resolve": resolve}
    html: str = _parser().renderInline(without_comments(text), env)
    return html


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(tasklists_plugin)
    parser.inline.ruler.before("emphasis", "highlight", highlight_rule)
    parser.inline.ruler.before("link", "wikilink", wikilink_rule)
    parser.core.ruler.after("block", "callout", callout_rule)
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    for name, rule in {
        "wikilink": _wikilink,
        "image": _image,
        "link_open": _link_open,
        "table_open": _table_open,
        "table_close": _table_close,
        "th_open": _cell_open,
        "td_open": _cell_open,
        "callout_open": _callout_open,
        "callout_close": _callout_close,
    }.items():
        parser.add_render_rule(name, rule)
    return parser


def _is_safe(url: str) -> bool:
    """Only links that lead to a page, a mail program or a note; anything else stays text."""
    scheme, colon, _ = url.strip().lower().partition(":")
    return not colon or "/" in scheme or "#" in scheme or f"{scheme}:" in _SAFE_SCHEMES


def _level_headings(tokens: Sequence[Token], shift: int) -> None:
    """Moves headings below the page's own, and never skips a level on the way down."""
    last = shift
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + shift, last + 1, 6)
            last = level
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"


def _name_checkboxes(tokens: Sequence[Token]) -> None:
    """The box of a task is a picture of a state: it is named by what it shows."""
    for token in tokens:
        if token.type == "html_inline" and "task-list-item-checkbox" in token.content:  # no note's: raw HTML is off
            name = "done" if "checked=" in token.content else "to do"
            token.content = token.content.replace("<input ", f'<input aria-label="{name}" ', 1)


def _anchor(url: str | None, inner: str, kind: str) -> str:
    if url is None:
        return f'<span class="{kind} dead" title="There is no note of this name">{inner}</span>'
    return f'<a class="{kind}" href="{escapeHtml(url)}">{inner}</a>'


def _wikilink(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    label = escapeHtml(token.content)
    if token.meta["embed"] and not token.meta["note"]:
        return f'<span class="file">{label}</span>'
    target = token.meta["target"]
    anchor: Anchor = env["resolve"](target) if target else Anchor("")
    return _anchor(anchor.url, label, "note") if target else label


def _image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """An image is named and linked, never loaded: a page asks nobody for anything."""
    token = tokens[index]
    url = str(token.attrs.get("src", ""))
    label = escapeHtml(token.content or url.rpartition("/")[2] or "image")
    if url.lower().startswith(("http:", "https:")):
        return f'<a class="file" rel="noreferrer" href="{escapeHtml(url)}">{label}</a>'
    return f'<span class="file">{label}</span>'


def _link_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Links out carry no referrer; a relative link is a link to a note, or leads nowhere on the site."""
    token = tokens[index]
    url = str(token.attrs.get("href", ""))
    if ":" in url.partition("/")[0]:
        token.attrSet("rel", "noreferrer")
        return renderer.renderToken(tokens, index, options, env)
    if url.startswith("#"):
        return "<a>"
    anchor: Anchor = env["resolve"](unquote(url.partition("#")[0]))
    return f'<a class="note" href="{escapeHtml(anchor.url)}">' if anchor.url else '<a class="dead">'


def _table_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n'


def _table_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _cell_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """A column's alignment is a class: the pages' policy lets no style stand in an attribute."""
    token = tokens[index]
    side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if side in ("center", "right"):
        token.attrSet("class", f"align-{side}")
    return renderer.renderToken(tokens, index, options, env)


def _callout_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    kind = escapeHtml(token.meta["kind"])
    title = escapeHtml(token.meta["title"])
    return f'<div class="callout" data-kind="{kind}">\n<p class="callout-title">{title}</p>\n'


def _callout_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return "</div>\n"
