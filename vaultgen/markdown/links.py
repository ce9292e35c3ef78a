"""Links to notes, `[[Note#Heading|text]]` and `[text](note.md#heading)`, and external links.

A link without a target is shown as such. External links are those with the schemes `http`, `https`, `mailto` and `tel`,
and `obsidian://open`; any other scheme stays text.
Source: Obsidian's help on internal links.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.markdown.anchors import fragment, outline_of
from vaultgen.markdown.context import Anchor, RenderContext
from vaultgen.markdown.files import shown_file
from vaultgen.regex import late

_LINK = late(r"(!?)\[\[([^\[\]\n|]*?)\\?(?:\|([^\[\]\n]*))?\]\]")
_OUT = late(r"(?:https?|mailto|tel):|obsidian://open\?", re.IGNORECASE)
_HAS_SCHEME = late(r"\s*[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def links(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.inline.ruler.before("link", "wikilink", _read)
    parser.core.ruler.after("inline", "nested_links", _unnest)
    parser.validateLink = is_safe  # type: ignore[method-assign]
    parser.add_render_rule("wikilink", _wikilink)
    parser.add_render_rule("link_open", _link_open)


def is_safe(url: str) -> bool:
    """Whether a URL may become a link: it has an allowed scheme, or none."""
    return bool(_OUT.match(url)) or not _HAS_SCHEME.match(url)


def _read(state: StateInline, silent: bool) -> bool:
    """`[[Note]]` and `![[Note]]`; the notes of the latter are embedded by `embeds`."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    inner = match[2].strip() if match else ""
    if match is None or not inner.strip("#"):
        return False
    if not silent:
        target, _, part = inner.partition("#")
        token = state.push("wikilink", "", 0)
        token.content = (match[3] or "").strip()
        token.meta = {"target": target.strip(), "part": part.strip(), "embed": bool(match[1])}
        if match[1]:
            state.env["embeds"] = True
    state.pos = match.end()
    return True


def _unnest(state: StateCore) -> None:
    """Links cannot nest: marks those inside a link to be rendered as text, and moves footnote numbers behind it."""
    if "![" not in state.src and "^" not in state.src:
        return
    for block in state.tokens:
        children = block.children or ()
        if any(token.type == "link_open" for token in children):
            block.children = list(_outermost(children))


def _outermost(children: Iterable[Token]) -> Iterator[Token]:
    depth = 0
    moved: list[Token] = []
    for token in children:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if depth and token.type == "footnote_ref":
            moved.append(token)
            continue
        if depth and token.type in ("wikilink", "image"):
            token.meta["inside"] = True
        yield token
        if not depth:
            yield from moved
            moved = []


def anchor_of(token: Token, env: EnvType) -> Anchor:
    """The target of a wikilink, regardless of its heading; the page's own note if it names none."""
    context: RenderContext = env["context"]
    target: str = token.meta["target"]
    return context.resolve(target) if target else context.own


def label_of(token: Token) -> str:
    """The text of a wikilink: as given after the bar, else its target and headings as Obsidian shows them."""
    parts = [token.meta["target"], *token.meta["part"].split("#")]
    return token.content or " > ".join(part.strip() for part in parts if part.strip())


def url_of(anchor: Anchor, part: str, env: EnvType) -> str | None:
    """The URL of a note with the fragment for `part`; None if there is no target.

    As in Obsidian, a link to a missing heading of another note leads to the note.
    """
    own = anchor is env["context"].own
    if own and not env["context"].embedded:
        name = fragment(env["outline"], part)
        return f"#{quote(name)}" if name else None
    if anchor.url is None or not part or anchor.body is None:
        return anchor.url
    name = fragment(outline_of(anchor.body), part)
    return f"{anchor.url}#{quote(name)}" if name else anchor.url


def dead(label: str, why: str) -> str:
    """The HTML of a link without a target; `label` is HTML."""
    return f'<span class="note dead" title="{why}">{label}</span>'


def _wikilink(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    if token.meta.get("inside") and not token.meta["embed"]:
        return escapeHtml(label_of(token))
    anchor = anchor_of(token, env)
    shown = shown_file(token, anchor)
    if shown is not None:
        return shown
    label = escapeHtml(label_of(token))
    if token.meta.get("inside"):
        return label
    url = url_of(anchor, token.meta["part"], env)
    if url is None:
        return dead(label, anchor.why if token.meta["target"] else "There is no such heading in this note")
    return f'<a class="note" href="{escapeHtml(url)}">{label}</a>'


def _link_open(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """External links send no referrer. A relative link leads to a note or attachment, or nowhere."""
    token = tokens[index]
    url = str(token.attrs.get("href", ""))
    if _HAS_SCHEME.match(url):
        token.attrSet("rel", "noreferrer")
        return renderer.renderToken(tokens, index, options, env)
    target, _, part = url.partition("#")
    context: RenderContext = env["context"]
    anchor = context.resolve(unquote(target)) if target else context.own
    found = url_of(anchor, unquote(part), env) if anchor.kind == "note" else anchor.url
    if found is None and anchor.url is None and target:
        return f'<a class="dead" title="{anchor.why}">'
    if found is None or found.lower().endswith(".svg"):
        return '<a class="dead">'
    token.attrs = {"class": "note" if anchor.kind == "note" else "file"} | token.attrs | {"href": found}
    return renderer.renderToken(tokens, index, options, env)
